"""How a number is bounded and whether it rises or falls, by the words beside it; two ends make a range."""

import re
from dataclasses import dataclass, replace

from sayso.claim.numbers import either, plain
from sayso.claim.numerals import Numeral
from sayso.model import Bound, Trend
from sayso.text import load_lexicon

WORDS = load_lexicon("sayso.claim", "quantities.toml")
_BOUNDS = {word: Bound(bound) for word, bound in WORDS["bounds"].items()}
_AFTER = {word: Bound(bound) for word, bound in WORDS["bounds_after"].items()}
UNITS: dict[str, str] = WORDS["units"]
_PHRASAL = frozenset(WORDS["phrasal"]["verbs"])


def _forms(verb: str) -> list[str]:
    stem = verb[:-1] if verb.endswith("e") else verb
    return [verb, verb + "s", stem + "ed", stem + "ing", verb + "es"]


_TRENDS = {
    form: Trend(name)
    for name in ("up", "down")
    for v in WORDS["changes"][name]
    for form in _forms(v)
}
_MOVES = frozenset(
    form
    for verb in WORDS["changes"]["moves"]
    for form in [*_forms(verb), *WORDS["changes"]["moved"]]
)
_RATES = frozenset(["%", "percentage points", "points", "basis points"])
_TRENDS |= {form: Trend(name) for form, name in WORDS["change_forms"].items()}

_BEFORE = re.compile(
    rf"(?:(?<!\w)({either(_BOUNDS)})\s?(?:just\s+|an?\s+|a further\s+)?)$", re.IGNORECASE
)
_BEHIND = re.compile(rf"(?:\s?({either(_AFTER)}))(?!\w)", re.IGNORECASE)
_CHANGE = re.compile(
    rf"\b({either(_TRENDS)})(?:\s+(?:by|to|another|a further|just|only|sharply|slightly|further|as much as|about)){{0,2}}\s*$",
    re.IGNORECASE,
)
UNIT = re.compile(rf"(?:\s?|-)({either(UNITS)})(?![\w²³])")
_CLOSE = re.compile(r"[^.;()]{0,12}\((?:[A-Z]{2,3}\s?)?|(?:\s[a-z]+)?,?\s+or\s+|\s?/\s?")
_LOOSE_END = re.compile(r"(?:\d[-–—]|\bage[sd]?\s+\d{1,3}\s?(?:to|and|-|–)\s?)$")
_OPENINGS = ("between", "from")
_DASH = re.compile(r"\s*[-–—]\s*|\s*-?\s*to\s*-?\s*")
_LINK = re.compile(r"\s*[-–—]\s*|\s*-?\s*to\s*-?\s*|\s+and\s+")
_WIDEST = 48


@dataclass(frozen=True, slots=True)
class Draft:
    """A numeral with what was read around it; `end` includes its unit."""

    numeral: Numeral
    start: int
    end: int
    low: float
    high: float
    best: float
    unit: str = ""
    bound: Bound = Bound.EXACT
    trend: Trend = Trend.NONE
    counts_from: int = 0


def draft_of(text: str, numeral: Numeral) -> Draft:
    """Return the draft of a numeral with the unit written after it, or the currency before it."""
    unit = UNIT.match(text, numeral.end)
    end = unit.end() if unit else numeral.end
    name = UNITS[" ".join(unit.group(1).split())] if unit else numeral.currency
    return Draft(
        numeral,
        numeral.start,
        end,
        numeral.low,
        numeral.high,
        numeral.best,
        name,
        counts_from=numeral.end,
    )


def merge_ranges(text: str, drafts: list[Draft]) -> list[Draft]:
    """Return the drafts with each two that are the ends of a range made one."""
    out: list[Draft] = []
    for draft in drafts:
        merged = out and _range(text, out[-1], draft)
        if merged:
            out[-1] = merged
        else:
            out.append(draft)
    whole = [
        draft
        for draft in out
        if draft.bound is Bound.RANGE
        or not _LOOSE_END.search(text, max(0, draft.start - 16), draft.start)
    ]
    return [_bounded(text, draft) for draft in whole]


