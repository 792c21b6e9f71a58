"""Pools claimed numbers into one estimate with an interval: what was counted, allowing for rounding, bounds and each side's bias.

The truth is a logarithm on a grid. A source errs by a bias of its own, shared by all its claims, drawn from what its kind of source
is known for; a claim scatters around that, is rounded to its last significant digit, and now and then is simply wrong.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import floor, log, log10

import numpy as np
from numpy.typing import NDArray
from scipy.special import log_ndtr, ndtri

Vector = NDArray[np.float64]

GRID, MARGIN = 600, 2.5
PRIOR_SPREAD = 3.0
SCATTER, WRONG_SHARE, WRONG_SCATTER = 0.15, 0.08, 1.2
BEYOND, STEPS_BEYOND = 0.3, 6
FAR_BEYOND = 1.5
NODES = 15
BIAS_SCALES = {1.0: 0.5, 2.0: 0.5}
TEMPER = 0.9
TAIL = 0.05
LEAST_SHARE = 1e-300


class Leaning(StrEnum):
    """Which way a source's numbers lean: nowhere, or up or down as it serves him."""

    NEUTRAL = "neutral"
    UP = "up"
    DOWN = "down"


BIAS: dict[Leaning, tuple[float, float]] = {
    Leaning.NEUTRAL: (0.0, 0.25),
    Leaning.UP: (0.5, 0.35),
    Leaning.DOWN: (-0.7, 0.45),
}
"""Mean and spread of the bias of a source's logarithm; priors of our judgement."""


class Care(StrEnum):
    """How a source comes by its number: it counts, it tells what it knows or heard, or it is a party to the fighting."""

    COUNTS = "counts"
    TELLS = "tells"
    PARTY = "party"


@dataclass(frozen=True, slots=True)
class Habit:
    """How far off a source is as a rule: the spread of its bias, how its claims scatter around it, how often they are simply wrong.

    `far_steps`, to `STEPS_BEYOND` near ones, is how often the number lies far beyond a bound: "at least 12" says little of its upper end.
    """

    bias_spread: float
    scatter: float
    wrong_share: float
    far_steps: int = 0


HABITS: dict[Care, Habit] = {
    Care.COUNTS: Habit(0.04, 0.03, 0.08, far_steps=2),
    Care.TELLS: Habit(0.25, SCATTER, WRONG_SHARE),
    Care.PARTY: Habit(0.5, SCATTER, 0.25, far_steps=2),
}
"""Priors of our judgement: a hospital counts its dead, a party to the fighting tells what serves it."""


class Limit(StrEnum):
    """Whether a claim gives the number, a floor ("at least") or a ceiling ("up to")."""

    EXACT = "exact"
    FLOOR = "floor"
    CEILING = "ceiling"


@dataclass(frozen=True, slots=True)
class Amount:
    """One claimed number above 0: the claim's id, its value, whose word it is, which way he leans, and where it comes from.

    `relayed` says that an outlet passes it on, `care` how its source comes by it. `body` are the names under which the next count
    of the same speaker or body is known, `side` whose people it counts, `corrects` the numbers it says were wrong; where it `withdraws` them it
    gives none in their place, and is never pooled.
    """

    claim: str
    value: float
    source: str
    leaning: Leaning = Leaning.NEUTRAL
    limit: Limit = Limit.EXACT
    origin: str = ""
    relayed: bool = False
    care: Care = Care.TELLS
    body: frozenset[str] = frozenset()
    side: str = ""
    corrects: tuple[float, ...] = ()
    withdraws: bool = False


@dataclass(frozen=True, slots=True)
class Pooled:
    """The estimate: median and the ends of a 90 % interval; `claimed` are the smallest and largest number claimed.

    `logs` (grid,) are logarithms of the number and `mass` (grid,) their probabilities, which sum to 1.
    """

    low: float
    best: float
    high: float
    claimed: tuple[float, float]
    counted: tuple[str, ...]
    logs: Vector
    mass: Vector

    def share(self, low: float, high: float) -> float:
        """Return the probability that the number lies in [low, high)."""
        edges = np.log([max(low, 1e-9), max(high, 1e-9)])
        inside = (self.logs >= edges[0]) & (self.logs < edges[1])
        return float(self.mass[inside].sum())


