"""What one piece of evidence says: the probability of it in each state of the chain.

L(x) = w * (r * A(x) + (1 - r) * B(x)) + (1 - w) * U: w is how firmly it is said (times how surely it bears),
r the source's reliability, A a reliable channel, B what an interested source would say anyway, U what is
said when nothing is known. Numbers marked "prior" are our judgement; `parameters()` shows them.
"""

from collections.abc import Callable
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from sayso.assess.chain import Answer, Chain
from sayso.model import Bearing, Grade, Observation, Source

Vector = NDArray[np.float64]
Channel: TypeAlias = tuple[Vector, float, float]

ASSERTION, DENIAL = "assertion", "denial"
SEEN, NOT_SEEN = Observation.SIGHTING.value, Observation.NON_OBSERVATION.value
PRESENT, ABSENT = Observation.ASSERTED_PRESENCE.value, Observation.ASSERTED_ABSENCE.value

# Priors: true and false detections a day, and how often what was (not) seen is reported at all.
DETECTED, FALSELY_DETECTED = 0.55, 0.03
SEEN_REPORTED, NOT_SEEN_REPORTED = 0.35, 0.07
ASSERTED_WHEN_TRUE = 0.9
INTEREST_BIAS = 0.7
COPY_FIDELITY = 0.95
SILENCE_WEIGHT = 0.7
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


def log_likelihood(
    chain: Chain, bearing: Bearing, source: Source | None, *, counted: bool, copied: bool
) -> Vector:
    """Return the log-probability of what is said in each state, up to a constant: shape (states,).

    `counted` says that the source's silence is modelled too, so that its reports are weighed with the
    chance of being made at all; `copied` that only a copy of the statement is known.
    """
    reliable, interested, unknowing = _channel(chain, bearing, source, counted=counted)
    trust = reliability(source)
    weight = bearing.strength * bearing.probability * (COPY_FIDELITY if copied else 1.0)
    said = trust * reliable + (1.0 - trust) * interested
    ell: Vector = np.log(np.maximum(weight * said + (1.0 - weight) * unknowing, FLOOR))
    return ell


def _channel(chain: Chain, bearing: Bearing, source: Source | None, *, counted: bool) -> Channel:
    if bearing.observation in (SEEN, NOT_SEEN):
        return _witnessed(chain, bearing, source, counted=counted)
    if bearing.observation in (PRESENT, ABSENT) and not bearing.state:
        return _asserted_presence(chain, bearing, source)
    return _asserted_state(chain, bearing, source)


def _witnessed(chain: Chain, bearing: Bearing, source: Source | None, *, counted: bool) -> Channel:
    """Seen or not seen in one sector: bears on the sector, and on the hypotheses only through it."""
    there = chain.occupied[chain.sectors.index(bearing.sector)] > 0
    seen = bearing.observation == SEEN
    table = _reporting(seen=seen) if counted else _reported(seen=seen)
    present, absent, idle = table
    serving = _serves(chain, source, lambda answer: answer.state.occupancy >= 0.5)
    bias = idle if serving is None else _biased(idle, serving=serving is seen)
    return np.where(there, present, absent), bias, idle


def _reporting(*, seen: bool) -> tuple[float, float, float]:
    """Return the daily probability of the report if activity is there, if not, and if nothing is known."""
    if seen:
        return DETECTED * SEEN_REPORTED, FALSELY_DETECTED * SEEN_REPORTED, SEEN_REPORTED / 2
    return (
        (1 - DETECTED) * NOT_SEEN_REPORTED,
        (1 - FALSELY_DETECTED) * NOT_SEEN_REPORTED,
        NOT_SEEN_REPORTED / 2,
    )


def _reported(*, seen: bool) -> tuple[float, float, float]:
    """Return the same given that there is a report, for a source whose silence says nothing.

    A sighting is weighed against all reports (6.4 to 1). "Not seen" gets the detection ratio alone
    (1 to 2.2): how readily a source reports that it saw nothing is not known.
    """
    if not seen:
        present, absent = 1 - DETECTED, 1 - FALSELY_DETECTED
        return present, absent, (present + absent) / 2
    rows = [_reporting(seen=True), _reporting(seen=False)]
    present, absent, idle = (yes / (yes + no) for yes, no in zip(*rows, strict=True))
    return present, absent, idle


def silence(chain: Chain, sector: str) -> Vector:
    """Return the tempered log-probability of a witness's silent day in each state: shape (states,)."""
    there = chain.occupied[chain.sectors.index(sector)] > 0
    present, absent = (
        1.0 - sum(_reporting(seen=seen)[column] for seen in (True, False)) for column in (0, 1)
    )
    ell: Vector = SILENCE_WEIGHT * np.log(np.where(there, present, absent))
    return ell


def _asserted_presence(chain: Chain, bearing: Bearing, source: Source | None) -> Channel:
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


def _asserted_state(chain: Chain, bearing: Bearing, source: Source | None) -> Channel:
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


def _biased(idle: float, *, serving: bool) -> float:
    """Return how often an interested source says it whatever is true: often if it serves, else seldom."""
    return INTEREST_BIAS * serving + (1.0 - INTEREST_BIAS) * idle
