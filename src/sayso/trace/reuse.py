"""Finds reused passages: shared runs of three words, chained, extended and weighed.

Common words weigh a quarter, so stock phrases make no passage.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from sayso.model import Document, Span
from sayso.trace.align import FEWEST_CHAINED_WORDS, Floats, Runs, chains, joined, reach, runs
from sayso.trace.index import Index, hits, index
from sayso.trace.quotations import as_quoted
from sayso.trace.words import COMMON, COMMON_WEIGHT, FLAGS, QUOTED, Places, Words, words

SHORTEST_WORDS = 12
LEAST_WEIGHT = 7.0
TELLING = ((12.0, 0.75), (24.0, 0.6))


@dataclass(frozen=True, slots=True)
class Passage:
    """Words of one document that stand in another as well, with the span on either side.

    `words` counts the words that agree; `own_words` those of them outside quotation marks on both
    sides; `own_weight` counts the latter with common words at a quarter.
    """

    left: Span
    right: Span
    words: int = 0
    own_words: int = 0
    own_weight: float = 0.0

    @property
    def copied(self) -> bool:
        """True when enough of it stands outside quotation marks to be copied rather than quoted."""
        return self.own_words >= SHORTEST_WORDS - 3 and self.own_weight >= LEAST_WEIGHT

    @property
    def telling(self) -> bool:
        """True when it alone shows that one text was made from the other, or both from a third: long and close enough.

        Two writers hit on a dozen words about one event; a whole sentence of telling words in one order they do not.
        """
        size = max(1, len(self.left.quote.split()), len(self.right.quote.split()))
        close = self.words / size
        return any(self.own_weight >= weight and close >= share for weight, share in TELLING)


class Matches(NamedTuple):
    """Passages of a query as columns: words [here, here_end) of it, [there, there_end) of text `text`, and counts."""

    text: Places
    here: Places
    here_end: Places
    there: Places
    there_end: Places
    words: Places
    own_words: Places
    own_weight: Floats


@dataclass(frozen=True, slots=True, eq=False)
class Corpus:
    """Documents to look in, with their index."""

    texts: tuple[Words, ...]
    index: Index


def passages(documents: Sequence[Document]) -> tuple[Passage, ...]:
    """Return the passages any two of the documents share outside quotation marks, earlier one left."""
    texts = [words(document) for document in documents]
    return tuple(passage for passage in shared(texts) if passage.copied)


def shared(texts: Sequence[Words]) -> tuple[Passage, ...]:
    """Return the passages any two of the texts share, quoted ones too, earlier one left.

    Words that two outlets give in quotation marks are somebody's words in every text.
    """
    marked = as_quoted(texts)
    corpus = Corpus(marked, index(marked))
    found: list[Passage] = []
    for number, text in enumerate(corpus.texts):
        found.extend(_passages(corpus, text, matches(corpus.index, text, number)))
    return tuple(sorted(found, key=lambda p: (p.left, p.right)))


def found_in(query: Document, corpus: Corpus) -> tuple[Passage, ...]:
    """Return the passages of the corpus (left) that stand in the query (right), quoted ones too."""
    text = words(query)
    return _passages(corpus, text, matches(corpus.index, text, len(corpus.index)))


def corpus_of(documents: Sequence[Document]) -> Corpus:
    """Return the documents with their index, for `found_in`."""
    texts = tuple(words(document) for document in documents)
    return Corpus(texts, index(texts))


def _passages(corpus: Corpus, text: Words, found: Matches) -> tuple[Passage, ...]:
    rows = zip(*(column.tolist() for column in found), strict=True)
    return tuple(
        Passage(corpus.texts[n].span(there, there_end), text.span(here, here_end), *counts)
        for n, here, here_end, there, there_end, *counts in rows
    )


def matches(held: Index, query: Words, before: int) -> Matches:
    """Return the passages that the query shares with texts numbered below `before`, in order of text."""
    chained, first = _long_enough(*chains(runs(hits(held, query, before))))
    begin = chained.take(first)
    end = chained.take(np.append(first[1:], len(chained)) - 1 if len(first) else first)
    back = reach(held, query, begin.text, begin.here - 1, begin.there - 1, -1)
    on = reach(held, query, end.text, end.here + end.size, end.there + end.size, 1)
    sizes = np.diff(np.append(first, len(chained)))
    chain = np.arange(len(first))
    pieces = joined(_to_next(chained, first), back, on)
    words, weight, own, own_weight = _counted(
        held, query, pieces, np.concatenate((np.repeat(chain, sizes), chain, chain))
    )
    here, there = begin.here - back.size, begin.there - back.size
    here_end, there_end = end.here + end.size + on.size, end.there + end.size + on.size
    kept = (there_end - there >= SHORTEST_WORDS) & (weight >= LEAST_WEIGHT)
    counts = (words[kept], own[kept], own_weight[kept])
    return Matches(
        begin.text[kept], here[kept], here_end[kept], there[kept], there_end[kept], *counts
    )


def _long_enough(chained: Runs, first: Places) -> tuple[Runs, Places]:
    """Return the chains of six words or more, with the row at which each begins."""
    if not len(first):
        return chained, first
    kept = np.add.reduceat(chained.size, first) >= FEWEST_CHAINED_WORDS
    sizes = np.diff(np.append(first, len(chained)))
    return chained.take(np.repeat(kept, sizes)), np.cumsum(sizes[kept]) - sizes[kept]


def _to_next(chained: Runs, first: Places) -> Runs:
    """Return the runs, each as far as to the beginning of the next in its chain."""
    size = np.append(chained.here[1:], 0) - chained.here if len(chained) else chained.size
    last = np.append(first[1:], len(chained))[: len(first)] - 1
    size[last] = chained.size[last]
    return Runs(chained.text, chained.here, chained.there, size)


def _counted(
    held: Index, query: Words, pieces: Runs, chain: Places
) -> tuple[Places, Floats, Places, Floats]:
    """Return for each chain how many words agree and their weight, then the same outside quotation marks."""
    step = np.arange(pieces.size.sum()) - np.repeat(
        np.cumsum(pieces.size) - pieces.size, pieces.size
    )
    here = query.flagged[np.repeat(pieces.here, pieces.size) + step]
    at = np.repeat(held.offsets[pieces.text] + pieces.there, pieces.size) + step
    inside = at < np.repeat(held.offsets[pieces.text + 1], pieces.size)
    there = held.words[np.where(inside, at, 0)]
    whose = np.repeat(chain, pieces.size)
    same = inside & (((here ^ there) & ~FLAGS) == 0)
    own = same & (((here | there) & QUOTED) == 0)
    weight = np.where((here & COMMON) == 0, 1.0, COMMON_WEIGHT)
    count = chain.max(initial=-1) + 1
    return (
        np.bincount(whose, same, count).astype(np.int64),
        np.bincount(whose, same * weight, count).astype(np.float64),
        np.bincount(whose, own, count).astype(np.int64),
        np.bincount(whose, own * weight, count).astype(np.float64),
    )
