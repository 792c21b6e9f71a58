"""Sums of evidence by day, kept narrow: a piece speaks of the answers alone, or of the answers and one sector.

A row of sums holds a column for each answer, then two for each answer and sector (without activity, with it), in each regime.
"""

from collections import defaultdict
from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from sayso.assess.chain import Chain
from sayso.assess.evidence import Piece

Vector = NDArray[np.float64]


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
    sums = np.zeros((days, len(chain.regimes), width(chain)))
    by_sector: defaultdict[str | None, list[int]] = defaultdict(list)
    for index, piece in enumerate(found):
        by_sector[piece.sector].append(index)
    for sector, indices in by_sector.items():
        ells = np.array([found[i].ell for i in indices]) * scales[indices, None, None]
        at = [found[i].day for i in indices]
        np.add.at(sums[:, :, columns_of(chain, sector)], at, ells)
    return sums


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
