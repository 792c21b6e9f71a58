"""Track records: how often a source spoke for what turned out to be so, over settled questions alone.

They are shown beside a source's letter and never move it: a person who reads "3 of 4" may. Agreement with others counts for nothing here.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from sayso.model import Judgement

LEAST_LOG_ODDS = 0.05


@dataclass(frozen=True, slots=True)
class TrackRecord:
    """Of `settled` questions on which a source's claims moved anything, how many they moved towards what was so (`right`)."""

    settled: int = 0
    right: int = 0

    @property
    def text(self) -> str:
        """The record in words.

        >>> TrackRecord(4, 3).text, TrackRecord().text
        ('spoke for what was so in 3 of 4 settled questions', 'no settled question yet')
        """
        if not self.settled:
            return "no settled question yet"
        return f"spoke for what was so in {self.right} of {self.settled} settled question{'s' if self.settled > 1 else ''}"


def track_records(judged: Sequence[tuple[Judgement, str]]) -> dict[str, TrackRecord]:
    """Return by source its record over judgements of the day on which each question was settled, with what was so."""
    found: defaultdict[str, list[bool]] = defaultdict(list)
    for judgement, hypothesis in judged:
        at = judgement.hypotheses.index(hypothesis)
        worth = {one.claim: one.log_odds[at] for one in judgement.worths}
        moved: defaultdict[str, float] = defaultdict(float)
        for bearing in judgement.bearings:
            if bearing.bears and bearing.source:
                moved[bearing.source] += worth.get(bearing.claim, 0.0)
        for source, log_odds in moved.items():
            if abs(log_odds) >= LEAST_LOG_ODDS:
                found[source].append(log_odds > 0)
    return {source: TrackRecord(len(each), sum(each)) for source, each in found.items()}
