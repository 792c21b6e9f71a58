"""The answer model: how probable it is that a claim says an answer in free words, and that it denies it.

Two logistic models over what the answer network takes the claim for, answer by answer, and what the words and the pair model say, fitted on questions
of our own that the network had not learnt from (`train/readings`). `answer_model.toml` holds their weights and on how many pairs they rest.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from sayso.model import Certainty, Claim, Polarity, Tense
from sayso.text import load_lexicon

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


@dataclass(frozen=True, slots=True)
class AnswerModel:
    """`says` and `denies` have a weight for each of `FEATURES` and a constant; `pairs` is how many pairs of claim and answer they rest on."""

    says: Vector
    denies: Vector
    pairs: int

    def probabilities(self, given: Vector) -> tuple[Vector, Vector]:
        """Return how probable it is that the claim says each answer, and that it denies it; `given` is (answers, features)."""
        told, denied = (given @ one[:-1] + one[-1] for one in (self.says, self.denies))
        return 1.0 / (1.0 + np.exp(-told)), 1.0 / (1.0 + np.exp(-denied))


@cache
def answer_model() -> AnswerModel:
    """Return the fitted model."""
    table = load_lexicon("sayso.compare", "answer_model.toml")["model"]
    return AnswerModel(np.array(table["says"]), np.array(table["denies"]), table["pairs"])


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
