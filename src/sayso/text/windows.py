"""Windows: runs of whole paragraphs that fit the encoder at once, as word pieces."""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from sayso.text.words import Words

WINDOW_PIECES = 128
_SENTENCE_END = frozenset(".!?")


def windows(
    words: Words, lengths: NDArray[np.int64], within: tuple[int, int], limit: int = WINDOW_PIECES
) -> Iterator[tuple[int, int]]:
    """Yield [first, last + 1) word ranges of at most `limit` pieces, whole paragraphs where they fit.

    `lengths` holds the number of pieces of each word, `within` the words to be covered. A paragraph that does
    not fit is cut after the last sentence that does, or, where no sentence ends, at the limit.
    """
    first, end = within
    sums = np.concatenate(([0], np.cumsum(lengths)))
    edges = np.flatnonzero(np.diff(words.paragraphs[first:end], prepend=-1)) + first
    edges = np.append(edges[1:], end)
    while first < end:
        most = min(int(np.searchsorted(sums, sums[first] + limit, side="right")) - 1, end)
        fit = int(np.searchsorted(edges, most, side="right")) - 1
        last = int(edges[fit]) if fit >= 0 else first
        if last <= first:
            last = _sentence_cut(words, first, most)
        yield first, last
        first = last


def _sentence_cut(words: Words, first: int, most: int) -> int:
    for index in range(most, first + 1, -1):
        if words.texts[index - 1] in _SENTENCE_END:
            while index < most and words.texts[index] in "”\"»’'":
                index += 1
            return index
    return most
