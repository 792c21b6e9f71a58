"""The words of a text as they are looked up: lower case, without endings, without those any English text has; and its character runs."""

import re

from sayso.text import load_lexicon

_STOP = frozenset(load_lexicon("sayso.compare", "sentences.toml")["sentences"]["stop"])
_WORD = re.compile(r"[^\W_]+")
_GAP = re.compile(r"[\W_]+")
_ENDINGS = ("ing", "ed", "es", "s", "ly")
SHORTEST_STEM = 3
GRAM_CHARS = 4


def terms(text: str) -> list[str]:
    """Return the terms of a text in order.

    >>> terms("The bridges were closed")
    ['bridg', 'clos']
    """
    return [_stem(word) for word in _WORD.findall(_lower(text)) if word not in _STOP]


def char_grams(text: str) -> list[str]:
    """Return the runs of four characters of a text, blanks and marks as one blank.

    >>> char_grams("Up, on!")
    [' up ', 'up o', 'p on', ' on ']
    """
    plain = f" {_GAP.sub(' ', _lower(text)).strip()} "
    return [plain[at : at + GRAM_CHARS] for at in range(len(plain) - GRAM_CHARS + 1)]


def _lower(text: str) -> str:
    return text.casefold().replace("’", "'")


def _stem(word: str) -> str:
    ending = next((end for end in _ENDINGS if word.endswith(end)), "")
    return word.removesuffix(ending) if len(word) - len(ending) >= SHORTEST_STEM else word
