"""A map of the discs that claims speak of: land, borders (dashed where disputed) and a disc as wide as each place is uncertain.

Equirectangular about its own middle. Land is drawn without owners. Rings are cut to the picture (Sutherland and Hodgman 1974).
"""

import gzip
import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import accumulate
from math import cos, pi

from sayso.web.drawing.labels import cut, spread, text_width

WIDTH, HEIGHT, LEAST_DEGREES, KM_PER_DEGREE, LABEL_CHARS = 860.0, 520.0, 1.2, 111.2, 28
MARGIN, LEAST_RADIUS, LABEL_GAP = 0.18, 6.0, 25.0

Point = tuple[float, float]
Edge = tuple[int, float, bool]


@dataclass(frozen=True, slots=True)
class Spot:
    """A place on the map: name, degrees, radius in kilometres, how many claims speak of it."""

    name: str
    lat: float
    lon: float
    radius_km: float
    claims: int


@dataclass(frozen=True, slots=True)
class Disc:
    """A spot in its place, with its label and where that stands."""

    spot: Spot
    x: float
    y: float
    radius: float
    label: str
    label_x: float
    label_y: float
    label_width: float
    side: str


@dataclass(frozen=True, slots=True)
class Atlas:
    """The whole picture; `scale_km` is how many kilometres the bar of 120 pixels stands for."""

    width: float
    height: float
    land: tuple[str, ...]
    borders: tuple[tuple[str, bool], ...]
    discs: tuple[Disc, ...]
    source: str
    scale_km: float


@dataclass(frozen=True, slots=True)
class _View:
    """The window: its middle in degrees, and pixels a degree of latitude."""

    lat: float
    lon: float
    scale: float

    def meets(self, outline: "_Outline") -> bool:
        """Return whether the box about an outline lies in part within the window."""
        west, south, east, north = outline.box
        (left, top), (right, bottom) = self.at(west, north), self.at(east, south)
        return left < WIDTH and right > 0 and top < HEIGHT and bottom > 0

    def drawn(self, outline: "_Outline") -> list[Point]:
        """Return an outline in pixels."""
        return [self.at(lon, lat) for lon, lat in outline.points]

    def at(self, lon: float, lat: float) -> Point:
        """Return the pixel of a point."""
        x = WIDTH / 2 + (lon - self.lon) * self.scale * cos(pi * self.lat / 180)
        return x, HEIGHT / 2 - (lat - self.lat) * self.scale


def atlas(spots: Sequence[Spot]) -> Atlas | None:
    """Return the map of spots, None where there is none to draw."""
    if not spots:
        return None
    view = _view(spots)
    world = _world()
    rings = [_clipped(view.drawn(one)) for one in world.land if view.meets(one)]
    lines = [(_line(view.drawn(one)), one.disputed) for one in world.borders if view.meets(one)]
    return Atlas(
        WIDTH,
        HEIGHT,
        tuple(_closed(ring) for ring in rings if len(ring) > 2),
        tuple((path, disputed) for path, disputed in lines if path),
        _discs(spots, view),
        world.source,
        round(120 / view.scale * KM_PER_DEGREE, 1),
    )


def _view(spots: Sequence[Spot]) -> _View:
    pads = [(s, s.radius_km / KM_PER_DEGREE) for s in spots]
    south, north = min(s.lat - p for s, p in pads), max(s.lat + p for s, p in pads)
    lat = (south + north) / 2
    narrow = max(cos(pi * lat / 180), 0.1)
    west = min(s.lon - p / narrow for s, p in pads)
    east = max(s.lon + p / narrow for s, p in pads)
    tall = max(north - south, LEAST_DEGREES) * (1 + 2 * MARGIN)
    wide = max(east - west, LEAST_DEGREES) * (1 + 2 * MARGIN)
    return _View(lat, (west + east) / 2, min(HEIGHT / tall, WIDTH / (wide * narrow)))


