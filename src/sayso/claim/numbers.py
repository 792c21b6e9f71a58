"""Number words and digits: the patterns that find them and the value they stand for.

Shared by the two grammars of this room, times and quantities, so that "two dozen" is worth the same in both.
"""

import re
from collections.abc import Iterable

from sayso.text import load_lexicon

_WORDS = load_lexicon("sayso.claim", "numbers.toml")
UNITS: dict[str, float] = _WORDS["units"]
SCALES: dict[str, float] = _WORDS["scales"]
ABBREVIATIONS: dict[str, float] = _WORDS["abbreviations"]
FRACTIONS: dict[str, float] = _WORDS["fractions"]
GLYPHS: dict[str, float] = _WORDS["glyphs"]


def either(words: Iterable[str]) -> str:
    r"""Return a pattern that matches any of the words, the longest first, blanks as any white space.

    >>> either(["day", "days after"])
    '(?:days\\s+after|day)'
    """
    longest = sorted(words, key=lambda word: (-len(word), word))
    return "(?:" + "|".join(re.escape(word).replace("\\ ", r"\s+") for word in longest) + ")"


def plain(words: str | None) -> str:
    """Return words in lower case with single blanks, as they stand in the vocabulary.

    >>> plain("At  Least")
    'at least'
    """
    return " ".join((words or "").lower().split())


_WORD = either([*UNITS, *SCALES])
DIGITS = r"(?:\d{1,3}(?:,\d{3})+(?!\d)(?:\.\d+)?|\d+(?:\.\d+)?)"
WORDS = rf"(?:\b{_WORD}(?:(?:\s|-|\sand\s){_WORD}){{0,9}}\b)"


def value_of_words(phrase: str) -> float:
    """Return the value of a phrase of number words; scales multiply what stands before them.

    >>> value_of_words("twenty-eight thousand six hundred and forty-two")
    28642.0
    """
    total = current = 0.0
    for word in re.findall(r"[a-z]+", phrase.lower()):
        if word in UNITS:
            current += UNITS[word]
        elif word in SCALES:
            current = (current or 1) * SCALES[word]
            if SCALES[word] >= 1000:
                total, current = total + current, 0.0
    return total + current


def value_of_digits(digits: str) -> float:
    """Return the value of plain digits, commas left out.

    >>> value_of_digits("11,000")
    11000.0
    """
    return float(digits.replace(",", ""))


def value_of(number: str) -> float:
    """Return the value of digits, of number words, or of digits followed by a half ("5 1/2").

    >>> value_of("2 1/2"), value_of("two dozen"), value_of("a")
    (2.5, 24.0, 1.0)
    """
    text = plain(number).strip("- ")
    half = re.search(r"(?:1/2|½|\band a half)$", text)
    if half:
        rest = text[: half.start()].strip()
        return (value_of(rest) if rest else 0.0) + 0.5
    if text[:1].isdigit():
        return value_of_digits(text)
    return 1.0 if text in ("a", "an") else value_of_words(text)
