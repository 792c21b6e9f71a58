"""Canonical text with a map back to the characters it was made from."""

import unicodedata
from dataclasses import dataclass

from sayso.model import canonical_text


@dataclass(frozen=True, slots=True)
class Canonical:
    """A canonical text; `origins[i]` is the offset in the given text where its code point i began.

    `origins` has one more entry than the text: the given text's length.
    """

    text: str
    origins: tuple[int, ...]

    def back(self, start: int, end: int) -> tuple[int, int]:
        """Return the code points of the given text that became [start, end)."""
        return self.origins[start], self.origins[end]


def canonicalise(text: str) -> Canonical:
    r"""Return the canonical form of text (see `canonical_text`) and where each code point came from.

    >>> canonicalise("e\u0301\r\nb").back(1, 3)
    (2, 5)
    """
    if canonical_text(text) == text:
        return Canonical(text, tuple(range(len(text) + 1)))
    pieces: list[str] = []
    origins: list[int] = []
    start = 0
    while start < len(text):
        end = start + 1
        if text[start : start + 2] == "\r\n":
            end += 1
        while end < len(text) and _joins(text[start:end], text[end]):
            end += 1
        piece = canonical_text(text[start:end])
        pieces.append(piece)
        origins.extend([start] * len(piece))
        start = end
    return Canonical("".join(pieces), (*origins, len(text)))


def _joins(before: str, character: str) -> bool:
    """Return True when NFC may compose the character with what stands before it."""
    if character.isascii():
        return False
    if unicodedata.combining(character):
        return True
    return len(unicodedata.normalize("NFC", before + character)) < len(
        unicodedata.normalize("NFC", before)
    ) + len(unicodedata.normalize("NFC", character))
