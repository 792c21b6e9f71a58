"""The one place that knows the order of the rooms, and writes what they find to the ledger.

Read, parse, attribute, resolve, claim, trace, compare, assess: a `Reading` is what the rooms make of one
document; a `Desk` keeps readings in a ledger and answers questions from them.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from difflib import get_close_matches
from functools import cached_property

from sayso.assess import bearings, judge, map_hypotheses, parameters
from sayso.attribute import Extractor, best_extractor
from sayso.brief import Dossier
from sayso.claim import ClaimNetwork, best_network, claims, quantities, times
from sayso.compare import relations, sentence_relation
from sayso.ledger import Ledger, Record
from sayso.model import (
    UNKNOWN_SPEAKER,
    Attribution,
    Claim,
    Decision,
    DecisionKind,
    Document,
    Edge,
    EdgeKind,
    Entity,
    Judgement,
    Mention,
    NothingMatched,
    Origin,
    Place,
    Quantity,
    Question,
    QuoteKind,
    Refusal,
    Relation,
    Source,
    Speaker,
    TimeExpression,
    UsageError,
    When,
    canonical_text,
)
from sayso.resolve import (
    Gazetteer,
    across,
    fullest_speaker,
    load_gazetteer,
    mentions,
    nationalities,
    place_of,
    places,
    speakers,
    standing,
)
from sayso.text import Parse, Parser, SpacyParser
from sayso.trace import citations, echoes, edges, origins, retracted

SOME_DAY = When("2020-07-01")
"""Stands for today where two bare sentences are compared: only whether their dates differ matters."""


class Reading:
    """What the rooms make of one document, each room run when it is first asked for."""

    def __init__(self, document: Document, rooms: "Rooms") -> None:
        self.document = document
        self._rooms = rooms

    @cached_property
    def parse(self) -> Parse:
        """The text as tokens with their syntax."""
        return self._rooms.parser.parse(self.document.text)

    @cached_property
    def attributions(self) -> tuple[Attribution, ...]:
        """Who says what, by which cue."""
        return self._rooms.extractor.attributions(self.document, lambda: self.parse)

    @cached_property
    def speakers(self) -> dict[str, Speaker]:
        """The speaker of each attribution, by its id."""
        return speakers(self.document, self.parse, self.attributions)

    @cached_property
    def mentions(self) -> tuple[Mention, ...]:
        """Persons and forces named in the text."""
        return mentions(self.document, self.parse)

    @cached_property
    def places(self) -> tuple[Place, ...]:
        """Every place named in the text."""
        return places(self.document, self.parse, self._rooms.gazetteer)

    @cached_property
    def nationalities(self) -> tuple[Place, ...]:
        """Nationalities named in the text, each with its country; none of them is a place of a claim."""
        return nationalities(self.document, self.parse, self._rooms.gazetteer)

    @cached_property
    def times(self) -> tuple[TimeExpression, ...]:
        """Every time expression of the text."""
        return times(self.document, self.parse)

    @cached_property
    def quantities(self) -> tuple[Quantity, ...]:
        """Every quantity of the text."""
        return quantities(self.document, self.parse, self.times)

    @cached_property
    def citations(self) -> tuple[Edge, ...]:
        """Whom the document itself says it has this from."""
        return citations(self.document)

    @cached_property
    def claims(self) -> tuple[Claim, ...]:
        """The claims, in order of their attributions."""
        return claims(
            self.document,
            self.parse,
            self.attributions,
            self.speakers,
            mentions=self.mentions,
            places=self.places,
            times=self.times,
            quantities=self.quantities,
            network=self._rooms.claim_network,
        )


@dataclass
class Rooms:
    """The rooms in their order, over one parser, extractor and gazetteer, each loaded when first needed."""

    parser: Parser = field(default_factory=SpacyParser)
    extractor: Extractor = field(default_factory=best_extractor)
    claim_network: ClaimNetwork | None = field(default_factory=best_network)

    @cached_property
    def gazetteer(self) -> Gazetteer:
        """Every place that may be named."""
        return load_gazetteer()

    def reading(self, document: Document) -> Reading:
        """Return what the rooms make of a document."""
        return Reading(document, self)

    def relation(self, left: str, right: str) -> tuple[str, float]:
        """Return how two sentences stand: contradict, agree or neutral; and how sure they contradict."""
        return sentence_relation(self._sentence(left), self._sentence(right))

    def _sentence(self, text: str) -> Claim:
        """Return a sentence as a claim of nobody: all of it is content."""
        document = Document(text=canonical_text(text), published=SOME_DAY)
        reading = self.reading(document)
        span = document.span(0, len(document.text))
        whole = Attribution((), (), (span,), QuoteKind.INDIRECT)
        alone = {whole.id: Speaker(UNKNOWN_SPEAKER)}
        return claims(
            document,
            reading.parse,
            (whole,),
            alone,
            mentions=reading.mentions,
            places=reading.places,
            times=reading.times,
            quantities=reading.quantities,
        )[0]


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
        cited = [edge for document in documents for edge in citations(document)]
        tied = edges(documents, cited)
        self.ledger.replace(Edge, tied)
        mouths = origins(found, documents, tied)
        self.ledger.replace(Origin, mouths)
        taken_back = retracted(tied)
        clashes = relations(
            [claim for claim in found if claim.document not in taken_back],
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
        """Record that a name of the story means the same as another; raises `NothingMatched` for an unknown name."""
        self._must_name(name)
        kind = DecisionKind.MERGE
        return self._decide(Decision(kind, "", 0, 0, name, into, person, reason, made))

    def split(self, what: str, into: str = "", *, made: When, person: str, reason: str) -> Decision:
        """Record that a name stands for itself, or that a claim (by its id) is another's word, `into`.

        Raises `NothingMatched` for a name or claim the desk does not hold, `UsageError` for a claim without `into`.
        """
        kind, claim = DecisionKind.SPLIT, self.ledger.get(Claim, what)
        if claim is None:
            self._must_name(what)
            return self._decide(Decision(kind, "", 0, 0, what, what, person, reason, made))
        if not into:
            raise UsageError(f"whose word is {what} then? name the speaker, or unknown")
        start, end = place_of(claim)
        place = (claim.document, start, end)
        return self._decide(Decision(kind, *place, "speaker", into, person, reason, made))

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
        )

    def _judged(self, question: Question, as_of: When | None) -> tuple[Judgement, "Evidence"]:
        end = as_of.latest.date() if as_of else self.last_day()
        view = self._evidence(end)
        if not any(d.published.known for d in view.documents.values()):
            raise NothingMatched(
                f"no report of this desk was published by {end}; choose a later day"
            )
        standing_claims = [c for c in view.claims.values() if view.stands(c)]
        sources = self._sources(view)
        found = bearings(
            question,
            standing_claims,
            sources=sources,
            origins=view.origins,
            documents={d.id: replace(d, retrieved=When.unknown()) for d in view.documents.values()},
            echoes=echoes(tuple(view.claims.values()), tuple(view.documents.values()), view.edges),
        )
        day = When(end.isoformat())
        return judge(question, found, sources, days=view.days(end), as_of=day), view

    def _evidence(self, end: date) -> "Evidence":
        """Return the evidence published by the end of a day, in an order that no adding changes."""
        known = sorted(self.ledger.records(Document), key=_age)
        documents = {d.id: d for d in known if _published_by(d, end)}
        held = [c for c in self.ledger.records(Claim) if c.document in documents]
        found = {c.id: c for c in self._told(held, documents.values())}
        tied = tuple(
            edge
            for edge in sorted(self.ledger.records(Edge), key=lambda e: (e.document, e.id))
            if edge.document in documents and (not edge.target or edge.target in documents)
        )
        compared = sorted(self.ledger.records(Relation), key=lambda r: r.id)
        return Evidence(
            documents,
            found,
            tied,
            origins(tuple(found.values()), tuple(documents.values()), tied),
            tuple(r for r in compared if r.left in found and r.right in found),
            retracted(tied),
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
    """The evidence as it stood on one day."""

    documents: Mapping[str, Document]
    claims: Mapping[str, Claim]
    edges: Sequence[Edge]
    origins: Sequence[Origin]
    relations: Sequence[Relation]
    retracted: frozenset[str]

    def stands(self, claim: Claim) -> bool:
        """Return True unless the claim's report was taken back, or the claim only tells what was."""
        notices = {e.document for e in self.edges if e.kind is EdgeKind.RETRACTS}
        restated = claim.document in notices and not claim.speaker.known
        return claim.document not in self.retracted and not restated

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
