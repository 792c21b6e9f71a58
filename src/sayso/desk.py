"""The desk: one story, with all that persons decide of it.

What a person decides is a record of its own beside what was read; nothing is overwritten, and everything can be undone.
"""

from dataclasses import replace
from difflib import get_close_matches

from sayso.claim import value_of
from sayso.model import (
    UNKNOWN_SPEAKER,
    Claim,
    Decision,
    DecisionKind,
    Document,
    Edge,
    Grade,
    InvalidRecord,
    NothingMatched,
    Source,
    UsageError,
    When,
)
from sayso.settling import Added, Reread, Settling
from sayso.trace import ruling

__all__ = ["Added", "Desk", "Reread"]


class Desk(Settling):
    """One story: a ledger, the rooms, the answers to questions as of any day, and the decisions of persons."""

    def accept(self, claim: str, *, made: When, person: str, reason: str) -> Decision:
        """Record that a claim (by its id) is read rightly; raises `NothingMatched`."""
        return self._review(DecisionKind.ACCEPT, claim, "", "", made, person, reason)

    def reject(self, claim: str, *, made: When, person: str, reason: str) -> Decision:
        """Record that a claim (by its id) is none, or is read wrongly: it counts for nothing from now on. Raises `NothingMatched`."""
        return self._review(DecisionKind.REJECT, claim, "", "", made, person, reason)

    def correct(
        self, claim: str, slot: str, value: str, *, made: When, person: str, reason: str
    ) -> Decision:
        """Record what a slot of a claim (by its id) shall be; raises `NothingMatched`, `UsageError`."""
        if slot == "speaker":
            return self.split(claim, value, made=made, person=person, reason=reason)
        try:
            value_of(slot, value)
        except InvalidRecord as error:
            raise UsageError(str(error)) from error
        return self._review(DecisionKind.CORRECT, claim, slot, value, made, person, reason)

    def undo(self, decision: str, *, made: When, person: str, reason: str) -> Decision:
        """Record that a decision (by its id) is taken back; undoing that takes it up again. Raises `NothingMatched`."""
        held = self.ledger.get(Decision, decision)
        if held is None:
            raise NothingMatched(f"no decision {decision!r} in this desk; sayso review lists them")
        place = (held.document, held.start, held.end)
        return self._decide(Decision(DecisionKind.UNDO, *place, held.id, "", person, reason, made))

    def grade(self, source: Source, letter: str, *, made: When, person: str, reason: str) -> Source:
        """Give a source another letter, with the reason; what it was before stays in the ledger's history. Raises `UsageError`."""
        try:
            grade = Grade(letter)
        except ValueError as error:
            raise UsageError(
                f"{letter!r} is no letter of the Admiralty code; A to F are"
            ) from error
        who = f"{person or 'a person'}, {made.text[:10]}: {reason}"
        graded = replace(source, grade=grade, reason=who)
        self.ledger.add([graded])
        return graded

    def _review(
        self,
        kind: DecisionKind,
        claim: str,
        slot: str,
        value: str,
        made: When,
        person: str,
        reason: str,
    ) -> Decision:
        held = self.ledger.get(Claim, claim)
        if held is None:
            raise NothingMatched(
                f"no claim {claim!r} in this desk; sayso claims --json lists the ids"
            )
        decision = Decision(kind, held.document, *held.place, slot, value, person, reason, made)
        self.ledger.add([decision])
        if kind is not DecisionKind.ACCEPT:
            self.settle_claims()
        return decision

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
        start, end = claim.place
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
        claims = (*read, *self._told(read, self.ledger.records(Document)).claims)
        held = {m.name for claim in claims for m in (*claim.actors, *claim.recipients)}
        held |= {claim.speaker.name for claim in claims if claim.speaker.known}
        if name not in held:
            near = ", ".join(get_close_matches(name, sorted(held), 5)) or "none like it"
            raise NothingMatched(f"nobody is called {name!r} in this desk; it holds {near}")

    def _decide(self, decision: Decision) -> Decision:
        self.ledger.add([decision])
        self.settle()
        return decision
