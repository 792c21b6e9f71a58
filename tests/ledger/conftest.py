from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from sayso.ledger import open_ledger
from sayso.model import (
    Attribution,
    Bearing,
    Bound,
    Certainty,
    Claim,
    Decision,
    DecisionKind,
    Document,
    Edge,
    EdgeKind,
    EdgeMethod,
    Effect,
    Entity,
    EntityKind,
    EvidenceBasis,
    Grade,
    Hypothesis,
    Influence,
    Judgement,
    Mention,
    Observation,
    Origin,
    Place,
    PlaceRelation,
    Polarity,
    Quantity,
    QuantityRole,
    Question,
    QuoteKind,
    Refusal,
    RefusalReason,
    Relation,
    RelationKind,
    Slot,
    SlotRow,
    SlotVerdict,
    Source,
    SourceKind,
    Speaker,
    Step,
    TimeExpression,
    TimeType,
    When,
)

TEXT = "“At least 40 were not seen at Ostrava on 3 May,” Ana Brandt of the 5th Brigade said.\nÉté 𝄞 \x00 end."


class Clock:
    """Starts on 1 June 2031 and is moved by the test."""

    def __init__(self):
        self.moment = datetime(2031, 6, 1, tzinfo=UTC)

    def __call__(self):
        return When.of(self.moment)

    def pass_days(self, days):
        self.moment += timedelta(days=days)


def report(title="Empty section", outlet="Harbour Post", text=TEXT):
    return Document(
        text,
        title=title,
        outlet=outlet,
        authors=("M. Ruiz",),
        published=When("2031-05-04T06:00Z"),
        url="https://harbour.example/1",
        links=((1, 9, "https://harbour.example/2"),),
        retrieved=When("2031-05-05T01:00:00Z"),
        location="reports/one.txt",
    )


def claim(document, polarity=Polarity.NEGATIVE):
    def at(words):
        start = document.text.index(words)
        return document.span(start, start + len(words))

    return Claim(
        Attribution(
            (at("Ana Brandt"),),
            (at("said"),),
            (at("At least 40"), at("on 3 May")),
            QuoteKind.DIRECT,
        ),
        Speaker("Ana Brandt", EntityKind.PERSON, "ent-1", at("Ana Brandt"), ("Post", "Ana Brandt")),
        predicate="see",
        actors=(Mention(at("5th Brigade"), EntityKind.UNIT, "5th Brigade"),),
        polarity=polarity,
        certainty=Certainty.CERTAIN,
        evidence_basis=EvidenceBasis.DIRECT,
        observation=Observation.NON_OBSERVATION,
        places=(
            Place(at("Ostrava"), "Ostrava", 7, 49.8, 18.25, 9.5, relation=PlaceRelation.IN),
            Place(at("Ostrava"), "Ostrava"),
        ),
        time=TimeExpression(at("3 May"), TimeType.DATE, "2031-05-03", When("2031-05-03")),
        quantities=(
            Quantity(
                at("40"), 40.0, 40.0, float("inf"), Bound.AT_LEAST, role=QuantityRole.STRENGTH
            ),
        ),
        passage=(at("40"),),
    )


def everything():
    """One record of every kind that has a row, in an order in which they can be written."""
    first, second = report(), report("Second look", "Tide", TEXT + " More.")
    said = claim(first)
    span, other = first.span(0, 20), second.span(0, 20)
    answers = (Hypothesis("gone", "They left.", "ABSENT"), Hypothesis("here", "They are there."))
    question = Question("Are they gone?", "presence", answers, actor="5th Brigade")
    day = date(2031, 5, 4)
    return (
        first,
        second,
        Refusal("a.bin", RefusalReason.NOT_TEXT, "bytes are no text", "\ufffd", "ab" * 32),
        said,
        claim(second),
        Entity("Ana Brandt", EntityKind.PERSON, ("Brandt",), "5th Brigade", "spokeswoman"),
        Source("ent-1", "Ana Brandt", SourceKind.WITNESS, Grade.B, ("gone",), "was there"),
        Edge(
            *(EdgeKind.COPIES, second.id, EdgeMethod.TIME, 0.75, first.id),
            spans=(other,),
            target_spans=(span,),
            coverage=1.0,
        ),
        Origin("Ana Brandt", (said.id,), ("edge-1",), "one mouth"),
        question,
        Judgement(
            *(question.id, When("2031-05-04"), ("gone", "here", "OTHER"), (day,)),
            probabilities=((0.5, 0.25, 0.25),),
            start=(0.25, 0.5, 0.25),
            steps=(Step(Effect.CLAIM, day, "not seen", (0.1, -0.2, 1e-17), said.id),),
            influences=(Influence("origin-1", "Ana Brandt", (1 / 3, 0.0, -0.0)),),
            bearings=(Bearing(said.id, bears=True, reason="seen there", strength=0.6),),
            witnesses=1,
            confidence="low",
        ),
        Relation(
            *(said.id, "c-2", RelationKind.CONTRADICTS, Slot.POLARITY),
            (SlotRow(Slot.POLARITY, "negative", "positive", SlotVerdict.CLASHES),),
            reason="only the polarity clashes",
            probability=0.9,
        ),
        Decision(
            *(DecisionKind.CORRECT, first.id, 3, 9, "polarity", "positive", "eva", "misread"),
            made=When("2031-05-06"),
        ),
    )


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def path(tmp_path):
    return tmp_path / "story.sayso"


@pytest.fixture
def desk(path, clock):
    with open_ledger(path, clock) as ledger:
        yield ledger


@pytest.fixture
def document():
    return report()


@pytest.fixture
def make_claim():
    return claim


@pytest.fixture
def every_record():
    return everything()


@pytest.fixture
def many_reports():
    def make(count):
        return [replace(report(), title=f"Report {n}", outlet=f"Outlet {n}") for n in range(count)]

    return make
