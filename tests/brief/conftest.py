"""A small invented story: four reports, one of them a copy, one retracted."""

from dataclasses import dataclass, field, replace
from datetime import date, timedelta

import pytest

from sayso.brief import Dossier
from sayso.model import (
    OTHER,
    Attribution,
    Bearing,
    Bound,
    Certainty,
    Claim,
    Document,
    Edge,
    EdgeKind,
    EdgeMethod,
    Effect,
    EntityKind,
    Grade,
    Hypothesis,
    Influence,
    Judgement,
    Observation,
    Origin,
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
    When,
)

PADDING = (
    "The weather stayed cold, the roads were bad and the market opened late that morning. " * 5
)
HAI = "we have not met the Orvan battalion in our section for three weeks"
VOSS = "we fought the Orvan battalion on Tuesday"
DARR = "about 4,000 of them have fallen"
BLOG = "the battalion has gone home"
HOSTILE = (
    "<script>alert(1)</script> [click](http://evil.example) **bold** | pipe `code` \u202eexe.gnp "
    "![x](http://evil.example/x.png) & https://evil.example/?a=1 <img src=x onerror=alert(2)>"
)
FIRST_DAY = date(2031, 1, 20)


@dataclass
class Story:
    """Collects records under readable names while the dossier is built."""

    documents: dict[str, Document] = field(default_factory=dict)
    claims: dict[str, Claim] = field(default_factory=dict)

    def report(self, name, words, outlet, day, **more):
        text = f"{PADDING}A spokesman said: {words}. {PADDING}"
        self.documents[name] = Document(
            text, title=f"Report {name}", outlet=outlet, published=When(day), **more
        )

    def claim(self, name, report, words, speaker, **slots):
        document = self.documents[report]
        start = document.text.index(words)
        attribution = Attribution(
            (), (), (document.span(start, start + len(words)),), QuoteKind.INDIRECT
        )
        self.claims[name] = Claim(attribution, speaker, **slots)


def told(words=HAI, speaker="Petro Hai", outlet="Harbour Post"):
    story = Story()
    story.report("a", words, outlet, "2031-01-24", url="https://harbour.example/a")
    story.report("b", words, "Evening Copy", "2031-01-25")
    story.report("c", f"{VOSS}, while {DARR}", "City Radio", "2031-01-28T10:30Z")
    story.report("d", BLOG, "Some Blog", "2031-01-29")
    hai = Speaker(
        speaker, EntityKind.PERSON, "ent-hai", role="spokesman", affiliation="8th Brigade"
    )
    unseen = {"observation": Observation.NON_OBSERVATION, "polarity": Polarity.NEGATIVE}
    story.claim("hai", "a", words, hai, event="FIGHT", **unseen)
    story.claim("echo", "b", words, replace(hai, chain=("Harbour Post", speaker)), **unseen)
    seen = {"observation": Observation.SIGHTING, "polarity": Polarity.POSITIVE}
    story.claim("voss", "c", VOSS, Speaker("Lena Voss", entity="ent-voss"), **seen)
    document = story.documents["c"]
    number = document.span(*(document.text.index("4,000") + n for n in (0, 5)))
    fallen = Quantity(
        number, 3500, 4000, 4500, Bound.ABOUT, "soldiers", role=QuantityRole.CASUALTIES
    )
    story.claim(
        "darr", "c", DARR, Speaker("unknown"), certainty=Certainty.POSSIBLE, quantities=(fallen,)
    )
    story.claim("blog", "d", BLOG, Speaker("Some Blog"))
    return story


