"""The words of a document as codes, with their places and whether they stand in quotation marks."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray

from sayso.model import Document, Span
from sayso.text import load_lexicon

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_QUOTED = re.compile(r"[“”][^“”\n]*”|\"[^\"\n]*\"|(?<!\w)‘+(?:[^‘’\n]|’(?=\w))*’+|«[^«»\n]*»")
_COMMON = frozenset(load_lexicon("sayso.trace", "common_words.toml")["english"]["words"])
COMMON_WEIGHT = 0.25

Codes = NDArray[np.uint64]


@dataclass(frozen=True, slots=True, eq=False)
class Words:
    """The words of one document in order: `codes` and `places` word by word.

    `quoted[i]` says that word i stands inside quotation marks; `weight[i]` is 1, less for words that
    any English text has. A code is the first 64 bits of the BLAKE2b of the word in lower case.
    """

    document: Document
    codes: Codes
    places: tuple[tuple[int, int], ...]
    quoted: NDArray[np.bool_]
    weight: NDArray[np.float64]

    def __len__(self) -> int:
        return len(self.places)

    def span(self, first: int, end: int) -> Span:
        """Return the span from word `first` up to word `end - 1`."""
        return self.document.span(self.places[first][0], self.places[end - 1][1])

    @property
    def own(self) -> int:
        """The number of words outside quotation marks."""
        return len(self) - int(self.quoted.sum())


def words(document: Document) -> Words:
    """Return the words of a document.

    >>> [len(words(Document(text="He’s gone. “Not so.”"))), words(Document(text="A “b”")).own]
    [4, 1]
    """
    found = list(_WORD.finditer(document.text))
    places = tuple(match.span() for match in found)
    texts = [match[0].casefold().replace("’", "'") for match in found]
    return Words(
        document,
        np.array([_code(text) for text in texts], dtype=np.uint64),
        places,
        _inside(places, [match.span() for match in _QUOTED.finditer(document.text)]),
        np.array([COMMON_WEIGHT if text in _COMMON else 1.0 for text in texts]),
    )


def grams(text: Words, size: int) -> Codes:
    """Return a 64-bit code for each run of `size` words (an empty array for a shorter text)."""
    count = max(0, len(text) - size + 1)
    code = np.zeros(count, dtype=np.uint64)
    with np.errstate(over="ignore"):
        for offset in range(size):
            code = code * np.uint64(0x9E3779B97F4A7C15) + text.codes[offset : offset + count]
        return np.asarray(code ^ (code >> np.uint64(29)), dtype=np.uint64)


@lru_cache(maxsize=200_000)
def _code(word: str) -> int:
    return int.from_bytes(blake2b(word.encode(), digest_size=8).digest(), "big")


def _inside(
    places: Sequence[tuple[int, int]], quotations: Sequence[tuple[int, int]]
) -> NDArray[np.bool_]:
    starts = np.array([start for start, _ in places], dtype=np.int64)
    inside = np.zeros(len(places), dtype=np.bool_)
    for start, end in quotations:
        inside[np.searchsorted(starts, start) : np.searchsorted(starts, end)] = True
    return inside
