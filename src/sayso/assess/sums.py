"""Sums of evidence by day, kept narrow: a piece speaks of the answers alone, or of the answers and one sector.

A row of sums holds a column for each answer, then two for each answer and sector (without activity, with it), in each regime.
"""

from collections.abc import Iterator, Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import coo_array

from sayso.assess.chain import Chain
from sayso.assess.pieces import Piece, Pieces

Vector = NDArray[np.float64]
Places = NDArray[np.intp]

DAYS_AT_ONCE = 16


def width(chain: Chain) -> int:
    """Return the number of columns."""
    return len(chain.answers) * (1 + 2 * len(chain.sectors))


def columns_of(chain: Chain, sector: str | None) -> slice:
    """Return the columns of a sector, or those of the answers alone for None."""
    count = len(chain.answers)
    if sector is None:
        return slice(0, count)
    first = count * (1 + 2 * chain.sectors.index(sector))
    return slice(first, first + 2 * count)


def summed(chain: Chain, found: Sequence[Piece], scales: Vector, days: int) -> Vector:
    """Return the sums of the scaled log-likelihoods, (days, regimes, columns)."""
    return Ledger(chain, found, days).sums(scales)


class Ledger:
    """The pieces of a number of days as arrays, to be summed with one scale or another, all together or by group.

    Many claims say the same: what is said is kept once, and a sparse matrix tells on which day it is said how often.
    """

    def __init__(self, chain: Chain, found: Sequence[Piece], days: int) -> None:
        pieces = Pieces.of(found)
        self._shape = (days, len(chain.regimes), width(chain))
        self._days, self._said = pieces.day, pieces.which
        self._ells = np.zeros((len(pieces.said), *self._shape[1:]))
        for row, (sector, ell) in enumerate(pieces.said):
            self._ells[row, :, columns_of(chain, sector)] = ell

    def sums(self, scales: Vector) -> Vector:
        """Return the sums of the scaled log-likelihoods, (days, regimes, columns)."""
        (sums,) = self.grouped(scales, [np.arange(len(self._days))])
        return np.asarray(sums, np.float64)

    def grouped(self, scales: Vector, groups: Sequence[Places]) -> Vector:
        """Return the sums of each group, given as the numbers of its pieces: (groups, days, regimes, columns)."""
        days, count = self._shape[0], len(groups)
        pieces = np.concatenate(groups)
        which = np.repeat(np.arange(count), [len(group) for group in groups])
        where = (which * days + self._days[pieces], self._said[pieces])
        said = coo_array((scales[pieces], where), shape=(count * days, len(self._ells)))
        flat = said.tocsr() @ self._ells.reshape(len(self._ells), self._shape[1] * self._shape[2])
        sums: Vector = np.asarray(flat, np.float64).reshape(count, *self._shape)
        return sums

    def by_day(self, scales: Vector, groups: Sequence[Places]) -> Iterator[tuple[Places, Vector]]:
        """Yield for each day the groups that speak that day and their sums, (some groups, regimes, columns)."""
        days, count = self._shape[0], len(groups)
        pieces = np.concatenate(groups)
        which = np.repeat(np.arange(count), [len(group) for group in groups])
        spoken, where = np.unique(self._days[pieces] * count + which, return_inverse=True)
        said = coo_array(
            (scales[pieces], (where, self._said[pieces])), shape=(len(spoken), len(self._ells))
        )
        rows, flat = said.tocsr(), self._ells.reshape(len(self._ells), -1)
        ends = np.searchsorted(spoken, np.arange(days + 1) * count)
        for first in range(0, days, DAYS_AT_ONCE):
            last = min(first + DAYS_AT_ONCE, days)
            some = np.asarray(rows[ends[first] : ends[last]] @ flat)
            for day in range(first, last):
                part = slice(ends[day] - ends[first], ends[day + 1] - ends[first])
                yield (
                    spoken[ends[day] : ends[day + 1]] % count,
                    some[part].reshape(-1, *self._shape[1:]),
                )


def expanded(chain: Chain, sums: Vector) -> Vector:
    """Return log-likelihoods by state, (..., regimes, states), of sums (..., regimes, columns)."""
    return np.asarray(sums @ _spread(chain))


@lru_cache(maxsize=16)
def _spread(chain: Chain) -> Vector:
    """Return the matrix (columns, states) that is 1 where a column speaks of a state."""
    matrix = np.zeros((width(chain), chain.size))
    for sector in (None, *chain.sectors):
        first = columns_of(chain, sector).start
        matrix[first + chain.index(sector), np.arange(chain.size)] = 1.0
    return matrix


def narrow(chain: Chain, weights: Vector, sector: str | None) -> Vector:
    """Return weights (regimes, states, ...) added up over the states that a piece on a sector (None for none) cannot tell apart."""
    index, size = chain.index(sector), len(chain.answers) * (1 if sector is None else 2)
    return np.stack([weights[:, index == n].sum(axis=1) for n in range(size)], axis=1)
