"""What one piece of evidence says: the probability of it in each regime and state of the chain.

L(x) = w * (r * A(x) + (1 - r) * B(x)) + (1 - w) * U: w is how firmly it is said (times how surely it bears),
r the source's reliability, A a reliable channel, B what an interested source would say anyway, U what is
said when nothing is known. Numbers marked "prior" are our judgement; `parameters()` shows them.
"""

from collections.abc import Callable, Sequence
from typing import TypeAlias, TypeVar

import numpy as np
from numpy.typing import NDArray

from sayso.assess.chain import Answer, Chain
from sayso.assess.regimes import Regime
from sayso.model import Bearing, Grade, Observation, Source

Vector = NDArray[np.float64]
Share = TypeVar("Share", float, Vector)
Channel: TypeAlias = tuple[Vector, Vector, Vector]
"""Reliable (regimes, states), interested and unknowing (regimes, 1)."""

ASSERTION, DENIAL = "assertion", "denial"
SEEN, NOT_SEEN = Observation.SIGHTING.value, Observation.NON_OBSERVATION.value
PRESENT, ABSENT = Observation.ASSERTED_PRESENCE.value, Observation.ASSERTED_ABSENCE.value

# Priors of our judgement; those that a regime sets stand in `regimes.py`.
ASSERTED_WHEN_TRUE = 0.9
INTEREST_BIAS = 0.7
COPY_FIDELITY = 0.95
FLOOR = 1e-12

RELIABILITY: dict[Grade, tuple[float, float]] = {
    Grade.A: (9.0, 1.0),
    Grade.B: (6.0, 2.0),
    Grade.C: (3.0, 2.0),
    Grade.D: (2.0, 3.0),
    Grade.E: (2.0, 3.0),
    Grade.F: (2.0, 2.0),
}


def reliability(source: Source | None) -> float:
    """Return the mean of the Beta prior of a source's letter; a source not on the desk counts as F."""
    a, b = RELIABILITY[source.grade if source else Grade.F]
    return a / (a + b)


def trust(chain: Chain, source: Source | None) -> Vector:
    """Return the source's reliability under each regime, (regimes, 1)."""
    return np.array([[regime.trust] for regime in chain.regimes]) * reliability(source)


def log_likelihood(
    chain: Chain, bearing: Bearing, source: Source | None, *, counted: bool, copied: bool
) -> Vector:
    """Return the log-probability of what is said, up to a constant of all of them: shape (regimes, states).

    `counted` says that the source's silence is modelled too, so that its reports are weighed with the
    chance of being made at all; `copied` that only a copy of the statement is known.
    """
    reliable, interested, unknowing = _channel(chain, bearing, source, counted=counted)
    sure = trust(chain, source)
    weight = bearing.strength * bearing.probability * (COPY_FIDELITY if copied else 1.0)
    said = sure * reliable + (1.0 - sure) * interested
    ell: Vector = np.log(np.maximum(weight * said + (1.0 - weight) * unknowing, FLOOR))
    return ell


def silence(chain: Chain, sector: str, source: Source | None) -> Vector:
    """Return the log-probability of a witness's silent day, (regimes, states).

    What he would tell if he knew nothing counts as it does in his reports, or silence would weigh too much.
    """
    there = chain.occupied[chain.sectors.index(sector)] > 0
    present, absent, idle = _columns([regime.unreported() for regime in chain.regimes])
    sure = trust(chain, source)
    ell: Vector = np.log(sure * np.where(there, present, absent) + (1.0 - sure) * idle)
    return ell


def _columns(rows: Sequence[tuple[float, float, float]]) -> Channel:
    """Return a row a regime as three columns, (regimes, 1) each."""
    present, absent, idle = np.array(rows).T[:, :, None]
    return present, absent, idle


def _channel(chain: Chain, bearing: Bearing, source: Source | None, *, counted: bool) -> Channel:
    if bearing.observation in (SEEN, NOT_SEEN):
        return _witnessed(chain, bearing, source, counted=counted)
    if bearing.observation in (PRESENT, ABSENT) and not bearing.state:
        return _alike(chain, *_asserted_presence(chain, bearing, source))
    return _alike(chain, *_asserted_state(chain, bearing, source))


