"""Calendar arithmetic over TIMEX3 values: shifting days by units, naming periods, bounding values.

A value names a period ("2025-W06", "2025-02", "202"); its bounds are the first and last day of it.
Weeks are ISO weeks, quarters and halves those of the calendar year, winter ends in its next year.
"""

import calendar
import re
from datetime import date, timedelta

Days = tuple[date, date]

_SEASONS = {"SP": (3, 5), "SU": (6, 8), "FA": (9, 11), "WI": (12, 14)}
_MONTHS_OF = {"month": 1, "quarter": 3, "year": 12, "decade": 120, "century": 1200}
_DAYS_OF = {"day": 1, "week": 7, "fortnight": 14, "weekend": 7}
_VALUE = re.compile(
    r"(?P<year>\d{2,4})(?:-(?:W(?P<week>\d{2})(?P<weekend>-WE)?|Q(?P<quarter>\d)|H(?P<half>\d)"
    r"|(?P<season>SP|SU|FA|WI)|(?P<month>\d{2})(?:-(?P<day>\d{2}))?))?(?:T.*)?"
)


def shift(day: date, unit: str, count: float) -> date | None:
    """Return the day `count` units later (earlier if negative), or None outside the years 1 to 9999.

    >>> shift(date(2025, 3, 31), "month", -1)
    datetime.date(2025, 2, 28)
    """
    try:
        if unit in _MONTHS_OF:
            return _add_months(day, round(count * _MONTHS_OF[unit]))
        return day + timedelta(days=count * _DAYS_OF.get(unit, 0))
    except (ValueError, OverflowError):
        return None


def _add_months(day: date, count: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + count, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last))


def name_of(day: date, unit: str) -> str:
    """Return the TIMEX3 value of the period of that unit which holds the day.

    >>> name_of(date(2025, 2, 4), "week"), name_of(date(2025, 2, 4), "quarter")
    ('2025-W06', '2025-Q1')
    """
    year, week, _ = day.isocalendar()
    names = {
        "week": f"{year:04d}-W{week:02d}",
        "fortnight": f"{year:04d}-W{week:02d}",
        "weekend": f"{year:04d}-W{week:02d}-WE",
        "month": day.isoformat()[:7],
        "quarter": f"{day.year:04d}-Q{(day.month + 2) // 3}",
        "year": day.isoformat()[:4],
        "decade": day.isoformat()[:3],
        "century": day.isoformat()[:2],
    }
    return names.get(unit, day.isoformat())


def unknown_name(unit: str) -> str:
    """Return the TIMEX3 value of a period of that unit nobody knows, X for each unknown digit."""
    names = {
        "week": "XXXX-WXX",
        "fortnight": "XXXX-WXX",
        "weekend": "XXXX-WXX-WE",
        "month": "XXXX-XX",
        "quarter": "XXXX-QX",
        "year": "XXXX",
        "decade": "XXX",
        "century": "XX",
    }
    return names.get(unit, "XXXX-XX-XX")


def bounds(value: str, mod: str = "") -> Days | None:
    """Return the first and last day a value can mean, or None when it names no known period.

    START, MID and END keep the first, second and last third.

    >>> bounds("2024-09", "MID")
    (datetime.date(2024, 9, 11), datetime.date(2024, 9, 20))
    """
    match = _VALUE.fullmatch(value)
    if match is None:
        return None
    try:
        whole = _period(match)
    except (ValueError, OverflowError):
        return None
    return _third(whole, mod)


def _period(match: re.Match[str]) -> Days:
    digits = match["year"]
    width = 10 ** (4 - len(digits))
    year = int(digits) * width
    if match["week"]:
        monday = date.fromisocalendar(year, int(match["week"]), 1)
        return monday + timedelta(days=5 if match["weekend"] else 0), monday + timedelta(days=6)
    if match["day"]:
        day = date(year, int(match["month"]), int(match["day"]))
        return day, day
    first, last = _months(match)
    end = _add_months(date(year + width - 1, 1, 1), last)
    return _add_months(date(year, 1, 1), first - 1), end - timedelta(days=1)


def _months(match: re.Match[str]) -> tuple[int, int]:
    if match["month"]:
        return int(match["month"]), int(match["month"])
    if match["quarter"]:
        return 3 * int(match["quarter"]) - 2, 3 * int(match["quarter"])
    if match["half"]:
        return 6 * int(match["half"]) - 5, 6 * int(match["half"])
    return _SEASONS[match["season"]] if match["season"] else (1, 12)


def _third(whole: Days, mod: str) -> Days:
    first, last = whole
    days = (last - first).days + 1
    if mod == "START":
        return first, first + timedelta(days=max(days // 3, 1) - 1)
    if mod == "MID" and days >= 3:
        return first + timedelta(days=days // 3), first + timedelta(days=2 * days // 3 - 1)
    if mod == "END":
        return last - timedelta(days=max(days - 2 * (days // 3), 1) - 1), last
    return whole


def precision(days: Days) -> int:
    """Return UCDP's date precision of an interval: 1 a day, 2 two to six days, 3 a week, 4 a month, 5 longer.

    >>> precision((date(2025, 2, 1), date(2025, 2, 28)))
    4
    """
    width = (days[1] - days[0]).days + 1
    return next((code for code, most in ((1, 1), (2, 6), (3, 8), (4, 31)) if width <= most), 5)
