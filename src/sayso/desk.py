"""The desk: keeps what the rooms make of reports in a ledger, and answers questions from it.

Trace, compare and assess work on the whole story; what they find is written down here and nowhere else.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from difflib import get_close_matches

from sayso.compare import relations
from sayso.evidence import age, speakers_of
from sayso.judging import Judging
from sayso.ledger import Record
from sayso.model import (
    UNKNOWN_SPEAKER,
    Claim,
    Decision,
    DecisionKind,
    Document,
    Edge,
    EdgeKind,
    Entity,
    NothingMatched,
    Origin,
    Refusal,
    Relation,
    Speaker,
    UsageError,
    When,
)
from sayso.resolve import place_of
from sayso.trace import edges, fallen, origins, retracted, ruling


@dataclass(frozen=True, slots=True)
class Added:
    """What became of one thing offered: `item` as it was read, `new` when the ledger did not hold it."""

    item: Document | Refusal
    new: bool
    claims: int = 0


class Desk(Judging):
    """One story: a ledger, the rooms, and the answers to questions as of any day."""

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
        rows: list[Record] = [item, *found.citations, *found.claims]
        self.ledger.add(rows, document=item.id)
        return Added(item, new=True, claims=len(found.claims))

    def settle(self) -> None:
        """Work out anew who copied or cited whom, the origins, and how claims stand to each other."""
        documents = sorted(self.ledger.records(Document), key=age)
        found = self._told(self.ledger.records(Claim), documents)
        self.ledger.replace(Entity, [_entity(speaker) for speaker in speakers_of(found).values()])
        held = self.ledger.records(Edge)
        cited = [replace(edge, target="") for edge in held if edge.kind is EdgeKind.CITES]
        found_edges = edges(documents, cited)
        known = {document.id for document in documents}
        added_meanwhile = [e for e in self.ledger.records(Edge) if e.document not in known]
        self.ledger.replace(Edge, [*found_edges, *added_meanwhile])
        tied = self._ruled(found_edges).standing
        mouths = origins(found, documents, tied)
        self.ledger.replace(Origin, mouths)
        taken_back = retracted(tied)
        down = fallen({claim.id: claim for claim in found}, mouths, tied)
        clashes = relations(
            [c for c in found if c.document not in taken_back and c.id not in down],
            published={document.id: document.published for document in documents},
            origin_of={claim: origin.id for origin in mouths for claim in origin.claims},
        )
        self.ledger.replace(Relation, clashes)

    def merge(self, name: str, into: str, *, made: When, person: str, reason: str) -> Decision:
        """Record that a name of the story means the same as another.

        Raises `NothingMatched` for a name the desk does not hold, `UsageError` for one that cannot be gone under.
        """
        self._must_name(name)
        into = into.strip()
        if into in ("", UNKNOWN_SPEAKER, name):
            raise UsageError(f"{name!r} cannot go under {into!r}; give the name it goes under")
        kind = DecisionKind.MERGE
        return self._decide(Decision(kind, "", 0, 0, name, into, person, reason, made))

    def split(self, what: str, into: str = "", *, made: When, person: str, reason: str) -> Decision:
        """Record that a name stands for itself, or that a claim (by its id) is another's word, `into`.

        Raises `NothingMatched` for a name or claim the desk does not hold, `UsageError` for a claim without
        `into` and a name with it.
        """
        kind, claim, into = DecisionKind.SPLIT, self.ledger.get(Claim, what), into.strip()
        if claim is None:
            self._must_name(what)
            if into:
                raise UsageError(
                    f"{what!r} is a name, which stands for itself; only a claim is {into!r}'s word"
                )
            return self._decide(Decision(kind, "", 0, 0, what, what, person, reason, made))
        if not into:
            raise UsageError(f"whose word is {what} then? name the speaker, or unknown")
        start, end = place_of(claim)
        place = (claim.document, start, end)
        return self._decide(Decision(kind, *place, "speaker", into, person, reason, made))

    def cut(self, edge: str, *, made: When, person: str, reason: str) -> Decision:
        """Record that an edge of lineage (by its id) is none; raises `NothingMatched` where there is none of this id."""
        return self._rule(DecisionKind.CUT, edge, made, person, reason)

    def confirm(self, edge: str, *, made: When, person: str, reason: str) -> Decision:
        """Record that an edge of lineage (by its id) is so; what was cut stands again. Raises `NothingMatched`."""
        return self._rule(DecisionKind.CONFIRM, edge, made, person, reason)

    def _rule(
        self, kind: DecisionKind, edge: str, made: When, person: str, reason: str
    ) -> Decision:
        held = self.ledger.get(Edge, edge)
        if held is None:
            raise NothingMatched(
                f"no edge {edge!r} in this desk; sayso lineage shows the id of each edge"
            )
        return self._decide(ruling(held, kind, person=person, reason=reason, made=made))

    def _must_name(self, name: str) -> None:
        read = self.ledger.records(Claim)
        claims = (*read, *self._told(read, self.ledger.records(Document)))
        held = {m.name for claim in claims for m in (*claim.actors, *claim.recipients)}
        held |= {claim.speaker.name for claim in claims if claim.speaker.known}
        if name not in held:
            near = ", ".join(get_close_matches(name, sorted(held), 5)) or "none like it"
            raise NothingMatched(f"nobody is called {name!r} in this desk; it holds {near}")

    def _decide(self, decision: Decision) -> Decision:
        self.ledger.add([decision])
        self.settle()
        return decision


def _entity(speaker: Speaker) -> Entity:
    return Entity(speaker.name, speaker.kind, affiliation=speaker.affiliation, role=speaker.role)
