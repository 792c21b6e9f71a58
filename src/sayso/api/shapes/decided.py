"""Decisions: what persons accepted, corrected, ruled; and how one is sent."""

from typing import Annotated, Literal

from pydantic import Field

from sayso.api.shapes.plain import Day, Shape, day
from sayso.api.site import Asked
from sayso.model import Decision, DecisionKind

Name = Annotated[str, Field(min_length=1, max_length=500)]
Why = Annotated[str, Field(min_length=1, max_length=2000, description="Why; it is kept and shown.")]


class DecisionRow(Shape):
    """One decision: the place it is about ('' and 0 where it is about no place), the field, what it shall be, who said so, why and when.

    `in_force` is false where it was undone, and for what undoes.
    """

    id: str
    kind: DecisionKind
    document: str
    start: int
    end: int
    field: str
    value: str
    person: str
    reason: str
    made: Day
    in_force: bool

    @classmethod
    def of(cls, one: Decision, asked: Asked) -> "DecisionRow":
        """Return a decision as a look has it."""
        held = asked.look.once("in force", lambda: {d.id for d in asked.look.decisions})
        return cls.made_now(one, in_force=one.id in held)

    @classmethod
    def made_now(cls, one: Decision, *, in_force: bool = True) -> "DecisionRow":
        """Return a decision."""
        return DecisionRow(
            id=one.id,
            kind=one.kind,
            document=one.document,
            start=one.start,
            end=one.end,
            field=one.field_name,
            value=one.value,
            person=one.person,
            reason=one.reason,
            made=day(one.made),
            in_force=in_force,
        )


class Signed(Shape):
    """What every decision says: why, and who decides, where that is another than the token's holder."""

    reason: Why
    person: Annotated[str, Field(max_length=200)] = ""


class Accept(Signed):
    """A claim is read rightly."""

    kind: Literal["accept"]
    claim: Name


class Reject(Signed):
    """A claim is none, or is read wrongly: it counts for nothing from now on."""

    kind: Literal["reject"]
    claim: Name


class Correct(Signed):
    """A slot of a claim shall be something else."""

    kind: Literal["correct"]
    claim: Name
    slot: Literal["polarity", "certainty", "tense", "evidence_basis", "observation", "speaker"]
    value: Name


class Undo(Signed):
    """A decision is taken back; undoing that takes it up again."""

    kind: Literal["undo"]
    decision: Name


class Cut(Signed):
    """An edge of lineage is none."""

    kind: Literal["cut"]
    edge: Name


class Confirm(Signed):
    """An edge of lineage is so."""

    kind: Literal["confirm"]
    edge: Name


class Merge(Signed):
    """A name means the same as another."""

    kind: Literal["merge"]
    name: Name
    into: Name


class Split(Signed):
    """A name stands for itself; or, with `into`, a claim is another's word."""

    kind: Literal["split"]
    what: Name
    into: Annotated[str, Field(max_length=500)] = ""


class Map(Signed):
    """For which answer of a question a claim speaks, in one of five steps from ++ to --."""

    kind: Literal["map"]
    question: Name
    claim: Name
    answer: Name
    step: Literal["++", "+", "0", "-", "--"]


class Resolve(Signed):
    """What turned out to be so, and since when."""

    kind: Literal["resolve"]
    question: Name
    answer: Name
    on: Annotated[str, Field(pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$", examples=["2026-02-28"])]


Ruling = Annotated[
    Accept | Reject | Correct | Undo | Cut | Confirm | Merge | Split | Map | Resolve,
    Field(discriminator="kind"),
]
