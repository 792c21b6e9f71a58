"""Chains the word runs two texts share into passages, so that a light rewrite stays one passage."""

from bisect import bisect_left
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sayso.trace.words import Words

GRAM_WORDS = 3
LONGEST_GAP_WORDS = 20
LARGEST_SHIFT_WORDS = 8
GAP_COST = 0.15
SHIFT_COST = 0.15
MISMATCH = -1.5
DROP = 6.0

Positions = NDArray[np.int64]


@dataclass(frozen=True, slots=True, order=True)
class Run:
    """Words [left, left + size) of one text that stand word for word at `right` in the other."""

    left: int
    right: int
    size: int

    @property
    def diagonal(self) -> int:
        """How far the two places are apart; neighbours of a light rewrite differ little in it."""
        return self.left - self.right


def runs(left: Positions, right: Positions) -> list[Run]:
    """Return the runs made of shared grams that start at left[k] and right[k], in order of the left text."""
    if not len(left):
        return []
    order = np.lexsort((left, left - right))
    i, j = left[order], right[order]
    fresh = (np.diff(i - j) != 0) | (np.diff(i) > GRAM_WORDS)
    first = np.concatenate(([0], np.flatnonzero(fresh) + 1))
    last = np.concatenate((first[1:] - 1, [len(i) - 1]))
    sizes = i[last] - i[first] + GRAM_WORDS
    rows = zip(i[first].tolist(), j[first].tolist(), sizes.tolist(), strict=True)
    return sorted(Run(a, b, size) for a, b, size in rows)


def chains(found: list[Run]) -> list[list[Run]]:
    """Return the runs in chains: each neighbour lies close behind the last, on nearly its diagonal.

    The longest run starts a chain, and takes the nearest ones on either side; a run serves once.
    """
    free = dict.fromkeys(range(len(found)))
    starts = [run.left for run in found]
    result = []
    for number in sorted(free, key=lambda n: (-found[n].size, n)):
        if number not in free:
            continue
        del free[number]
        chain = [found[number]]
        while (after := _next(found, starts, free, chain[-1])) is not None:
            del free[after]
            chain.append(found[after])
        while (before := _previous(found, starts, free, chain[0])) is not None:
            del free[before]
            chain.insert(0, found[before])
        result.append(chain)
    return result


def _next(found: list[Run], starts: list[int], free: dict[int, None], last: Run) -> int | None:
    end = last.left + last.size
    window = range(
        bisect_left(starts, last.left + 1), bisect_left(starts, end + LONGEST_GAP_WORDS + 1)
    )
    fitting = [n for n in window if n in free and _follows(last, found[n])]
    return min(fitting, key=lambda n: (_distance(last, found[n]), n), default=None)


def _previous(found: list[Run], starts: list[int], free: dict[int, None], first: Run) -> int | None:
    longest = max((run.size for run in found), default=0)
    low = bisect_left(starts, first.left - LONGEST_GAP_WORDS - longest)
    window = range(low, bisect_left(starts, first.left))
    fitting = [n for n in window if n in free and _follows(found[n], first)]
    return min(fitting, key=lambda n: (_distance(found[n], first), n), default=None)


def _follows(before: Run, after: Run) -> bool:
    gaps = (after.left - before.left - before.size, after.right - before.right - before.size)
    near = all(1 - GRAM_WORDS <= gap <= LONGEST_GAP_WORDS for gap in gaps)
    shift = abs(after.diagonal - before.diagonal)
    cost = GAP_COST * max(*gaps, 0) + SHIFT_COST * shift
    return near and shift <= LARGEST_SHIFT_WORDS and cost < min(before.size, after.size) + 1


def _distance(before: Run, after: Run) -> int:
    return after.left - before.left - before.size + 2 * abs(after.diagonal - before.diagonal)


def reach(a: Words, b: Words, i: int, j: int, step: int) -> int:
    """Return how many words on from i and j (by `step`, 1 or -1) the texts go on alike.

    A match gives 1, a mismatch costs 1.5, and the walk ends once 6 below its best; no slice is copied.
    """
    value = best = 0.0
    count = length = 0
    while 0 <= i < len(a) and 0 <= j < len(b) and value >= best - DROP:
        count += 1
        value += 1.0 if a.codes[i] == b.codes[j] else MISMATCH
        if value > best:
            best, length = value, count
        i, j = i + step, j + step
    return length
