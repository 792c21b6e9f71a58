"""Questions, judgements, what moved them, and what changed."""

from typing import Annotated, Self

from pydantic import Field

from sayso.api.shapes.plain import Day, Links, Shape
from sayso.api.shapes.said import claim_links
from sayso.api.site import Asked
from sayso.brief import Dossier, likelihood_words
from sayso.model import Effect, Judgement, Question, Step
from sayso.watch import Change, ChangeKind


class HypothesisShape(Shape):
    """One answer; `state` is that of the question's model it stands for, '' for none."""

    id: str
    text: str
    state: str


class QuestionRow(Shape):
    """A question with its rival answers; OTHER is always among those judged."""

    id: str
    text: str
    kind: str
    actor: str
    place: str
    measure: str
    hypotheses: list[HypothesisShape]
    links: Links

    @classmethod
    def of(cls, question: Question, story: str) -> Self:
        """Return a question."""
        base = f"/api/v1/stories/{story}/questions/{question.id}"
        return cls(
            id=question.id,
            text=question.text,
            kind=question.kind,
            actor=question.actor,
            place=question.place,
            measure=question.measure,
            hypotheses=[
                HypothesisShape(id=h.id, text=h.text, state=h.state) for h in question.hypotheses
            ],
            links=Links(self=base, page=f"/s/{story}/overview?q={question.id}"),
        )


class Questions(Shape):
    """The questions of a story."""

    items: list[QuestionRow]


class Answered(Shape):
    """A question that was sent."""

    id: Annotated[
        str, Field(min_length=1, max_length=60, pattern=r"^[a-z0-9][a-z0-9-]*$", examples=["gone"])
    ]
    text: Annotated[str, Field(min_length=1, max_length=1000)]


class Ask(Shape):
    """A question to be asked, with two answers or more."""

    text: Annotated[str, Field(min_length=1, max_length=1000)]
    kind: Annotated[str, Field(pattern=r"^[a-z][a-z_-]{0,39}$")] = "presence"
    hypotheses: Annotated[list[Answered], Field(min_length=2, max_length=12)]
    actor: Annotated[str, Field(max_length=300)] = ""
    place: Annotated[str, Field(max_length=300)] = ""
    measure: Annotated[str, Field(max_length=300)] = ""


class AnswerNow(Shape):
    """One answer now: its probability, and the words of ICD 203 for it."""

    id: str
    text: str
    probability: float = Field(ge=0, le=1)
    words: str


class JudgedDay(Shape):
    """The probabilities at the end of one day, by answer."""

    day: str
    probability: dict[str, float]


class EstimateShape(Shape):
    """A number pooled from claims: the median and the ends of a 90 % interval, beside what was claimed."""

    low: float
    best: float
    high: float
    lowest_claimed: float
    highest_claimed: float
    counted: int


class JudgementShape(Shape):
    """The judgement of a question: a probability for each answer and day. `confidence` says how good the evidence is, never how likely an answer.

    `witnesses` are independent origins, however many reports carry them. `linchpins` are those without whom another answer would lead.
    """

    question: str
    as_of: Day
    leader: str
    answers: list[AnswerNow]
    confidence: str
    witnesses: int
    documents: int
    claims: int
    linchpins: list[str]
    estimate: EstimateShape | None
    history: list[JudgedDay]

    @classmethod
    def of(cls, dossier: Dossier) -> Self:
        """Return a judgement."""
        judgement = dossier.judgement
        return cls(
            question=dossier.question.id,
            as_of=judgement.as_of.text or None,
            leader=judgement.leader,
            answers=[
                AnswerNow(
                    id=name,
                    text=dossier.answer(name),
                    probability=_share(value),
                    words=likelihood_words(value),
                )
                for name, value in judgement.current.items()
            ],
            confidence=judgement.confidence,
            witnesses=judgement.witnesses,
            documents=len(dossier.documents),
            claims=len(dossier.claims),
            linchpins=[influence.name for influence, _ in judgement.linchpins],
            estimate=_estimate(judgement),
            history=[
                JudgedDay(day=on.isoformat(), probability=_by_answer(judgement, row))
                for on, row in zip(judgement.days, judgement.probabilities, strict=True)
            ],
        )


def _share(value: float) -> float:
    return min(1.0, max(0.0, value))


def _estimate(judgement: Judgement) -> EstimateShape | None:
    one = judgement.estimate
    if one is None:
        return None
    return EstimateShape(**{name: getattr(one, name) for name in EstimateShape.model_fields})


def _by_answer(judgement: Judgement, row: tuple[float, ...]) -> dict[str, float]:
    return dict(zip(judgement.hypotheses, row, strict=True))


class Contribution(Shape):
    """One step of the explanation: by how much the log-odds (natural logarithm) of each answer moved on a day, and why.

    `claim` and what follows is null for time that passes, silence and bounds.
    """

    number: int
    day: str
    effect: Effect
    reason: str
    log_odds: dict[str, float]
    claim: str | None
    speaker: str | None
    words: str | None
    document: str | None
    start: int | None
    end: int | None
    origin: str | None
    links: Links | None

    @classmethod
    def of(cls, numbered: tuple[int, Step], dossier: Dossier, asked: Asked) -> Self:
        """Return a step."""
        number, step = numbered
        claim = dossier.claims.get(step.claim)
        return cls(
            number=number,
            day=step.day.isoformat(),
            effect=step.effect,
            reason=step.reason,
            log_odds=_by_answer(dossier.judgement, step.log_odds),
            claim=claim.id if claim else None,
            speaker=claim.speaker.name if claim else None,
            words=claim.words if claim else None,
            document=claim.document if claim else None,
            start=claim.place[0] if claim else None,
            end=claim.place[1] if claim else None,
            origin=step.origin or None,
            links=claim_links(claim.id, asked) if claim else None,
        )


class Contributions(Shape):
    """What moved a judgement: the log-odds of `prior` and all steps together are those of `probability`."""

    question: str
    as_of: Day
    prior: dict[str, float]
    probability: dict[str, float]
    items: list[Contribution]
    next: str | None
    count: int


class Cause(Shape):
    """A claim because of which something changed."""

    claim: str
    speaker: str
    words: str
    links: Links


class ChangeRow(Shape):
    """One change: what, from what to what in words, and because of which claims."""

    kind: ChangeKind
    what: str
    was: str = Field(serialization_alias="from")
    now: str = Field(serialization_alias="to")
    because: list[Cause]


class Changes(Shape):
    """What changed in a judgement between the ends of two days."""

    question: str
    since: Day
    as_of: Day
    changes: list[ChangeRow]

    @classmethod
    def of(
        cls, found: tuple[Change, ...], before: Dossier, after: Dossier, asked: Asked
    ) -> "Changes":
        """Return changes, each with the claims that caused it."""
        claims = {**before.claims, **after.claims}
        return cls(
            question=after.question.id,
            since=before.judgement.as_of.text or None,
            as_of=after.judgement.as_of.text or None,
            changes=[
                ChangeRow(
                    kind=one.kind,
                    what=one.what,
                    was=one.was,
                    now=one.now,
                    because=[
                        Cause(
                            claim=name,
                            speaker=claims[name].speaker.name,
                            words=claims[name].words,
                            links=claim_links(name, asked),
                        )
                        for name in one.because
                    ],
                )
                for one in found
            ],
        )
