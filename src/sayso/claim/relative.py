"""Times told from the day of publication or from the date last named: "yesterday", "last week", "two days later"."""

import re
from datetime import date

from sayso.claim.calendar import bounds, name_of, shift, unknown_name
from sayso.claim.dates import MOD
from sayso.claim.meaning import VOCABULARY, Context, Meaning, Rule, dated, modifier, pattern
from sayso.claim.numbers import either, plain
from sayso.claim.spells import AMOUNT, APPROX, UNIT, UNITS, amount
from sayso.model import TimeType

_WEEKDAYS: dict[str, int] = VOCABULARY["weekdays"]
_RELATIVES: dict[str, int] = VOCABULARY["relatives"]
_ANAPHORS: dict[str, int] = VOCABULARY["anaphors"]
_REFERENCES: dict[str, str] = VOCABULARY["references"]
_DAYS_AWAY = {
    "today": 0,
    "yesterday": -1,
    "tomorrow": 1,
    "the day before yesterday": -2,
    "the night before last": -2,
    "the day after tomorrow": 2,
}
SOME = (2, 10)
_PERIODS = "week|weekend|month|quarter|year|decade|century"
_REL = either(_RELATIVES)
_ANA = either(_ANAPHORS)
_PARTS_OF_DAY = "morning|afternoon|evening|night"
_BACK = ("before", "preceding", "previous")


def _on(day: date | None, unit: str, mod: str = "") -> Meaning:
    return dated(name_of(day, unit) if day else unknown_name(unit), mod)


def _near_day(match: re.Match[str], context: Context) -> Meaning:
    today = context.today("day")
    away = _DAYS_AWAY[plain(match["word"])]
    return _on(today and shift(today, "day", away), "day", modifier(match))


def _weekday(match: re.Match[str], context: Context) -> Meaning | None:
    """Return the nearest such weekday before publication, or after it where the words point ahead."""
    if not match["weekday"][0].isupper():
        return None
    number, today = _WEEKDAYS[match["weekday"].lower()], context.today("day")
    if today is None:
        return Meaning(TimeType.DATE, f"XXXX-WXX-{number}", modifier(match))
    word, back = plain(match["rel"]), (today.isoweekday() - number) % 7
    away = -back
    if word in ("last", "the previous"):
        away = -(back or 7)
    elif word in ("next", "the following"):
        away = 7 - back
    elif word == "this":
        away = number - today.isoweekday()
    elif word == "this coming" or (not word and context.ahead):
        away = (7 - back) % 7
    return _on(shift(today, "day", away), "day", modifier(match))


def _period(match: re.Match[str], context: Context) -> Meaning:
    unit, step = match["unit"].lower(), _RELATIVES[plain(match["rel"])]
    today = context.today(unit)
    mod = modifier(match)
    meaning = _on(today and shift(today, unit, step), unit, mod)
    word = plain(match["mod"])
    if word in ("earlier", "later") and step == 0 and today and meaning.first and meaning.last:
        days = (meaning.first, today) if word == "earlier" else (today, meaning.last)
        return Meaning(meaning.type, meaning.value, "", *days)
    return meaning


def _this(match: re.Match[str], context: Context) -> Meaning:
    """Return the current period: "the week", "the weekend", "the quarter"."""
    unit = match["unit"].lower()
    if unit == "quarter" and (quarter := _latest_quarter(context)):
        return dated(name_of(quarter, "quarter"), modifier(match))
    today = context.today(unit)
    if unit == "weekend" and today and not context.ahead and today.isoweekday() < 6:
        today = shift(today, "week", -1)
    if unit == "quarter" and today:
        today = shift(today, "quarter", -1)
    return _on(today, unit, modifier(match))


def _ago(match: re.Match[str], context: Context) -> Meaning:
    """Return the period so many units before publication; a vague number gives PAST_REF with bounds."""
    unit, (low, high) = UNITS[match["unit"].lower()], amount(match)
    back = plain(match["way"]) in ("ago", "back")
    sign = -1 if back else 1
    coarse = unit if unit not in ("hour", "minute", "second", "night") else "day"
    today = context.today(coarse)
    if low != high:
        ends = sorted(d for n in (low, high) if today and (d := shift(today, coarse, sign * n)))
        if "couple" not in plain(match["vague"]):
            value = "PAST_REF" if back else "FUTURE_REF"
            return Meaning(TimeType.DATE, value, "", *(ends if len(ends) == 2 else (None, None)))
        meaning = _named_away(low, unit, sign, context)
        return Meaning(
            meaning.type, meaning.value, "APPROX", *(ends if len(ends) == 2 else (None, None))
        )
    mod = VOCABULARY["approximations"].get(plain(match["approx"]), "")
    meaning = _named_away(low, unit, sign, context)
    return Meaning(meaning.type, meaning.value, mod, meaning.first, meaning.last)


def _long_ago(match: re.Match[str], context: Context) -> Meaning:
    """Return "weeks ago": some of the units, told only as bounds."""
    unit = UNITS[match["unit"].lower()]
    today = context.today(unit)
    first, last = (shift(today, unit, -count) if today else None for count in (SOME[1], SOME[0]))
    return Meaning(TimeType.DATE, "PAST_REF", "", first, last)


def _named_away(count: float, unit: str, sign: int, context: Context) -> Meaning:
    small = unit in ("hour", "minute", "second")
    unit = "day" if unit == "night" else unit
    if unit == "year" and count == 1 and (quarter := _latest_quarter(context)):
        return _on(shift(quarter, "year", sign), "quarter")
    if unit == "decade":
        return _on(_away(context.today("year"), "decade", sign * count), "year")
    return _on(
        _away(context.today(unit), "day" if small else unit, 0 if small else sign * count),
        "day" if small else unit,
    )


