"""All bounds on what evidence may do: the one place where they stand, and how they are kept.

An origin's statements together move no odds by more than 8 in any regime, whatever else is known: their log-likelihoods
are scaled until the ranges add up to log 8. A source, and all unknown sources together, are held to 10
and 8 by leaving them out: their evidence is scaled until the log-odds of every hypothesis with it and
without it differ by no more than the bound. No hypothesis goes below .01 or above .99.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Vector = NDArray[np.float64]

ORIGIN_RATIO = 8.0
UNKNOWN_POOL_RATIO = 8.0
SOURCE_RATIO = 10.0
LOWEST_PROBABILITY = 0.01
MOST_SECTORS = 6
ROUNDS = 25
AIM = 0.97  # of the bound, in log-odds: met after a few rounds, and a little is left for interplay


@dataclass(frozen=True, slots=True, eq=False)
class Group:
    """Pieces of evidence that are bounded together: their indices, the bound in log-odds, and its name."""

    name: str
    pieces: NDArray[np.intp]
    limit_log_odds: float


def keep_doubt(probabilities: Vector) -> Vector:
    """Return the probabilities with .01 kept for every hypothesis (less where there are very many).

    A mixture with the uniform distribution: it never widens a difference of log-odds, so the other
    bounds hold after it as before. Works over the last axis.

    >>> [round(float(p), 4) for p in keep_doubt(np.array([1.0, 0.0]))]
    [0.99, 0.01]
    """
    count = probabilities.shape[-1]
    kept = min(LOWEST_PROBABILITY, 0.5 / count)
    result: Vector = (1.0 - count * kept) * probabilities + kept
    return result


def span(ell: Vector) -> float:
    """Return the largest log-ratio that a piece (regimes, states) can make between two states of one regime."""
    return float((ell.max(axis=-1) - ell.min(axis=-1)).max())


def reach(ell: Vector) -> float:
    """Return the largest log-ratio that a piece (regimes, states) can make between any two, regimes included."""
    return float(ell.max() - ell.min())


def origin_scales(spans: Vector, origins: NDArray[np.intp]) -> Vector:
    """Return a factor for each piece that keeps every origin's spans together within its bound.

    `origins` gives each piece's origin as a number, -1 for none.
    """
    own = np.where(origins < 0, 0, origins)
    totals = np.bincount(own, np.where(origins < 0, 0.0, spans))[own]
    limit = np.log(ORIGIN_RATIO)
    return np.where((origins >= 0) & (totals > limit), limit / np.maximum(totals, limit), 1.0)


def group_scales(
    reaches: Vector, groups: Sequence[Group], shifts: Callable[[Vector, Sequence[Group]], Vector]
) -> Vector:
    """Return a factor for each group that keeps each within its bound.

    `shifts(scales, hot)` gives, for factors of all pieces, by how much each hot group moves the log-odds
    most. All groups are scaled at the same time, so their order does not matter; a group whose `reaches`
    cannot come to its bound is left alone. Should the rounds not settle it, the reaches themselves are bounded.
    """
    totals = {group.name: float(reaches[group.pieces].sum()) for group in groups}
    hot = [group for group in groups if totals[group.name] > group.limit_log_odds]
    factors = {group.name: 1.0 for group in groups}
    for _ in range(ROUNDS if hot else 0):
        moved = shifts(piece_scales(len(reaches), groups, factors), hot)
        over = [(g, m) for g, m in zip(hot, moved, strict=True) if m > g.limit_log_odds]
        if not over:
            break
        for group, shift in over:
            factors[group.name] *= AIM * group.limit_log_odds / float(shift)
    else:
        for group in hot:
            factors[group.name] = min(
                factors[group.name], group.limit_log_odds / totals[group.name]
            )
    return np.array([factors[group.name] for group in groups])


def piece_scales(count: int, groups: Sequence[Group], factors: Mapping[str, float]) -> Vector:
    """Return each piece's factor: the product of those of the groups it is in."""
    scales = np.ones(count)
    for group in groups:
        if factors[group.name] != 1.0:
            scales[group.pieces] *= factors[group.name]
    return scales
