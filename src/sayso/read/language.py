"""Which language a text is in, and whether Sayso can take claims out of it (py3langid, Lui and Baldwin 2012).

Short texts of names and numbers look like any language, so a doubtful text counts as English: reading it
costs little, losing it may cost the story.
"""

import unicodedata
from functools import cache
from typing import TYPE_CHECKING

from sayso.model import RefusalReason
from sayso.read.unread import Unread
from sayso.text import load_lexicon

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

EXTRACTED = "en"
SAMPLE_CHARS = 20_000
SHORT_LETTERS = 200
OTHER_PROBABILITY = 0.6
OTHER_PROBABILITY_SHORT = 0.9
LATIN_SHARE = 0.4


def language(text: str) -> str:
    """Return "en"; raises `Unread` (LANGUAGE) naming any other language, EMPTY for a text without letters.

    >>> language("Ana Brandt said that the ferry left.")
    'en'
    """
    sample = _sample(text)
    letters = sum(map(str.isalpha, sample))
    if not letters:
        raise Unread(RefusalReason.EMPTY, "it has no words; give a text that says something")
    latin = "".join(c if _is_latin(c) else " " for c in sample)
    is_latin = sum(map(str.isalpha, latin)) >= LATIN_SHARE * letters
    # English that quotes another script is judged by what it says in its own.
    ranked = _identifier().rank(latin if is_latin else sample)
    code, probability = next(one for one in ranked if is_latin or one[0] != EXTRACTED)
    needed = OTHER_PROBABILITY if letters >= SHORT_LETTERS else OTHER_PROBABILITY_SHORT
    if is_latin and (code == EXTRACTED or probability < needed):
        return EXTRACTED
    name = load_lexicon("sayso.read", "languages.toml")["names"].get(code, f"language {code!r}")
    raise Unread(
        RefusalReason.LANGUAGE,
        f"it is in {name}; Sayso extracts claims from English only, so give an English version",
        f"{code} {probability:.2f}",
    )


def _sample(text: str) -> str:
    """Return the text, or equal parts from its beginning, middle and end when it is long."""
    if len(text) <= SAMPLE_CHARS:
        return text
    part, middle = SAMPLE_CHARS // 3, len(text) // 2
    return f"{text[:part]}\n{text[middle : middle + part]}\n{text[-part:]}"


@cache
def _is_latin(character: str) -> bool:
    """Return True for all but letters (and their marks) of another script."""
    if character.isascii() or not (character.isalpha() or unicodedata.combining(character)):
        return True
    return unicodedata.name(character, "").startswith(("LATIN", "FULLWIDTH LATIN", "COMBINING"))


@cache
def _identifier() -> "LanguageIdentifier":
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
