"""What is asked, what somebody says, and the report around it as one row of piece numbers."""

import re

import numpy as np
from numpy.typing import NDArray

from sayso.text.pieces import CLS, SEP, Pieces

MOST_PIECES, MOST_ASKED, MOST_SAID = 224, 64, 72
SAID, ASKED, AROUND = 0, 2, 4
FEATURES = 6
STEM_CHARS = 5
_WORD = re.compile(r"[^\W_]+|\S")

Ints = NDArray[np.int64]


def reading_pieces(pieces: Pieces, asked: str, said: str, around: str) -> tuple[Ints, Ints]:
    """Return the pieces "[CLS] asked [SEP] said [SEP] around [SEP]" and their features; what is too long is cut at its end.

    A feature is `SAID`, `ASKED` or `AROUND`, plus 1 for pieces of a word whose beginning what is asked has as well (of what is asked: what is said).
    """
    parts = [
        (ASKED, _WORD.findall(asked)),
        (SAID, _WORD.findall(said)),
        (AROUND, _WORD.findall(around)),
    ]
    stems = {side: {word.casefold()[:STEM_CHARS] for word in words} for side, words in parts}
    rows: list[tuple[int, int]] = [(CLS, SAID)]
    for (side, words), most in zip(parts, (MOST_ASKED, MOST_SAID, MOST_PIECES), strict=True):
        other = stems[SAID if side == ASKED else ASKED]
        kept = [
            (piece, side + (word.casefold()[:STEM_CHARS] in other))
            for word in words
            for piece in pieces.of(word)
        ]
        rows += [*kept[: min(most, MOST_PIECES - len(rows) - 1)], (SEP, side)]
    table = np.array(rows, dtype=np.int64)
    return table[:, 0], table[:, 1]
