"""The offline gazetteer: every place of the world that goes by a name, without a network.

Derived from GeoNames (CC BY 4.0, see `geonames/ATTRIBUTION.txt`) by `tools/build_gazetteer.py`. A desk may
add places of its own from TOML files: villages too small for GeoNames, or named regions.
"""

import hashlib
import math
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from pathlib import Path

from sayso.model import InvalidRecord
from sayso.resolve.own_places import OwnPlace, PlaceKind, own_places
from sayso.resolve.packed import CITY_LEVEL, NO_PARENT, Packed
from sayso.resolve.place_names import name_key

_FOLDER = "geonames"
_SMALLEST_KM, _PEOPLE_PER_SQUARE_KM = 1.0, 3000.0
_EARTH_KM, _DEGREE_KM = 6371.0, 111.0


_KINDS = (PlaceKind.COUNTRY, PlaceKind.ADMIN1, PlaceKind.ADMIN2, PlaceKind.TOWN)


@dataclass(frozen=True, slots=True)
class GazetteerRow:
    """One place. `lat` and `lon` are degrees (WGS 84), None where an added place gives none.

    `country` is ISO 3166-1 alpha-2; `admin1` is the ISO 3166-2 code of the first-order division, or its
    GeoNames code where ISO has none; `admin2` is the name of the second-order division. `radius_km` says
    how large the place is; `by_main_name` is False when it was found under another spelling;
    `is_capital` is True for the seat of a country's government.
    """

    geonameid: int
    name: str
    kind: PlaceKind
    lat: float | None
    lon: float | None
    population: int = 0
    country: str = ""
    admin1: str = ""
    admin2: str = ""
    radius_km: float = 0.0
    by_main_name: bool = True
    is_capital: bool = False

    def is_within(self, km: float, other: "GazetteerRow") -> bool:
        """Return True when the other place is nearer than that."""
        if self.lat is None or other.lat is None or abs(self.lat - other.lat) > km / _DEGREE_KM:
            return False
        return self.distance_km(other) < km

    def distance_km(self, other: "GazetteerRow") -> float:
        """Return the great-circle distance; infinite when either has no coordinates."""
        if self.lat is None or self.lon is None or other.lat is None or other.lon is None:
            return math.inf
        a, b = math.radians(self.lat), math.radians(other.lat)
        d = math.radians(other.lon - self.lon)
        h = math.sin((b - a) / 2) ** 2 + math.cos(a) * math.cos(b) * math.sin(d / 2) ** 2
        return 2 * _EARTH_KM * math.asin(min(1.0, math.sqrt(h)))


class Gazetteer:
    """Looks names up: first among the desk's own places, then among the compiled ones."""

    def __init__(
        self, packed: Packed, own: Sequence[tuple[GazetteerRow, tuple[str, ...]]] = ()
    ) -> None:
        self._packed = packed
        self._own: dict[str, list[GazetteerRow]] = {}
        for row, names in own:
            for number, name in enumerate(names):
                found = self._own.setdefault(name_key(name), [])
                found.append(replace(row, by_main_name=number == 0))

    def lookup(self, name: str) -> tuple[GazetteerRow, ...]:
        """Return every place with this name or spelling: own ones first, then the most populous.

        Case, accents, hyphens and apostrophes do not count: "Port au Prince" finds Port-au-Prince.

        >>> [row.country for row in load_gazetteer().lookup("Kursk") if row.kind is PlaceKind.TOWN]
        ['RU']
        """
        key = name_key(name)
        rows = [self._row(number, other) for number, other in self._packed.postings(key)]
        rows.sort(key=lambda row: (-row.population, row.geonameid))
        return (*self._own.get(key, ()), *rows)

    def country(self, code: str) -> GazetteerRow | None:
        """Return the country with this ISO 3166-1 alpha-2 code."""
        number = self._areas.get(code)
        return None if number is None or number >= self._packed.countries else self._row(number)

    def division(self, code: str) -> GazetteerRow | None:
        """Return the first-order division with this code, such as "UA-63"."""
        number = self._areas.get(code)
        return None if number is None or number < self._packed.countries else self._row(number)

    @property
    def _areas(self) -> dict[str, int]:
        return _area_numbers(self._packed)

    def _row(self, number: int, other_spelling: bool = False) -> GazetteerRow:
        packed, columns = self._packed, self._packed.columns
        level = packed.level(number)
        population = int(columns["populations"][number])
        holders = self._holders(number, level)
        return GazetteerRow(
            geonameid=int(columns["geonameids"][number]),
            name=packed.names.line(number),
            kind=_KINDS[level],
            lat=round(columns["lats"][number], 5),
            lon=round(columns["lons"][number], 5),
            population=population,
            country=packed.codes.line(holders[0]) if 0 in holders else "",
            admin1=packed.codes.line(holders[1]) if 1 in holders else "",
            admin2=packed.names.line(holders[2]) if 2 in holders else "",
            radius_km=_town_radius(population) if level == CITY_LEVEL else columns["radii"][number],
            by_main_name=not other_spelling,
            is_capital=number in _capitals(packed),
        )

    def _holders(self, number: int, level: int) -> dict[int, int]:
        """Return the areas that hold the row, itself included, by their level."""
        held = {} if level == CITY_LEVEL else {level: number}
        parent = int(self._packed.columns["parents"][number])
        while parent != NO_PARENT:
            held[self._packed.level(parent)] = parent
            parent = int(self._packed.columns["parents"][parent])
        return held