def pooled(amounts: Sequence[Amount]) -> Pooled:
    """Return the pooled estimate; of the same number from one origin the first counts. Raises `ValueError` for no amount, or one not above 0."""
    if not amounts:
        raise ValueError("no amount to pool; give at least one")
    wrong = [one.value for one in amounts if not 0 < one.value < float("inf")]
    if wrong:
        raise ValueError(f"an amount must be above 0 and finite, got {wrong[0]!r}")
    counted = _counted(amounts)
    values = np.log([one.value for one in counted])
    logs = np.linspace(values.min() - MARGIN, values.max() + MARGIN, GRID)
    prior = -0.5 * ((logs - values.mean()) / PRIOR_SPREAD) ** 2
    weighed = [
        log(share) + _log_likelihood(logs, counted, scale) for scale, share in BIAS_SCALES.items()
    ]
    score = prior + TEMPER * np.logaddexp.reduce(weighed, axis=0)
    mass = np.exp(score - score.max())
    mass /= mass.sum()
    low, best, high = np.exp(np.interp([TAIL, 0.5, 1 - TAIL], np.cumsum(mass), logs))
    claimed = [one.value for one in counted]
    names = tuple(one.claim for one in counted)
    return Pooled(
        float(low), float(best), float(high), (min(claimed), max(claimed)), names, logs, mass
    )


def _counted(amounts: Sequence[Amount]) -> list[Amount]:
    """Return the amounts that count: one of each origin and number, and no relay of a number that somebody has said before."""
    said: set[tuple[float, Limit]] = set()
    told: set[tuple[str, float, Limit]] = set()
    kept = []
    for one in sorted(amounts, key=lambda one: one.relayed):
        own, number = (one.origin or one.claim, one.value, one.limit), (one.value, one.limit)
        if own in told or (one.relayed and number in said):
            continue
        told.add(own)
        said.add(number)
        kept.append(one)
    return kept


def _log_likelihood(logs: Vector, amounts: Sequence[Amount], scale: float) -> Vector:
    """Return how well each truth explains the claims, (grid,), biases being `scale` times as large as believed."""
    by_source: defaultdict[str, list[Amount]] = defaultdict(list)
    for one in amounts:
        by_source[one.source or one.claim].append(one)
    nodes, weights = np.polynomial.hermite_e.hermegauss(NODES)
    total = np.zeros_like(logs)
    for told in by_source.values():
        mean, spread = _bias(told[0])
        centres = logs[:, None] + scale * (mean + spread * nodes)
        said = sum(_said(one, centres, logs) for one in told)
        total += np.logaddexp.reduce(said + np.log(weights / weights.sum()), axis=1)
    return total


def _bias(one: Amount) -> tuple[float, float]:
    """Return mean and spread of the bias of the source of an amount."""
    mean, spread = BIAS[one.leaning]
    usual = HABITS[one.care].bias_spread
    return mean, usual if one.leaning is Leaning.NEUTRAL else max(spread, usual)


def _said(one: Amount, centres: Vector, logs: Vector) -> Vector:
    """Return the log-probability of a claim for each centre, (grid, nodes)."""
    low, high = rounding(one.value)
    habit = HABITS[one.care]
    edges = np.log([max(low, one.value * 0.01), high])
    if one.limit is Limit.EXACT:
        shifts = np.zeros(1)
    else:
        near = _half_normal(BEYOND, STEPS_BEYOND)
        size = np.concatenate([near, _half_normal(FAR_BEYOND, habit.far_steps)])
        shifts = -size if one.limit is Limit.FLOOR else size
    close = np.mean([_mass(edges, centres + shift, habit.scatter) for shift in shifts], axis=0)
    far = _mass(edges, logs[:, None], WRONG_SCATTER)
    mixed = (1 - habit.wrong_share) * close + habit.wrong_share * far
    return np.asarray(np.log(np.maximum(mixed, LEAST_SHARE)))


def _half_normal(scale: float, steps: int) -> Vector:
    """Return middles of equal shares of how far beyond a bound the number lies, (steps,)."""
    return np.asarray(scale * ndtri(0.5 + (np.arange(steps) + 0.5) / (2 * steps)))


def _mass(edges: Vector, centres: Vector, spread: float) -> Vector:
    upper, lower = (log_ndtr((edge - centres) / spread) for edge in (edges[1], edges[0]))
    return np.asarray(np.exp(upper) - np.exp(lower))


def rounding(value: float) -> tuple[float, float]:
    """Return the numbers that are rounded to a value: half a unit of its last significant digit to either side.

    >>> [rounding(4000.0), rounding(12.0), rounding(2.5)]
    [(3500.0, 4500.0), (11.5, 12.5), (2.45, 2.55)]
    """
    digits = f"{value:.6g}"
    plain = f"{float(digits):.12f}".rstrip("0").rstrip(".")
    if "." in plain:
        unit = 10.0 ** -len(plain.split(".")[1])
    else:
        unit = 10.0 ** (len(plain) - len(plain.rstrip("0")))
    unit = min(unit, 10.0 ** floor(log10(value)))
    return round(value - unit / 2, 9), round(value + unit / 2, 9)