def _range(text: str, left: Draft, right: Draft) -> Draft | None:
    """Return the range that two numbers are the ends of, or None; a scale said once goes for both."""
    opening = text[max(0, left.start - 9) : left.start].lower().split()
    word = opening[-1] if opening else ""
    if not _linked(text, left, right, _LINK if word in _OPENINGS else _DASH):
        return None
    first, second = left.numeral.best, right.numeral.best
    scale = right.numeral.scale
    if left.numeral.scale == 1 and scale > 1 and first * scale <= second:
        first *= scale
    if first >= second and word != "from":
        return None
    low, high = min(first, second), max(first, second)
    return replace(
        right,
        start=left.start,
        numeral=left.numeral,
        low=low,
        high=high,
        best=(low + high) / 2,
        unit=right.unit or left.unit,
        bound=Bound.RANGE,
        trend=Trend.DOWN if first > second else Trend.NONE,
    )


def _linked(text: str, left: Draft, right: Draft, link: re.Pattern[str]) -> bool:
    """Return True when the words between two numbers, and their units, let them be one range."""
    if not (left.numeral.plain and right.numeral.plain) or left.numeral.kind == "fold":
        return False
    if left.bound is Bound.RANGE or not link.fullmatch(text, left.end, right.start):
        return False
    if left.unit and not right.unit:
        return link is _LINK or bool(left.numeral.currency)
    return not left.unit or left.unit == right.unit or left.unit in ("US$", "$")


def _bounded(text: str, draft: Draft) -> Draft:
    """Return the draft with the bound and trend that the words beside it give."""
    window = text[max(0, draft.start - _WIDEST) : draft.start]
    bound, before = draft.bound, _BEFORE.search(window)
    if before is None and draft.bound is Bound.RANGE:
        window = re.sub(r"\b(?:between|from)\s+$", "", window, flags=re.IGNORECASE)
    if before is not None:
        window = window[: before.start()]
        bound = bound if bound is Bound.RANGE else _BOUNDS[plain(before.group(1))]
        draft = replace(draft, start=draft.start - (len(before.group(0))))
    behind = _BEHIND.match(text, draft.end) or _BEHIND.match(text, draft.numeral.end)
    if behind and bound is Bound.EXACT:
        bound = _AFTER[plain(behind.group(1))]
        draft = replace(draft, end=max(draft.end, behind.end()))
    return replace(
        draft,
        bound=bound,
        trend=draft.trend if draft.trend is not Trend.NONE else _trend(window, draft),
    )


def _trend(window: str, draft: Draft) -> Trend:
    if draft.numeral.sign:
        return Trend.DOWN if draft.numeral.sign == "-" else Trend.UP
    change = _CHANGE.search(window)
    if change is None:
        return Trend.NONE
    before = window[: change.start()].lower().split()
    phrasal = bool(before) and before[-1] in _PHRASAL and change.group(1).lower() in ("up", "down")
    moves = (
        plain(change.group(1)) in _MOVES and draft.unit not in _RATES and not draft.numeral.currency
    )
    return Trend.NONE if phrasal or moves else _TRENDS[plain(change.group(1))]


def inherit(text: str, drafts: list[Draft]) -> list[Draft]:
    """Return the drafts, a conversion in brackets or after "or" taking its forerunner's bound and trend."""
    out: list[Draft] = []
    for draft in drafts:
        middle = text[out[-1].end : draft.start] if out else ""
        close = out and _CLOSE.fullmatch(middle)
        if close and draft.unit:
            last = out[-1]
            if (
                draft.bound is Bound.EXACT
                and last.bound is not Bound.RANGE
                and ("(" in middle or "/" in middle)
            ):
                draft = replace(draft, bound=last.bound)
            if draft.trend is Trend.NONE:
                draft = replace(draft, trend=last.trend)
        out.append(draft)
    return out
