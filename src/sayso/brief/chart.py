"""The geometry of the chart: probability over days, a labelled line a hypothesis, a mark a claim.

Everything is in pixels of the drawing's own system; the template only writes it down as SVG.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from sayso.brief.dossier import Dossier
from sayso.brief.likelihood import percent
from sayso.brief.moved import MOST_MOVES, moves
from sayso.brief.visible import visible

LEFT, PLOT_WIDTH, LABEL_WIDTH = 44.0, 420.0, 240.0
PLOT_HEIGHT, LABEL_GAP, MARK_GAP, MARK_WIDTH = 220.0, 17.0, 15.0, 30.0
LABEL_CHARS = 28
DAY_TICKS = 4
LINE_STYLES = 6


@dataclass(frozen=True, slots=True)
class Line:
    """One hypothesis: its points as SVG writes them, its label, and where line and label end."""

    style: int
    points: str
    end_x: float
    end_y: float
    label: str
    label_y: float
    full: str


@dataclass(frozen=True, slots=True)
class Mark:
    """A claim that moved the judgement: its number in the brief, over its day."""

    number: int
    x: float
    label_y: float


@dataclass(frozen=True, slots=True)
class Tick:
    """A labelled place on an axis."""

    at: float
    label: str


@dataclass(frozen=True, slots=True)
class Chart:
    """The whole drawing; `top` and `bottom` bound the plot, `summary` says it in words."""

    width: float
    height: float
    left: float
    right: float
    top: float
    bottom: float
    lines: tuple[Line, ...]
    marks: tuple[Mark, ...]
    percents: tuple[Tick, ...]
    days: tuple[Tick, ...]
    summary: str


def chart(dossier: Dossier, numbers: Mapping[str, int]) -> Chart:
    """Return the chart of a judgement; `numbers` are those of the claims the brief cites."""
    days = dossier.judgement.days
    marks = _marks(dossier, numbers)
    top = 8.0 + max((mark.label_y for mark in marks), default=0.0)
    bottom = top + max(PLOT_HEIGHT, LABEL_GAP * len(dossier.judgement.hypotheses))
    return Chart(
        width=LEFT + PLOT_WIDTH + LABEL_WIDTH,
        height=bottom + 26.0,
        left=LEFT,
        right=LEFT + PLOT_WIDTH,
        top=top,
        bottom=bottom,
        lines=_lines(dossier, top, bottom),
        marks=marks,
        percents=tuple(
            Tick(_y(value / 100, top, bottom), f"{value} %") for value in (0, 25, 50, 75, 100)
        ),
        days=tuple(Tick(_x(day, days), day.isoformat()) for day in _day_ticks(days)),
        summary=_summary(dossier),
    )


def _lines(dossier: Dossier, top: float, bottom: float) -> tuple[Line, ...]:
    judgement = dossier.judgement
    ends = [_y(value, top, bottom) for value in judgement.probabilities[-1]]
    labels = _spread(ends, top, bottom)
    xs = [_x(day, judgement.days) for day in judgement.days]
    lines = []
    for index, id_ in enumerate(judgement.hypotheses):
        ys = [_y(row[index], top, bottom) for row in judgement.probabilities]
        full = f"{percent(judgement.probabilities[-1][index])} {visible(dossier.answer(id_))}"
        lines.append(
            Line(
                style=index % LINE_STYLES,
                points=" ".join(f"{x:.1f},{y:.1f}" for x, y in zip(xs, ys, strict=True)),
                end_x=xs[-1],
                end_y=ys[-1],
                label=_cut(f"{percent(judgement.probabilities[-1][index])} {visible(id_)}"),
                label_y=labels[index],
                full=f"Answer {index + 1}: {full}",
            )
        )
    return tuple(lines)


def _spread(heights: list[float], top: float, bottom: float) -> list[float]:
    """Return a height for each label, `LABEL_GAP` apart at least, in the order of the line ends."""
    order = sorted(range(len(heights)), key=lambda index: (heights[index], index))
    placed = [0.0] * len(heights)
    lowest = top
    for index in order:
        placed[index] = max(heights[index], lowest)
        lowest = placed[index] + LABEL_GAP
    highest = bottom
    for index in reversed(order):
        placed[index] = min(placed[index], highest)
        highest = placed[index] - LABEL_GAP
    return [round(height, 1) for height in placed]


def _marks(dossier: Dossier, numbers: Mapping[str, int]) -> tuple[Mark, ...]:
    days = dossier.judgement.days
    shown = [
        (_x(min(max(move.day, days[0]), days[-1]), days), numbers[move.claim])
        for move in moves(dossier.judgement)[:MOST_MOVES]
        if move.claim in numbers
    ]
    free: list[float] = []
    marks = []
    for x, number in sorted(shown):
        row = next((i for i, taken in enumerate(free) if taken <= x), len(free))
        free[row : row + 1] = [x + MARK_WIDTH]
        marks.append(Mark(number, x, MARK_GAP * (row + 1)))
    return tuple(marks)


def _x(day: date, days: tuple[date, ...]) -> float:
    length = (days[-1] - days[0]).days
    share = (day - days[0]).days / length if length else 1.0
    return round(LEFT + PLOT_WIDTH * share, 1)


def _y(probability: float, top: float, bottom: float) -> float:
    return round(bottom - (bottom - top) * probability, 1)


def _day_ticks(days: tuple[date, ...]) -> list[date]:
    length = (days[-1] - days[0]).days
    if not length:
        return [days[-1]]
    stride = -(-length // DAY_TICKS)
    return [days[0] + timedelta(days=offset) for offset in range(0, length + 1, stride)]


def _cut(text: str) -> str:
    return text if len(text) <= LABEL_CHARS else text[: LABEL_CHARS - 1].rstrip() + "…"


def _summary(dossier: Dossier) -> str:
    judgement = dossier.judgement
    return (
        f"Probability of each answer from {judgement.days[0].isoformat()} "
        f"to {judgement.days[-1].isoformat()}; the table below gives the numbers."
    )
