"""From a document to attributions: who (source) says by which words (cue) what (content).

In goes a `Document` (and its `Parse`, for the extractor that needs one), out come `Attribution`s bound to exact
characters: direct, indirect and mixed quotation, hedges without a source, and nesting as a tree. Two extractors keep
one port: trained networks, and rules over the parse where no weights are at hand. It refuses nothing; where it is
unsure it says less.
"""

from sayso.attribute.extractor import Extractor, best_extractor, check_extractor
from sayso.attribute.rules import RuleExtractor

__all__ = ["Extractor", "RuleExtractor", "best_extractor", "check_extractor"]
