"""Decisions of a person: acceptance, correction, merge or rejection. Never the same row as a suggestion."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from sayso.model.checks import require_text
from sayso.model.claim import Claim
from sayso.model.digest import short_id
from sayso.model.when import When


class DecisionKind(StrEnum):
    """What the person did."""

    ACCEPT = "accept"
    CORRECT = "correct"
    REJECT = "reject"
    MERGE = "merge"
    SPLIT = "split"
    CONFIRM = "confirm"
    CUT = "cut"
    MAP = "map"
    RESOLVE = "resolve"
    UNDO = "undo"


@dataclass(frozen=True, slots=True)
class Decision:
    """What a person decided of one field, keyed so that it can be replayed after re-extraction.

    `document` is the document's id (a hash of its content); `start`, `end` the span the decision is about;
    `field` the slot; `value` what it shall be. `reason` and `person` say why and who. To undo a decision is a decision too, whose
    `field` is the id of the one undone.
    """

    kind: DecisionKind
    document: str
    start: int
    end: int
    field_name: str
    value: str
    person: str
    reason: str
    made: When = field(default_factory=When.unknown)
    id: str = field(init=False)

    def __post_init__(self) -> None:
        require_text("a decision's reason", self.reason)
        key = [self.kind.value, self.document, self.start, self.end, self.field_name, self.value]
        object.__setattr__(
            self, "id", short_id("dec", [*key, self.person, self.reason, self.made.text])
        )

    def concerns(self, claim: Claim) -> bool:
        """Return whether decision and claim share more than half of the characters that either holds."""
        if self.document != claim.document:
            return False
        first, last = claim.place
        shared = min(last, self.end) - max(first, self.start)
        return 2 * shared > max(last, self.end) - min(first, self.start)


def in_force(decisions: Sequence[Decision]) -> tuple[Decision, ...]:
    """Return the decisions that nobody undid, in the order they were made; one undone may be taken up again by undoing that."""
    undone: set[str] = set()
    kept: list[Decision] = []
    for one in reversed(decisions):
        if one.id in undone:
            continue
        if one.kind is DecisionKind.UNDO:
            undone.add(one.field_name)
        else:
            kept.append(one)
    return tuple(reversed(kept))
