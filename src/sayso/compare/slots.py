"""Aligns two claims slot by slot: one row a slot, with both values and what they say of each other."""

from sayso.model import Claim, Place, Polarity, Quantity, Slot, SlotRow, SlotVerdict


def align(left: Claim, right: Claim) -> tuple[SlotRow, ...]:
    """Return the rows of the table: actor, predicate, place, time, measure, number and polarity."""
    pair = _quantities(left, right)
    return (
        _plain(Slot.ACTOR, _actors(left), _actors(right)),
        _plain(Slot.PREDICATE, left.event or left.predicate, right.event or right.predicate),
        _plain(Slot.PLACE, _places(left), _places(right)),
        _time(left, right),
        _plain(Slot.MEASURE, _measure(pair[0]), _measure(pair[1])),
        _number(*pair),
        _polarity(left, right),
    )


def _plain(slot: Slot, left: str, right: str) -> SlotRow:
    if not left or not right:
        return SlotRow(slot, left, right, SlotVerdict.MISSING)
    same = left.casefold() == right.casefold()
    return SlotRow(slot, left, right, SlotVerdict.SAME if same else SlotVerdict.DIFFERS)


def _actors(claim: Claim) -> str:
    return "; ".join(sorted({mention.entity or mention.name for mention in claim.actors}))


def _places(claim: Claim) -> str:
    return "; ".join(sorted({_place(place) for place in claim.places}))


def _place(place: Place) -> str:
    return place.sector or (f"{place.name} #{place.geonameid}" if place.resolved else place.name)


def _time(left: Claim, right: Claim) -> SlotRow:
    a, b = left.time, right.time
    values = (a.value if a else "", b.value if b else "")
    if a is None or b is None or not all(w.known for t in (a, b) for w in (t.earliest, t.latest)):
        return SlotRow(Slot.TIME, *values, SlotVerdict.MISSING)
    same = a.earliest.earliest == b.earliest.earliest and a.latest.latest == b.latest.latest
    return SlotRow(Slot.TIME, *values, SlotVerdict.SAME if same else SlotVerdict.DIFFERS)


def _quantities(left: Claim, right: Claim) -> tuple[Quantity | None, Quantity | None]:
    for a in left.quantities:
        for b in right.quantities:
            if _measure(a) == _measure(b):
                return a, b
    return next(iter(left.quantities), None), next(iter(right.quantities), None)


def _measure(quantity: Quantity | None) -> str:
    if quantity is None:
        return ""
    kind = quantity.role.value if quantity.role.value != "other" else quantity.noun
    return " ".join(part for part in (kind or "other", quantity.unit, quantity.trend.value) if part)


def _number(a: Quantity | None, b: Quantity | None) -> SlotRow:
    if a is None or b is None:
        return SlotRow(Slot.NUMBER, _interval(a), _interval(b), SlotVerdict.MISSING)
    verdict = SlotVerdict.DIFFERS
    if (a.low, a.high) == (b.low, b.high):
        verdict = SlotVerdict.SAME
    elif a.high < b.low or b.high < a.low:
        verdict = SlotVerdict.CLASHES
    return SlotRow(Slot.NUMBER, _interval(a), _interval(b), verdict)


def _interval(quantity: Quantity | None) -> str:
    return "" if quantity is None else f"{quantity.low:g} to {quantity.high:g}"


def _polarity(left: Claim, right: Claim) -> SlotRow:
    a, b = left.polarity, right.polarity
    if Polarity.UNKNOWN in (a, b):
        verdict = SlotVerdict.MISSING
    else:
        verdict = SlotVerdict.SAME if a is b else SlotVerdict.CLASHES
    return SlotRow(Slot.POLARITY, a.value, b.value, verdict)
