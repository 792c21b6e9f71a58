"""How firmly a thing is said: the weight of a hedge in the mixture of `observe.py`."""

from sayso.model import Certainty

WEIGHTS = {
    Certainty.CERTAIN: 1.0,
    Certainty.PROBABLE: 0.6,
    Certainty.POSSIBLE: 0.3,
    Certainty.UNKNOWN: 0.6,
}


def hedge_weight(certainty: Certainty) -> float:
    """Return the weight of a claim by its certainty; an unknown one weighs like a probable one."""
    return WEIGHTS[certainty]
