"""Chains the word runs that a query shares with other texts into passages, all texts at once.

Seeds as in winnowing (Schleimer et al. 2003) without dropping any; chains and extension as in BLAST
(Altschul et al. 1990), on words, so that a light rewrite stays one passage.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sayso.trace.index import GRAM_WORDS, PLACE_BITS, Hits, Index
from sayso.trace.words import FLAGS, Places, Words

LONGEST_GAP_WORDS = 20
LARGEST_SHIFT_WORDS = 8
GAP_COST = 0.15
SHIFT_COST = 0.15
MISMATCH = -1.5
DROP = 6.0
NEIGHBOURS = 4
LONGEST_REACH_WORDS = 16
FEWEST_CHAINED_WORDS = 6

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Runs:
    """Words [here, here + size) of the query that stand word for word at `there` in text `text`, run by run."""

    text: Places
    here: Places
    there: Places
    size: Places

    def __len__(self) -> int:
        return len(self.text)

    def take(self, rows: NDArray[np.int64] | NDArray[np.bool_]) -> "Runs":
        """Return the runs of these rows."""
        return Runs(self.text[rows], self.here[rows], self.there[rows], self.size[rows])


def joined(*parts: Runs) -> Runs:
    """Return the runs of all parts, one part after the other."""
    return Runs(
        np.concatenate([part.text for part in parts]),
        np.concatenate([part.here for part in parts]),
        np.concatenate([part.there for part in parts]),
        np.concatenate([part.size for part in parts]),
    )


def runs(found: Hits) -> Runs:
    """Return hits that follow each other as runs, in order of text and place in the query.

    A lone run of three words without another close by in both texts proves nothing and is left out.
    """
    if not len(found.text):
        return Runs(found.text, found.here, found.there, found.here)
    a, b = slice(None, -1), slice(1, None)
    step = found.here[b] - found.here[a]
    broken = (found.text[b] != found.text[a]) | (step != found.there[b] - found.there[a])
    broken |= step > GRAM_WORDS
    last = np.append(np.flatnonzero(broken), len(found.text) - 1)
    first = np.append(0, last[:-1] + 1)
    size = found.here[last] - found.here[first] + GRAM_WORDS
    every = Runs(found.text[first], found.here[first], found.there[first], size)
    every = every.take(np.argsort((every.text << PLACE_BITS) | every.here, kind="stable"))
    return every.take(_accompanied(every))


def _accompanied(every: Runs) -> NDArray[np.bool_]:
    near = every.size > GRAM_WORDS
    place = (every.text << PLACE_BITS) + every.here
    diagonal = every.here - every.there
    for step in range(1, min(NEIGHBOURS, len(every) - 1) + 1):
        a, b = slice(None, -step), slice(step, None)
        close = place[b] - place[a] <= LONGEST_GAP_WORDS + GRAM_WORDS
        close &= np.abs(diagonal[b] - diagonal[a]) <= LARGEST_SHIFT_WORDS
        near[a] |= close
        near[b] |= close
    return near


def chains(every: Runs) -> tuple[Runs, Places]:
    """Return the runs chain by chain, and the row at which each chain begins.

    Each run is followed by the nearest one close behind it on nearly its diagonal; a run serves once.
    """
    before = _before(every)
    while not np.array_equal(before, root := before[before]):
        before = root
    order = np.argsort(before, kind="stable")
    first = np.flatnonzero(np.diff(before[order], prepend=-1))
    return every.take(order), first


def _before(every: Runs) -> Places:
    """Return for each run the row of the run it follows, its own row where it follows none."""
    count = len(every)
    nearest, after = np.full(count, np.inf), np.arange(count)
    for step in range(1, min(NEIGHBOURS, count - 1) + 1):
        distance = _distance(every, step)
        better = distance < nearest[:-step]
        nearest[:-step][better] = distance[better]
        after[:-step][better] = np.flatnonzero(better) + step
    linked = np.flatnonzero(np.isfinite(nearest))
    linked = linked[np.lexsort((-linked, -nearest[linked]))]
    before = np.arange(count)
    before[after[linked]] = linked  # the nearest is written last
    return before


def _distance(every: Runs, step: int) -> Floats:
    """Return how far each run lies before the one `step` rows on; infinity where the two cannot follow."""
    a, b = slice(None, -step), slice(step, None)
    gap = every.here[b] - every.here[a] - every.size[a]
    other = every.there[b] - every.there[a] - every.size[a]
    shift = np.abs(gap - other)
    cost = GAP_COST * np.maximum(np.maximum(gap, other), 0) + SHIFT_COST * shift
    fits = (every.text[a] == every.text[b]) & (every.here[b] > every.here[a])
    fits &= (np.minimum(gap, other) > -GRAM_WORDS) & (np.maximum(gap, other) <= LONGEST_GAP_WORDS)
    fits &= (shift <= LARGEST_SHIFT_WORDS) & (cost < np.minimum(every.size[a], every.size[b]) + 1)
    return np.where(fits, gap + 2.0 * shift, np.inf)


def reach(held: Index, query: Words, text: Places, here: Places, there: Places, step: int) -> Runs:
    """Return how far from `here` and `there` on (by `step`, 1 or -1) query and texts go on alike.

    A match gives 1, a mismatch costs 1.5; the walk ends once 6 below its best, or after forty words. Runs
    begin at the first word reached in the order of reading.
    """
    far = np.arange(LONGEST_REACH_WORDS) * step
    mine, theirs = here[:, None] + far, there[:, None] + far
    low, high = held.offsets[text][:, None], held.offsets[text + 1][:, None]
    inside = (mine >= 0) & (mine < len(query)) & (theirs >= 0) & (theirs + low < high)
    same = (
        query.codes[np.where(inside, mine, 0)]
        == held.words[np.where(inside, theirs + low, 0)] & ~FLAGS
    )
    value = np.cumsum(np.where(same, 1.0, MISMATCH), axis=1)
    best = np.maximum(np.maximum.accumulate(value, axis=1), 0.0)
    alive = np.logical_and.accumulate(inside & (value >= best - DROP), axis=1)
    value = np.where(alive, value, -np.inf)
    at = value.argmax(axis=1)
    size = np.where(value[np.arange(len(at)), at] > 0, at + 1, 0)
    back = size - 1 if step < 0 else np.zeros_like(size)
    return Runs(text, here - back, there - back, size)
