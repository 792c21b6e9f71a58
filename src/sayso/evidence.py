"""What a desk holds, as it stood on a day: reports, claims, lineage, relations, sources."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from sayso.claim import Reviewed, reviewed
from sayso.ledger import Ledger
from sayso.model import (
    Claim,
    Decision,
    Document,
    Edge,
    EdgeKind,
    NothingMatched,
    Origin,
    Question,
    Relation,
    Source,
    Speaker,
    When,
    in_force,
)
from sayso.resolve import across, fullest_speaker, standing
from sayso.rooms import Rooms
from sayso.trace import Ruled, fallen, origins, outlet_names, retracted, ruled


class Views:
    """A ledger and the rooms, and what is held as it stood on any day.

    The clock stamps the rows of the ledger; it never enters a judgement.
    """

    def __init__(self, ledger: Ledger, rooms: Rooms | None = None) -> None:
        self.ledger = ledger
        self.rooms = rooms or Rooms()

    def has_reports(self) -> bool:
        """Return True when a report with a date is held."""
        return any(d.published.known for d in self.ledger.records(Document))

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

    def sources(self, view: "Evidence") -> dict[str, Source]:
        """Return every speaker of the view as a source, by the key that bearings know it under."""
        return self._sources(view)

    def _evidence(self, end: date, *, unaided: bool = False) -> "Evidence":
        """Return the evidence published by the end of a day, in an order that no adding changes.

        `unaided`: as it would be had no served extractor been asked, but for the claims of it that a person accepted.
        """
        known = sorted(self.ledger.records(Document), key=age)
        documents = {d.id: d for d in known if _published_by(d, end)}
        held = [c for c in self.ledger.records(Claim) if c.document in documents]
        review = self._told(held, documents.values())
        if unaided:
            held = [c for c in held if not c.found_alone or c.id in review.accepted]
            review = self._told(held, documents.values())
        found = {c.id: c for c in review.claims}
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
            review,
        )

    def decisions(self) -> tuple[Decision, ...]:
        """Return what persons decided, in the order they did, undone decisions left out."""
        return in_force(self.ledger.records(Decision))

    def _told(self, claims: Iterable[Claim], documents: Iterable[Document]) -> Reviewed:
        """Return the claims by age of their report and place in it, speakers under their fullest names, slots as reviewed."""
        documents = tuple(documents)
        rank = {document.id: number for number, document in enumerate(documents)}
        ordered = sorted(claims, key=lambda c: (rank[c.document], c.content[0].start, c.id))
        decisions = self.decisions()
        found = across(ordered, decisions, outlet_names(documents))
        return reviewed(found, decisions)

    def _sources(self, view: "Evidence") -> dict[str, Source]:
        """Return every speaker as a source: as a person graded it, else with the letter of its kind."""
        graded = {source.entity: source for source in self.ledger.records(Source)}
        return {
            entity: graded.get(entity, standing(speaker))
            for entity, speaker in speakers_of(view.claims.values()).items()
        } | graded

    def _ruled(self, found: Sequence[Edge]) -> Ruled:
        return ruled(found, self.decisions())


@dataclass(frozen=True)
class Evidence:
    """The evidence as it stood on one day; `lineage` has the edges that a person cut as well, and every ruling on one.

    `fallen` leads claims that only repeat a report taken back to that report; `review` has what persons found of claims.
    """

    documents: Mapping[str, Document]
    claims: Mapping[str, Claim]
    edges: Sequence[Edge]
    origins: Sequence[Origin]
    relations: Sequence[Relation]
    retracted: frozenset[str]
    lineage: Ruled
    fallen: Mapping[str, str]
    review: Reviewed

    def stands(self, claim: Claim) -> bool:
        """Return True unless the claim's report, or the one it only repeats, was taken back, it only tells what was, or a person rejected it."""
        restated = claim.document in self._notices and not claim.speaker.known
        repeats = claim.id in self.fallen
        wrong = claim.id in self.review.rejected
        return claim.document not in self.retracted and not (restated or repeats or wrong)

    @cached_property
    def found_alone(self) -> frozenset[str]:
        """The claims that only a served extractor found and no person accepted."""
        alone = {claim.id for claim in self.claims.values() if claim.found_alone}
        return frozenset(alone - self.review.accepted.keys())

    @cached_property
    def _notices(self) -> frozenset[str]:
        """The reports that take another back."""
        return frozenset(e.document for e in self.edges if e.kind is EdgeKind.RETRACTS)

    def days(self, end: date) -> tuple[date, ...]:
        """Return every day from the first dated report to the last."""
        dated = [d.published.day for d in self.documents.values() if d.published.known]
        first = min(dated, default=end)
        return tuple(first + timedelta(days=n) for n in range((end - first).days + 1))


def _published_by(document: Document, end: date) -> bool:
    """Return True when the report was out by that day; one without a date is shown, and bears on nothing."""
    return not document.published.known or document.published.day <= end


def age(document: Document) -> tuple[str, str]:
    """Return what puts reports in the order of their publication, those without a date last."""
    return document.published.text or "~", document.id


def speakers_of(claims: Iterable[Claim]) -> dict[str, Speaker]:
    """Return each speaker by entity, as the report describes it that says most."""
    found: defaultdict[str, list[Speaker]] = defaultdict(list)
    for claim in claims:
        if claim.speaker.entity:
            found[claim.speaker.entity].append(claim.speaker)
    return {entity: fullest_speaker(found[entity]) for entity in sorted(found)}