def _discs(spots: Sequence[Spot], view: _View) -> tuple[Disc, ...]:
    """Return discs with labels beside them, to the side with more room, none on another."""
    placed = [(spot, *view.at(spot.lon, spot.lat)) for spot in spots]
    found: list[Disc] = []
    for side in ("start", "end"):
        own = [one for one in placed if (one[1] < WIDTH / 2) == (side == "end")]
        heights = spread([y + 4 for _, _, y in own], 16, HEIGHT - 8, LABEL_GAP)
        for (spot, x, y), height in zip(own, heights, strict=True):
            radius = max(LEAST_RADIUS, spot.radius_km / KM_PER_DEGREE * view.scale)
            label = cut(f"{spot.name} ({spot.claims})", LABEL_CHARS)
            width, off = text_width(label), min(radius, 40.0) + 6
            at = min(x + off, WIDTH - width) if side == "start" else max(x - off, width)
            found.append(Disc(spot, x, y, radius, label, at, height, width, side))
    return tuple(found)


def _clipped(ring: list[Point]) -> list[Point]:
    """Return a ring cut to the picture."""
    xs, ys = [p[0] for p in ring], [p[1] for p in ring]
    if max(xs) < 0 or min(xs) > WIDTH or max(ys) < 0 or min(ys) > HEIGHT:
        return []
    edges: tuple[Edge, ...] = (
        (0, 0.0, True),
        (0, WIDTH, False),
        (1, 0.0, True),
        (1, HEIGHT, False),
    )
    for axis, limit, above in edges:
        ring = _cut(ring, axis, limit, above=above)
    return ring


def _cut(ring: list[Point], axis: int, limit: float, *, above: bool) -> list[Point]:
    kept: list[Point] = []
    for a, b in zip(ring[-1:] + ring[:-1], ring, strict=True):
        a_in, b_in = ((p[axis] >= limit) == above or p[axis] == limit for p in (a, b))
        if a_in != b_in:
            t = (limit - a[axis]) / (b[axis] - a[axis])
            kept.append((a[0] + t * (b[0] - a[0]), a[1] + t * (b[1] - a[1])))
        if b_in:
            kept.append(b)
    return kept


def _closed(ring: Sequence[Point]) -> str:
    return _line(ring, every=True) + "Z"


def _line(points: Sequence[Point], *, every: bool = False) -> str:
    """Return a path through points, those within a pixel of the one before left out; '' where it lies outside the picture."""
    inside = any(-50 < x < WIDTH + 50 and -50 < y < HEIGHT + 50 for x, y in points)
    if not (inside or every):
        return ""
    found: list[str] = []
    last = (float("inf"), 0.0)
    for x, y in points:
        if abs(x - last[0]) + abs(y - last[1]) >= 1.0:
            found.append(f"{'L' if found else 'M'}{x:.1f} {y:.1f}")
            last = (x, y)
    return "".join(found)


@dataclass(frozen=True, slots=True)
class _Outline:
    """A ring of land or a line of border, in degrees, with the box about it (west, south, east, north)."""

    points: tuple[Point, ...]
    box: tuple[float, float, float, float]
    disputed: bool = False

    @classmethod
    def of(cls, steps: Sequence[int], *, disputed: bool = False) -> "_Outline":
        """Unpack an outline."""
        points = _unpacked(steps)
        lons, lats = [p[0] for p in points], [p[1] for p in points]
        return cls(points, (min(lons), min(lats), max(lons), max(lats)), disputed)


@dataclass(frozen=True, slots=True)
class _World:
    land: tuple[_Outline, ...]
    borders: tuple[_Outline, ...]
    source: str


@cache
def _world() -> _World:
    held = json.loads(gzip.decompress((files(__package__) / "borders.json.gz").read_bytes()))
    return _World(
        tuple([_Outline.of(ring) for ring in held["land"]]),
        tuple([_Outline.of(one["line"], disputed=one["disputed"]) for one in held["borders"]]),
        held["source"],
    )


def _unpacked(steps: Sequence[int]) -> tuple[Point, ...]:
    xs, ys = accumulate(steps[::2]), accumulate(steps[1::2])
    return tuple((x / 100, y / 100) for x, y in zip(xs, ys, strict=True))
