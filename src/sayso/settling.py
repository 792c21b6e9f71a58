"""Reports into the ledger, and what trace and compare make of the whole story: written down here and nowhere else."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from sayso.claim import Reviewed
from sayso.compare import relations
from sayso.evidence import age, speakers_of
from sayso.judging import Judging
from sayso.ledger import Record
from sayso.model import (
    Claim,
    Document,
    Edge,
    EdgeKind,
    Entity,
    Extraction,
    Origin,
    Refusal,
    Relation,
    Speaker,
)
from sayso.rooms import Reading
from sayso.trace import edges, fallen, origins, retracted


@dataclass(frozen=True, slots=True)
class Added:
    """What became of one thing offered: `item` as it was read, `new` when the ledger did not hold it, `notice` what a served extractor did."""

    item: Document | Refusal
    new: bool
    claims: int = 0
    notice: str = ""


@dataclass(frozen=True, slots=True)
class Reread:
    """A report that was read again: how many of its claims are new or gone, and how many it has now."""

    document: Document
    changed: int
    claims: int
    notice: str = ""


class Settling(Judging):
    """Adds reports, and settles lineage and relations over all of them."""

    def add(self, items: Iterable[Document | Refusal]) -> Iterator[Added]:
        """Record each item with its claims, one transaction a document, and yield what became of it.

        What the ledger holds already is not read again. Lineage and relations of the whole story are
        settled at the end, also when the caller stops early.
        """
        changed = False
        try:
            for item in items:
                added = self._add(item)
                changed = changed or (added.new and isinstance(item, Document))
                yield added
        finally:
            if changed:
                self.settle()

    def _add(self, item: Document | Refusal) -> Added:
        if isinstance(item, Refusal):
            return Added(item, new=self.ledger.add([item]) > 0)
        if self.ledger.get(Document, item.id) is not None:
            return Added(item, new=False)
        found = self.rooms.reading(item)
        rows: list[Record] = [item, *found.citations, *found.claims, *_account(found)]
        self.ledger.add(rows, document=item.id)
        return Added(item, new=True, claims=len(found.claims), notice=_notice(found))

    def reread(self) -> Iterator[Reread]:
        """Read every report again with the rooms as they are now, one transaction a report; what persons decided holds as before.

        Lineage and relations are settled at the end, also when the caller stops early; what was not reached keeps its claims.
        """
        try:
            for document in sorted(self.ledger.records(Document), key=age):
                found = self.rooms.reading(document)
                held = [
                    e for e in self.ledger.records(Edge, document.id) if e.kind is EdgeKind.CITES
                ]
                changed = self.ledger.replace(Claim, found.claims, document.id)
                for edge in {e.id: e for e in held}.keys() - {e.id for e in found.citations}:
                    self.ledger.close(Edge, edge, "it is not read any more")
                self.ledger.add(found.citations, document=document.id)
                self.ledger.replace(Extraction, _account(found), document.id)
                yield Reread(document, changed, len(found.claims), _notice(found))
        finally:
            self.settle()

    def settle(self) -> None:
        """Work out anew who copied or cited whom, the origins, and how claims stand to each other."""
        documents = sorted(self.ledger.records(Document), key=age)
        review = self._told(self.ledger.records(Claim), documents)
        found = review.claims
        self.ledger.replace(Entity, [_entity(speaker) for speaker in speakers_of(found).values()])
        held = self.ledger.records(Edge)
        cited = [replace(edge, target="") for edge in held if edge.kind is EdgeKind.CITES]
        found_edges = edges(documents, cited, found)
        known = {document.id for document in documents}
        added_meanwhile = [e for e in self.ledger.records(Edge) if e.document not in known]
        self.ledger.replace(Edge, [*found_edges, *added_meanwhile])
        self._compare(documents, review, self._ruled(found_edges).standing)

    def settle_claims(self) -> None:
        """Work out anew the origins and relations, after a decision that touches no report: lineage between reports stays."""
        documents = sorted(self.ledger.records(Document), key=age)
        review = self._told(self.ledger.records(Claim), documents)
        self._compare(documents, review, self._ruled(self.ledger.records(Edge)).standing)

    def _compare(
        self, documents: Sequence[Document], review: Reviewed, tied: Sequence[Edge]
    ) -> None:
        mouths = origins(review.claims, documents, tied)
        self.ledger.replace(Origin, mouths)
        taken_back = retracted(tied)
        down = fallen({claim.id: claim for claim in review.claims}, mouths, tied)
        out = down.keys() | review.rejected.keys()
        clashes = relations(
            [c for c in review.claims if c.document not in taken_back and c.id not in out],
            published={document.id: document.published for document in documents},
            origin_of={claim: origin.id for origin in mouths for claim in origin.claims},
        )
        self.ledger.replace(Relation, clashes)


def _account(found: Reading) -> tuple[Extraction, ...]:
    return (found.extraction,) if found.extraction else ()


def _notice(found: Reading) -> str:
    return found.extraction.notice if found.extraction else ""


def _entity(speaker: Speaker) -> Entity:
    return Entity(speaker.name, speaker.kind, affiliation=speaker.affiliation, role=speaker.role)
