"""From a document to attributions: who (source) says by which words (cue) what (content).

In goes a `Document` (and its `Parse`, for the extractor that needs one), out come `Attribution`s bound to exact
characters: direct, indirect and mixed quotation, hedges without a source, and nesting as a tree. Two extractors keep
one port: trained networks, and rules over the parse where no weights are at hand. It refuses nothing; where it is
unsure it says less. A third extractor, off unless it is asked for, has a language model on a server read beside the built-in one.
"""

from sayso.attribute.apart import told_apart
from sayso.attribute.extractor import (
    Extracted,
    Extractor,
    best_extractor,
    check_extractor,
    extract,
)
from sayso.attribute.rules import RuleExtractor

__all__ = [
    "Extracted",
    "Extractor",
    "RuleExtractor",
    "best_extractor",
    "check_extractor",
    "extract",
    "told_apart",
]
