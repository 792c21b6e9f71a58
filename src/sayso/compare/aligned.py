"""One slot of two claims side by side: the row a reader sees, and which of the two says more."""

from dataclasses import dataclass
from enum import StrEnum

from sayso.model import Slot, SlotRow, SlotVerdict


class Order(StrEnum):
    """How the left value stands to the right one.

    NARROWER: the left lies within the right. OVERLAPS: each has something of its own. UNKNOWN: one is missing.
    """

    SAME = "same"
    NARROWER = "narrower"
    WIDER = "wider"
    OVERLAPS = "overlaps"
    APART = "apart"
    CLASHES = "clashes"
    UNKNOWN = "unknown"


_VERDICTS = {
    Order.SAME: SlotVerdict.SAME,
    Order.CLASHES: SlotVerdict.CLASHES,
    Order.UNKNOWN: SlotVerdict.MISSING,
}


@dataclass(frozen=True, slots=True)
class Aligned:
    """A slot with both values as words and their order."""

    slot: Slot
    left: str
    right: str
    order: Order

    @property
    def row(self) -> SlotRow:
        """The row of the table: narrower, wider, overlapping and apart all read "differs"."""
        verdict = _VERDICTS.get(self.order, SlotVerdict.DIFFERS)
        return SlotRow(self.slot, self.left, self.right, verdict)
