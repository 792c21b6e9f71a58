"""Times of day: clock times and the parts of a day, which join the day named beside them."""

import re

from sayso.claim.calendar import name_of, shift
from sayso.claim.dates import MOD
from sayso.claim.meaning import VOCABULARY, Context, Meaning, Rule, dated, modifier, pattern
from sayso.claim.numbers import either, plain
from sayso.model import TimeType

_PARTS: dict[str, str] = VOCABULARY["parts"]
_ZONES = either(VOCABULARY["zones"]["names"])
_ABOUT = r"(?:\b(?:about|around|at\s+about|at\s+around)\s+)?"


def _part(match: re.Match[str], context: Context) -> Meaning:
    """Return a part of a day: of publication day ("this morning"), or one waiting for its day."""
    code = _PARTS[re.sub(r"^mid[-\s]", "mid", plain(match["part"]))]
    clock = code if code.startswith("T") else f"T{code}"
    today = context.today("day")
    word = plain(match["rel"])
    day = shift(today, "day", -1) if today and word == "last" else today
    name = name_of(day, "day") if day else "XXXX-XX-XX"
    value = f"{name}{clock}"
    meaning = dated(value, type_=TimeType.TIME)
    fixed = word in ("this", "last") or code.startswith("T")
    return Meaning(
        meaning.type, meaning.value, modifier(match), meaning.first, meaning.last, weak=not fixed
    )


def _tonight(_: re.Match[str], context: Context) -> Meaning:
    today = context.today("day")
    day = name_of(today, "day") if today else "XXXX-XX-XX"
    return dated(f"{day}TNI", type_=TimeType.TIME)


def _clock(match: re.Match[str], context: Context) -> Meaning | None:
    hour, minute = int(match["hour"]), match["minute"] or "00"
    half = (match["half"] or "").lower()[:1]
    if half and not 1 <= hour <= 12:
        return None
    if half:
        hour = hour % 12 + (12 if half == "p" else 0)
    today = context.today("day")
    day = name_of(today, "day") if today else "XXXX-XX-XX"
    return dated(f"{day}T{hour:02d}:{minute}", type_=TimeType.TIME)


RULES = (
    Rule(
        pattern(
            rf"{MOD}(?:\b(?P<rel>this|last|the)\s+)?\b(?P<part>mid[-\s]?(?:morning|afternoon)|{either(_PARTS)})\b"
        ),
        _part,
    ),
    Rule(pattern(r"\b(?:tonight|overnight)\b"), _tonight),
    Rule(
        pattern(
            rf"{_ABOUT}(?<![\w:.$,])(?P<hour>\d\d?)(?:[:.](?P<minute>[0-5]\d))?\s?(?P<half>a\.?\s?m\b|p\.?\s?m\b)\.?(?:\s+{_ZONES}\b)?(?:\s+\(\d{{4}}\s+GMT\))?"
        ),
        _clock,
    ),
    Rule(
        pattern(
            r"(?<![\w:.$,])(?P<hour>[01]\d|2[0-3])(?P<half>)(?P<minute>[0-5]\d)\s(?:GMT|UTC|hours)\b"
        ),
        _clock,
    ),
    Rule(
        pattern(
            rf"{_ABOUT}(?<![\w:.$,])(?P<hour>[01]?\d|2[0-3]):(?P<minute>[0-5]\d)(?P<half>)(?![\d:.]\d|:)(?:\s?(?:{_ZONES}|hours)\b)?"
        ),
        _clock,
    ),
)
