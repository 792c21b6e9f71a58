"""Best paths through begin-inside-outside labels, many rows at once (Viterbi 1967)."""

import numpy as np
from numpy.typing import NDArray

FORBIDDEN = -1e4


def steps(roles: int) -> NDArray[np.float32]:
    """Return the log weight of each label following each: an inside follows its own begin or inside only.

    Labels are 0 outside, then begin and inside of each role: 2 * roles + 1 of them.
    """
    count = 2 * roles + 1
    allowed = np.zeros((count, count), np.float32)
    for role in range(roles):
        inside = 2 * role + 2
        allowed[:, inside] = FORBIDDEN
        allowed[[inside - 1, inside], inside] = 0.0
    return allowed


def best_paths(logits: NDArray[np.float32], lengths: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return the best allowed label of each word; logits (rows, words, labels), rows padded to one length.

    What lies beyond a row's length is outside.
    """
    rows, words, labels = logits.shape
    if not words:
        return np.zeros((rows, 0), np.int64)
    follow = steps((labels - 1) // 2)
    beyond = np.arange(words)[None, :, None] >= lengths[:, None, None]
    outside = np.full(labels, FORBIDDEN, np.float32)
    outside[0] = 0.0
    logits = np.where(beyond, outside, logits)
    best = logits[:, 0].copy()
    best[:, 2::2] += FORBIDDEN
    came = np.zeros((rows, words, labels), np.int8)
    for word in range(1, words):
        routes = best[:, :, None] + follow
        came[:, word] = routes.argmax(1)
        best = routes.max(1) + logits[:, word]
    path = np.zeros((rows, words), np.int64)
    path[:, -1] = best.argmax(1)
    every = np.arange(rows)
    for word in range(words - 1, 0, -1):
        path[:, word - 1] = came[every, word, path[:, word]]
    return path


def ranges(path: NDArray[np.int64], role: int) -> list[tuple[int, int]]:
    """Return [first, last + 1) of each span of a role in one row of labels.

    >>> ranges(np.array([0, 1, 2, 0, 1, 1]), 0)
    [(1, 3), (4, 5), (5, 6)]
    """
    begin, inside = 2 * role + 1, 2 * role + 2
    found = []
    for start in np.flatnonzero(path == begin):
        end = start + 1
        while end < len(path) and path[end] == inside:
            end += 1
        found.append((int(start), int(end)))
    return found
