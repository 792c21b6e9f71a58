"""Lineage and contradictions."""

from typing import Self

from sayso.api.shapes.decided import DecisionRow
from sayso.api.shapes.plain import Links, Passage, Shape
from sayso.api.shapes.said import claim_links
from sayso.api.site import Asked
from sayso.compare import untangle
from sayso.model import (
    Edge,
    EdgeKind,
    EdgeMethod,
    Origin,
    Relation,
    Slot,
    SlotVerdict,
)


class EdgeRow(Shape):
    """One step of lineage: the later report, what it did, and the earlier one (null where it is not held), with the passages of both.

    `coverage` is the share of the shorter text's words that are reused; `cut`: a person ruled that it is none.
    """

    id: str
    kind: EdgeKind
    document: str
    target: str | None
    name: str
    method: EdgeMethod
    directed: bool
    probability: float
    coverage: float
    passages: list[Passage]
    target_passages: list[Passage]
    cut: bool
    ruling: DecisionRow | None

    @classmethod
    def of(cls, edge: Edge, asked: Asked) -> Self:
        """Return an edge."""
        lineage = asked.look.view.lineage
        ruling = lineage.by.get(edge.id)
        return cls(
            id=edge.id,
            kind=edge.kind,
            document=edge.document,
            target=edge.target or None,
            name=edge.name,
            method=edge.method,
            directed=edge.directed,
            probability=edge.probability,
            coverage=edge.coverage,
            passages=[Passage.of(span) for span in edge.spans],
            target_passages=[Passage.of(span) for span in edge.target_spans],
            cut=edge in lineage.cut,
            ruling=DecisionRow.of(ruling, asked) if ruling else None,
        )


class OriginRow(Shape):
    """One independent witness: the claims that go back to one mouth, the nearest to it first. `expected` is how many there are likely to be."""

    id: str
    name: str
    reason: str
    expected: float
    claims: list[str]
    documents: int
    edges: list[str]

    @classmethod
    def of(cls, origin: Origin, asked: Asked) -> Self:
        """Return an origin."""
        claims = asked.look.view.claims
        return cls(
            id=origin.id,
            name=origin.name,
            reason=origin.reason,
            expected=origin.expected,
            claims=list(origin.claims),
            documents=len({claims[name].document for name in origin.claims}),
            edges=list(origin.edges),
        )


class Side(Shape):
    """One side of a contradiction."""

    claim: str
    document: str
    speaker: str
    words: str
    start: int
    end: int
    links: Links

    @classmethod
    def of(cls, name: str, asked: Asked) -> Self:
        """Return the claim on one side."""
        claim = asked.look.view.claims[name]
        return cls(
            claim=name,
            document=claim.document,
            speaker=claim.speaker.name,
            words=claim.words,
            start=claim.place[0],
            end=claim.place[1],
            links=claim_links(name, asked),
        )


class SlotShape(Shape):
    """One dimension on which two claims are set against each other."""

    slot: Slot
    left: str
    right: str
    verdict: SlotVerdict


class Reading(Shape):
    """The smallest change under which both claims can be true."""

    slot: Slot
    words: str


class ContradictionRow(Shape):
    """Two claims that contradict each other: the slot that decides, all slots side by side, and how both could be true, if they could."""

    id: str
    left: Side
    right: Side
    deciding_slot: Slot
    reason: str
    probability: float
    table: list[SlotShape]
    reading: Reading | None
    standing: bool

    @classmethod
    def of(cls, relation: Relation, asked: Asked) -> Self:
        """Return a contradiction."""
        view = asked.look.view
        left, right = view.claims[relation.left], view.claims[relation.right]
        found = untangle(left, right, relation)
        return cls(
            id=relation.id,
            left=Side.of(relation.left, asked),
            right=Side.of(relation.right, asked),
            deciding_slot=relation.deciding_slot,
            reason=relation.reason,
            probability=relation.probability,
            table=[
                SlotShape(slot=r.slot, left=r.left, right=r.right, verdict=r.verdict)
                for r in relation.table
            ],
            reading=Reading(slot=found.slot, words=found.words) if found else None,
            standing=view.stands(left) and view.stands(right),
        )
