"""Which claims a person should look at first: by how far the judgement is expected to move when somebody reads the passage.

That is how likely a claim is read wrongly, by its own signs, times the points by which it moves an answer now. The shares of doubt
are our judgement, not measured.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import exp, log

from sayso.model import Bearing, Claim, Judgement

LEAST_DOUBT, NETWORK_DOUBT, RELAY_DOUBT = 0.05, 0.12, 0.05


@dataclass(frozen=True, slots=True)
class Doubt:
    """A claim (by id) to be looked at: how likely it is read wrongly, by how many points it moves an answer now, and why in doubt."""

    claim: str
    doubt: float
    points: float
    why: tuple[str, ...]

    @property
    def expected(self) -> float:
        """By how many points the judgement is expected to move when it is looked at."""
        return self.doubt * self.points


def doubts(judgement: Judgement, claims: Mapping[str, Claim]) -> tuple[Doubt, ...]:
    """Return the claims that move the judgement, the largest expected move first; equals by id."""
    bearings = {b.claim: b for b in judgement.bearings}
    now = judgement.probabilities[-1]
    found = []
    for worth in judgement.worths:
        doubt, why = _doubt(claims[worth.claim], bearings[worth.claim])
        moved = max(abs(by) for by in points(worth.log_odds, now))
        found.append(Doubt(worth.claim, doubt, moved, why))
    return tuple(sorted(found, key=lambda one: (-one.expected, one.claim)))


def points(log_odds: Sequence[float], now: Sequence[float]) -> list[float]:
    """Return by how many points (0 to 100) each probability is other than it would be without what moved the log-odds so."""
    without = [log(p / (1.0 - p)) - moved for p, moved in zip(now, log_odds, strict=True)]
    return [100.0 * (p - 1.0 / (1.0 + exp(-odds))) for p, odds in zip(now, without, strict=True)]


def _doubt(claim: Claim, bearing: Bearing) -> tuple[float, tuple[str, ...]]:
    """Return how likely a claim is read wrongly, and what makes it so."""
    right, why = 1.0 - LEAST_DOUBT, []
    if bearing.probability < 1.0:
        right *= bearing.probability
        why.append("whether it bears is not certain")
    if claim.speaker.probability < 1.0:
        right *= claim.speaker.probability
        why.append("who speaks is not certain")
    if claim.by_network:
        right *= (1.0 - NETWORK_DOUBT) ** len(claim.by_network)
        read = ", ".join(slot.replace("_", " ") for slot in claim.by_network)
        why.append(f"read by the network: {read}")
    if claim.relay_depth:
        right *= (1.0 - RELAY_DOUBT) ** claim.relay_depth
        why.append("passed on by others")
    return 1.0 - right, tuple(why)
