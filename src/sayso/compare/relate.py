"""Decides how two claims stand to each other from their aligned slots, and names the slot that decides."""

from collections.abc import Mapping
from dataclasses import dataclass

from sayso.compare.aligned import Aligned, Order
from sayso.compare.allen import possible
from sayso.compare.facets import Facets, facets
from sayso.compare.slots import align, presence
from sayso.compare.windows import Window, later
from sayso.model import (
    Certainty,
    Claim,
    Observation,
    Polarity,
    Relation,
    RelationKind,
    Slot,
    When,
)

ABSENT = Observation.ASSERTED_ABSENCE
_WITHIN = (Order.SAME, Order.NARROWER)
_OPPOSITE = {Order.NARROWER: Order.WIDER, Order.WIDER: Order.NARROWER}


@dataclass(frozen=True, slots=True)
class _Decision:
    kind: RelationKind
    slot: Slot
    reason: str


def relate(
    left: Claim,
    right: Claim,
    similarity: float,
    *,
    published: Mapping[str, When] | None = None,
) -> Relation:
    """Return the relation of two different claims; `similarity` (0 to 1) is how alike their words are.

    `published` gives the date of each document, by id: it stands in for a time that a claim does not
    give. Where one speaker corrects himself the relation reads from the later claim to the earlier.
    Its probability orders candidates only: it is not calibrated on any data.
    """
    dates, unknown = published or {}, When.unknown()
    a, b = (facets(claim, dates.get(claim.document, unknown)) for claim in (left, right))
    return relate_facets(a, b, similarity)


def relate_facets(left: Facets, right: Facets, similarity: float) -> Relation:
    """Return the relation of two claims by their facets; see `relate`."""
    table = align(left, right)
    decision = decide(left, right, table)
    if decision.kind is RelationKind.CONTRADICTS and _one_mouth(left, right):
        newer = _newer(left, right)
        if newer is right:
            left, right = right, left
            table = align(left, right)
        if newer is not None:
            reason = f"the same speaker says otherwise later: {decision.reason}"
            decision = _Decision(RelationKind.SUPERSEDES, decision.slot, reason)
    return Relation(
        left.claim.id,
        right.claim.id,
        decision.kind,
        decision.slot,
        tuple(aligned.row for aligned in table),
        decision.reason,
        _probability(table, similarity),
        _allen(left.window, right.window),
    )


def _allen(left: Window | None, right: Window | None) -> tuple[str, ...]:
    if left is None or right is None or not (left.given and right.given):
        return ()
    return tuple(relation.value for relation in possible(left, right))


def _one_mouth(left: Facets, right: Facets) -> bool:
    return bool(left.mouth) and left.mouth == right.mouth


def _newer(left: Facets, right: Facets) -> Facets | None:
    """Return the claim published later, or else the one that speaks of later days."""
    a, b = left.published, right.published
    if a.known and b.known:
        if a.earliest > b.latest:
            return left
        if b.earliest > a.latest:
            return right
    if later(left.window, right.window):
        return left
    return right if later(right.window, left.window) else None


def decide(left: Facets, right: Facets, table: tuple[Aligned, ...]) -> _Decision:
    """Return kind, deciding slot and reason for two claims with their table."""
    rows = {aligned.slot: aligned for aligned in table}
    return _gate(left, right, rows) or _clash(left.claim, right.claim, rows) or _scope(rows)


def _incomparable(slot: Slot, reason: str) -> _Decision:
    return _Decision(RelationKind.INCOMPARABLE, slot, reason)


