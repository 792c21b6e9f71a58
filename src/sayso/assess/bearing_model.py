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
    "the network's log-odds that it bears",
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
    "the rules read nothing",
    "the rules take it for evidence",
)
LEAST_SHARE = 1e-4
LEAST_LOG_SHARE = -6.0

Vector = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class BearingModel:
    """`bears` has a weight for each of `FEATURES` and a constant; what a claim is hangs on the network's shares, on the rules and on how common it is.

    `share` is the weight of the logarithm of a kind's share, `rule` that of the rules reading this kind, `kinds` a constant for each of
    `PRESENCES` but the first. `pairs` is how many pairs they rest on.
    """

    bears: Vector
    share: float
    rule: float
    kinds: Vector
    pairs: int

    def probability(self, given: Vector) -> float:
        """Return how probable it is that the claim bears."""
        return float(1.0 / (1.0 + np.exp(-(self.bears[:-1] @ given + self.bears[-1]))))

    def kind(self, said: Said | None, shares: tuple[float, ...]) -> tuple[str, str]:
        """Return what the claim is if it bears: its observation, and the state it asserts or denies."""
        logits = self.share * log_shares(shares)[1:] + self.rule * rule_of(said)[1:] + self.kinds
        return PRESENCES[1:][int(np.argmax(logits))]


@cache
def bearing_model() -> BearingModel:
    """Return the fitted model."""
    table = load_lexicon("sayso.assess", "bearing_model.toml")["model"]
    return BearingModel(
        np.array(table["bears"]),
        table["share"],
        table["rule"],
        np.array(table["kinds"]),
        table["pairs"],
    )


def rule_of(said: Said | None) -> Vector:
    """Return which of `PRESENCES` the rules read, as 0 and 1."""
    read = (said.observation, said.state) if said else ("", "")
    return np.array([float(kind == read) for kind in PRESENCES])


def log_shares(shares: tuple[float, ...]) -> Vector:
    """Return the logarithms of the network's shares, none below -6."""
    found: Vector = np.log(np.maximum(shares, np.exp(LEAST_LOG_SHARE)))
    return found


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
    none = min(max(shares[0], LEAST_SHARE), 1.0 - LEAST_SHARE)
    ahead = claim.tense is Tense.FUTURE
    shown = (
        np.log(1.0 - none) - np.log(none),
        about,
        about >= 1.0,
        about > 0.0,
        there,
        there > 0.0,
        about * there,
        ahead,
        claim.polarity is Polarity.UNKNOWN,
        claim.certainty is Certainty.POSSIBLE,
        old,
        said is None,
        said is not None and about > 0.0 and there > 0.0 and not ahead and not old,
    )
    return np.array([float(value) for value in shown])
