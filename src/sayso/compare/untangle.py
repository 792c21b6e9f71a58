"""The smallest re-reading under which two claims that clash can both be true.

Both may be right where a slot leaves room: a day where the claim gave none, a part of an area, a side not named,
an actor not told apart. The re-reading that changes least comes first; where no slot leaves room there is none.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from sayso.model import Claim, Place, Quantity, Relation, RelationKind, Slot, SlotVerdict

LARGEST_POINT = 2
ONE_DAY = 1


@dataclass(frozen=True, slots=True)
class Rereading:
    """What would have to differ between the two claims: the slot, in words, and how much it bends the reading (1 least)."""

    slot: Slot
    words: str
    cost: int


def untangle(left: Claim, right: Claim, relation: Relation) -> Rereading | None:
    """Return the smallest re-reading of two contradicting claims, None where none of their slots leaves room.

    Raises `ValueError` for a relation of another kind.
    """
    if relation.kind is not RelationKind.CONTRADICTS:
        raise ValueError(f"only a contradiction is untangled, got {relation.kind.value}")
    return min(_readings(left, right, relation), key=lambda one: one.cost, default=None)


def _readings(left: Claim, right: Claim, relation: Relation) -> Iterator[Rereading]:
    yield from _time(left, right)
    yield from _place(left, right)
    if relation.deciding_slot is Slot.NUMBER:
        yield from _measure(left, right)
    yield from _actor(left, right, relation)


def _time(left: Claim, right: Claim) -> Iterator[Rereading]:
    if left.time is None or right.time is None:
        yield Rereading(Slot.TIME, "if they speak of different days: one of them gives none", 1)
    elif left.time.precision == right.time.precision == ONE_DAY:
        yield Rereading(Slot.TIME, "if they speak of different hours of the same day", 4)
    elif left.time.earliest.known and right.time.earliest.known:
        yield Rereading(Slot.TIME, "if they speak of different days of the time both give", 2)


def _place(left: Claim, right: Claim) -> Iterator[Rereading]:
    places = [_area(claim.places) for claim in (left, right)]
    wide = [place for place in places if place is not None]
    if wide:
        yield Rereading(Slot.PLACE, f"if they speak of different parts of {wide[0].name}", 2)


def _area(places: tuple[Place, ...]) -> Place | None:
    """Return a place of the claim that is larger than a town, None where all are points."""
    return next((p for p in places if p.precision > LARGEST_POINT or p.sector), None)


def _measure(left: Claim, right: Claim) -> Iterator[Rereading]:
    sides = [_sides(claim.quantities) for claim in (left, right)]
    if not all(sides):
        words = "if they count different people: one of them does not say whose"
        yield Rereading(Slot.MEASURE, words, 1)
    elif all(time is None or time.precision != ONE_DAY for time in (left.time, right.time)):
        yield Rereading(Slot.MEASURE, "if they count up to different moments", 3)


def _sides(quantities: tuple[Quantity, ...]) -> frozenset[str]:
    return frozenset(quantity.side for quantity in quantities) - {""}


def _actor(left: Claim, right: Claim, relation: Relation) -> Iterator[Rereading]:
    row = next((row for row in relation.table if row.slot is Slot.ACTOR), None)
    if row is not None and row.verdict is SlotVerdict.MISSING:
        yield Rereading(Slot.ACTOR, "if they speak of different actors: one names none", 1)
    elif not any(ch.isdigit() for ch in f"{row.left}{row.right}") if row else False:
        names = sorted({m.name for claim in (left, right) for m in claim.actors})
        if names:
            yield Rereading(Slot.ACTOR, f"if they mean different groups of {names[0]}", 3)
