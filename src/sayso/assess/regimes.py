"""Regimes: what the judge believes of how sources see and report and how fast things change, and how it may be otherwise.

Each is a hidden constant of the story, weighed by how well it foretells what is reported and what is not. The shares and factors
were chosen on simulated stories (`bench/worlds.py`); a story's own evidence moves them.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Regime:
    """One set of assumptions; `share` is its prior.

    `detected` and `falsely_detected` are a witness's daily chances to notice activity that is and is not there, `seen_reported` and
    `not_seen_reported` how often he tells what he saw or did not see, `pace` multiplies all rates of change, `trust` the
    reliability of every source.
    """

    name: str
    share: float
    detected: float = 0.55
    falsely_detected: float = 0.03
    seen_reported: float = 0.35
    not_seen_reported: float = 0.07
    pace: float = 1.0
    trust: float = 1.0

    def reporting(self, *, seen: bool) -> tuple[float, float, float]:
        """Return the daily probability of the report if activity is there, if not, and if nothing is known."""
        if seen:
            rate = self.seen_reported
            return self.detected * rate, self.falsely_detected * rate, rate / 2
        rate = self.not_seen_reported
        return (1 - self.detected) * rate, (1 - self.falsely_detected) * rate, rate / 2

    def unreported(self) -> tuple[float, float, float]:
        """Return the daily probability of no report in the same three cases."""
        seen, not_seen = self.reporting(seen=True), self.reporting(seen=False)
        present, absent, idle = (1.0 - a - b for a, b in zip(seen, not_seen, strict=True))
        return present, absent, idle


REGIMES = (
    Regime("as believed", 0.4),
    Regime(
        "less is seen, less is told, more changes",
        0.15,
        detected=0.275,
        seen_reported=0.175,
        not_seen_reported=0.035,
        pace=2.0,
        trust=0.75,
    ),
    Regime("half as much is told", 0.2, seen_reported=0.175, not_seen_reported=0.035),
    Regime("twice as much is told", 0.1, seen_reported=0.7, not_seen_reported=0.14),
    Regime("who sees nothing says so more often", 0.15, not_seen_reported=0.21),
)
