"""Packs coasts and borders for the map of the web desk.

python tools/build_borders.py FOLDER: FOLDER holds countries-50m.json and land-50m.json of the npm package world-atlas 2.0.2 (ISC; Natural Earth 5, public domain).
Land is kept without owners; a border line is marked as disputed where this file's table says so, by the two sides and a box.
Coordinates are hundredths of a degree, each point as its difference from the one before.
"""

import gzip
import json
import sys
from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

OUT = Path(__file__).parents[1] / "src" / "sayso" / "web" / "drawing" / "borders.json.gz"
EVERYWHERE = (-180.0, -90.0, 180.0, 90.0)
DISPUTED = {
    ("Kosovo", "Serbia"): EVERYWHERE,
    ("Cyprus", "N. Cyprus"): EVERYWHERE,
    ("Somalia", "Somaliland"): EVERYWHERE,
    ("Morocco", "W. Sahara"): EVERYWHERE,
    ("Israel", "Palestine"): EVERYWHERE,
    ("Israel", "Syria"): EVERYWHERE,
    ("Russia", "Ukraine"): (32.0, 44.0, 41.0, 49.9),
    ("Georgia", "Russia"): EVERYWHERE,
    ("India", "Pakistan"): (73.0, 32.3, 80.0, 37.0),
    ("India", "Siachen Glacier"): EVERYWHERE,
    ("Pakistan", "Siachen Glacier"): EVERYWHERE,
    ("China", "Siachen Glacier"): EVERYWHERE,
    ("China", "India"): EVERYWHERE,
    ("China", "Bhutan"): EVERYWHERE,
    ("S. Sudan", "Sudan"): EVERYWHERE,
    ("Egypt", "Sudan"): (33.0, 21.0, 38.0, 24.0),
    ("Guyana", "Venezuela"): EVERYWHERE,
}
"""Where the two sides, or states that the United Nations count as theirs, do not agree on the line or on whose land it bounds."""


def main() -> None:
    """Read the two files, write one."""
    folder = Path(sys.argv[1])
    countries = json.loads((folder / "countries-50m.json").read_text())
    land = json.loads((folder / "land-50m.json").read_text())
    rings = [ring for ring in _rings(land, "land") if len(ring) > 3]
    lines = [(a, b, part) for a, b, line in _borders(countries) for part in _parted(a, b, line)]
    packed = {
        "source": "Natural Earth 5, 1:50m (world-atlas 2.0.2)",
        "land": [_packed(ring) for ring in rings],
        "borders": [
            {"disputed": _inside(a, b, *line[len(line) // 2]), "line": _packed(line)}
            for a, b, line in lines
        ],
    }
    data = json.dumps(packed, separators=(",", ":"), ensure_ascii=False).encode()
    with OUT.open("wb") as out, gzip.GzipFile("", "wb", 9, out, mtime=0) as stream:
        stream.write(data)
    print(f"{len(rings)} rings, {len(lines)} borders, {OUT.stat().st_size:,} bytes")


def _arcs(topology: dict) -> list[list[tuple[float, float]]]:
    """Return the arcs of a topology in degrees."""
    (kx, ky), (dx, dy) = topology["transform"]["scale"], topology["transform"]["translate"]
    found = []
    for arc in topology["arcs"]:
        x = y = 0
        line = []
        for step in arc:
            x, y = x + step[0], y + step[1]
            line.append((x * kx + dx, y * ky + dy))
        found.append(line)
    return found


def _rings(topology: dict, name: str) -> Iterator[list[tuple[float, float]]]:
    arcs = _arcs(topology)
    for geometry in topology["objects"][name]["geometries"]:
        polygons = geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]
        for polygon in polygons:
            for ring in polygon:
                points: list[tuple[float, float]] = []
                for index in ring:
                    line = arcs[index] if index >= 0 else arcs[~index][::-1]
                    points += line[1:] if points else line
                yield points


def _borders(topology: dict) -> Iterator[tuple[str, str, list[tuple[float, float]]]]:
    """Yield each arc that two countries share, with their names in order."""
    arcs = _arcs(topology)
    owners: defaultdict[int, set[str]] = defaultdict(set)
    for geometry in topology["objects"]["countries"]["geometries"]:
        polygons = geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]
        for polygon in polygons:
            for ring in polygon:
                for index in ring:
                    owners[index if index >= 0 else ~index].add(geometry["properties"]["name"])
    for index, names in sorted(owners.items()):
        if len(names) == 2:
            a, b = sorted(names)
            yield a, b, arcs[index]


def _parted(a: str, b: str, line: list[tuple[float, float]]) -> Iterator[list[tuple[float, float]]]:
    """Yield a line in stretches that are disputed throughout, or nowhere."""
    part = [line[0]]
    for before, point in pairwise(line):
        part.append(point)
        if _inside(a, b, *before) != _inside(a, b, *point):
            yield part
            part = [point]
    if len(part) > 1:
        yield part


def _inside(a: str, b: str, x: float, y: float) -> bool:
    """Return whether a point of the line between two sides is disputed."""
    box = DISPUTED.get((a, b))
    return box is not None and box[0] <= x <= box[2] and box[1] <= y <= box[3]


def _packed(line: list[tuple[float, float]]) -> list[int]:
    found: list[int] = []
    before = (0, 0)
    for x, y in line:
        point = (round(100 * x), round(100 * y))
        if not found or point != before:
            found += [point[0] - before[0], point[1] - before[1]]
            before = point
    return found


if __name__ == "__main__":
    main()
