"""Dates that name their day, month or year, in every usual order."""

import re
from datetime import date

from sayso.claim.calendar import bounds
from sayso.claim.meaning import VOCABULARY, Context, Meaning, Rule, dated, modifier, pattern
from sayso.claim.numbers import either, plain, value_of_words
from sayso.model import Tense, TimeType

_MONTHS: dict[str, int] = VOCABULARY["months"]
RELATIVE = {"last": -1, "this": 0, "next": 1, "coming": 1, "this past": -1, "this coming": 1}
MOD = rf"(?:(?P<mod>\b{either(VOCABULARY['mods'])})(?:\s+(?:in\s+)?|(?<=-)|-))?"
_WEEKDAY = (
    rf"(?:\b{either([*VOCABULARY['weekdays'], *VOCABULARY['short_weekdays']])}\.?,?\s+(?:the\s+)?)?"
)
_LONG = either([m for m in _MONTHS if len(m) > 4 or m in ("june", "july", "may")])
_MONTH = rf"\b(?P<month>{_LONG}\b|{either(_MONTHS)}\b\.?)"
_DAY = r"(?P<day>3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?(?!\d|:\d|\s?%)"
_DAY2 = r"(?P<day2>3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?(?!\d|:\d|\s?%)"
_TO = r"(?:\s*[-–—]\s*|\s+(?:to|and|through|until)\s+)"
YEAR = r"(?P<year>(?:1[4-9]|20)\d\d)(?!\d)"
OF_YEAR = rf"(?:(?:,?\s+|\s+of\s+|/|-)(?:{YEAR}|(?P<relyear>last|this|next)\s+year\b))?"
_BESIDE = r"(?<![\w$€£.,/-])"
_ORDINAL_DAYS: dict[str, int] = VOCABULARY["ordinal_days"]
_SPOKEN_DAY = either(_ORDINAL_DAYS)
# "On the second" may be any second thing; "on the twenty-second" is a day.
_LATE_DAY = either([word for word, day in _ORDINAL_DAYS.items() if day > 10])
MONTHS_AWAY = 4
_SPOKEN = r"nineteen\s+(?P<tens>twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:[- ](?P<ones>one|two|three|four|five|six|seven|eight|nine))?"
_COUNTED = re.compile(rf"\s+(?:[a-z]+ )?{either(VOCABULARY['not_year']['after'])}\b", re.IGNORECASE)
_IN = re.compile(r"\b(?:in|since|during|of)\s+$", re.IGNORECASE)
_COUNTING = re.compile(rf"\b{either(VOCABULARY['not_year']['before'])}\s+$", re.IGNORECASE)
_RANGE_BEFORE = re.compile(r"(?<![\d,.])(\d[\d,]{0,9})\s?(?:-|–|to|and)\s?$")
_RANGE_AFTER = re.compile(r"\s?(?:-|–|to)\s?(\d{3,6})(?!\d)")


def year_of(match: re.Match[str], context: Context) -> str:
    """Return the year a match names, absolute or relative; '' for none, X for one unknown."""
    groups = match.groupdict()
    if groups.get("year"):
        return str(groups["year"])
    if groups.get("relyear"):
        today = context.today("year")
        return f"{today.year + RELATIVE[groups['relyear'].lower()]}" if today else "XXXX"
    return ""


def _named_day(match: re.Match[str], context: Context) -> Meaning | None:
    """Return a day of a named month, or the days from one to another as an EDTF interval."""
    if not match["month"][0].isupper():
        return None
    month, day = _MONTHS[match["month"].lower().rstrip(".")], int(match["day"])
    year = year_of(match, context) or nearest_year(month, day, context)
    value = f"{year}-{month:02d}-{day:02d}"
    second = match.groupdict().get("day2")
    if year.isdigit() and bounds(value) is None:
        return None
    if not second:
        return dated(value)
    end = f"{year}-{month:02d}-{int(second):02d}"
    first, last = bounds(value), bounds(end)
    if int(second) <= day or (year.isdigit() and last is None):
        return None
    limits = (first[0], last[1]) if first and last else (None, None)
    return Meaning(TimeType.DATE, f"{value}/{end}", "", *limits)


