"""The exact forward filter: from a prior, a day's transition and each day's log-likelihoods to probabilities.

alpha_0 ~ start * exp(ell_0), alpha_t ~ (alpha_(t-1) P) * exp(ell_t), every day normalised (Rabiner 1989).
Plain functions over arrays; the model is handed in.
"""

import numpy as np
from numpy.typing import NDArray

Vector = NDArray[np.float64]


def forward(start: Vector, step: Vector, ells: Vector, known: Vector | None = None) -> Vector:
    """Return the filtered probabilities, shape (..., days, states), of log-likelihoods of that shape.

    `known` are filtered rows of the first days that are already right and are not computed again.
    """
    alphas = np.empty_like(ells)
    done = 0 if known is None else known.shape[-2]
    if known is not None:
        alphas[..., :done, :] = known
    for day in range(done, ells.shape[-2]):
        before = alphas[..., day - 1, :] @ step if day else start
        alphas[..., day, :] = update(before, ells[..., day, :])
    return alphas


def update(probabilities: Vector, ell: Vector) -> Vector:
    """Return the probabilities after evidence with log-likelihoods `ell`, normalised over the last axis."""
    weighed = probabilities * np.exp(ell - ell.max(axis=-1, keepdims=True))
    result: Vector = weighed / weighed.sum(axis=-1, keepdims=True)
    return result


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
