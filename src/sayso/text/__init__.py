"""Text tools every room may use: parses bound to code points, quotation marks, vocabulary files.

In goes text, out come offsets into that very text; nothing here changes a text or recomputes an offset
by search. What it refuses: nothing; an unreadable text never gets this far.
"""

from sayso.text.capitals import CAPITALS
from sayso.text.lexicon import load_lexicon
from sayso.text.offsets import Canonical, canonicalise
from sayso.text.parse import Parse, Parser, Token
from sayso.text.people import kind_of_people
from sayso.text.spacy_parser import SpacyParser, paragraphs

__all__ = [
    "CAPITALS",
    "Canonical",
    "Parse",
    "Parser",
    "SpacyParser",
    "Token",
    "canonicalise",
    "kind_of_people",
    "load_lexicon",
    "paragraphs",
]
