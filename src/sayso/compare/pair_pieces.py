"""Two sentences as one row of piece numbers, each piece marked by its side and by whether the other side has its word."""

import re

import numpy as np
from numpy.typing import NDArray

from sayso.text.pieces import CLS, SEP, Pieces

MOST_PIECES = 128
SECOND = 2
FEATURES = 2 * SECOND
STEM_CHARS = 5
_WORD = re.compile(r"[^\W_]+|\S")

Ints = NDArray[np.int64]


def pair_pieces(pieces: Pieces, left: str, right: str) -> tuple[Ints, Ints]:
    """Return the pieces "[CLS] left [SEP] right [SEP]" and their features; longer sentences are cut to half the row each.

    A feature is 1 for pieces of a word whose beginning the other sentence has as well, plus 2 in the right sentence.
    """
    words = [_WORD.findall(text) for text in (left, right)]
    stems = [{word.casefold()[:STEM_CHARS] for word in side} for side in words]
    rows: list[tuple[int, int]] = [(CLS, 0)]
    for side, (mine, theirs) in enumerate(zip(words, stems[::-1], strict=True)):
        kept = [
            (piece, side * SECOND + (word.casefold()[:STEM_CHARS] in theirs))
            for word in mine
            for piece in pieces.of(word)
        ]
        rows += [*kept[: MOST_PIECES // 2 - 2], (SEP, side * SECOND)]
    table = np.array(rows, dtype=np.int64)
    return table[:, 0], table[:, 1]
