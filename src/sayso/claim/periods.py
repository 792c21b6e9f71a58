"""Periods that name themselves: quarters, halves, seasons, decades, centuries, feasts, the end of a year."""

import re
from datetime import date

from sayso.claim.calendar import bounds
from sayso.claim.dates import MOD, OF_YEAR, YEAR, nearest_year, year_of
from sayso.claim.meaning import VOCABULARY, Context, Meaning, Rule, dated, modifier, pattern
from sayso.claim.numbers import either, plain

_SEASONS: dict[str, str] = VOCABULARY["seasons"]
_ORDINALS = {
    "first": 1,
    "second": 2,
    "third": 3,
    "fourth": 4,
    "1st": 1,
    "2nd": 2,
    "3rd": 3,
    "4th": 4,
}
_TENS = {
    "twenties": 2,
    "thirties": 3,
    "forties": 4,
    "fifties": 5,
    "sixties": 6,
    "seventies": 7,
    "eighties": 8,
    "nineties": 9,
}


def _decade(match: re.Match[str], _: Context) -> Meaning:
    if match["decade"]:
        return dated(match["decade"], modifier(match))
    tens = int(match["tens"]) if match["tens"] else _TENS[match["word"].lower()]
    return dated(f"{'19' if tens > 2 else '20'}{tens}", modifier(match))


def _century(match: re.Match[str], _: Context) -> Meaning | None:
    number = int(match["number"])
    return dated(f"{number - 1:02d}", modifier(match)) if 1 <= number <= 21 else None


def _quarter(match: re.Match[str], context: Context) -> Meaning | None:
    """Return a quarter: of the year named, else the latest one begun by publication."""
    number = _ORDINALS[(match["ordinal"] or "").lower()] if match["ordinal"] else int(match["q"])
    year = year_of(match, context)
    if not year:
        today = context.today("quarter")
        current = 0 if today is None else (today.month + 2) // 3
        year = f"{today.year - (number > current):04d}" if today else "XXXX"
    return dated(f"{year}-Q{number}", modifier(match))


def _half(match: re.Match[str], context: Context) -> Meaning | None:
    today = context.today("year")
    year = year_of(match, context) or (f"{today.year:04d}" if today else "XXXX")
    return dated(f"{year}-H{2 if match['which'].lower() in ('second', 'last', 'latter') else 1}")


def _season(match: re.Match[str], context: Context) -> Meaning | None:
    code = _SEASONS[match["season"].lower()]
    year = year_of(match, context)
    if not year and not match["rel"] and not match["mod"]:
        return None
    today = context.today("month")
    if not year and today is None:
        return dated(f"XXXX-{code}", modifier(match))
    year = year or _season_year(code, match["rel"] or "the", today, context)
    return dated(f"{year}-{code}", modifier(match))


def _season_year(code: str, relative: str, today: date | None, context: Context) -> str:
    """Return the year of the season last begun, or of the next one for "next" and the future tense."""
    if today is None:
        return "XXXX"
    word = plain(relative)
    if word == "this":
        return f"{today.year:04d}"
    starts = [(y, bounds(f"{y:04d}-{code}")) for y in range(max(today.year - 2, 1), today.year + 2)]
    if word in ("next", "this coming") or (word != "last" and context.ahead):
        later = (f"{year:04d}" for year, days in starts if days and days[1] >= today)
        return next(later, "XXXX")
    edge = 1 if word == "last" else 0
    past = [f"{year:04d}" for year, days in starts if days and days[edge] <= today]
    return past[-1] if past else "XXXX"


def _feast(match: re.Match[str], context: Context) -> Meaning:
    month_day = VOCABULARY["feasts"][plain(match["feast"]).replace("’", "'")]
    month, day = (int(part) for part in month_day.split("-"))
    return dated(f"{year_of(match, context) or nearest_year(month, day, context)}-{month_day}")


def _year_end(_: re.Match[str], context: Context) -> Meaning:
    today = context.today("year")
    return dated(f"{today.year:04d}" if today else "XXXX", "END")


RULES = (
    Rule(
        pattern(
            rf"(?:\bthe\s+)?{MOD}(?:(?<![\w.,])(?P<decade>(?:1[5-9]|20)\d)0'?s|['’](?P<tens>\d)0s|\b(?P<word>{either(_TENS)}))\b"
        ),
        _decade,
    ),
    Rule(pattern(rf"(?:\bthe\s+)?{MOD}\b(?P<number>\d\d?)(?:st|nd|rd|th)[\s-]century\b"), _century),
    Rule(
        pattern(
            rf"(?:\b(?:(?P<relyear>last|this|next)\s+year['’]s|the)\s+(?!\w+-q))?{MOD}(?:fiscal[\s-])?\b(?:(?P<ordinal>{either(_ORDINALS)})[\s-]quarter|Q(?P<q>[1-4]))\b(?:(?:,?\s+|\s+of\s+){YEAR})?"
        ),
        _quarter,
    ),
    Rule(
        pattern(
            rf"\bthe\s+(?P<year>(?:19|20)\d\d)\s+(?P<mod>)(?P<ordinal>{either(_ORDINALS)})[\s-](?P<q>)quarter\b"
        ),
        _quarter,
    ),
    Rule(
        pattern(
            rf"(?:\bthe\s+)?\b(?P<which>first|second|last|latter)\s+half\s+of\s+(?:the\s+year\b|{YEAR}|(?P<relyear>last|this|next)\s+year\b)"
        ),
        _half,
    ),
    Rule(
        pattern(
            rf"{MOD}(?:\b(?P<rel>last|this\s+past|this\s+coming|this|next|the)\s+)?(?:(?:early|late)\s+)?\b(?P<season>{either(_SEASONS)})\b{OF_YEAR}"
        ),
        _season,
    ),
    Rule(
        pattern(
            rf"\b(?P<feast>{either([*VOCABULARY['feasts'], *(f.replace(chr(39), '’') for f in VOCABULARY['feasts'] if chr(39) in f)])})\b{OF_YEAR}"
        ),
        _feast,
    ),
    Rule(pattern(r"\b(?:the\s+)?year[-\s]end\b|\b(?:the\s+)?year['’]s\s+end\b"), _year_end),
)
