"""The desk: keeps what the rooms make of reports in a ledger, and answers questions from it.

Trace, compare and assess work on the whole story; what they find is written down here and nowhere else.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from difflib import get_close_matches

from sayso.assess import (
    Heard,
    Supposition,
    bearings,
    judge,
    judge_numbers,
    map_hypotheses,
    numbers_heard,
    parameters,
    supposed,
)
from sayso.brief import Dossier
from sayso.compare import Statement, relations, statements
from sayso.ledger import Ledger, Record
from sayso.model import (
    UNKNOWN_SPEAKER,
    Claim,
    Decision,
    DecisionKind,
    Document,
    Edge,
    EdgeKind,
    Entity,
    Judgement,
    NothingMatched,
    Origin,
    Polarity,
    Question,
    Refusal,
    Relation,
    Source,
    Speaker,
    UsageError,
    When,
)
from sayso.resolve import across, fullest_speaker, place_of, standing
from sayso.rooms import Rooms
from sayso.trace import Ruled, echoes, edges, fallen, origins, retracted, ruled, ruling


@dataclass(frozen=True, slots=True)
class Added:
    """What became of one thing offered: `item` as it was read, `new` when the ledger did not hold it."""

    item: Document | Refusal
    new: bool
    claims: int = 0


class Desk:
    """One story: a ledger, the rooms, and the answers to questions as of any day.

    The clock stamps the rows of the ledger; it never enters a judgement.
    """

    def __init__(self, ledger: Ledger, rooms: Rooms | None = None) -> None:
        self.ledger = ledger
        self.rooms = rooms or Rooms()

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

    def has_reports(self) -> bool:
        """Return True when a report with a date is held."""
        return any(d.published.known for d in self.ledger.records(Document))

    def settle(self) -> None:
        """Work out anew who copied or cited whom, the origins, and how claims stand to each other."""
        documents = sorted(self.ledger.records(Document), key=_age)
        found = self._told(self.ledger.records(Claim), documents)
        self.ledger.replace(Entity, [_entity(speaker) for speaker in _speakers(found).values()])
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

    def ask(self, question: Question, sources: Sequence[Source] = ()) -> Question:
        """Keep a question, with its answers mapped to the states of its model, and what a person says of sources."""
        mapped = map_hypotheses(question)
        self.ledger.add([mapped, *sources])
        return mapped

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

    def _ruled(self, found: Sequence[Edge]) -> Ruled:
        return ruled(found, self.ledger.records(Decision))

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

    def question(self, name: str = "") -> Question:
        """Return the question with this id (or its first characters), or the only one; raises `NothingMatched`."""
        held = self.ledger.records(Question)
        fitting = [q for q in held if q.id.startswith(name)]
        if len(fitting) == 1:
            return fitting[0]
        if not held:
            raise NothingMatched("no question is asked in this desk yet: sayso ask")
        which = f"{name!r} names {len(fitting)} questions" if name else "the desk has several"
        choice = "; ".join(f"{q.id} {q.text}" for q in held)
        raise NothingMatched(f"{which}; choose one with --question: {choice}")

    def last_day(self) -> date:
        """Return the day of the latest report; raises `NothingMatched` when no report has a date."""
        dated = [d.published for d in self.ledger.records(Document) if d.published.known]
        if not dated:
            raise NothingMatched("no report of this desk has a publication date; add one that has")
        return max(when.latest.date() for when in dated)

    def evidence(self, as_of: When | None = None) -> "Evidence":
        """Return the evidence published by `as_of` (by default all of it)."""
        return self._evidence(as_of.latest.date() if as_of else date.max)

    def statements(self, view: "Evidence") -> tuple[Statement, ...]:
        """Return what is asserted in the view, one claim for each origin, in groups that say the same thing.

        Raises `UsageError` where the pair network cannot run, without which nobody could tell.
        """
        if self.rooms.pair_network is None:
            raise UsageError(
                "claims that say the same are found by the pair network, which cannot run here; sayso doctor tells why"
            )
        leads = [view.claims[origin.claims[0]] for origin in view.origins]
        return statements(
            [claim for claim in leads if claim.polarity is not Polarity.UNKNOWN],
            published={document.id: document.published for document in view.documents.values()},
            network=self.rooms.pair_network,
            encoder=self.rooms.sentence_encoder,
        )

    def judgement(self, question: Question, as_of: When | None = None) -> Judgement:
        """Return the judgement from what was published by `as_of` (by default the day of the last report)."""
        return self._judged(question, as_of)[0]

    def dossier(self, question: Question, as_of: When | None = None) -> Dossier:
        """Return the judgement with all the evidence it rests on."""
        judgement, view = self._judged(question, as_of)
        return Dossier(
            question=question,
            judgement=judgement,
            documents=view.documents,
            claims=view.claims,
            origins=view.origins,
            edges=view.edges,
            relations=view.relations,
            refusals=sorted(self.ledger.records(Refusal), key=lambda r: (r.location, r.id)),
            sources=self._sources(view),
            parameters=[(p.name, f"{p.value:g} {p.unit}".strip(), p.source) for p in parameters()],
            retracted=view.retracted,
            fallen=view.fallen,
        )

    def suppose(
        self, question: Question, what: Supposition, as_of: When | None = None
    ) -> Judgement:
        """Return the judgement as it would be if something had not been heard, or two sources were one."""
        return self._judged(question, as_of, what)[0]

    def sources(self, view: "Evidence") -> dict[str, Source]:
        """Return every speaker of the view as a source, by the key that bearings know it under."""
        return self._sources(view)

    def _judged(
        self, question: Question, as_of: When | None, what: Supposition | None = None
    ) -> tuple[Judgement, "Evidence"]:
        end = as_of.latest.date() if as_of else self.last_day()
        view = self._evidence(end)
        if not any(d.published.known for d in view.documents.values()):
            raise NothingMatched(
                f"no report of this desk was published by {end}; choose a later day"
            )
        standing_claims = [c for c in view.claims.values() if view.stands(c)]
        sources, day = self._sources(view), When(end.isoformat())
        if question.kind == "quantity":
            numbers = numbers_heard(
                question,
                standing_claims,
                sources=sources,
                origins=view.origins,
                documents=view.documents,
            )
            kept = supposed([h.bearing for h in numbers], sources, what or Supposition())
            told = [
                Heard(b, h.amount if b.bears else None) for b, h in zip(kept, numbers, strict=True)
            ]
            return judge_numbers(question, told, days=view.days(end), as_of=day), view
        found = bearings(
            question,
            standing_claims,
            sources=sources,
            origins=view.origins,
            documents={d.id: replace(d, retrieved=When.unknown()) for d in view.documents.values()},
            echoes=echoes(tuple(view.claims.values()), tuple(view.documents.values()), view.edges),
        )
        if what is not None:
            found = supposed(found, sources, what)
        return judge(question, found, sources, days=view.days(end), as_of=day), view

    def _evidence(self, end: date) -> "Evidence":
        """Return the evidence published by the end of a day, in an order that no adding changes."""
        known = sorted(self.ledger.records(Document), key=_age)
        documents = {d.id: d for d in known if _published_by(d, end)}
        held = [c for c in self.ledger.records(Claim) if c.document in documents]
        found = {c.id: c for c in self._told(held, documents.values())}
        lineage = self._ruled(
            [
                edge
                for edge in sorted(self.ledger.records(Edge), key=lambda e: (e.document, e.id))
                if edge.document in documents and (not edge.target or edge.target in documents)
            ]
        )
        tied = lineage.standing
        compared = sorted(self.ledger.records(Relation), key=lambda r: r.id)
        mouths = origins(tuple(found.values()), tuple(documents.values()), tied)
        return Evidence(
            documents,
            found,
            tied,
            mouths,
            tuple(r for r in compared if r.left in found and r.right in found),
            retracted(tied),
            lineage,
            fallen(found, mouths, tied),
        )

    def _told(self, claims: Iterable[Claim], documents: Iterable[Document]) -> tuple[Claim, ...]:
        """Return the claims by age of their report and place in it, each speaker under its fullest name."""
        rank = {document.id: number for number, document in enumerate(documents)}
        ordered = sorted(claims, key=lambda c: (rank[c.document], c.content[0].start, c.id))
        return across(ordered, self.ledger.records(Decision))

    def _sources(self, view: "Evidence") -> dict[str, Source]:
        """Return every speaker as a source: as a person graded it, else with the letter of its kind."""
        graded = {source.entity: source for source in self.ledger.records(Source)}
        return {
            entity: graded.get(entity, standing(speaker))
            for entity, speaker in _speakers(view.claims.values()).items()
        } | graded


@dataclass(frozen=True, slots=True)
class Evidence:
    """The evidence as it stood on one day; `lineage` has the edges that a person cut as well, and every ruling on one.

    `fallen` leads claims that only repeat a report taken back to that report.
    """

    documents: Mapping[str, Document]
    claims: Mapping[str, Claim]
    edges: Sequence[Edge]
    origins: Sequence[Origin]
    relations: Sequence[Relation]
    retracted: frozenset[str]
    lineage: Ruled
    fallen: Mapping[str, str]

    def stands(self, claim: Claim) -> bool:
        """Return True unless the claim's report, or the one it only repeats, was taken back, or it only tells what was."""
        notices = {e.document for e in self.edges if e.kind is EdgeKind.RETRACTS}
        restated = claim.document in notices and not claim.speaker.known
        repeats = claim.id in self.fallen
        return claim.document not in self.retracted and not restated and not repeats

    def days(self, end: date) -> tuple[date, ...]:
        """Return every day from the first dated report to the last."""
        dated = [d.published.day for d in self.documents.values() if d.published.known]
        first = min(dated, default=end)
        return tuple(first + timedelta(days=n) for n in range((end - first).days + 1))


def _published_by(document: Document, end: date) -> bool:
    """Return True when the report was out by that day; one without a date is shown, and bears on nothing."""
    return not document.published.known or document.published.day <= end


def _age(document: Document) -> tuple[str, str]:
    return document.published.text or "~", document.id


def _speakers(claims: Iterable[Claim]) -> dict[str, Speaker]:
    """Return each speaker by entity, as the report describes it that says most."""
    found: defaultdict[str, list[Speaker]] = defaultdict(list)
    for claim in claims:
        if claim.speaker.entity:
            found[claim.speaker.entity].append(claim.speaker)
    return {entity: fullest_speaker(found[entity]) for entity in sorted(found)}


def _entity(speaker: Speaker) -> Entity:
    return Entity(speaker.name, speaker.kind, affiliation=speaker.affiliation, role=speaker.role)
