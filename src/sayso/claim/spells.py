"""Durations ("two weeks", "the past 24 hours") and repeated times ("every day", "weekly")."""

import re
from datetime import date

from sayso.claim.calendar import shift
from sayso.claim.meaning import VOCABULARY, Context, Meaning, Rule, pattern
from sayso.claim.numbers import DIGITS, WORDS, either, plain, value_of
from sayso.model import TimeType

UNITS: dict[str, str] = VOCABULARY["units"]
_CODES: dict[str, list[str]] = VOCABULARY["durations"]
_HALVES: dict[str, str] = VOCABULARY["halves"]
VAGUE: dict[str, list[int]] = VOCABULARY["vague"]
_APPROXIMATE: dict[str, str] = VOCABULARY["approximations"]
_FREQUENCIES: dict[str, str] = VOCABULARY["frequencies"]
_WEEKDAYS: dict[str, int] = VOCABULARY["weekdays"]

UNIT = rf"(?P<unit>{either(UNITS)})\b"
_BETWEEN = rf"(?:\s+|-)(?:{either(VOCABULARY['between']['words'])}\s+)?"
AMOUNT = (
    rf"(?:\b(?P<vague>{either(VAGUE)})|(?P<number>(?<![\w$€£.,-])(?:{DIGITS}(?:(?:\s|-)1/2|\s?½)?|½)|{WORDS}(?:\s+and\s+a\s+half\b)?|\b(?:half\s+)?an?\b)"
    rf"(?:\s?(?:-|–|\bto|\bor)\s?(?P<upper>{DIGITS}\b|{WORDS}))?)"
)
APPROX = rf"(?:\b(?P<approx>{either(_APPROXIMATE)})\s+)?"
_NOT_AGE = r"(?![-\s]old\b|s?[-\s]of[-\s]age)"


def amount(match: re.Match[str]) -> tuple[float, float]:
    """Return the least and the most that the groups `vague` or `number` of a match count."""
    if match["vague"]:
        low, high = VAGUE[plain(match["vague"])]
        return low, high
    words = match["number"].lower().split()
    if words[0] == "half":
        return 0.5, 0.5
    count = value_of(match["number"])
    return count, max(count, value_of(match["upper"]) if match["upper"] else count)


def duration_value(count: float, unit: str) -> str:
    """Return the TIMEX3 value of a number of units; a half is given in the next smaller unit.

    >>> duration_value(2.5, "year"), duration_value(3, "decade"), duration_value(24, "hour")
    ('P2Y6M', 'P30Y', 'PT24H')
    """
    prefix, letter, each = _CODES[unit]
    whole = int(count)
    if count != whole and unit in _HALVES and count - whole == 0.5:
        half = _HALVES[unit]
        return half if not whole else f"{prefix}{whole * int(each)}{letter}" + half.lstrip("PT")
    total = count * int(each)
    return f"{prefix}{int(total) if total == int(total) else total:g}{letter}"


def vague_value(unit: str) -> str:
    """Return the TIMEX3 value of an unknown number of units ("weeks" is PXW)."""
    prefix, letter, _ = _CODES[unit]
    return f"{prefix}X{letter}"


def _spell(match: re.Match[str], _: Context) -> Meaning | None:
    unit = UNITS[match["unit"].lower()]
    if _is_no_time(match, unit):
        return None
    mod = _APPROXIMATE.get(plain(match["approx"]), "")
    if match["vague"]:
        known = "couple" in match["vague"].lower()
        value = duration_value(2, unit) if known else vague_value(unit)
        return Meaning(TimeType.DURATION, value, mod)
    count, _high = amount(match)
    if match.groupdict().get("half"):
        count += 0.5
    return Meaning(TimeType.DURATION, duration_value(count, unit), mod) if count else None


def _is_no_time(match: re.Match[str], unit: str) -> bool:
    """Return True for the ordinal "a second", the fraction "a quarter of" and "the 1988 quarter"."""
    if unit == "second" and (match["number"] or "").lower() == "a":
        return True
    if unit == "quarter" and re.match(r"\s+of\b", match.string[match.end() :]):
        return True
    digits = match["number"] or ""
    return unit == "quarter" and digits.isdigit() and len(digits) == 4


