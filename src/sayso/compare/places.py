"""How the places of two claims stand to each other: the same, one within the other, or apart."""

import math

from sayso.compare.aligned import Aligned, Order
from sayso.model import Claim, Place, Slot

EARTH_KM = 6371.0
COUNTRY, FIRST_DIVISION = 6, 4


def align_places(left: Claim, right: Claim) -> Aligned:
    """Return the place row. Of several places the pair that comes nearest counts."""
    values = (_all_shown(left), _all_shown(right))
    return Aligned(Slot.PLACE, *values, _order(left, right))


def place_keys(claim: Claim) -> frozenset[str]:
    """Return keys under which claims on the same place, region or country meet."""
    keys: set[str] = set()
    for place in claim.places:
        keys |= {place.sector, place.name.casefold()}
        keys |= {f"#{place.geonameid}"} if place.resolved else set()
        keys |= {f"{place.country}-{place.admin1}"} if place.admin1 else {place.country}
    return frozenset(keys - {""})


def _all_shown(claim: Claim) -> str:
    return "; ".join(_shown(place) for place in claim.places)


def _shown(place: Place) -> str:
    name = f"{place.name} #{place.geonameid}" if place.resolved else place.name
    return f"{name} ({place.sector})" if place.sector else name


_NEARNESS = (Order.SAME, Order.NARROWER, Order.WIDER, Order.UNKNOWN, Order.APART)


def _order(left: Claim, right: Claim) -> Order:
    """Return the order of the nearest pair; a section of a front goes before the region that has it."""
    orders = [place_order(a, b) for a in _finest(left) for b in _finest(right)]
    return min(orders, key=_NEARNESS.index, default=Order.UNKNOWN)


def _finest(claim: Claim) -> tuple[Place, ...]:
    return tuple(p for p in claim.places if p.sector) or claim.places


def place_order(a: Place, b: Place) -> Order:
    """Return how place a stands to place b; UNKNOWN where a name was not found in the gazetteer.

    Sections are the same only by name: two sections of one region are apart, and a section lies
    within a region only where the section's region is known.
    """
    if a.sector and b.sector:
        return Order.SAME if a.sector.casefold() == b.sector.casefold() else Order.APART
    if a.sector or b.sector:
        return _section(a, b)
    if a.geonameid == b.geonameid:
        same = a.resolved or a.name.casefold() == b.name.casefold()
        return Order.SAME if same else Order.UNKNOWN
    if a.name.casefold() == b.name.casefold():
        return Order.SAME if not (a.resolved and b.resolved) else Order.APART
    if not (a.resolved and b.resolved):
        return Order.UNKNOWN
    if _within(a, b):
        return Order.NARROWER
    return Order.WIDER if _within(b, a) else Order.APART


def _section(a: Place, b: Place) -> Order:
    section, region, inner = (a, b, Order.NARROWER) if a.sector else (b, a, Order.WIDER)
    known = section.resolved and region.resolved
    if known and (section.geonameid == region.geonameid or _within(section, region)):
        return inner
    return Order.APART if known and not _within(region, section) else Order.UNKNOWN


def _within(a: Place, b: Place) -> bool:
    """Return True when a lies in b: in that country, in that first-order division, or in its circle."""
    if a.country and b.country and a.country != b.country:
        return False
    if b.precision == COUNTRY:
        return bool(b.country) and a.country == b.country
    if b.precision == FIRST_DIVISION and b.admin1:
        return a.admin1 == b.admin1 and a.precision != COUNTRY
    if a.lat is None or b.lat is None or b.radius_km <= a.radius_km:
        return False
    return _distance_km(a, b) + a.radius_km <= b.radius_km


def _distance_km(a: Place, b: Place) -> float:
    """Return the great-circle distance (haversine)."""
    if a.lat is None or b.lat is None or a.lon is None or b.lon is None:
        return math.inf
    phi, psi = math.radians(a.lat), math.radians(b.lat)
    wide = math.radians(b.lon - a.lon)
    half = math.sin((psi - phi) / 2) ** 2 + math.cos(phi) * math.cos(psi) * math.sin(wide / 2) ** 2
    return 2 * EARTH_KM * math.asin(min(1.0, math.sqrt(half)))
