"""An index of word runs: which documents hold the runs of a text, and where.

A run keeps its first `HOLDERS` places only, so that a report copied a thousand times costs what two
hundred copies cost; later copies are found through the earlier ones.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sayso.trace.align import GRAM_WORDS, LARGEST_SHIFT_WORDS, LONGEST_GAP_WORDS, Positions
from sayso.trace.words import COMMON_WEIGHT, Codes, Words, grams

HOLDERS = 200
NEIGHBOURS = 8


@dataclass(frozen=True, slots=True, eq=False)
class Index:
    """Sorted grams with the document number and word position of each place."""

    texts: tuple[Words, ...]
    codes: Codes
    numbers: Positions
    positions: Positions

    def partners(self, text: Words, before: int) -> Iterator[tuple[int, Positions, Positions]]:
        """Yield each document with a number below `before` that shares grams with text.

        With it come the positions of the shared grams in text and in that document, pair by pair.
        """
        at, code = _telling(text)
        first = np.searchsorted(self.codes, code, side="left")
        end = np.searchsorted(self.codes, code, side="right")
        sizes = np.minimum(end - first, HOLDERS)
        total = int(sizes.sum())
        starts = np.repeat(np.cumsum(sizes) - sizes, sizes)
        rows = np.repeat(first, sizes) + np.arange(total) - starts
        here = np.repeat(at, sizes)
        kept = self.numbers[rows] < before
        rows, here = rows[kept], here[kept]
        order = np.argsort(self.numbers[rows], kind="stable")
        number, here, there = self.numbers[rows[order]], here[order], self.positions[rows[order]]
        kept = _accompanied(number, here, there)
        number, here, there = number[kept], here[kept], there[kept]
        numbers, at = np.unique(number, return_index=True)
        bounds = [*at.tolist(), len(number)]
        for partner, low, high in zip(numbers.tolist(), bounds[:-1], bounds[1:], strict=True):
            yield partner, here[low:high], there[low:high]


def _accompanied(number: Positions, here: Positions, there: Positions) -> NDArray[np.bool_]:
    """Return which shared grams have another one close by in both texts; a lone one proves nothing."""
    near = np.zeros(len(number), dtype=np.bool_)
    for step in range(1, NEIGHBOURS + 1):
        a, b = slice(None, -step), slice(step, None)
        close = (number[a] == number[b]) & (here[b] - here[a] <= LONGEST_GAP_WORDS + GRAM_WORDS)
        close &= np.abs(here[b] - there[b] - here[a] + there[a]) <= LARGEST_SHIFT_WORDS
        near[a] |= close
        near[b] |= close
    return near


def index(texts: Sequence[Words]) -> Index:
    """Return the index of the texts; a text's number is its place in the sequence."""
    telling = [_telling(text) for text in texts]
    codes = np.concatenate([*(code for _, code in telling), np.zeros(0, dtype=np.uint64)])
    positions = np.concatenate([*(at for at, _ in telling), np.zeros(0, dtype=np.int64)])
    numbers = np.repeat(np.arange(len(texts)), [len(code) for _, code in telling])
    order = np.argsort(codes, kind="stable")
    return Index(tuple(texts), codes[order], numbers[order], positions[order])


def _telling(text: Words) -> tuple[Positions, Codes]:
    """Return position and code of each gram that is not made of common words alone."""
    code = grams(text, GRAM_WORDS)
    weight = sum(text.weight[offset : offset + len(code)] for offset in range(GRAM_WORDS))
    at = np.flatnonzero(weight > GRAM_WORDS * COMMON_WEIGHT)
    return at, code[at]
