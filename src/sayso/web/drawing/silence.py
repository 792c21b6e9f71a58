"""The silence meter: who saw what in which sector on which day, and where nobody was looking."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sayso.model import Bearing
from sayso.web.drawing.labels import cut, text_width
from sayso.web.drawing.steps import ticks

ROW, CELL, LABEL_CHARS, MOST_SECTORS, MOST_DAYS = 30.0, 24.0, 34, 12, 60
WATCHING_DAYS = 3
SEEN, NOT_SEEN = "sighting", "non-observation"


@dataclass(frozen=True, slots=True)
class Cell:
    """A sector on a day: "seen", "notseen", "both", "watched" (its observer spoke within three days) or "nobody"."""

    x: float
    width: float
    what: str
    day: str
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Meter:
    """The whole picture: a row a sector with its label, a cell a day."""

    width: float
    height: float
    left: float
    rows: tuple[tuple[str, str, float, tuple[Cell, ...]], ...]
    days: tuple[tuple[float, str], ...]


def meter(bearings: Sequence[Bearing], days: Sequence[date]) -> Meter | None:
    """Return the meter of what was seen and not seen on the last days; None where nobody watches a sector."""
    days = days[-MOST_DAYS:]
    told = [b for b in bearings if b.bears and b.observation in (SEEN, NOT_SEEN)]
    sectors = list(
        dict.fromkeys(b.sector for b in sorted(told, key=lambda b: (b.published, b.claim)))
    )
    if not sectors:
        return None
    names = [sector or "no sector named" for sector in sectors[:MOST_SECTORS]]
    left = 12 + max(text_width(cut(name, LABEL_CHARS)) for name in names)
    rows = []
    for number, (sector, name) in enumerate(zip(sectors, names, strict=False)):
        own = [b for b in told if b.sector == sector]
        cells = tuple(_cell(own, day, left + CELL * n) for n, day in enumerate(days))
        rows.append((cut(name, LABEL_CHARS), name, ROW * number, cells))
    places = {day: left + CELL * (n + 0.5) for n, day in enumerate(days)}
    most = max(2, min(6, int(CELL * len(days) / 90)))
    marked = tuple((places[day], day.isoformat()) for day in ticks(days, most))
    return Meter(left + CELL * len(days) + 48, ROW * len(rows) + 28, left, tuple(rows), marked)


def _cell(own: Sequence[Bearing], day: date, x: float) -> Cell:
    ordinal = day.toordinal()
    here = [
        b for b in own if b.first_day <= ordinal <= max(b.first_day, min(b.last_day, b.published))
    ]
    kinds = {b.observation for b in here}
    if kinds == {SEEN, NOT_SEEN}:
        what = "both"
    elif kinds:
        what = "seen" if SEEN in kinds else "notseen"
    else:
        near = any(0 <= ordinal - b.last_day <= WATCHING_DAYS for b in own)
        what = "watched" if near else "nobody"
    return Cell(x, CELL, what, day.isoformat(), tuple(b.claim for b in here))
