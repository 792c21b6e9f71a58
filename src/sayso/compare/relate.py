"""Decides how two claims stand to each other from their aligned slots, and names the slot that decides."""

from collections.abc import Sequence
from itertools import combinations

from sayso.compare.slots import align
from sayso.model import Claim, Relation, RelationKind, Slot, SlotVerdict

GATES = (Slot.PREDICATE, Slot.PLACE, Slot.TIME)


def relate(left: Claim, right: Claim, similarity: float) -> Relation:
    """Return the relation of two different claims; `similarity` (0 to 1) is how alike their words are.

    Its probability, 0.5 + 0.5 * similarity, orders candidates only: it is not calibrated on any data.
    Modality and containment of places and times are not compared yet.
    """
    table = align(left, right)
    verdicts = {row.slot: row.verdict for row in table}
    kind, slot, reason = _decide(verdicts)
    return Relation(left.id, right.id, kind, slot, table, reason, 0.5 + 0.5 * similarity)


def relations(claims: Sequence[Claim]) -> tuple[Relation, ...]:
    """Return the relation of every pair of claims, in the order of the claims."""
    return tuple(
        relate(a, b, _similarity(a, b)) for a, b in combinations(claims, 2) if a.id != b.id
    )


def _similarity(left: Claim, right: Claim) -> float:
    a, b = set(left.words.casefold().split()), set(right.words.casefold().split())
    return len(a & b) / len(a | b)


def _decide(verdicts: dict[Slot, SlotVerdict]) -> tuple[RelationKind, Slot, str]:
    if verdicts[Slot.ACTOR] is SlotVerdict.DIFFERS:
        return RelationKind.INCOMPARABLE, Slot.ACTOR, "they speak of different actors"
    for slot in GATES:
        if verdicts[slot] is not SlotVerdict.SAME:
            return RelationKind.INCOMPARABLE, slot, f"the {slot.value} is {verdicts[slot].value}"
    if verdicts[Slot.MEASURE] is SlotVerdict.DIFFERS:
        return RelationKind.INCOMPARABLE, Slot.MEASURE, "they count different things"
    if verdicts[Slot.POLARITY] is SlotVerdict.MISSING:
        return RelationKind.INCOMPARABLE, Slot.POLARITY, "the polarity is unknown"
    clashes = [s for s in (Slot.POLARITY, Slot.NUMBER) if verdicts[s] is SlotVerdict.CLASHES]
    if len(clashes) == 1:
        return RelationKind.CONTRADICTS, clashes[0], f"only the {clashes[0].value} clashes"
    if clashes or verdicts[Slot.NUMBER] is SlotVerdict.DIFFERS:
        return RelationKind.INCOMPARABLE, Slot.NUMBER, "the numbers do not settle it"
    return RelationKind.SAME, Slot.PREDICATE, "no slot that both fill differs"