@cache
def _area_numbers(packed: Packed) -> dict[str, int]:
    codes = packed.codes.head(packed.countries + packed.admin1)
    return {code: number for number, code in enumerate(codes)}


@cache
def _capitals(packed: Packed) -> frozenset[int]:
    return frozenset(int(row) for row in packed.columns["capitals"] if row >= packed.countries)


def _town_radius(population: int) -> float:
    """Return the radius of a disc that houses the people at a usual urban density, at least 1 km."""
    return round(max(_SMALLEST_KM, math.sqrt(population / _PEOPLE_PER_SQUARE_KM / math.pi)), 1)


@cache
def _packed() -> Packed:
    return Packed.open(Path(str(files("sayso.resolve") / _FOLDER / "places.bin")))


def load_gazetteer(*own: Path) -> Gazetteer:
    """Return the gazetteer with the places of the TOML files `own` added (see `OwnPlace.from_table`).

    Raises `InvalidRecord` when a file breaks those rules.
    """
    bare = Gazetteer(_packed())
    built_in = files("sayso.resolve") / "regions.toml"
    texts = [("regions.toml", built_in.read_text(encoding="utf-8"))]
    texts += [(path.name, path.read_text(encoding="utf-8")) for path in own]
    return Gazetteer(
        _packed(),
        [
            (_own_row(bare, place), place.names)
            for name, text in texts
            for place in own_places(name, text)
        ],
    )


def verify_gazetteer() -> bool:
    """Return True when the compiled file is the one its manifest names."""
    folder = files("sayso.resolve") / _FOLDER
    manifest = tomllib.loads((folder / "manifest.toml").read_text(encoding="utf-8"))
    found = hashlib.sha256((folder / "places.bin").read_bytes()).hexdigest()
    return bool(found == manifest["file"]["sha256"])


def _own_row(bare: Gazetteer, place: OwnPlace) -> GazetteerRow:
    lat, lon, radius = place.lat, place.lon, place.radius_km
    if place.members:
        lat, lon, spread = _middle(bare, place)
        radius = radius or spread
    return GazetteerRow(
        geonameid=place.geonameid,
        name=place.names[0],
        kind=PlaceKind(place.kind),
        lat=lat,
        lon=lon,
        population=place.population,
        country=place.country,
        admin1=place.admin1,
        radius_km=radius,
    )


def _middle(bare: Gazetteer, place: OwnPlace) -> tuple[float, float, float]:
    """Return the mean position of the members, and the distance to the far side of the farthest."""
    rows = [row for code in place.members if (row := bare.country(code) or bare.division(code))]
    if len(rows) < len(place.members):
        raise InvalidRecord(
            f"{place.file}: {place.names[0]} must have known codes as members, got {place.members}"
        )
    points = [_on_sphere(row) for row in rows]
    x, y, z = (sum(axis) for axis in zip(*points, strict=True))
    lat, lon = math.degrees(math.atan2(z, math.hypot(x, y))), math.degrees(math.atan2(y, x))
    centre = GazetteerRow(0, place.names[0], PlaceKind.REGION, lat, lon)
    radius = max(centre.distance_km(row) + row.radius_km for row in rows)
    return round(lat, 5), round(lon, 5), round(radius, 1)


def _on_sphere(row: GazetteerRow) -> tuple[float, float, float]:
    lat, lon = math.radians(row.lat or 0.0), math.radians(row.lon or 0.0)
    return math.cos(lat) * math.cos(lon), math.cos(lat) * math.sin(lon), math.sin(lat)
