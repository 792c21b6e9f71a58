"""The answer model: how probable it is that a claim says an answer in free words, and that it denies it.

Features of two logistic models over what the answer network takes the claim for, answer by answer, and what the words and the pair model say
(`readings/answer.py` fits them). Tried, not shipped: see README.md.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from sayso.model import Certainty, Claim, Polarity, Tense

FEATURES = (
    "the network's log-odds that it says the answer",
    "that it denies it",
    "the most that it says a rival",
    "the mean that it denies the rivals",
    "the rules read that it says the answer",
    "that it denies it",
    "that it says or denies a rival",
    "nothing is asserted",
    "it lies ahead",
    "it is only possible",
)
LEAST_SHARE = 1e-3

Vector = NDArray[np.float64]
Shares = tuple[float, ...]


def features(claim: Claim, shares: Sequence[Shares], ruled: tuple[int, bool] | None) -> Vector:
    """Return what the model looks at, (answers, features), in the order of `FEATURES`.

    `shares` are the network's for neither, for and against, answer by answer; `ruled` is the number of the answer that the words or the pair model
    read, and whether denied.
    """
    table = np.clip(np.array(shares), LEAST_SHARE, 1.0 - LEAST_SHARE)
    odds = np.log(table) - np.log(1.0 - table)
    count = len(shares)
    found = np.zeros((count, len(FEATURES)))
    for mine in range(count):
        rivals = [n for n in range(count) if n != mine]
        found[mine, :2] = odds[mine, 1:]
        if rivals:
            found[mine, 2:4] = odds[rivals, 1].max(), odds[rivals, 2].mean()
        if ruled:
            answer, denied = ruled
            found[mine, 4:7] = (
                answer == mine and not denied,
                answer == mine and denied,
                answer != mine,
            )
    found[:, 7] = claim.polarity is Polarity.UNKNOWN
    found[:, 8] = claim.tense is Tense.FUTURE
    found[:, 9] = claim.certainty is Certainty.POSSIBLE
    return found
