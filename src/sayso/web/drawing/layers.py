"""A graph in layers from left to right: nodes in columns, edges that skip a column led through a free place in it.

The order within columns follows the neighbours' mean places (the barycentre method of Sugiyama, Tagawa and Toda 1981), so that
few edges cross; an edge never runs behind a box.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from sayso.web.drawing.labels import cut, text_width

ROW, BOX, COLUMN_GAP, LABEL_CHARS, SWEEPS = 44.0, 30.0, 130.0, 26, 6
PAD = 10.0


@dataclass(frozen=True, slots=True)
class Node:
    """A box: its key, column, label and kind."""

    key: str
    column: int
    label: str
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Arrow:
    """An edge from one node to another in a later column: its key and whether it is drawn dashed."""

    key: str
    tail: str
    head: str
    dashed: bool = False


@dataclass(frozen=True, slots=True)
class Box:
    """A node in its place."""

    node: Node
    x: float
    y: float
    width: float
    label: str


@dataclass(frozen=True, slots=True)
class Layers:
    """The whole picture: boxes, and for each edge its path as SVG writes it."""

    width: float
    height: float
    boxes: tuple[Box, ...]
    paths: tuple[tuple[Arrow, str], ...]


def layers(nodes: Sequence[Node], arrows: Sequence[Arrow]) -> Layers:
    """Return nodes and edges in their places; an edge must lead to a later column."""
    column = {n.key: n.column for n in nodes}
    chains = {a.key: _chain(a, column) for a in arrows}
    columns: defaultdict[int, list[str]] = defaultdict(list)
    for node in nodes:
        columns[node.column].append(node.key)
    for chain in chains.values():
        for place, key in enumerate(chain[1:-1], column[chain[0]] + 1):
            columns[place].append(key)
    _order(columns, chains.values())
    boxes, centre, right = _places(nodes, columns)
    tallest = max((len(keys) for keys in columns.values()), default=0)
    paths = tuple((a, _path([centre[key] for key in chains[a.key]])) for a in arrows)
    return Layers(right + PAD, ROW * tallest + PAD, tuple(boxes), paths)


def _chain(arrow: Arrow, column: Mapping[str, int]) -> list[str]:
    """Return the places an edge is led through: its ends, and one in each column between."""
    first, last = column[arrow.tail], column[arrow.head]
    return [arrow.tail, *(f"{arrow.key} {n}" for n in range(first + 1, last)), arrow.head]


def _order(columns: Mapping[int, list[str]], chains: Iterable[list[str]]) -> None:
    """Sort each column in place by the mean place of the neighbours, to and fro."""
    beside: defaultdict[str, list[str]] = defaultdict(list)
    after: defaultdict[str, list[str]] = defaultdict(list)
    for chain in chains:
        for a, b in pairwise(chain):
            beside[b].append(a)
            after[a].append(b)
    order = sorted(columns)
    for sweep in range(SWEEPS):
        near = beside if sweep % 2 == 0 else after
        for number in order if sweep % 2 == 0 else order[::-1]:
            place = {
                key: n / max(1, len(keys))
                for keys in columns.values()
                for n, key in enumerate(keys)
            }
            columns[number].sort(
                key=lambda key: _mean([place[one] for one in near[key]], place[key])
            )


def _mean(places: list[float], own: float) -> float:
    return sum(places) / len(places) if places else own


def _places(
    nodes: Sequence[Node], columns: Mapping[int, list[str]]
) -> tuple[list[Box], dict[str, tuple[float, float, float]], float]:
    by_key = {n.key: n for n in nodes}
    tallest = max((len(keys) for keys in columns.values()), default=0)
    boxes: list[Box] = []
    centre: dict[str, tuple[float, float, float]] = {}
    x = PAD
    for number in sorted(columns):
        labels = [cut(by_key[k].label, LABEL_CHARS) for k in columns[number] if k in by_key]
        width = 24 + max((text_width(label) for label in labels), default=40.0)
        top = PAD / 2 + (tallest - len(columns[number])) * ROW / 2
        for place, key in enumerate(columns[number]):
            y = top + ROW * place
            centre[key] = (x, y + BOX / 2, x + width)
            if key in by_key:
                node = by_key[key]
                boxes.append(Box(node, x, y, width, cut(node.label, LABEL_CHARS)))
        x += width + COLUMN_GAP
    return boxes, centre, x - COLUMN_GAP


def _path(points: Sequence[tuple[float, float, float]]) -> str:
    """Return a smooth line from right edge to left edge, straight through the free places between."""
    found: list[str] = []
    for (_, y0, right), (left, y1, _) in pairwise(points):
        bend = (left - right) / 2
        found.append(
            f"{'M' if not found else 'L'}{right:g} {y0:g} C{right + bend:g} {y0:g} {left - bend:g} {y1:g} {left:g} {y1:g}"
        )
    return " ".join(found)