def _gate(left: Facets, right: Facets, rows: Mapping[Slot, Aligned]) -> _Decision | None:
    """Return why the two cannot be compared at all, None where they can."""
    if rows[Slot.ACTOR].order is Order.APART:
        return _incomparable(Slot.ACTOR, "they speak of different actors")
    if rows[Slot.PREDICATE].order is not Order.SAME:
        return _incomparable(Slot.PREDICATE, "they do not speak of the same event")
    for slot in (Slot.PLACE, Slot.TIME):
        order = rows[slot].order
        if order is Order.UNKNOWN:
            return _incomparable(slot, f"the {slot.value} is missing or unknown")
        if order is Order.APART and not (slot is Slot.TIME and _one_mouth(left, right)):
            return _incomparable(slot, f"they speak of another {slot.value}")
    if rows[Slot.MEASURE].order is Order.APART:
        return _incomparable(Slot.MEASURE, "they count different things")
    if rows[Slot.POLARITY].order is Order.UNKNOWN:
        return _incomparable(Slot.POLARITY, "the polarity is unknown")
    if rows[Slot.POLARITY].order is Order.OVERLAPS:
        return _incomparable(Slot.POLARITY, "not having seen somebody is not his absence")
    if rows[Slot.MODALITY].order is Order.APART:
        return _incomparable(Slot.MODALITY, "one of them speaks of the future")
    return None


def _clash(left: Claim, right: Claim, rows: Mapping[Slot, Aligned]) -> _Decision | None:
    """Return the contradiction, or why a clash is none; None where nothing clashes."""
    clashing = [s for s in (Slot.POLARITY, Slot.NUMBER) if rows[s].order is Order.CLASHES]
    if not clashing:
        return None
    if len(clashing) > 1:
        return _incomparable(Slot.NUMBER, "the denial may be of the other number")
    slot = clashing[0]
    if slot is Slot.NUMBER and Polarity.NEGATIVE in (left.polarity, right.polarity):
        return _incomparable(Slot.POLARITY, "a denied number excludes no other")
    if Certainty.POSSIBLE in (left.certainty, right.certainty):
        return _incomparable(Slot.MODALITY, "one of them says only what is possible")
    if slot is Slot.POLARITY and rows[Slot.NUMBER].order in (Order.NARROWER, Order.WIDER):
        return _incomparable(Slot.NUMBER, "the denial may be of the number")
    for scope in (Slot.PLACE, Slot.TIME):
        order = rows[scope].order
        if order is Order.APART:
            continue
        denied = slot is Slot.POLARITY and _denial_is_wider(left, order, both=presence(left, right))
        if order is not Order.SAME and not denied:
            return _incomparable(scope, f"the {scope.value} of one is wider: both may be so")
    return _Decision(RelationKind.CONTRADICTS, slot, f"only the {slot.value} clashes")


def _denial_is_wider(left: Claim, order: Order, *, both: bool) -> bool:
    """Return True when what is denied covers what is asserted ("nowhere in the region", "here").

    `order` is how the left claim's scope stands to the right one's.
    """
    left_denies = left.observation is ABSENT if both else left.polarity is Polarity.NEGATIVE
    return (order if not left_denies else _OPPOSITE.get(order, order)) in _WITHIN


def _scope(rows: Mapping[Slot, Aligned]) -> _Decision:
    """Return same, narrower or wider from the slots in which one claim says more than the other."""
    slots = (Slot.PLACE, Slot.TIME, Slot.NUMBER, Slot.POLARITY, Slot.MODALITY)
    orders = {slot: rows[slot].order for slot in slots}
    apart = next((s for s in slots if orders[s] in (Order.OVERLAPS, Order.APART)), None)
    if apart is not None:
        return _incomparable(apart, f"the {apart.value} of the two only overlaps or differs")
    narrower = [slot for slot in slots if orders[slot] is Order.NARROWER]
    wider = [slot for slot in slots if orders[slot] is Order.WIDER]
    if narrower and wider:
        reason = (
            f"one has the narrower {narrower[0].value}, the other the narrower {wider[0].value}"
        )
        return _incomparable(narrower[0], reason)
    if narrower:
        return _Decision(RelationKind.NARROWER, narrower[0], f"the {narrower[0].value} is narrower")
    if wider:
        return _Decision(RelationKind.WIDER, wider[0], f"the {wider[0].value} is wider")
    return _Decision(RelationKind.SAME, Slot.PREDICATE, "no slot that both fill differs")


def _probability(table: tuple[Aligned, ...], similarity: float) -> float:
    """Return 0.4 to 1: more where the words are alike and more slots are filled by both."""
    filled = sum(aligned.order is not Order.UNKNOWN for aligned in table) / len(table)
    return 0.4 + 0.3 * filled + 0.3 * similarity
