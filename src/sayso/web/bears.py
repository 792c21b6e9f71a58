"""How claims bear on the question in view, ready to be looked up by claim."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from sayso.assess import points
from sayso.brief import Dossier
from sayso.model import Bearing

NEITHER = ""


@dataclass(frozen=True, slots=True)
class Bears:
    """By claim id: which answer each claim raises most, by how many points it moves the one it moves most, and how it bears."""

    answers: Mapping[str, str] = field(default_factory=dict)
    points: Mapping[str, float] = field(default_factory=dict)
    moved: Mapping[str, str] = field(default_factory=dict)
    bearings: Mapping[str, Bearing] = field(default_factory=dict)

    @classmethod
    def of(cls, dossier: Dossier) -> "Bears":
        """Look up what a judgement made of each claim."""
        judgement = dossier.judgement
        names, now = judgement.hypotheses, judgement.probabilities[-1]
        answers = {b.claim: NEITHER for b in judgement.bearings if b.bears}
        largest: dict[str, float] = {}
        moved: dict[str, str] = {}
        for worth in judgement.worths:
            by = points(worth.log_odds, now)
            place = max(range(len(by)), key=lambda n: abs(by[n]))
            largest[worth.claim], moved[worth.claim] = by[place], names[place]
            answers[worth.claim] = names[by.index(max(by))]
        return cls(answers, largest, moved, {b.claim: b for b in judgement.bearings})