def _window(match: re.Match[str], context: Context) -> Meaning | None:
    """Return a duration that ends or begins at publication, bounded by it ("the past 24 hours")."""
    if match["number"] or match["vague"]:
        low, high = amount(match)
    else:
        low = high = 1
    unit = UNITS[match["unit"].lower()]
    value = (
        duration_value(low, unit)
        if low == high or "couple" in (match["vague"] or "")
        else vague_value(unit)
    )
    today = context.today("day")
    back = match["side"].lower() in ("past", "last", "previous", "preceding")
    days: tuple[date | None, date | None] = (None, None)
    if today:
        hours = {"hour": 1 / 24, "minute": 1 / 1440, "second": 1 / 86400}.get(unit)
        span = max(1, round(high * hours)) if hours else high
        other = shift(today, "day" if hours or unit == "night" else unit, -span if back else span)
        days = (other, today) if back else (today, other)
    return Meaning(TimeType.DURATION, value, "", *days)


def _bare(match: re.Match[str], _: Context) -> Meaning:
    return Meaning(TimeType.DURATION, vague_value(UNITS[match["unit"].lower()]))


def _every(match: re.Match[str], _: Context) -> Meaning | None:
    if match["weekday"]:
        return Meaning(TimeType.SET, f"XXXX-WXX-{_WEEKDAYS[match['weekday'].lower()]}")
    unit = UNITS[match["unit"].lower()]
    count = value_of(match["count"]) if match["count"] else 1
    return Meaning(TimeType.SET, duration_value(count, unit))


def _weekdays(match: re.Match[str], _: Context) -> Meaning | None:
    if not match["weekday"][0].isupper():
        return None
    return Meaning(TimeType.SET, f"XXXX-WXX-{_WEEKDAYS[match['weekday'].lower()]}")


def _rate(match: re.Match[str], _: Context) -> Meaning:
    return Meaning(TimeType.SET, duration_value(1, UNITS[match["unit"].lower()]))


def _frequency(match: re.Match[str], _: Context) -> Meaning:
    return Meaning(TimeType.SET, _FREQUENCIES[match.group().lower()])


_PLURALS = [
    word
    for word, unit in UNITS.items()
    if word != unit and unit not in ("second", "weekend", "night", "minute", "quarter")
]
RULES = (
    Rule(
        pattern(rf"{APPROX}{AMOUNT}{_BETWEEN}{UNIT}(?P<half>\s+and\s+a\s+half\b)?{_NOT_AGE}"),
        _spell,
    ),
    Rule(
        pattern(
            rf"{APPROX}\b(?:the\s+|these\s+|those\s+)(?:first\s+|other\s+|final\s+|latest\s+|entire\s+)?{AMOUNT}\s+{UNIT}{_NOT_AGE}"
        ),
        _spell,
    ),
    Rule(
        pattern(
            rf"(?:\bthe\s+|\bthese\s+)?\b(?P<side>past|last|previous|preceding|next|coming)\s+(?:{AMOUNT}\s+)(?:more\s+)?{UNIT}"
        ),
        _window,
    ),
    Rule(pattern(rf"\bthe\s+(?P<side>past)(?P<vague>)(?P<number>)\s+{UNIT}"), _window),
    Rule(
        pattern(rf"\b(?P<unit>{either(_PLURALS)})\b(?![-\s](?:old|ago|earlier|later|before)\b)"),
        _bare,
    ),
    Rule(
        pattern(
            rf"\b(?:every|each)\s+(?:(?P<count>{WORDS}|\d+)\s+)?(?:{UNIT}|(?P<weekday>{either(_WEEKDAYS)})\b)"
        ),
        _every,
    ),
    Rule(pattern(rf"\b(?P<weekday>{either(_WEEKDAYS)})s\b"), _weekdays),
    Rule(pattern(r"\bper\s+(?P<unit>day|week|month|year)\b"), _rate),
    Rule(pattern(rf"\b{either(_FREQUENCIES)}\b"), _frequency),
)
