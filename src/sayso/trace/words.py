"""The words of a text as codes, with their places and whether they stand in quotation marks."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray

from sayso.model import Document, Span
from sayso.text import load_lexicon

_WORD = re.compile(r"([^\W_]+(?:['’][^\W_]+)*)")
_QUOTED = re.compile(
    r"[“”\"‘«](?:(?<=[“”])[^“”\n]*”|(?<=\")[^\"\n]*\"|(?<!\w‘)(?<!‘‘)(?<=‘)‘*(?:[^‘’\n]|’(?=\w))*’+|(?<=«)[^«»\n]*»)"
)
_COMMON = frozenset(load_lexicon("sayso.trace", "common_words.toml")["english"]["words"])
_SIGNATURE = re.compile(r"—\s*[^—\n(]{2,60}\(@\w{1,30}\)")
COMMON_WEIGHT = 0.25
MOST_REMEMBERED = 1_000_000
COMMON, QUOTED = np.uint64(1), np.uint64(2)
FLAGS = COMMON | QUOTED

Codes = NDArray[np.uint64]
Flags = NDArray[np.bool_]
Places = NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class Words:
    """The words of one document in order: code, first and last code point, flags, one entry a word.

    A code is the first 62 bits of the BLAKE2b of the word in lower case. `common[i]` marks words that any
    English text has, `quoted[i]` words inside quotation marks or in a signed post ("— Ada Moss (@adamoss)").
    """

    document: Document
    codes: Codes
    starts: Places
    ends: Places
    common: Flags
    quoted: Flags

    def __len__(self) -> int:
        return len(self.codes)

    def span(self, first: int, end: int) -> Span:
        """Return the span from word `first` up to word `end - 1`."""
        return self.document.span(int(self.starts[first]), int(self.ends[end - 1]))

    @property
    def own(self) -> int:
        """The number of words outside quotation marks."""
        return len(self) - int(self.quoted.sum())

    @property
    def flagged(self) -> Codes:
        """The codes with their flags in the two lowest bits."""
        return self.codes | self.common * COMMON | self.quoted * QUOTED


def words(document: Document) -> Words:
    """Return the words of a document.

    >>> [len(words(Document(text="He’s gone. “Not so.”"))), words(Document(text="A “b”")).own]
    [4, 1]
    """
    pieces = _WORD.split(document.text)
    edges = np.cumsum(np.fromiter(map(len, pieces), dtype=np.int64, count=len(pieces)))
    starts, ends = edges[:-1:2], edges[1::2]
    coded = np.fromiter(map(_CODES.__getitem__, pieces[1::2]), dtype=np.uint64, count=len(starts))
    inside = _inside(starts, list(_quotations(document.text)))
    return Words(document, coded & ~FLAGS, starts, ends, (coded & COMMON).astype(bool), inside)


def _quotations(text: str) -> Iterator[tuple[int, int]]:
    """Yield where quotations stand, and posts: from the beginning of their line to their signature."""
    for match in _QUOTED.finditer(text):
        yield match.span()
    for match in _SIGNATURE.finditer(text):
        yield text.rfind("\n", 0, match.start()) + 1, match.end()


def grams(codes: Codes, size: int) -> Codes:
    """Return a 64-bit code for each run of `size` words (an empty array for a shorter text)."""
    count = max(0, len(codes) - size + 1)
    code = np.zeros(count, dtype=np.uint64)
    with np.errstate(over="ignore"):
        for offset in range(size):
            code = code * np.uint64(0x9E3779B97F4A7C15) + codes[offset : offset + count]
        return np.asarray(code ^ (code >> np.uint64(29)), dtype=np.uint64)


class _Codes(dict[str, int]):
    """The code of each word met so far as it is written, with the flag of common words."""

    def __missing__(self, word: str) -> int:
        plain = word.casefold().replace("’", "'")
        digest = int.from_bytes(blake2b(plain.encode(), digest_size=8).digest(), "big")
        code = digest & ~3 | (plain in _COMMON)
        if len(self) < MOST_REMEMBERED:
            self[word] = code
        return code


_CODES = _Codes()


def _inside(starts: Places, quotations: Sequence[tuple[int, int]]) -> Flags:
    inside = np.zeros(len(starts), dtype=np.bool_)
    for start, end in quotations:
        inside[np.searchsorted(starts, start) : np.searchsorted(starts, end)] = True
    return inside
