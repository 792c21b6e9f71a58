"""The days a claim speaks of; where it gives none, the days up to its publication, and the row says so."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sayso.compare.aligned import Aligned, Order
from sayso.model import Claim, Slot, When

FALLBACK_DAYS = 2


@dataclass(frozen=True, slots=True)
class Window:
    """First and last moment (UTC) of what is spoken of; `given` is False for the publication fallback."""

    first: datetime
    last: datetime
    given: bool

    def __str__(self) -> str:
        days = f"{self.first.date()} to {self.last.date()}"
        return days if self.given else f"{days} (from the publication)"


def window(claim: Claim, published: When) -> Window | None:
    """Return the days a claim speaks of, else [publication - 2 days, publication], else None.

    Of "by 20 January" only the end is known: what is told of is the state on that day.
    """
    time = claim.time
    if time is not None and time.latest.known:
        first = time.earliest if time.earliest.known else time.latest
        return Window(first.earliest, time.latest.latest, given=True)
    if not published.known:
        return None
    return Window(published.earliest - timedelta(days=FALLBACK_DAYS), published.latest, given=False)


def align_windows(left: Window | None, right: Window | None) -> Aligned:
    """Return the time row."""
    values = (str(left) if left else "", str(right) if right else "")
    return Aligned(Slot.TIME, *values, _order(left, right))


def _order(a: Window | None, b: Window | None) -> Order:
    if a is None or b is None:
        return Order.UNKNOWN
    if apart(a, b):
        return Order.APART
    if not (a.given and b.given):
        return Order.SAME
    if (a.first, a.last) == (b.first, b.last):
        return Order.SAME
    if b.first <= a.first and a.last <= b.last:
        return Order.NARROWER
    return Order.WIDER if a.first <= b.first and b.last <= a.last else Order.OVERLAPS


def apart(left: Window | None, right: Window | None) -> bool:
    """Return True when both windows are known and share no moment."""
    return later(left, right) or later(right, left)


def later(left: Window | None, right: Window | None) -> bool:
    """Return True when the left window begins after the right one has ended."""
    return left is not None and right is not None and left.first > right.last
