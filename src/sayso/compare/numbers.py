"""Whether two claims count the same thing, and whether their numbers can both be so."""

import math

from sayso.compare.aligned import Aligned, Order
from sayso.compare.facets import stems
from sayso.model import Claim, Quantity, QuantityRole, Slot
from sayso.text import kind_of_people


def measure(quantity: Quantity) -> str:
    """Return what is counted: role (else noun), unit, trend and scope. Killed never equals casualties."""
    role = quantity.role
    kind = quantity.noun.casefold() if role is QuantityRole.OTHER else role.value
    parts = (
        kind or QuantityRole.OTHER.value,
        quantity.unit,
        quantity.trend.value,
        quantity.scope.value,
    )
    return " ".join(part for part in parts if part not in ("", "none", "incident"))


def one_measure(a: Quantity, b: Quantity) -> bool:
    """Return True when two numbers count the same: one measure, one kind of people, and not those of two sides."""
    sides = sides_of(a), sides_of(b)
    if kind_of_people(a.noun) != kind_of_people(b.noun):
        return False
    return measure(a) == measure(b) and (not all(sides) or bool(sides[0] & sides[1]))


def sides_of(quantity: Quantity) -> frozenset[str]:
    """Return the stems that tell whose people are counted; none where the report does not say."""
    return stems(quantity.side)


def align_numbers(left: Claim, right: Claim) -> tuple[Aligned, Aligned]:
    """Return the rows for what is counted and for the numbers.

    Of several quantities the pair of one measure counts; if there are more, one that clashes goes first.
    """
    same = [(a, b) for a in left.quantities for b in right.quantities if one_measure(a, b)]
    pairs = sorted(same, key=lambda pair: _order(*pair) is not Order.CLASHES)
    a, b = (
        pairs[0]
        if pairs
        else (next(iter(left.quantities), None), next(iter(right.quantities), None))
    )
    if a is None or b is None:
        counted = Order.UNKNOWN
    else:
        counted = Order.SAME if one_measure(a, b) else Order.APART
    return (
        Aligned(Slot.MEASURE, _counted(a), _counted(b), counted),
        Aligned(Slot.NUMBER, _shown(a), _shown(b), _order(a, b)),
    )


def _order(a: Quantity | None, b: Quantity | None) -> Order:
    """Return the order of two intervals; those that exclude each other clash."""
    if a is None or b is None:
        return Order.UNKNOWN
    if a.high < b.low or b.high < a.low:
        return Order.CLASHES
    if (a.low, a.high) == (b.low, b.high):
        return Order.SAME
    if b.low <= a.low and a.high <= b.high:
        return Order.NARROWER
    return Order.WIDER if a.low <= b.low and b.high <= a.high else Order.OVERLAPS


def _counted(quantity: Quantity | None) -> str:
    if quantity is None:
        return ""
    return measure(quantity) + (f" ({quantity.side})" if quantity.side else "")


def _shown(quantity: Quantity | None) -> str:
    if quantity is None:
        return ""
    low, high = quantity.low, quantity.high
    if low == high:
        return f"{low:,.10g}"
    if math.isinf(high):
        return f"{low:,.10g} or more"
    return f"up to {high:,.10g}" if low <= 0 else f"{low:,.10g} to {high:,.10g}"
