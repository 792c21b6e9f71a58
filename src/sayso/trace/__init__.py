"""Where reports come from, and how many independent witnesses are left.

In go documents and claims; out come shared passages, lineage edges (copies, quotations, citations,
updates, retractions) and origins. What it refuses: to call words inside quotation marks copied, since
two reporters may quote one speech; to take the time of collection for the time of publication; and to
count an unnamed source that passes on somebody else's report as a further witness.
"""

from sayso.trace.citations import citations
from sayso.trace.cited import is_held, outlet_names
from sayso.trace.citing import CitationNetwork, best_citing, check_citing
from sayso.trace.differences import Differences, differences
from sayso.trace.echoes import echoes
from sayso.trace.edges import edges, retracted
from sayso.trace.fallen import fallen
from sayso.trace.independence import independence
from sayso.trace.origins import origins
from sayso.trace.packed import PackedIndex, Searcher
from sayso.trace.retold import told_anew
from sayso.trace.reuse import Passage, corpus_of, found_in, passages
from sayso.trace.rulings import Ruled, ruled, ruling
from sayso.trace.utterances import Utterance, utterances
from sayso.trace.words import Words, words

__all__ = [
    "CitationNetwork",
    "Differences",
    "PackedIndex",
    "Passage",
    "Ruled",
    "Searcher",
    "Utterance",
    "Words",
    "best_citing",
    "check_citing",
    "citations",
    "corpus_of",
    "differences",
    "echoes",
    "edges",
    "fallen",
    "found_in",
    "independence",
    "is_held",
    "origins",
    "outlet_names",
    "passages",
    "retracted",
    "ruled",
    "ruling",
    "told_anew",
    "utterances",
    "words",
]
