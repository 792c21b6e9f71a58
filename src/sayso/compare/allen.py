"""The relations of Allen (1983) that two events can have, from the days each may lie in.

A report gives bounds, seldom the beginning and end of an event itself, so what comes out is a set: the
relations that no choice of beginnings and ends within the bounds rules out.
"""

from enum import StrEnum

from sayso.compare.windows import Window


class Allen(StrEnum):
    """How interval A lies to interval B (Allen, Communications of the ACM 26, 1983)."""

    BEFORE = "before"
    MEETS = "meets"
    OVERLAPS = "overlaps"
    STARTS = "starts"
    DURING = "during"
    FINISHES = "finishes"
    EQUALS = "equals"
    FINISHED_BY = "finished by"
    CONTAINS = "contains"
    STARTED_BY = "started by"
    OVERLAPPED_BY = "overlapped by"
    MET_BY = "met by"
    AFTER = "after"


_ENDS_IN_ORDER = {
    Allen.BEFORE: "a A b B",
    Allen.MEETS: "a Ab B",
    Allen.OVERLAPS: "a b A B",
    Allen.STARTS: "ab A B",
    Allen.DURING: "b a A B",
    Allen.FINISHES: "b a AB",
    Allen.EQUALS: "ab AB",
    Allen.FINISHED_BY: "a b AB",
    Allen.CONTAINS: "a b B A",
    Allen.STARTED_BY: "ab B A",
    Allen.OVERLAPPED_BY: "b a B A",
    Allen.MET_BY: "b Ba A",
    Allen.AFTER: "b B a A",
}
"""a and A: beginning and end of the one, b and B of the other; what stands together falls together."""


def possible(left: Window, right: Window) -> tuple[Allen, ...]:
    """Return the relations that events somewhere within two windows can have, never none.

    A window's last second ends at the next, so that one day can meet the day after it.

    >>> from datetime import datetime as moment
    >>> days = [Window(moment(2025, 2, n), moment(2025, 2, n, 23, 59, 59), given=True) for n in (3, 4)]
    >>> [relation.value for relation in possible(*days)]
    ['before', 'meets']
    """
    bounds = {"a": _seconds(left), "b": _seconds(right)}
    return tuple(name for name, ends in _ENDS_IN_ORDER.items() if _fits(ends.split(), bounds))


def _seconds(window: Window) -> tuple[int, int]:
    """Return first and last second of a window, counted from its first year; no date is too late to count on from."""
    first, last = (
        round(
            (
                m - m.replace(year=1, month=1, day=1, hour=0, minute=0, second=0, microsecond=0)
            ).total_seconds()
        )
        for m in (window.first, window.last)
    )
    return first, last + 1


def _fits(groups: list[str], bounds: dict[str, tuple[int, int]]) -> bool:
    """Return True when moments can be chosen for the groups of ends, each later than the one before it."""
    first = [max(bounds[end.lower()][0] for end in group) for group in groups]
    last = [min(bounds[end.lower()][1] for end in group) for group in groups]
    at = first[0]
    for number, (earliest, latest) in enumerate(zip(first, last, strict=True)):
        at = max(earliest, at + 1 if number else at)
        if at > latest:
            return False
    return True
