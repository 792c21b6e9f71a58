"""Probability by day as steps: a line an answer, its label at its end, and a mark on each day that claims moved it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sayso.web.drawing.labels import cut, spread, text_width

LEFT, PLOT_WIDTH, HEIGHT, TOP = 44.0, 720.0, 280.0, 14.0
LABEL_GAP, LABEL_CHARS, STYLES = 18.0, 30, 6
MOST_TICKS = 6


@dataclass(frozen=True, slots=True)
class Line:
    """One answer: its style, its points as SVG writes them, where it ends, and its label."""

    style: int
    points: str
    end_y: float
    label: str
    label_y: float


@dataclass(frozen=True, slots=True)
class Mark:
    """A day on which claims moved the judgement: its place, and how many claims were said that day."""

    x: float
    day: str
    claims: int
    width: float


@dataclass(frozen=True, slots=True)
class Steps:
    """The whole picture."""

    width: float
    height: float
    left: float
    right: float
    top: float
    bottom: float
    lines: tuple[Line, ...]
    marks: tuple[Mark, ...]
    percents: tuple[tuple[float, str], ...]
    days: tuple[tuple[float, str], ...]


def steps(
    days: Sequence[date],
    rows: Sequence[Sequence[float]],
    names: Sequence[str],
    said: Mapping[date, int],
) -> Steps:
    """Return the picture of probabilities (days by answers); `said` counts the claims that bear, by day of publication."""
    bottom = TOP + max(HEIGHT, LABEL_GAP * len(names))
    ends = [_y(value, bottom) for value in rows[-1]]
    heights = spread(ends, TOP + 4, bottom, LABEL_GAP)
    labels = [
        cut(f"{round(100 * p)} % {name}", LABEL_CHARS)
        for p, name in zip(rows[-1], names, strict=True)
    ]
    lines = tuple(
        Line(
            n % STYLES,
            _points(days, [row[n] for row in rows], bottom),
            ends[n],
            labels[n],
            heights[n],
        )
        for n in range(len(names))
    )
    right = LEFT + PLOT_WIDTH
    return Steps(
        width=right + 24 + max(text_width(label) for label in labels),
        height=bottom + 48,
        left=LEFT,
        right=right,
        top=TOP,
        bottom=bottom,
        lines=lines,
        marks=_marks(days, said),
        percents=tuple((_y(value / 100, bottom), f"{value} %") for value in (0, 25, 50, 75, 100)),
        days=tuple((_x(day, days), day.isoformat()) for day in ticks(days, MOST_TICKS)),
    )


def _points(days: Sequence[date], values: Sequence[float], bottom: float) -> str:
    """Return a stair: each day's value holds until the next day's."""
    found: list[str] = []
    before: float | None = None
    for day, value in zip(days, values, strict=True):
        x, y = _x(day, days), _y(value, bottom)
        if before is not None and before != y:
            found.append(f"{x:g},{before:g}")
        if before is None or before != y or day == days[-1]:
            found.append(f"{x:g},{y:g}")
        before = y
    return " ".join(found)


def _marks(days: Sequence[date], said: Mapping[date, int]) -> tuple[Mark, ...]:
    width = PLOT_WIDTH / max(len(days), 1)
    inside = [day for day in sorted(said) if days[0] <= day <= days[-1]]
    return tuple(
        Mark(_x(day, days), day.isoformat(), said[day], max(24.0, min(width, 40.0)))
        for day in inside
    )


def ticks(days: Sequence[date], most: int) -> list[date]:
    """Return at most so many evenly spaced days, the first and the last among them where they fit."""
    length = (days[-1] - days[0]).days
    stride = max(1, -(-length // (most - 1)))
    found = [days[0] + timedelta(days=n) for n in range(0, length + 1, stride)]
    if found[-1] != days[-1]:
        near = (days[-1] - found[-1]).days * 2 < stride
        found = [*(found[:-1] if near and len(found) > 1 else found), days[-1]]
    return found


def _x(day: date, days: Sequence[date]) -> float:
    length = (days[-1] - days[0]).days
    share = (day - days[0]).days / length if length else 1.0
    return round(LEFT + PLOT_WIDTH * share, 1)


def _y(probability: float, bottom: float) -> float:
    return round(bottom - (bottom - TOP) * probability, 1)
