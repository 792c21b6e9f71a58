"""The bearing model: how probable it is that a claim is evidence on a question of presence, and as what.

A logistic model over what the rules say of actor, place and words and what the reading network takes the claim for, fitted on pairs of our own
that the network had not learnt from (`train/readings`). `bearing_model.toml` holds its weights and on how many pairs they rest.
"""

from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from sayso.assess.said import Said
from sayso.model import PRESENCES, Certainty, Claim, Polarity, Tense
from sayso.text import load_lexicon

FEATURES = (
    "the rules name the actor, how surely",
    "in full",
    "at all",
    "the rules name the place, how surely",
    "at all",
    "actor and place together",
    "it lies ahead",
    "nothing is asserted",
    "it is only possible",
    "it is long ago",
    *(f"the rules read {' '.join(kind).strip() or 'nothing'}" for kind in PRESENCES),
    *(f"the network reads {' '.join(kind).strip() or 'nothing'}" for kind in PRESENCES),
)
LEAST_LOG_SHARE, LOG_SHARE_UNIT = -6.0, 2.0

Vector = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class BearingModel:
    """`bears` (features + 1) and `kinds` (PRESENCES but the first, features + 1); the last column is the constant. `pairs` is how many they rest on."""

    bears: Vector
    kinds: Vector
    pairs: int

    def probability(self, given: Vector) -> float:
        """Return how probable it is that the claim bears."""
        return float(1.0 / (1.0 + np.exp(-(self.bears[:-1] @ given + self.bears[-1]))))

    def kind(self, given: Vector) -> tuple[str, str]:
        """Return what the claim is if it bears: its observation, and the state it asserts or denies."""
        logits = self.kinds[:, :-1] @ given + self.kinds[:, -1]
        return PRESENCES[1:][int(np.argmax(logits))]


@cache
def bearing_model() -> BearingModel:
    """Return the fitted model."""
    table = load_lexicon("sayso.assess", "bearing_model.toml")["model"]
    return BearingModel(np.array(table["bears"]), np.array(table["kinds"]), table["pairs"])


def features(
    claim: Claim,
    said: Said | None,
    shares: tuple[float, ...],
    about: float,
    there: float,
    *,
    old: bool,
) -> Vector:
    """Return what the model looks at, in the order of `FEATURES`.

    `about` and `there` are the rules' shares for actor and place, `shares` the network's for `PRESENCES`; `old` says that it tells of long ago.
    """
    read = (said.observation, said.state) if said else ("", "")
    rules = [float(kind == read) for kind in PRESENCES]
    logs = np.log(np.maximum(shares, np.exp(LEAST_LOG_SHARE))) / LOG_SHARE_UNIT
    shown = (
        about,
        about >= 1.0,
        about > 0.0,
        there,
        there > 0.0,
        about * there,
        claim.tense is Tense.FUTURE,
        claim.polarity is Polarity.UNKNOWN,
        claim.certainty is Certainty.POSSIBLE,
        old,
    )
    return np.array([*map(float, shown), *rules, *logs])