def _alike(chain: Chain, reliable: Vector, interested: float, unknowing: float) -> Channel:
    """Return a channel that is the same in every regime."""
    one = np.ones((len(chain.regimes), 1))
    return one * reliable, one * interested, one * unknowing


def _witnessed(chain: Chain, bearing: Bearing, source: Source | None, *, counted: bool) -> Channel:
    """Seen or not seen in one sector: bears on the sector, and on the hypotheses only through it."""
    there = chain.occupied[chain.sectors.index(bearing.sector)] > 0
    seen = bearing.observation == SEEN
    rows = [r.reporting(seen=seen) if counted else _reported(r, seen=seen) for r in chain.regimes]
    present, absent, idle = _columns(rows)
    serving = _serves(chain, source, lambda answer: answer.state.occupancy >= 0.5)
    bias = idle if serving is None else _biased(idle, serving=serving is seen)
    return np.where(there, present, absent), bias, idle


def _reported(regime: Regime, *, seen: bool) -> tuple[float, float, float]:
    """Return the probability of the report given that there is one, for a source whose silence says nothing.

    A sighting is weighed against all reports (6.4 to 1 as believed). "Not seen" gets the detection ratio alone
    (1 to 2.2): how readily a source reports that it saw nothing is not known.
    """
    if not seen:
        present, absent = 1 - regime.detected, 1 - regime.falsely_detected
        return present, absent, (present + absent) / 2
    rows = [regime.reporting(seen=True), regime.reporting(seen=False)]
    present, absent, idle = (yes / (yes + no) for yes, no in zip(*rows, strict=True))
    return present, absent, idle


Alike: TypeAlias = tuple[Vector, float, float]
"""A channel that is the same in every regime: reliable (states,), interested, unknowing."""


def _asserted_presence(chain: Chain, bearing: Bearing, source: Source | None) -> Alike:
    """Said to be there, or to be gone: in a sector of it, without one of the hypotheses themselves."""
    present = bearing.observation == PRESENT
    if bearing.sector:
        there = chain.occupied[chain.sectors.index(bearing.sector)] > 0
        reliable = np.where(there == present, ASSERTED_WHEN_TRUE, 1.0 - ASSERTED_WHEN_TRUE)
    else:
        states = [answer.state for answer in chain.answers]
        values = np.array([s.presence if present else s.absence for s in states])
        reliable = values[chain.answer_of]
    serving = _serves(chain, source, lambda answer: answer.state.presence >= 0.5)
    bias = 0.5 if serving is None else _biased(0.5, serving=serving is present)
    return reliable, bias, 0.5


def _asserted_state(chain: Chain, bearing: Bearing, source: Source | None) -> Alike:
    """An answer asserted or denied: .9 where it is true, the rest shared by the other hypotheses."""
    count = len(chain.names) - 1
    named = np.array([answer.named(bearing.state) for answer in chain.answers])[chain.answer_of]
    serving = _serves(chain, source, lambda answer: answer.named(bearing.state))
    if bearing.observation == DENIAL:
        reliable = np.where(named, 1.0 - ASSERTED_WHEN_TRUE, ASSERTED_WHEN_TRUE)
        return reliable, 0.5 if serving is None else _biased(0.5, serving=not serving), 0.5
    missed = (1.0 - ASSERTED_WHEN_TRUE) / max(count - 1, 1)
    bias = 1.0 / count
    if serving is not None:
        bias = _biased(1.0 / count, serving=serving)
    return np.where(named, ASSERTED_WHEN_TRUE, missed), bias, 1.0 / count


def _serves(chain: Chain, source: Source | None, true_of: Callable[[Answer], bool]) -> bool | None:
    """Return whether what is said of the answers serves the source; None where it wants none of them."""
    interests = source.interests if source else ()
    wanted = [answer for answer in chain.answers if any(answer.named(i) for i in interests)]
    if not wanted:
        return None
    return any(true_of(answer) for answer in wanted)


def _biased(idle: Share, *, serving: bool) -> Share:
    """Return how often an interested source says it whatever is true: often if it serves, else seldom."""
    return INTEREST_BIAS * serving + (1.0 - INTEREST_BIAS) * idle
