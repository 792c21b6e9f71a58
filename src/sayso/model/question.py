"""Questions with rival hypotheses, and the judgements made of them."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from math import log

from sayso.model.checks import require, require_probability, require_text
from sayso.model.digest import short_id
from sayso.model.when import When

OTHER = "OTHER"
PRESENCES = (
    ("", ""),
    ("sighting", ""),
    ("non-observation", ""),
    ("asserted-presence", ""),
    ("asserted-absence", ""),
    *(
        (kind, state)
        for kind in ("assertion", "denial")
        for state in ("fighting", "regrouping", "withdrawn")
    ),
)
"""What a claim may be of somebody's presence: nothing, an observation, or a state asserted or denied."""


@dataclass(frozen=True, slots=True)
class Hypothesis:
    """One answer. `state` names the state of the question's model it stands for."""

    id: str
    text: str
    state: str = ""

    def __post_init__(self) -> None:
        require_text("a hypothesis's id", self.id)
        require_text("a hypothesis's text", self.text)


@dataclass(frozen=True, slots=True)
class Question:
    """What the desk is asked: a kind of model, whom and where it is about, and the rival answers."""

    text: str
    kind: str
    hypotheses: tuple[Hypothesis, ...]
    actor: str = ""
    place: str = ""
    measure: str = ""
    id: str = field(init=False)

    def __post_init__(self) -> None:
        require_text("a question", self.text)
        names = [h.id for h in self.hypotheses]
        require(len(names) >= 2, f"a question needs two or more hypotheses, got {len(names)}")
        require(len(set(names)) == len(names), f"hypothesis ids must differ, got {names}")
        key = [self.text, self.kind, self.actor, self.place, self.measure, names]
        object.__setattr__(self, "id", short_id("q", key))


class Effect(StrEnum):
    """What a step of the explanation is."""

    CLAIM = "claim"
    SILENCE = "silence"
    TIME = "time"
    BOUND = "bound"


@dataclass(frozen=True, slots=True)
class Bearing:
    """How one claim bears on a question: the observation it counts as, or why it does not count.

    `day` is the first and last day (ordinals of `date.toordinal`) it speaks of; `published` the ordinal
    day on which it became known. `sector` names the place observed, `state` the hypothesis asserted.
    `strength` is the hedge weight (1 certain, .6 probable, .3 possible). `probability` is how sure it is that it bears.
    `own_eyes` says that the source saw it itself.
    """

    claim: str
    bears: bool
    reason: str
    source: str = ""
    origin: str = ""
    observation: str = ""
    sector: str = ""
    state: str = ""
    first_day: int = 0
    last_day: int = 0
    published: int = 0
    strength: float = 1.0
    probability: float = 1.0
    own_eyes: bool = False


@dataclass(frozen=True, slots=True)
class Step:
    """One line of the explanation: by how much the log-odds (natural logarithm) of each hypothesis moved.

    `log_odds` is in the order of the question's hypotheses (OTHER last). `day` is when the step took effect.
    """

    effect: Effect
    day: date
    reason: str
    log_odds: tuple[float, ...]
    claim: str = ""
    origin: str = ""


@dataclass(frozen=True, slots=True)
class Influence:
    """What an origin is worth now: the log-odds lost, for each hypothesis, if it were left out."""

    origin: str
    name: str
    log_odds: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Worth:
    """What one claim is worth now: the log-odds of each hypothesis with it less those without it, bounds held as they are."""

    claim: str
    log_odds: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Prospect:
    """A report that may come: who would say what, and the probabilities it would lead to."""

    name: str
    says: str
    probabilities: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Estimate:
    """A number pooled from claims: median and the ends of a 90 % interval, beside the smallest and largest number claimed.

    `counted` is how many claims of different origin or number it rests on.
    """

    low: float
    best: float
    high: float
    lowest_claimed: float
    highest_claimed: float
    counted: int


@dataclass(frozen=True, slots=True)
class Judgement:
    """Probability per hypothesis and day, and the steps that explain the last day exactly.

    `hypotheses` are ids in the order of every tuple (OTHER last). `days[i]` has `probabilities[i]`, which
    sums to 1. `start` is the prior; `steps` lead from the log-odds of `start` to those of the last day.
    `regimes` are the sets of assumptions with the weight each has now, `worths` what each claim is worth now, `prospects`
    the reports that would change the judgement most. `estimate` is the pooled number of a question of quantity.
    `fair` are the sources' shares of the move from no evidence (Shapley; `origin` is the source's key), where they were asked for.
    """

    question: str
    as_of: When
    hypotheses: tuple[str, ...]
    days: tuple[date, ...]
    probabilities: tuple[tuple[float, ...], ...]
    start: tuple[float, ...]
    steps: tuple[Step, ...]
    influences: tuple[Influence, ...] = ()
    bearings: tuple[Bearing, ...] = ()
    witnesses: int = 0
    confidence: str = ""
    regimes: tuple[tuple[str, float], ...] = ()
    worths: tuple[Worth, ...] = ()
    prospects: tuple[Prospect, ...] = ()
    estimate: Estimate | None = None
    fair: tuple[Influence, ...] = ()

    def __post_init__(self) -> None:
        require(
            len(self.days) == len(self.probabilities) >= 1,
            "a judgement needs a row of probabilities for each of its days",
        )
        for row in (self.start, *self.probabilities):
            require(len(row) == len(self.hypotheses), "one probability for each hypothesis")
            require(abs(sum(row) - 1.0) < 1e-6, f"probabilities must sum to 1, got {sum(row)}")
            for value in row:
                require_probability("a judgement's probability", value)

    @property
    def leader(self) -> str:
        """The most probable hypothesis; of equal ones the first."""
        row = self.probabilities[-1]
        return self.hypotheses[row.index(max(row))]

    def without(self, influence: Influence) -> tuple[str, float]:
        """Return the leader if an origin were left out, and its log-odds against all others."""
        last = [
            log(p / (1.0 - p)) - moved
            for p, moved in zip(self.probabilities[-1], influence.log_odds, strict=True)
        ]
        return self.hypotheses[last.index(max(last))], max(last)

    @property
    def linchpins(self) -> tuple[tuple[Influence, str], ...]:
        """The origins without which another hypothesis would lead, each with that one."""
        told = [(one, self.without(one)[0]) for one in self.influences]
        return tuple((one, other) for one, other in told if other != self.leader)

    @property
    def current(self) -> dict[str, float]:
        """Probability by hypothesis on the last day."""
        return dict(zip(self.hypotheses, self.probabilities[-1], strict=True))