def _away(today: date | None, unit: str, count: float) -> date | None:
    return shift(today, unit, count) if today else None


def _from_named(match: re.Match[str], context: Context) -> Meaning:
    """Return the period so many units before or after the date last named."""
    unit, (low, high) = UNITS[match["unit"].lower()], amount(match)
    sign = -1 if plain(match["way"]) in ("earlier", "previously") else 1
    days = bounds(_named(context))
    if low != high or days is None or unit in ("hour", "minute", "second"):
        return Meaning(TimeType.DATE, unknown_name(unit if days else "day"))
    quarter = _latest_quarter(context)
    start = quarter if quarter and unit == "year" else days[0]
    return _on(shift(start, unit, sign * low), "quarter" if quarter else unit)


def _named(context: Context) -> str:
    """Return the date last named; where none was, a report tells from the day it appears."""
    today = context.today("day")
    return context.named or (today.isoformat() if today else "")


def _latest_quarter(context: Context) -> date | None:
    """Return the first day of the quarter under discussion: the latest of the number last named."""
    today = context.today("quarter")
    if "-Q" not in context.named or today is None:
        return None
    month = 3 * int(context.named[-1]) - 2
    return date(today.year - (month > today.month), month, 1)


def _anaphor(match: re.Match[str], context: Context) -> Meaning:
    """Return "the next day", "that month", "the same year": told from the date last named."""
    unit = match["unit"].lower()
    named = bounds(_named(context))
    step = _ANAPHORS[plain(match["rel"])]
    day = named[0] if named else None
    return _on(day and shift(day, unit, step), unit)


def _beside_named(match: re.Match[str], context: Context) -> Meaning:
    """Return "the day before", "the following night": one unit from the date last named."""
    named, unit = bounds(_named(context)), match["unit"].lower()
    unit = unit if unit in ("week", "month", "year") else "day"
    return _on(named and shift(named[0], unit, -1 if plain(match["way"]) in _BACK else 1), unit)


def _year_before(_: re.Match[str], context: Context) -> Meaning:
    if quarter := _latest_quarter(context):
        return _on(shift(quarter, "year", -1), "quarter")
    today = context.today("year")
    return _on(today and shift(today, "year", -1), "year")


def _reference(match: re.Match[str], context: Context) -> Meaning:
    value = _REFERENCES[plain(match.group())]
    today = context.today("day")
    first = today if value != "PAST_REF" else None
    last = today if value != "FUTURE_REF" else None
    return Meaning(TimeType.DATE, value, "", first, last)


def _recent(match: re.Match[str], context: Context) -> Meaning:
    today = context.today("day")
    past = plain(match["side"]) == "recent"
    return Meaning(
        TimeType.DATE,
        "PAST_REF" if past else "FUTURE_REF",
        "",
        None if past else today,
        today if past else None,
    )


RULES = (
    Rule(pattern(rf"{MOD}\b(?P<word>{either(_DAYS_AWAY)})\b"), _near_day),
    Rule(
        pattern(
            rf"{MOD}(?:\b(?P<rel>last|next|this\s+coming|this\s+past|this|the\s+previous|the\s+following)\s+)?\b(?P<weekday>{either(_WEEKDAYS)})\b"
        ),
        _weekday,
    ),
    Rule(
        pattern(
            rf"\bthe\s+(?P<unit>day|{_PARTS_OF_DAY}|week|month|year)\s+(?P<way>before|after)"
            r"(?=\s*(?:[^\w\s’'-]|$|(?:and|at|but|by|in|near|with)\b))"
        ),
        _beside_named,
    ),
    Rule(
        pattern(
            rf"\bthe\s+(?P<way>following|next|preceding|previous)\s+(?P<unit>{_PARTS_OF_DAY})\b"
        ),
        _beside_named,
    ),
    Rule(pattern(rf"{MOD}\b(?P<rel>{_REL})\s+(?:fiscal\s+)?(?P<unit>{_PERIODS})\b"), _period),
    Rule(
        pattern(
            rf"{MOD}\bthe\s+(?:latest\s+|current\s+|full\s+)?(?:fiscal\s+)?(?P<unit>week|weekend|month|quarter|year)\b(?!-)"
        ),
        _this,
    ),
    Rule(
        pattern(
            rf"{APPROX}{AMOUNT}(?:\s+|-){UNIT}(?:\s+or\s+so)?\s+(?P<way>ago|back(?=[\s.,;:!?”\"’'–—-]*(?:$|\n|[.,;:!?”\"])|\s+(?:and|but|when)\b)|from\s+now|hence)\b"
        ),
        _ago,
    ),
    Rule(pattern(r"\b(?P<unit>days|weeks|months|years|decades)\s+ago\b"), _long_ago),
    Rule(
        pattern(rf"{APPROX}{AMOUNT}(?:\s+|-){UNIT}\s+(?P<way>earlier|later|previously)\b"),
        _from_named,
    ),
    Rule(pattern(rf"\b(?P<rel>{_ANA})\s+(?P<unit>day|week|month|year)\b"), _anaphor),
    Rule(pattern(r"(?:\bthe\s+)?\byear-(?:ago|earlier)\b(?:\s+(?:quarter|period))?"), _year_before),
    Rule(pattern(rf"\b{either(_REFERENCES)}\b"), _reference),
    Rule(
        pattern(
            r"\b(?:the\s+)?(?P<side>recent|coming)\s+(?:days|weeks|months|quarters|years|decades)\b"
        ),
        _recent,
    ),
)
