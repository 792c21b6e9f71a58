"""Text tools every room may use: parses bound to code points, quotation marks, vocabulary files.

In goes text, out come offsets into that very text; nothing here changes a text or recomputes an offset
by search. What it refuses: nothing; an unreadable text never gets this far.
"""

from sayso.text.capitals import CAPITALS
from sayso.text.lexicon import load_lexicon
from sayso.text.nobody import goes_round, names_nobody, of_nobody
from sayso.text.notices import Notice, called_untrue, notice, noticed
from sayso.text.offsets import Canonical, canonicalise
from sayso.text.parse import Parse, Parser, Token
from sayso.text.people import kind_of_people
from sayso.text.spacy_parser import SpacyParser, paragraphs
from sayso.text.stamps import Stamp, stamps, unstamped
from sayso.text.undoubted import undoubted

__all__ = [
    "CAPITALS",
    "Canonical",
    "Notice",
    "Parse",
    "Parser",
    "SpacyParser",
    "Stamp",
    "Token",
    "called_untrue",
    "canonicalise",
    "goes_round",
    "kind_of_people",
    "load_lexicon",
    "names_nobody",
    "notice",
    "noticed",
    "of_nobody",
    "paragraphs",
    "stamps",
    "undoubted",
    "unstamped",
]
