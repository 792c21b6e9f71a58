"""Text tools every room may use: parses bound to code points, quotation marks, vocabulary files.

In goes text, out come offsets into that very text; nothing here changes a text or recomputes an offset
by search. What it refuses: nothing; an unreadable text never gets this far.
"""

from sayso.text.capitals import CAPITALS
from sayso.text.lexicon import load_lexicon
from sayso.text.nobody import goes_round, names_nobody, of_nobody
from sayso.text.offsets import Canonical, canonicalise
from sayso.text.parse import Parse, Parser, Token
from sayso.text.spacy_parser import SpacyParser, paragraphs

__all__ = [
    "CAPITALS",
    "Canonical",
    "Parse",
    "Parser",
    "SpacyParser",
    "Token",
    "canonicalise",
    "goes_round",
    "load_lexicon",
    "names_nobody",
    "of_nobody",
    "paragraphs",
]
