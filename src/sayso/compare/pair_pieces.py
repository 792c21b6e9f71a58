"""Two sentences as one row of piece numbers, each piece marked by its side and by whether the other side has its word."""

import re

import numpy as np
from numpy.typing import NDArray

from sayso.text.pieces import CLS, SEP, Pieces

MOST_PIECES = 128
FIRST, SECOND, SHARED = 0, 2, 1
_WORD = re.compile(r"[^\W_]+|\S")
STEM_CHARS = 5

Ints = NDArray[np.int64]


def pair_pieces(pieces: Pieces, left: str, right: str) -> tuple[Ints, Ints]:
    """Return the pieces "[CLS] left [SEP] right [SEP]" and their features; longer pairs are cut, side by side."""
    words = [_WORD.findall(text) for text in (left, right)]
    stems = [{word.casefold()[:STEM_CHARS] for word in side} for side in words]
    rows: list[tuple[int, int]] = [(CLS, FIRST)]
    for side, (mine, theirs) in enumerate(((words[0], stems[1]), (words[1], stems[0]))):
        kept: list[tuple[int, int]] = []
        for word in mine:
            feature = side * SECOND + SHARED * (word.casefold()[:STEM_CHARS] in theirs)
            kept += [(piece, feature) for piece in pieces.of(word)]
        rows += kept[: MOST_PIECES // 2 - 2]
        rows.append((SEP, side * SECOND))
    table = np.array(rows, dtype=np.int64)
    return table[:, 0], table[:, 1]
