"""What can be asked of the desks: each method is a tool, its docstring what the asker reads of it."""

from collections.abc import Callable
from dataclasses import dataclass

from sayso.brief import outline
from sayso.mcp.explained import bearing_row, judgement_row, move_row, moved, question_row
from sayso.mcp.fence import Others, Value
from sayso.mcp.links import Links
from sayso.mcp.paging import DEFAULT_ROWS, MOST_ROWS, first, paged
from sayso.mcp.rows import Rows
from sayso.mcp.shelf import Look, Shelf
from sayso.mcp.sought import Sought, found
from sayso.mcp.told import lines
from sayso.model import Decision, NothingMatched, Relation, RelationKind, UsageError
from sayso.watch import Change, between

Answer = dict[str, Value]
MOST_BESIDE = 10
MOST_BEARINGS = 5


@dataclass(frozen=True, slots=True)
class Tools:
    """The tools over the desks of a shelf. `desk` may be left out where one is open; days are ISO 8601."""

    shelf: Shelf
    links: Links

    def every(self) -> tuple[Callable[..., Answer], ...]:
        """Return the tools in the order a newcomer needs them."""
        return (
            self.questions,
            self.judgement,
            self.search_claims,
            self.claim,
            self.contradictions,
            self.witnesses,
            self.lineage,
            self.changes,
            self.brief,
        )

    def questions(self) -> Answer:
        """List the open desks, each with its questions, their rival answers, and how much evidence it holds. Begin here."""
        return {
            "desks": [
                {
                    "desk": look.name,
                    "reports": len(look.view.documents),
                    "claims": len(look.view.claims),
                    "independent_witnesses": len(look.view.origins),
                    "questions": first(look.questions, MOST_ROWS, question_row),
                }
                for look in map(self.shelf.look, self.shelf.desks)
            ]
        }

    def judgement(
        self,
        question: str = "",
        as_of: str = "",
        desk: str = "",
        start: int = 0,
        most: int = DEFAULT_ROWS,
    ) -> Answer:
        """Tell how likely each answer to a question is, the analytic confidence (how good the evidence is, which is another thing), and which claims moved it, the largest first.

        question: its id, or the beginning of it. as_of: judge by what was published by this day. log_odds are natural logarithms.
        """
        look, rows = self._look(desk, as_of)
        dossier = look.dossier(look.question(question))
        told = paged(moved(dossier), start, most, lambda move: move_row(rows, dossier, move))
        return {"desk": look.name, **judgement_row(dossier), "moved_by": told}

    def search_claims(
        self,
        words: str = "",
        speaker: str = "",
        outlet: str = "",
        place: str = "",
        published_from: str = "",
        published_to: str = "",
        as_of: str = "",
        desk: str = "",
        start: int = 0,
        most: int = DEFAULT_ROWS,
    ) -> Answer:
        """Find claims (who says what, word for word): all filters together, the last published first, with words the best match first.

        words: all must stand in the claim. speaker, outlet, place: a part of the name. published_from, published_to: days.
        """
        look, rows = self._look(desk, as_of)
        sought = Sought(words, speaker, outlet, place, published_from, published_to)
        told = paged(found(look, sought), start, most, rows.claim)
        return {"desk": look.name, **told}

    def claim(self, id: str, as_of: str = "", desk: str = "") -> Answer:  # noqa: A002 - what the asker calls it
        """Show one claim with the passage it stands in, the claims that go back to the same witness, what contradicts it, what a person decided of it, and how it bears on each question."""
        look, rows = self._look(desk, as_of)
        held = look.view.claims.get(id.strip())
        if held is None:
            raise NothingMatched(
                f"the desk {look.name!r} holds no claim {id[:80]!r} by this day; search_claims gives ids"
            )
        origin = look.origin_of.get(held.id)
        alike = [c for c in origin.claims if c != held.id] if origin else []
        clashes = [r for r in _clashes(look) if held.id in (r.left, r.right)]
        decided = [d for d in look.desk.decisions() if d.concerns(held)]
        return {
            "desk": look.name,
            **rows.claim(held.id),
            "passage": rows.passage(held),
            "same_witness": first(alike, MOST_BESIDE, rows.claim),
            "contradicted_by": first(clashes, MOST_BESIDE, rows.relation),
            "decided": first(decided, MOST_BESIDE, _decision),
            "bearing": first(
                look.questions, MOST_BEARINGS, lambda q: bearing_row(look.dossier(q), held.id)
            ),
        }

    def contradictions(
        self, as_of: str = "", desk: str = "", start: int = 0, most: int = DEFAULT_ROWS
    ) -> Answer:
        """List pairs of claims that contradict each other, both sides word for word, with the slot that decides and the way both could be true."""
        look, rows = self._look(desk, as_of)
        return {"desk": look.name, **paged(_clashes(look), start, most, rows.relation)}

    def witnesses(
        self, as_of: str = "", desk: str = "", start: int = 0, most: int = DEFAULT_ROWS
    ) -> Answer:
        """List the independent witnesses, those whom most claims only repeat first: ten reports of one mouth are one witness."""
        look, rows = self._look(desk, as_of)
        order = sorted(look.view.origins, key=lambda o: (-len(o.claims), o.name, o.id))
        return {"desk": look.name, **paged(order, start, most, rows.origin)}

    def lineage(
        self, as_of: str = "", desk: str = "", start: int = 0, most: int = DEFAULT_ROWS
    ) -> Answer:
        """List who copied, quoted, cited, updated or took back whom, with the passages on both sides and how sure that is."""
        look, rows = self._look(desk, as_of)
        order = sorted(look.view.edges, key=lambda e: (-e.probability, e.id))
        return {"desk": look.name, **paged(order, start, most, rows.edge)}

    def changes(
        self,
        since: str,
        question: str = "",
        as_of: str = "",
        desk: str = "",
        start: int = 0,
        most: int = DEFAULT_ROWS,
    ) -> Answer:
        """Tell what changed in the judgement since a day: another leader, a band of likelihood crossed, a report taken back, a contradiction opened, each with its claims; and which reports are new."""
        if not since.strip():
            raise UsageError("since must be a day, such as 2026-01-31")
        look, rows = self._look(desk, as_of)
        asked = look.question(question)
        earlier = self.shelf.look(look.name, since)
        before, after = earlier.dossier(asked), look.dossier(asked)
        held = Rows(earlier, self.links)

        def told(one: Change) -> Value:
            gone = [claim for claim in one.because if claim not in look.view.claims]
            return {
                "kind": one.kind.value,
                "what": Others(one.what),
                "was": Others(one.was),
                "now": Others(one.now),
                "because": [*rows.said(one.because), *held.said(gone)],
            }

        new = [d for d in look.view.documents.values() if d.id not in earlier.view.documents]
        return {
            "desk": look.name,
            "question": question_row(asked),
            "from": before.judgement.as_of.text,
            "to": after.judgement.as_of.text,
            **paged(between(before, after), start, most, told),
            "new_reports": first(new[::-1], MOST_ROWS, rows.report),
        }

    def brief(
        self,
        question: str = "",
        as_of: str = "",
        desk: str = "",
        start: int = 0,
        most: int = DEFAULT_ROWS,
    ) -> Answer:
        """Give the cited brief of a question line by line, each line with the claims it cites word for word. Go on with start = next_start."""
        look, rows = self._look(desk, as_of)
        dossier = look.dossier(look.question(question))
        told = list(lines(outline(dossier)))
        return {"desk": look.name, **paged(told, start, most, lambda line: line.row(rows))}

    def _look(self, desk: str, as_of: str) -> tuple[Look, Rows]:
        look = self.shelf.look(desk, as_of)
        return look, Rows(look, self.links)


def _decision(one: Decision) -> Value:
    return {"what": one.kind.value, "value": Others(one.value), "why": Others(one.reason)}


def _clashes(look: Look) -> list[Relation]:
    """Return the contradictions of claims that both count, the surest first."""
    claims, view = look.view.claims, look.view
    found = [
        relation
        for relation in view.relations
        if relation.kind is RelationKind.CONTRADICTS
        and view.stands(claims[relation.left])
        and view.stands(claims[relation.right])
    ]
    return sorted(found, key=lambda relation: (-relation.probability, relation.id))
