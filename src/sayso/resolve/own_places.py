"""Places a desk adds to the gazetteer: tables of a TOML file, checked before they are used."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from sayso.model import InvalidRecord
from sayso.resolve.place_names import name_key

_FIELDS = frozenset(
    {"admin1", "aliases", "country", "geonameid", "kind", "lat", "lon", "members", "name"}
    | {"population", "radius_km"}
)


class PlaceKind(StrEnum):
    """What sort of place a row is."""

    COUNTRY = "country"
    ADMIN1 = "admin1"
    ADMIN2 = "admin2"
    TOWN = "town"
    REGION = "region"


@dataclass(frozen=True, slots=True)
class OwnPlace:
    """One place of the file `file`: its main name first, then its other spellings.

    A place without `lat` and `lon` and without `members` is known by name only.
    """

    file: str
    names: tuple[str, ...]
    kind: str = PlaceKind.TOWN
    lat: float | None = None
    lon: float | None = None
    members: tuple[str, ...] = ()
    country: str = ""
    admin1: str = ""
    population: int = 0
    radius_km: float = 0.0
    geonameid: int = 0

    def __post_init__(self) -> None:
        name = self.names[0]
        self._require(
            all(map(name_key, self.names)), "each name must have a letter or digit", self.names
        )
        self._require(
            self.kind in list(PlaceKind),
            f"{name}: kind must be one of {', '.join(PlaceKind)}",
            self.kind,
        )
        self._require(
            (self.lat is None) == (self.lon is None),
            f"{name} must give lat and lon or neither",
            self.lat,
        )
        if self.lat is not None and self.lon is not None:
            inside = -90 <= self.lat <= 90 and -180 <= self.lon <= 180
            self._require(
                inside, f"{name} must lie within 90 and 180 degrees", (self.lat, self.lon)
            )
            self._require(
                not self.members, f"{name} must give a position or members, not both", self.members
            )
        sizes = (self.population, self.radius_km, self.geonameid)
        self._require(min(sizes) >= 0, f"{name}: sizes and numbers must not be negative", sizes)

    def _require(self, condition: bool, rule: str, value: object) -> None:
        if not condition:
            raise InvalidRecord(f"{self.file}: {rule}, got {value!r}")

    @classmethod
    def from_table(cls, file: str, table: Mapping[str, object]) -> "OwnPlace":
        """Return the place of one table `[[place]]`.

        It holds `name` and, where known, `aliases`, `kind`, `lat`, `lon`, `country` (ISO 3166-1), `admin1`
        (ISO 3166-2), `population`, `radius_km`, `geonameid`; or `members`, codes of countries and divisions
        whose mean position it takes. Raises `InvalidRecord` for anything else.
        """
        unknown = sorted(set(table) - _FIELDS)
        if unknown:
            raise InvalidRecord(f"{file}: a place must not have {', '.join(unknown)}; see the docs")
        members = _texts(file, table, "members")
        return cls(
            file,
            (_text(file, table, "name"), *_texts(file, table, "aliases")),
            _text(file, table, "kind") or (PlaceKind.REGION if members else PlaceKind.TOWN),
            _number(file, table, "lat"),
            _number(file, table, "lon"),
            members,
            _text(file, table, "country"),
            _text(file, table, "admin1"),
            int(_number(file, table, "population") or 0),
            _number(file, table, "radius_km") or 0.0,
            int(_number(file, table, "geonameid") or 0),
        )


def own_places(file: str, text: str) -> Iterator[OwnPlace]:
    """Yield the places of a file's text; raises `InvalidRecord` when it is no such file."""
    try:
        tables = tomllib.loads(text).get("place", [])
    except tomllib.TOMLDecodeError as error:
        raise InvalidRecord(f"{file} must be TOML: {error}") from error
    if not isinstance(tables, list) or not all(isinstance(table, dict) for table in tables):
        raise InvalidRecord(
            f"{file} must hold tables [[place]]; double brackets, one for each place"
        )
    yield from (OwnPlace.from_table(file, table) for table in tables)


def _text(file: str, table: Mapping[str, object], field: str) -> str:
    value = table.get(field, "")
    if not isinstance(value, str):
        raise InvalidRecord(f"{file}: {field} must be a text in quotes, got {value!r}")
    return value


def _texts(file: str, table: Mapping[str, object], field: str) -> tuple[str, ...]:
    value = table.get(field, [])
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise InvalidRecord(f"{file}: {field} must be a list of texts, got {value!r}")
    return tuple(value)


def _number(file: str, table: Mapping[str, object], field: str) -> float | None:
    value = table.get(field)
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise InvalidRecord(f"{file}: {field} must be a number, got {value!r}")
    return float(value)