def nearest_year(month: int, day: int, context: Context) -> str:
    """Return the year that brings a day of the year nearest to publication, ahead if the verb says so."""
    today = context.today("day")
    if today is None:
        return "XXXX"
    years = [
        y for y in range(today.year - 1, today.year + 2) if bounds(f"{y:04d}-{month:02d}-{day:02d}")
    ]
    days = [date(y, month, day) for y in years]
    if context.ahead:
        days = [d for d in days if d >= today] or days
    if not days:
        return "XXXX"
    return f"{min(days, key=lambda d: _distance(d, today, context.tense)).year:04d}"


def _distance(day: date, today: date, tense: Tense) -> int:
    """Return how far a day lies from today; in the past tense a future day counts as twice as far."""
    days = (day - today).days
    return 2 * days if days > 0 and tense is Tense.NON_FUTURE else abs(days)


def _named_month(match: re.Match[str], context: Context) -> Meaning | None:
    word = match["month"]
    short = len(word) <= 4 and not word.endswith(".") and word.lower() not in ("june", "july")
    if not word[0].isupper() or (short and not _month_beside(match)):
        return None
    month = _MONTHS[word.lower().rstrip(".")]
    year = year_of(match, context) or _year_of_month(month, match["rel"], context)
    return dated(f"{year}-{month:02d}", modifier(match))


def _month_beside(match: re.Match[str]) -> bool:
    """Return True when words beside it show that "May" is the month."""
    if match["rel"] or match["mod"] or match["year"] or match["relyear"]:
        return True
    before = match.string[max(0, match.start() - 12) : match.start()].lower().split()
    return bool(before) and before[-1] in VOCABULARY["month_company"]["before"]


def _year_of_month(month: int, relative: str | None, context: Context) -> str:
    today = context.today("month")
    if today is None:
        return "XXXX"
    step = RELATIVE[plain(relative)] if relative else None
    if step == 0:
        return f"{today.year:04d}"
    if step is None and context.tense is Tense.UNKNOWN:
        away = (month - today.month + 5) % 12 - 5
        return f"{(today.year * 12 + today.month - 1 + away) // 12:04d}"
    if step == 1 or (step is None and context.ahead):
        return f"{today.year + (month < today.month + (step == 1)):04d}"
    return f"{today.year - (month > today.month - (step == -1)):04d}"


def _numeric(match: re.Match[str], _: Context) -> Meaning | None:
    """Return a date in digits; where day and month cannot be told apart, both readings bound it."""
    a, b, year = int(match["a"]), int(match["b"]), match["full"]
    year = year if len(year) == 4 else f"{'19' if int(year) > 50 else '20'}{year}"
    readings = [(m, d) for m, d in ((a, b), (b, a)) if bounds(f"{year}-{m:02d}-{d:02d}")]
    if not readings:
        return None
    days = sorted(date(int(year), m, d) for m, d in readings)
    if days[0] == days[-1]:
        return dated(days[0].isoformat())
    return Meaning(TimeType.DATE, f"{year}-XX-XX", "", days[0], days[-1])


def _iso(match: re.Match[str], _: Context) -> Meaning | None:
    if bounds(match["date"]) is None:
        return None
    if match["clock"]:
        return dated(f"{match['date']}T{match['clock']}", type_=TimeType.TIME)
    return dated(match["date"])


def _plain_year(match: re.Match[str], _: Context) -> Meaning | None:
    """Return the year, unless what stands beside it shows that four digits are a number."""
    before = match.string[max(0, match.start() - 20) : match.start()]
    after = match.string[match.end() : match.end() + 20]
    if (_COUNTED.match(after) and not _IN.search(before)) or _COUNTING.search(before):
        return None
    for beside in (_RANGE_BEFORE.search(before), _RANGE_AFTER.match(after)):
        if beside and not 1400 <= int(beside.group(1).replace(",", "")) < 2100:
            return None
    return dated(match["year"], modifier(match))


def _year_span(match: re.Match[str], _: Context) -> Meaning | None:
    """Return a season over two years ("2024-25") or the years from one to another as an EDTF interval."""
    first, last = int(match["year"]), int((match["year"][:2] + match["to"])[-4:])
    if last <= first or (len(match["to"]) == 2 and last != first + 1):
        return None
    return Meaning(TimeType.DATE, f"{first}/{last}", "", date(first, 1, 1), date(last, 12, 31))


def _era(match: re.Match[str], _: Context) -> Meaning:
    if match["year"]:
        return dated(match["year"].zfill(4))
    return Meaning(TimeType.DATE, f"BC{int(match['bc']):04d}")


