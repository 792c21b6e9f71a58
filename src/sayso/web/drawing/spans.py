"""The timeline: a row a claim, a bar over the days it is about (soft where its ends are not sure), a dot where it was said."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sayso.web.drawing.labels import cut, text_width

ROW, PLOT, LABEL_CHARS, MOST_TICKS, LEAST_BAR = 28.0, 720.0, 34, 6, 6.0
BEYOND_DAYS = 21
"""How far before the first and after the last saying the picture reaches; what lies beyond is drawn to its edge."""


@dataclass(frozen=True, slots=True)
class Told:
    """One claim: its id and label, the day it was said (0 where unknown), the days it is about, and whether their ends are sure."""

    claim: str
    label: str
    said: int
    first: int
    last: int
    sure: bool


@dataclass(frozen=True, slots=True)
class Bar:
    """A claim in its place; `x1` to `x2` is the bar, `before` and `after` say that it goes on beyond the picture; `dot` is 0 for none."""

    told: Told
    label: str
    y: float
    x1: float
    x2: float
    dot: float
    before: bool
    after: bool


@dataclass(frozen=True, slots=True)
class Timeline:
    """The whole picture."""

    width: float
    height: float
    left: float
    bars: tuple[Bar, ...]
    days: tuple[tuple[float, str], ...]


def timeline(told: Sequence[Told]) -> Timeline | None:
    """Return the picture of claims in their order, None for no claim."""
    if not told:
        return None
    said = [t.said for t in told if t.said] or [t.first for t in told]
    low = max(min(t.first for t in told), min(said) - BEYOND_DAYS)
    high = min(max(t.last for t in told), max(said) + BEYOND_DAYS)
    low, high = min(low, *said), max(high, *said, low + 1)
    left = 14 + max(text_width(cut(t.label, LABEL_CHARS)) for t in told)

    def at(ordinal: int) -> float:
        share = (min(max(ordinal, low), high) - low) / (high - low)
        return round(left + PLOT * share, 1)

    bars = []
    for number, one in enumerate(told):
        x1 = min(at(one.first), left + PLOT - LEAST_BAR)
        bars.append(
            Bar(
                one,
                cut(one.label, LABEL_CHARS),
                ROW * number,
                x1,
                max(at(one.last + 1), x1 + LEAST_BAR),
                at(one.said) if one.said else 0.0,
                one.first < low,
                one.last > high,
            )
        )
    stride = max(1, -(-(high - low) // (MOST_TICKS - 1)))
    marked = [(at(n), date.fromordinal(n).isoformat()) for n in range(low, high + 1, stride)]
    return Timeline(left + PLOT + 60, ROW * len(told) + 30, left, tuple(bars), tuple(marked))
