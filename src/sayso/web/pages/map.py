"""The map: where claims say it was, each place as wide as it is uncertain, and never finer than the report names it."""

from collections import defaultdict

from sayso.brief.visible import visible
from sayso.model import Claim, Place
from sayso.web.drawing.atlas import Spot, atlas
from sayso.web.filters import Filters, day_text, fitting
from sayso.web.page import Asked, Page
from sayso.web.rows import Numbers

MOST_SPOTS, COUNTRY = 40, 6
PRECISION = {
    1: "a point",
    2: "within 25 km",
    3: "a district",
    4: "a province",
    5: "a fuzzy area",
    6: "a whole country",
    0: "unknown",
}


def page(asked: Asked) -> Page:
    """Return the places that claims of the filters speak of, those most spoken of first."""
    wanted = Filters.of(asked.query)
    rows = asked.snapshot.rows
    fits = fitting(rows, wanted, None, asked.bears) & rows.stands
    chosen = [claim for claim, fit in zip(rows.claims, fits, strict=True) if fit]
    spoken, nowhere = _spoken(chosen)
    order = sorted(spoken, key=lambda key: (-len(spoken[key][1]), key))
    found = []
    for key in order:
        place, claims = spoken[key]
        found.append(
            {
                "place": visible(place.name),
                "country": place.country,
                "precision": PRECISION.get(place.precision, "unknown"),
                "radius_km": round(place.radius_km, 1),
                "lat": place.lat,
                "lon": place.lon,
                "geonameid": place.geonameid,
                "claims": len(claims),
                "ids": ",".join(c.id for c in claims[:100]),
            }
        )
    narrow = [key for key in order if spoken[key][0].precision < COUNTRY] or order
    spots = [
        Spot(visible(p.name), p.lat or 0.0, p.lon or 0.0, p.radius_km, len(spoken[key][1]))
        for key in narrow[:MOST_SPOTS]
        for p in [spoken[key][0]]
    ]
    values = {
        "atlas": atlas(spots),
        "places": found[:300],
        "more": max(0, len(found) - 300),
        "undrawn": len(order) - len(spots),
        "nowhere": nowhere,
        "filters": wanted,
        "days": _days(rows.published[fits]),
    }
    return Page("map.html.jinja", "Map", values, found, found)


def _spoken(claims: list[Claim]) -> tuple[dict[int, tuple[Place, list[Claim]]], dict[str, int]]:
    """Return the places with coordinates and their claims, and how often each name without any comes."""
    found: dict[int, tuple[Place, list[Claim]]] = {}
    nowhere: defaultdict[str, int] = defaultdict(int)
    for claim in claims:
        for place in {(p.geonameid, p.name): p for p in claim.places}.values():
            if place.lat is None:
                nowhere[visible(place.sector or place.name)] += 1
            else:
                found.setdefault(place.geonameid, (place, []))[1].append(claim)
    return found, dict(sorted(nowhere.items(), key=lambda one: (-one[1], one[0]))[:40])


def _days(ordinals: Numbers) -> tuple[str, str]:
    known = ordinals[ordinals > 0]
    return (day_text(int(known.min())), day_text(int(known.max()))) if len(known) else ("", "")
