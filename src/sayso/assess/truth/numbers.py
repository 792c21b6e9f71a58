"""Numbers: a claim is the true number to within a hundredth, or lies around it with a wide spread."""

from collections import defaultdict
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Vector = NDArray[np.float64]
Rows = Sequence[tuple[str, str, str]]

EXACT = 0.7
NARROW, WIDE = 0.004, 0.6
GRID = 400
TAIL = 0.05
LARGEST = 1e300
NO_MARKS = str.maketrans("", "", ", _ ")


def as_number(value: str) -> float | None:
    """Return the number that a value is, thousands marked or not; None for another value.

    >>> [as_number("12,500"), as_number("about ten")]
    [12500.0, None]
    """
    try:
        number = float(value.translate(NO_MARKS))
    except ValueError:
        return None
    return number if abs(number) < LARGEST else None


def measured(rows: Rows) -> dict[str, tuple[str, dict[str, float], float, float]]:
    """Return for each item the most probable claimed value as it was written, nothing, and the ends of a 90 % interval."""
    claimed: defaultdict[str, list[tuple[float, str]]] = defaultdict(list)
    for item, _, value in rows:
        claimed[item].append((as_number(value) or 0.0, value))
    return {item: _verdict(told) for item, told in claimed.items()}


def _verdict(told: list[tuple[float, str]]) -> tuple[str, dict[str, float], float, float]:
    numbers = np.array([number for number, _ in told])
    size = max(float(np.abs(numbers).max()), 1e-9)
    shift = 0.0 if numbers.min() > 0 else size * 1e-3 - float(numbers.min())
    logs = np.log(numbers + shift)
    grid = np.unique(np.concatenate([logs, np.linspace(logs.min() - 0.7, logs.max() + 0.7, GRID)]))
    weights = np.gradient(grid)
    ell = _log_likelihood(grid, logs)
    mass = np.exp(ell - ell.max()) * weights
    mass /= mass.sum()
    ends = np.interp([TAIL, 1.0 - TAIL], np.cumsum(mass), grid)
    at = _log_likelihood(logs, logs)
    best = min(range(len(told)), key=lambda n: (-round(float(at[n]), 9), numbers[n], told[n][1]))
    low, high = (float(x) for x in np.exp(ends) - shift)
    value = float(numbers[best])
    return told[best][1], {}, min(low, value), max(high, value)


def _log_likelihood(truth: Vector, logs: Vector) -> Vector:
    """Return how well each truth explains the claims, both as logarithms: (truths,)."""
    off = truth[:, None] - logs[None, :]
    close = np.exp(-0.5 * (off / NARROW) ** 2) / NARROW
    far = np.exp(-0.5 * (off / WIDE) ** 2) / WIDE
    return np.asarray(np.log(EXACT * close + (1.0 - EXACT) * far).sum(axis=1))
