"""Text tools every room may use: parses bound to code points, quotation marks, vocabulary files.

In goes text, out come offsets into that very text; nothing here changes a text or recomputes an offset
by search. What it refuses: nothing; an unreadable text never gets this far.
"""

from sayso.text.capitals import CAPITALS
from sayso.text.lexicon import load_lexicon
from sayso.text.offsets import Canonical, canonicalise
from sayso.text.parse import Parse, Parser, Token
from sayso.text.spacy_parser import SpacyParser, paragraphs
from sayso.text.stamps import Stamp, stamps, unstamped

__all__ = [
    "CAPITALS",
    "Canonical",
    "Parse",
    "Parser",
    "SpacyParser",
    "Stamp",
    "Token",
    "canonicalise",
    "load_lexicon",
    "paragraphs",
    "stamps",
    "unstamped",
]
