"""When the entries of a live blog were written: what they tell without a time of its own is of that hour."""

from bisect import bisect_right
from collections.abc import Callable
from datetime import timedelta

from sayso.model import Document, Precision, TimeExpression, TimeType, When
from sayso.text import stamps

SLACK_HOURS = 3


def entry_times(document: Document) -> Callable[[int], TimeExpression | None]:
    """Return what gives the time stamp of the entry that holds a code point, as a time of the day of publication.

    A stamp well after the moment of publication is of another day; which one is not told.
    """
    if document.published.precision not in (Precision.DAY, Precision.MINUTE, Precision.SECOND):
        return dict[int, TimeExpression]().get
    entries = stamps(document.text)
    starts = [entry.start for entry in entries]
    latest = document.published.latest + timedelta(hours=SLACK_HOURS)
    day = document.published.day
    today = When.of(day)

    def at(point: int) -> TimeExpression | None:
        place = bisect_right(starts, point) - 1
        if place < 0:
            return None
        entry = entries[place]
        moment = document.published.earliest.replace(hour=entry.hour, minute=entry.minute)
        if moment > latest:
            return None
        value = f"{day.isoformat()}T{entry.hour:02d}:{entry.minute:02d}"
        span = document.span(entry.start, entry.end)
        return TimeExpression(span, TimeType.TIME, value, today, today, 1)

    return at