def _spoken_year(match: re.Match[str], _: Context) -> Meaning:
    return dated(f"{1900 + int(value_of_words(match['tens'] + ' ' + (match['ones'] or 'zero')))}")


def _spoken_day(match: re.Match[str], context: Context) -> Meaning | None:
    """Return "the fourth of May" as a day of that month."""
    if not match["month"][0].isupper():
        return None
    month, day = _MONTHS[match["month"].lower().rstrip(".")], _ORDINAL_DAYS[match["word"].lower()]
    year = year_of(match, context) or nearest_year(month, day, context)
    value = f"{year}-{month:02d}-{day:02d}"
    return None if year.isdigit() and bounds(value) is None else dated(value)


def _day_of_month(match: re.Match[str], context: Context) -> Meaning | None:
    """Return "on the 25th": the last such day up to publication, or the next one where the verb points ahead."""
    word = match["word"]
    day = _ORDINAL_DAYS[word.lower()] if word else int(match["day"])
    today = context.today("day")
    if today is None:
        return Meaning(TimeType.DATE, f"XXXX-XX-{day:02d}")
    step = 1 if context.ahead else -1
    beyond = (day - today.day) * step < 0
    for months in range(beyond, MONTHS_AWAY):
        at = today.year * 12 + today.month - 1 + step * months
        value = f"{at // 12:04d}-{at % 12 + 1:02d}-{day:02d}"
        if bounds(value):
            return dated(value)
    return None


RULES = (
    Rule(
        pattern(
            rf"{_BESIDE}(?P<date>\d{{4}}-\d\d-\d\d)(?:[T ](?P<clock>\d\d:\d\d(?::\d\d)?)Z?)?(?![\w-])"
        ),
        _iso,
    ),
    Rule(
        pattern(
            rf"{_BESIDE}(?P<a>\d\d?)(?P<sep>[/.-])(?P<b>\d\d?)(?P=sep)(?P<full>\d{{4}}|\d\d)(?![\w/.-]*\d)"
        ),
        _numeric,
    ),
    Rule(
        pattern(
            rf"{_WEEKDAY}{_MONTH}\s*(?:the\s+)?{_DAY}(?:{_TO}{_DAY2}(?!,\d|\s+{either(_MONTHS)}\b))?{OF_YEAR}"
        ),
        _named_day,
    ),
    Rule(
        pattern(
            rf"{_WEEKDAY}{_BESIDE}(?:the\s+)?{_DAY}(?:{_TO}{_DAY2})?(?:\s+|\s+of\s+|-){_MONTH}{OF_YEAR}"
        ),
        _named_day,
    ),
    Rule(pattern(rf"\b(?:the\s+)?(?P<word>{_SPOKEN_DAY})\s+of\s+{_MONTH}{OF_YEAR}"), _spoken_day),
    Rule(
        pattern(
            rf"(?:(?<=\bon )|(?<=\bby )|(?<=\bsince )|(?<=\buntil )|(?<=\bbefore )|(?<=\bafter ))the\s+"
            rf"(?:(?P<day>3[01]|2\d|1\d|[1-9])(?:st|nd|rd|th)|(?P<word>{_LATE_DAY}))"
            r"(?:\s+of\s+(?:this|the)\s+month)?"
            r"(?=\s*(?:[.,;:!?)”\"’–—]|$)|\s+(?:and|at|but|he|I|it|she|they|to|we|when|while)\b)"
        ),
        _day_of_month,
    ),
    Rule(
        pattern(
            rf"{MOD}(?:(?P<rel>last|this|next|this\s+past|this\s+coming)\s+)?{_MONTH}(?!\s+\d\d?\b){OF_YEAR}"
        ),
        _named_month,
    ),
    Rule(
        pattern(
            rf"{_BESIDE}{MOD}(?:(?:the\s+)?fiscal\s+(?:year\s+)?|the\s+year\s+)?{YEAR}(?![\w%]|[.,/-]\d|-[a-z])"
        ),
        _plain_year,
    ),
    Rule(
        pattern(rf"{_BESIDE}(?P<year>(?:19|20)\d\d)[-–/](?P<to>(?:\d\d)?\d\d)(?![\w-])"),
        _year_span,
    ),
    Rule(pattern(r"\bA\.?D\.?\s+(?P<year>\d{3,4})\b|\b(?P<bc>\d{1,4})\s(?:B\.?C|BCE)\b"), _era),
    Rule(pattern(rf"\b{_SPOKEN}\b"), _spoken_year),
)
