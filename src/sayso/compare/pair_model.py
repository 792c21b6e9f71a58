"""The pair model: how probable it is that two statements contradict each other, agree, or neither, by the words of both and their slots.

A logistic model over what the pair network gives and what the slots show, fitted on pairs the network has not learnt from
(`train/pairs/calibrate.py`); `pair_model.toml` holds its weights and on how many pairs they rest.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from sayso.compare.aligned import Order
from sayso.compare.facets import Facets
from sayso.compare.pair_network import Verdict
from sayso.compare.slots import align
from sayso.compare.terms import terms
from sayso.model import Certainty, Slot
from sayso.text import load_lexicon

FEATURES = (
    "contradict",
    "agree",
    "neutral",
    "shared words",
    "another actor, place, time or measure",
    "polarity clashes",
    "number clashes",
    "one is possible or to come",
)
LEAST_SHARE = 1e-4
SAME = Verdict(0.01, 0.98, 0.01)
_GATES = (Slot.ACTOR, Slot.PLACE, Slot.TIME, Slot.MEASURE)

Vector = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class PairModel:
    """`weights` (3 labels, features + 1); the last column is the constant. `pairs` is how many it was fitted on."""

    weights: Vector
    pairs: int

    def read(self, verdict: Verdict, left: Facets, right: Facets) -> Verdict:
        """Return the calibrated shares of contradict, agree and neutral; nearly the same words agree, which no network need tell."""
        if _alike(left, right):
            return SAME
        logits = self.weights @ np.append(features(verdict, left, right), 1.0)
        odds = np.exp(logits - logits.max())
        return Verdict(*map(float, odds / odds.sum()))


def _alike(left: Facets, right: Facets) -> bool:
    """Return True for the same words but for common ones, neither denied where the other is not."""
    a, b = set(terms(left.claim.words)), set(terms(right.claim.words))
    return a == b and left.claim.polarity is right.claim.polarity


@cache
def pair_model() -> PairModel:
    """Return the fitted model."""
    table = load_lexicon("sayso.compare", "pair_model.toml")["model"]
    return PairModel(np.array([table[label] for label in Verdict._fields]), table["pairs"])


def features(verdict: Verdict, left: Facets, right: Facets) -> Vector:
    """Return what the model looks at, in the order of `FEATURES`; the network's shares as logarithms."""
    rows = {row.slot: row.order for row in align(left, right)}
    unsure = [c.claim.certainty is Certainty.POSSIBLE for c in (left, right)]
    shown = (
        any(rows[slot] is Order.APART for slot in _GATES),
        rows[Slot.POLARITY] is Order.CLASHES,
        rows[Slot.NUMBER] is Order.CLASHES and rows[Slot.MEASURE] is Order.SAME,
        unsure[0] is not unsure[1] or rows[Slot.MODALITY] is Order.APART,
    )
    shares = [float(np.log(max(share, LEAST_SHARE))) for share in verdict]
    return np.array([*shares, shared(terms(left.claim.words), terms(right.claim.words)), *shown])


def shared(a: Sequence[str], b: Sequence[str]) -> float:
    """Return the share of the shorter one's terms that the other has (0 to 1)."""
    mine, theirs = set(a), set(b)
    return len(mine & theirs) / max(1, min(len(mine), len(theirs)))
