"""The exact forward filter: from a prior, a day's transition and each day's log-likelihoods to probabilities.

alpha_0 ~ start * exp(ell_0), alpha_t ~ (alpha_(t-1) P) * exp(ell_t), every day normalised (Rabiner 1989). Regimes
are a hidden constant beside the states. On the last days, whose reports are still coming in, their weights are held: what has been
told by now is no measure yet of how much is told. Plain functions over arrays; the model is handed in.
"""

import numpy as np
from numpy.typing import NDArray

Vector = NDArray[np.float64]
HELD_DAYS = 2


def forward(start: Vector, step: Vector, ells: Vector, before: Vector | None = None) -> Vector:
    """Return the filtered probabilities, shape (..., days, regimes, states), of log-likelihoods of that shape.

    `before` (..., regimes, states) are the probabilities of the day before the first, where that is not the first day of all.
    """
    days = ells.shape[-3]
    alphas = np.empty_like(ells)
    for day in range(days):
        prior = start if before is None else moved(before, step)
        hold = day >= days - HELD_DAYS
        before = alphas[..., day, :, :] = update(prior, ells[..., day, :, :], hold=hold)
    return alphas


def moved(alphas: Vector, step: Vector) -> Vector:
    """Return the probabilities (..., regimes, states) after one step, each regime by its own matrix."""
    found = np.empty_like(alphas)
    for regime, matrix in enumerate(step):
        found[..., regime, :] = alphas[..., regime, :] @ matrix
    return found


def update(probabilities: Vector, ell: Vector, *, hold: bool, regimes: int = -2) -> Vector:
    """Return the probabilities (..., regimes, states) after evidence, normalised; with `hold` regimes keep their weights.

    `regimes` is the axis on which regimes stand, states are on the last.
    """
    if hold:
        weighed = probabilities * np.exp(ell - ell.max(axis=-1, keepdims=True))
        shares, totals = (one.sum(axis=-1, keepdims=True) for one in (probabilities, weighed))
        return np.asarray(weighed * shares / np.where(totals > 0.0, totals, 1.0))
    every = (regimes, -1)
    weighed = probabilities * np.exp(ell - ell.max(axis=every, keepdims=True))
    return np.asarray(weighed / weighed.sum(axis=every, keepdims=True))


def hypotheses(alphas: Vector, report: Vector) -> Vector:
    """Return the probabilities (..., hypotheses) of regimes and states (..., regimes, states)."""
    return np.asarray(alphas.sum(axis=-2) @ report)


def log_odds(probabilities: Vector) -> Vector:
    """Return each hypothesis's log-odds (natural logarithm) against all the others, over the last axis."""
    total = probabilities.sum(axis=-1, keepdims=True)
    rest = total - probabilities
    # For a hypothesis above one half, what is left is added up anew: the difference would lose digits.
    for column in range(probabilities.shape[-1]):
        rest[..., column] = np.delete(probabilities, column, axis=-1).sum(axis=-1)
    tiny = np.finfo(float).tiny
    result: Vector = np.log(np.maximum(probabilities, tiny)) - np.log(np.maximum(rest, tiny))
    return result
