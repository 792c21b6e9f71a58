"""Relations between two claims, each with the table of slots that decided it."""

from dataclasses import dataclass, field
from enum import StrEnum

from sayso.model.checks import require, require_probability
from sayso.model.digest import short_id


class RelationKind(StrEnum):
    """How two claims stand to each other."""

    SAME = "same"
    NARROWER = "narrower"
    WIDER = "wider"
    SUPERSEDES = "supersedes"
    CONTRADICTS = "contradicts"
    INCOMPARABLE = "incomparable"


class Slot(StrEnum):
    """The dimensions on which two claims are aligned."""

    PREDICATE = "predicate"
    ACTOR = "actor"
    POLARITY = "polarity"
    MODALITY = "modality"
    NUMBER = "number"
    MEASURE = "measure"
    TIME = "time"
    PLACE = "place"
    IDENTITY = "identity"


class SlotVerdict(StrEnum):
    """What one slot says of a pair of claims."""

    SAME = "same"
    DIFFERS = "differs"
    CLASHES = "clashes"
    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class SlotRow:
    """One row of the table: a slot, its value in each claim, and the verdict."""

    slot: Slot
    left: str
    right: str
    verdict: SlotVerdict


@dataclass(frozen=True, slots=True)
class Relation:
    """How claim `left` stands to claim `right`, decided by `deciding_slot`, explained by `table` and `reason`.

    `allen` names the relations of Allen (1983) that what left tells of can have to what right tells of, by
    the days both give; empty where one gives none.
    """

    left: str
    right: str
    kind: RelationKind
    deciding_slot: Slot
    table: tuple[SlotRow, ...]
    reason: str
    probability: float
    allen: tuple[str, ...] = ()
    id: str = field(init=False)

    def __post_init__(self) -> None:
        require_probability("a relation's probability", self.probability)
        require(self.left != self.right, "a relation needs two different claims")
        require(
            any(row.slot is self.deciding_slot for row in self.table),
            f"the deciding slot {self.deciding_slot} must stand in the table",
        )
        object.__setattr__(self, "id", short_id("rel", [self.left, self.right, self.kind.value]))