def judged(story, question, origins, confidence):
    claims = story.claims
    rows = (
        [(0.6, 0.2, 0.15, 0.05)] * 4 + [(0.3, 0.2, 0.45, 0.05)] * 4 + [(0.2, 0.1, 0.63, 0.07)] * 4
    )
    days = tuple(FIRST_DAY + timedelta(days=n) for n in range(len(rows)))
    steps = (
        Step(Effect.TIME, days[1], "", (-0.1, 0.1, 0.05, 0.0)),
        Step(
            Effect.CLAIM,
            days[4],
            "not seen in one sector",
            (-0.9, 0.1, 1.4, 0),
            claims["hai"].id,
            origins[0].id,
        ),
        Step(Effect.CLAIM, days[8], "", (0.84, 0.0, -0.5, 0.0), claims["voss"].id, origins[1].id),
        Step(Effect.SILENCE, days[9], "", (-0.2, 0.0, 0.3, 0.0)),
    )
    bearings = (
        Bearing(claims["hai"].id, bears=True, reason=""),
        Bearing(claims["echo"].id, bears=True, reason=""),
        Bearing(claims["voss"].id, bears=True, reason=""),
        Bearing(claims["darr"].id, bears=False, reason="it counts losses, not presence"),
    )
    return Judgement(
        question=question.id,
        as_of=When("2031-01-31"),
        hypotheses=("fighting", "regrouping", "withdrawn", OTHER),
        days=days,
        probabilities=tuple(rows),
        start=rows[0],
        steps=steps,
        influences=(
            Influence(origins[0].id, origins[0].name, (-0.9, 0.1, 1.4, 0.0)),
            Influence(origins[1].id, origins[1].name, (0.84, 0.0, -0.5, 0.0)),
        ),
        bearings=bearings,
        witnesses=2,
        confidence=confidence,
    )


def built(story=None, confidence="low", question_text="Is the Orvan battalion still in the line?"):
    story = story or told()
    claims, documents = story.claims, story.documents
    question = Question(
        question_text,
        "presence",
        (
            Hypothesis("fighting", "The battalion is still fighting.", "fighting"),
            Hypothesis("regrouping", "Regrouping", "regrouping"),
            Hypothesis("withdrawn", "The battalion has been withdrawn.", "withdrawn"),
        ),
    )
    edge = Edge(EdgeKind.COPIES, documents["b"].id, EdgeMethod.TIME, 0.98, target=documents["a"].id)
    hai_name = claims["hai"].speaker.name
    origins = (
        Origin(hai_name, (claims["hai"].id, claims["echo"].id), (edge.id,), "one speaker"),
        Origin("Lena Voss", (claims["voss"].id,)),
        Origin("unnamed", (claims["darr"].id,)),
        Origin("Some Blog", (claims["blog"].id,)),
    )
    clash = Relation(
        claims["hai"].id,
        claims["voss"].id,
        RelationKind.CONTRADICTS,
        Slot.POLARITY,
        (
            SlotRow(Slot.PLACE, "our section", "", SlotVerdict.MISSING),
            SlotRow(Slot.POLARITY, "negative", "positive", SlotVerdict.CLASHES),
        ),
        "only the polarity clashes",
        0.8,
    )
    return Dossier(
        question=question,
        judgement=judged(story, question, origins, confidence),
        documents={document.id: document for document in documents.values()},
        claims={claim.id: claim for claim in claims.values()},
        origins=origins,
        edges=(edge,),
        relations=(clash,),
        refusals=(Refusal("page.pdf", RefusalReason.NOT_TEXT, "page.pdf is not a text"),),
        sources={
            "ent-hai": Source(
                "ent-hai",
                hai_name,
                SourceKind.WITNESS,
                Grade.B,
                ("withdrawn",),
                "speaks for the unit",
            )
        },
        parameters=(("detection probability", "0.55", "chosen by hand"),),
        retracted=frozenset({documents["d"].id}),
    )


@pytest.fixture
def story():
    return told()


@pytest.fixture
def dossier():
    return built()


@pytest.fixture
def build():
    return built


@pytest.fixture
def hostile():
    return built(
        told(HOSTILE, "<b>Eve</b>", '"><svg onload=alert(3)>'), question_text=f"Why {HOSTILE}"
    )
