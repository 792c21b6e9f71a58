"""What a desk makes of its evidence: questions, judgements, suppositions, settled questions and how they had been judged."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from sayso.assess import (
    AIDED,
    NO_NUMBER,
    STEPS,
    Amount,
    Heard,
    PostMortem,
    Supposition,
    TrackRecord,
    as_one_source,
    asked_of,
    bearings,
    judge,
    judge_numbers,
    likely,
    map_hypotheses,
    mapped,
    named_in,
    numbers_heard,
    parameters,
    post_mortem,
    record,
    supposed,
    track_records,
)
from sayso.assess import Record as SettledRecord
from sayso.brief import Dossier
from sayso.compare import Statement, answering, presences, statements
from sayso.evidence import Evidence, Views
from sayso.model import (
    OTHER,
    Bearing,
    Claim,
    Decision,
    DecisionKind,
    Judgement,
    NothingMatched,
    Polarity,
    Question,
    Refusal,
    Source,
    UsageError,
    When,
)
from sayso.trace import echoes


@dataclass(frozen=True, slots=True)
class Hearing:
    """What is heard on a question by the end of a day: the evidence, the sources, and how each claim bears.

    `amounts` are the numbers of a question of quantity, one for each bearing.
    """

    question: Question
    view: Evidence
    sources: dict[str, Source]
    end: date
    bearings: tuple[Bearing, ...]
    amounts: tuple[Amount | None, ...] = ()


class Judging(Views):
    """Questions, and the answers to them as of any day."""

    def ask(self, question: Question, sources: Sequence[Source] = ()) -> Question:
        """Keep a question, with its answers mapped to the states of its model, and what a person says of sources."""
        mapped = map_hypotheses(question)
        self.ledger.add([mapped, *sources])
        return mapped

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
        return self.judged(self.hearing(question, as_of))

    def dossier(
        self, question: Question, as_of: When | None = None, *, fair: bool = False
    ) -> Dossier:
        """Return the judgement with all the evidence it rests on; `fair` adds what each origin contributes."""
        return self.dossier_of(self.hearing(question, as_of), fair=fair)

    def dossier_of(self, hearing: "Hearing", *, fair: bool = False) -> Dossier:
        """Return the dossier of what was heard."""
        view = hearing.view
        return Dossier(
            question=hearing.question,
            judgement=self.judged(hearing, fair=fair),
            documents=view.documents,
            claims=view.claims,
            origins=view.origins,
            edges=view.edges,
            relations=view.relations,
            refusals=sorted(self.ledger.records(Refusal), key=lambda r: (r.location, r.id)),
            sources=hearing.sources,
            parameters=[(p.name, f"{p.value:g} {p.unit}".strip(), p.source) for p in parameters()],
            retracted=view.retracted,
            fallen=view.fallen,
        )

    def suppose(
        self, question: Question, what: Supposition, as_of: When | None = None
    ) -> Judgement:
        """Return the judgement as it would be if something had not been heard, or two sources were one."""
        return self.judged(self.hearing(question, as_of), what)

    def hearing(
        self, question: Question, as_of: When | None = None, view: "Evidence | None" = None
    ) -> "Hearing":
        """Return how each claim bears on a question, from what was published by `as_of`; `view` is that evidence, if it is at hand.

        Raises `NothingMatched` where no report of the desk was published by then.
        """
        end = as_of.latest.date() if as_of else self.last_day()
        view = view or self._evidence(end)
        if not any(d.published.known for d in view.documents.values()):
            raise NothingMatched(
                f"no report of this desk was published by {end}; choose a later day"
            )
        if not view.found_alone:
            return self._heard(question, view, end)
        own = self._heard(question, self._evidence(end, unaided=True), end)
        return self._aided(own, self._heard(question, view, end))

    def _heard(self, question: Question, view: "Evidence", end: date) -> "Hearing":
        """Return how each claim of a view bears on a question."""
        told = [c for c in view.claims.values() if view.stands(c)]
        sources = self._sources(view)
        if question.kind == "quantity":
            numbers = numbers_heard(
                question, told, sources=sources, origins=view.origins, documents=view.documents
            )
            heard = tuple(h.bearing for h in numbers)
            return Hearing(question, view, sources, end, heard, tuple(h.amount for h in numbers))
        found = bearings(
            question,
            told,
            sources=sources,
            origins=view.origins,
            documents={d.id: replace(d, retrieved=When.unknown()) for d in view.documents.values()},
            echoes=echoes(tuple(view.claims.values()), tuple(view.documents.values()), view.edges),
            answers=self._answers(question, told, view),
            kinds=self._kinds(question, told, view),
        )
        dated = {d.id: d.published for d in view.documents.values() if d.published.known}
        found = mapped(
            found,
            question,
            view.claims,
            self.decisions(),
            {name: when.latest.date().toordinal() for name, when in dated.items()},
        )
        return Hearing(question, view, sources, end, tuple(found))

    def _aided(self, own: "Hearing", whole: "Hearing") -> "Hearing":
        """Return what is heard with what a served extractor alone found as the word of one source; all else bears as it does without it."""
        alone = [b for b in whole.bearings if b.claim in whole.view.found_alone]
        if whole.question.kind == "quantity":
            added = tuple(replace(b, bears=False, reason=NO_NUMBER) for b in alone)
            amounts = (*own.amounts, *(None for _ in added))
            return replace(whole, bearings=(*own.bearings, *added), amounts=amounts)
        added = as_one_source(alone, own.bearings)
        sources = {**whole.sources, **own.sources}
        if any(b.bears for b in added):
            sources[AIDED.entity] = AIDED
        return replace(whole, sources=sources, bearings=(*own.bearings, *added))

    def judged(
        self, hearing: "Hearing", what: Supposition | None = None, *, fair: bool = False
    ) -> Judgement:
        """Return the judgement of what was heard, or of what is supposed."""
        question, sources = hearing.question, hearing.sources
        told = supposed(hearing.bearings, sources, what or Supposition())
        days, day = hearing.view.days(hearing.end), When(hearing.end.isoformat())
        if question.kind == "quantity":
            heard = [
                Heard(b, amount if b.bears else None)
                for b, amount in zip(told, hearing.amounts, strict=True)
            ]
            return judge_numbers(question, heard, days=days, as_of=day, sources=sources)
        return judge(question, told, sources, days=days, as_of=day, fair=fair)

    def likely(self, hearing: "Hearing", what: Supposition) -> dict[str, float]:
        """Return the probability of each answer on the last day alone, under a supposition: fast enough to ask at each click."""
        if hearing.question.kind == "quantity":
            return self.judged(hearing, what).current
        told = supposed(hearing.bearings, hearing.sources, what)
        days, day = hearing.view.days(hearing.end), When(hearing.end.isoformat())
        return likely(hearing.question, told, hearing.sources, days=days, as_of=day)

    def _answers(
        self, question: Question, claims: Sequence[Claim], view: "Evidence"
    ) -> dict[str, tuple[str, bool, float, str]]:
        """Return which claims say or deny an answer in free words; none for a question that has a model of what is seen."""
        network = self.rooms.pair_network
        if question.kind == "presence" or network is None:
            return {}
        said = {h.id: self.rooms.sentence(h.text) for h in question.hypotheses}
        found = answering(
            claims,
            said,
            network=network,
            encoder=self.rooms.sentence_encoder,
            parser=self.rooms.parser,
            documents=view.documents,
            question=question,
        )
        return {
            name: (one.answer, one.denied, one.probability, one.reason)
            for name, one in found.items()
        }

    def _kinds(
        self, question: Question, claims: Sequence[Claim], view: "Evidence"
    ) -> dict[str, tuple[float, ...]]:
        """Return what the reading network takes claims for, of reports that name the actor; none for another kind of question."""
        network = self.rooms.reading_network
        if question.kind != "presence" or network is None or not question.actor:
            return {}
        about = named_in(question.actor, view.documents)
        asked = asked_of(question, claims, view.documents)
        return presences(asked, [c for c in claims if c.document in about], view.documents, network)

    def map(
        self,
        question: Question,
        claim: str,
        answer: str,
        step: str,
        *,
        made: When,
        person: str,
        reason: str,
    ) -> Decision:
        """Record for which answer a claim (by its id) speaks, in one of five steps; raises `NothingMatched` or `UsageError`."""
        held = self.ledger.get(Claim, claim)
        if held is None:
            raise NothingMatched(
                f"no claim {claim!r} in this desk; sayso claims --json lists the ids"
            )
        self._must_answer(question, answer)
        if step not in STEPS:
            raise UsageError(f"{step!r} is no step; choose one of {', '.join(STEPS)}")
        place = (held.document, *held.place)
        value = f"{answer} {step}"
        one = Decision(DecisionKind.MAP, *place, question.id, value, person, reason, made)
        self.ledger.add([one])
        return one

    def resolve(
        self,
        question: Question,
        answer: str,
        day: date,
        *,
        made: When,
        person: str,
        reason: str,
    ) -> Decision:
        """Record that an answer (by its id) was so, settled on a day; the last such ruling counts. Raises `NothingMatched`."""
        self._must_answer(question, answer)
        value = f"{answer} {day.isoformat()}"
        one = Decision(DecisionKind.RESOLVE, "", 0, 0, question.id, value, person, reason, made)
        self.ledger.add([one])
        return one

    def post_mortem(self, question: Question) -> PostMortem:
        """Return how the judgement had done by the day on which the question was settled; raises `NothingMatched` where it is open."""
        settled = self._settled()
        if question.id not in settled:
            raise NothingMatched(f"{question.id} is not settled: sayso resolve")
        answer, day = settled[question.id]
        return post_mortem(self.judgement(question, When(day)), answer)

    def record(self) -> SettledRecord | None:
        """Return how the judgements of all settled questions had done; None where none is settled."""
        return record(self._settled_judgements())

    def track_records(self) -> dict[str, TrackRecord]:
        """Return by source (its entity) how it did on the settled questions."""
        return track_records(self._settled_judgements())

    def _settled_judgements(self) -> list[tuple[Judgement, str]]:
        """Return the judgement of each settled question on the day on which it was settled, with what was so."""
        settled = self._settled()
        told = [q for q in self.ledger.records(Question) if q.id in settled]
        return [(self.judgement(q, When(settled[q.id][1])), settled[q.id][0]) for q in told]

    def _settled(self) -> dict[str, tuple[str, str]]:
        """Return for each settled question the answer that was so, and the day."""
        found: dict[str, tuple[str, str]] = {}
        for one in self.decisions():
            if one.kind is DecisionKind.RESOLVE:
                answer, day = one.value.rsplit(" ", 1)
                found[one.field_name] = (answer, day)
        return found

    def _must_answer(self, question: Question, answer: str) -> None:
        known = [*(h.id for h in question.hypotheses), OTHER]
        if answer not in known:
            raise NothingMatched(
                f"{answer!r} is none of the answers; choose one of {', '.join(known)}"
            )
