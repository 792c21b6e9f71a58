"""Which of the places of one name is meant: population, the countries of the document, and who stands near.

One name has one sense in a document, unless a comma says otherwise ("Alexandria, La."). Choosing goes in
rounds, because each name chosen tells where its neighbours on the page lie.
"""

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sayso.resolve.gazetteer import GazetteerRow
from sayso.resolve.own_places import PlaceKind

ROUNDS = 3
MAIN_NAME = 1.1
TOWN = 0.4
NATION = 3.0
CAPITAL = 2.5
FIRST_ORDER = 1.5
PEOPLE = 0.7
COUNTRY = 3.0
DIVISION = 3.0
NEIGHBOURS = 3.0
NEIGHBOUR_KM = 200.0
DOUBT = 1.0
COMPANY = 50
NAMESAKE_PEOPLE, NAMESAKE_KM = 5_000, 200.0


@dataclass(slots=True)
class Name:
    """A name of the document with its possible places and the one chosen."""

    rows: tuple[GazetteerRow, ...]
    chosen: GazetteerRow | None = None


def choose(names: Mapping[str, Name], countries: Counter[str], divisions: Counter[str]) -> None:
    """Set `chosen` of every name that has rows.

    Names come in the order of the text; the fifty before and after keep a name company. `countries` and
    `divisions` count what the text itself says: "North Korean", "Kursk, Russia", "Texas".
    """
    for name in names.values():
        name.chosen = max(name.rows, key=_alone, default=None) if len(name.rows) == 1 else None
    order = list(names)
    for _ in range(ROUNDS):
        chosen = [(key, names[key].chosen) for key in order]
        for place, key in enumerate(order):
            name = names[key]
            if len(name.rows) > 1:
                near = chosen[max(0, place - COMPANY) : place + COMPANY + 1]
                others = [row for other, row in near if row is not None and other != key]
                said = _shares(countries, [row.country for row in others])
                nearer = _shares(divisions, [row.admin1 for row in others])
                name.chosen = max(
                    name.rows,
                    key=lambda row: _alone(row) + _in_company(row, others, said, nearer),
                )
    _drop_namesakes(names)


def _drop_namesakes(names: Mapping[str, Name]) -> None:
    """Take back a small place known by another name that lies far from every other place of the document.

    It is a namesake of a place the gazetteer lacks, more likely than not.
    """
    chosen = {key: name.chosen for key, name in names.items() if name.chosen is not None}
    for key, row in chosen.items():
        others = [other for name, other in chosen.items() if name != key]
        doubtful = not row.by_main_name and row.population < NAMESAKE_PEOPLE
        if doubtful and row.kind is PlaceKind.TOWN and others:
            nearest = min(row.distance_km(other) - other.radius_km for other in others)
            if nearest > NAMESAKE_KM:
                names[key].chosen = None


def _alone(row: GazetteerRow) -> float:
    """Return how likely the place is without any context, in a log scale."""
    by_kind = {PlaceKind.TOWN: TOWN, PlaceKind.COUNTRY: NATION, PlaceKind.ADMIN1: FIRST_ORDER}
    prior = by_kind.get(row.kind, NATION if row.kind is PlaceKind.REGION else 0.0)
    if not row.by_main_name:
        prior = 0.0
    if row.is_capital:
        prior = CAPITAL
    return PEOPLE * math.log10(row.population + 10) + prior + MAIN_NAME * row.by_main_name


def _in_company(
    row: GazetteerRow,
    others: Sequence[GazetteerRow],
    countries: Mapping[str, float],
    divisions: Mapping[str, float],
) -> float:
    near = sum(math.exp(-row.distance_km(other) / NEIGHBOUR_KM) for other in others)
    return (
        COUNTRY * countries.get(row.country, 0.0)
        + DIVISION * divisions.get(row.admin1, 0.0)
        + NEIGHBOURS * near / (near + 1.0)
    )


def _shares(said: Counter[str], chosen: Sequence[str]) -> dict[str, float]:
    """Return the share of each code among those said and chosen, with some mass kept for doubt."""
    counts = said + Counter(code for code in chosen if code)
    total = sum(counts.values()) + DOUBT
    return {code: count / total for code, count in counts.items()}
