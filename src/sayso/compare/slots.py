"""Aligns two claims slot by slot: one row a slot, with both values and what they say of each other."""

from sayso.compare.actors import align_actors
from sayso.compare.aligned import Aligned, Order
from sayso.compare.facets import Facets
from sayso.compare.numbers import align_numbers
from sayso.compare.places import align_places
from sayso.compare.windows import align_windows
from sayso.model import Certainty, Claim, Observation, Polarity, Slot, Tense

_THERE = frozenset({Observation.SIGHTING, Observation.ASSERTED_PRESENCE})
_SURENESS = {Certainty.POSSIBLE: 1, Certainty.PROBABLE: 2, Certainty.CERTAIN: 3}
PRESENCE = "presence"


def align(left: Facets, right: Facets) -> tuple[Aligned, ...]:
    """Return the table of two claims: actor, predicate, place, time, measure, number, polarity, modality."""
    a, b = left.claim, right.claim
    return (
        align_actors(left, right),
        align_predicates(a, b),
        align_places(a, b),
        align_windows(left.window, right.window),
        *align_numbers(a, b),
        _polarity(a, b),
        _modality(a, b),
    )


def presence(left: Claim, right: Claim) -> bool:
    """Return True when both claims speak of somebody's being there, whatever their verbs."""
    return Observation.NONE not in (left.observation, right.observation)


def align_predicates(left: Claim, right: Claim) -> Aligned:
    """Return the predicate row: presence for two observations, else the event, else the verb."""
    if presence(left, right):
        return Aligned(Slot.PREDICATE, PRESENCE, PRESENCE, Order.SAME)
    events = bool(left.event and right.event)
    values = (left.event, right.event) if events else (left.predicate, right.predicate)
    if not all(values):
        return Aligned(Slot.PREDICATE, *values, Order.UNKNOWN)
    same = values[0].casefold() == values[1].casefold()
    return Aligned(Slot.PREDICATE, *values, Order.SAME if same else Order.APART)


def _polarity(left: Claim, right: Claim) -> Aligned:
    if presence(left, right):
        order = _observed(left.observation, right.observation)
        return Aligned(Slot.POLARITY, left.observation.value, right.observation.value, order)
    values = (left.polarity.value, right.polarity.value)
    if Polarity.UNKNOWN in (left.polarity, right.polarity):
        return Aligned(Slot.POLARITY, *values, Order.UNKNOWN)
    same = left.polarity is right.polarity
    return Aligned(Slot.POLARITY, *values, Order.SAME if same else Order.CLASHES)


def _observed(left: Observation, right: Observation) -> Order:
    """Return how two observations stand: not having seen is less than absence, and excludes no presence."""
    if left is right or (left in _THERE and right in _THERE):
        return Order.SAME
    if Observation.NON_OBSERVATION in (left, right):
        if left in _THERE or right in _THERE:
            return Order.OVERLAPS
        return Order.WIDER if left is Observation.NON_OBSERVATION else Order.NARROWER
    return Order.CLASHES


def _modality(left: Claim, right: Claim) -> Aligned:
    """Return the row of certainty and tense; the surer of two claims is the narrower one."""
    values = (_sureness(left), _sureness(right))
    if (left.tense is Tense.FUTURE) is not (right.tense is Tense.FUTURE):
        return Aligned(Slot.MODALITY, *values, Order.APART)
    a, b = _SURENESS.get(left.certainty, 0), _SURENESS.get(right.certainty, 0)
    if not a or not b:
        return Aligned(Slot.MODALITY, *values, Order.UNKNOWN)
    order = Order.SAME if a == b else Order.NARROWER if a > b else Order.WIDER
    return Aligned(Slot.MODALITY, *values, order)


def _sureness(claim: Claim) -> str:
    return claim.certainty.value + (", future" if claim.tense is Tense.FUTURE else "")
