"""Finds the time expressions of a document and says which days each can mean (TIMEX3, ISO-TimeML).

A rule is a pattern and a reading; the longest of the earliest matches wins, and a clock time or part of
a day joins the day beside it. Weekdays and months without a year look back from publication unless the
verb points ahead.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from functools import partial

from sayso.claim import clock, dates, periods, relative, spells
from sayso.claim.calendar import bounds, name_of, precision, shift
from sayso.claim.meaning import VOCABULARY, Context, Meaning, Rule
from sayso.claim.numbers import either, plain
from sayso.model import Document, Tense, TimeExpression, TimeType, When
from sayso.text import Parse, Token, paragraphs

_RULES: tuple[Rule, ...] = (
    *dates.RULES,
    *periods.RULES,
    *relative.RULES,
    *clock.RULES,
    *spells.RULES,
)
_JOINT = re.compile(r"\s*,?\s*(?:(?:on|at|around|about|in the|of|the)\s+)?", re.IGNORECASE)
_FUTURE = frozenset(VOCABULARY["future"]["auxiliaries"])
_PLANNED = frozenset(VOCABULARY["future"]["adjectives"])
_TOWARD = frozenset(VOCABULARY["future"]["before"])
_SIGNAL = re.compile(rf"\b({either(VOCABULARY['signals'])})\s+(?:the\s+)?$", re.IGNORECASE)
_SIGNAL_CHARS = 16
NEAR_TOKENS = 30
MOST_HEADS = 12

Found = tuple[int, int, Meaning]


def times(document: Document, parse: Parse) -> tuple[TimeExpression, ...]:
    """Return the time expressions of a document in order of the text; none overlap."""
    found = _ranges(document.text, [f for f in _joined(document, parse) if not f[2].weak])
    return tuple(_expression(document, *_signalled(document, item)) for item in found)


def _candidates(text: str) -> list[tuple[int, int, int, re.Match[str]]]:
    """Return every match of every rule: start, minus its length, the rule's place, the match."""
    found = [
        (match.start(), match.start() - match.end(), index, match)
        for first, last in paragraphs(text)
        for index, rule in enumerate(_RULES)
        for match in rule.pattern.finditer(text, first, last)
    ]
    return sorted(found, key=lambda item: item[:3])


def _readings(document: Document, parse: Parse) -> Iterator[Found]:
    """Yield what the chosen matches mean, each in the context of those before it."""
    end, named = 0, ""
    for start, _, index, match in _candidates(document.text):
        if start < end or not match.group().strip():
            continue
        context = Context(document.published, named, partial(tense_at, parse, start))
        meaning = _RULES[index].meaning(match, context)
        if meaning is None:
            continue
        end = match.end()
        named = meaning.value if bounds(meaning.value) and not meaning.weak else named
        yield start, end, meaning


def _joined(document: Document, parse: Parse) -> Iterator[Found]:
    """Yield the readings, a time of day and the day beside it made one."""
    before: Found | None = None
    for found in _readings(document, parse):
        joined = before and _join(document.text, before, found)
        if joined:
            before = joined
            continue
        if before:
            yield before
        before = found
    if before:
        yield before


def _join(text: str, left: Found, right: Found) -> Found | None:
    if not _JOINT.fullmatch(text, left[1], right[0]):
        return None
    for time, day in ((left[2], right[2]), (right[2], left[2])):
        if time.type is TimeType.TIME and day.type is TimeType.DATE and len(day.value) == 10:
            value = day.value + time.value[time.value.index("T") :]
            return left[0], right[1], replace(day, type=TimeType.TIME, value=value)
    return None


def _ranges(text: str, found: list[Found]) -> list[Found]:
    """Return the expressions with their bounds widened: "from X to Y" spans both, "since X" runs on."""
    out = list(found)
    for i, (start, end, meaning) in enumerate(found):
        following = found[i + 1] if i + 1 < len(found) else None
        if following and _is_range(text, out[i], following):
            start, end, meaning = out[i] = _week_back(out[i], following)
            days = (meaning.first, following[2].last)
            out[i] = (start, end, replace(meaning, first=days[0], last=days[1]))
            out[i + 1] = (*following[:2], replace(following[2], first=days[0], last=days[1]))
    return out


def _signalled(document: Document, found: Found) -> Found:
    """Return the expression open to the side a word before it opens: "since Monday" runs to publication."""
    start, end, meaning = found
    window = document.text[max(0, start - _SIGNAL_CHARS) : start]
    signal = _SIGNAL.search(window)
    if (
        signal is None
        or meaning.type is TimeType.DURATION
        or document.text[end : end + 1] in ("'", "’")
    ):
        return found
    if VOCABULARY["signals"][plain(signal.group(1))] == "to":
        return start, end, replace(meaning, first=None)
    today = document.published.day if document.published.known else None
    until = today if today and meaning.last and meaning.last <= today else None
    return start, end, replace(meaning, last=until)


def _is_range(text: str, left: Found, right: Found) -> bool:
    opening = text[max(0, left[0] - 9) : left[0]].lower().split()
    middle = text[left[1] : right[0]].strip().lower()
    links = {"between": ("and",), "from": ("to", "until", "till", "through", "-", "–")}
    if not opening or middle not in links.get(opening[-1], ()):
        return False
    first, last = left[2].first, right[2].last
    return first is not None and last is not None and first <= last + timedelta(days=6)


def _week_back(left: Found, right: Found) -> Found:
    """Return the left end of a range, a week earlier where its weekday was taken for the one after."""
    day, last = left[2].first, right[2].last
    if day is None or last is None or day <= last:
        return left
    earlier = shift(day, "week", -1)
    return (
        (*left[:2], replace(left[2], value=name_of(earlier, "day"), first=earlier))
        if earlier
        else left
    )


def tense_at(parse: Parse, start: int) -> Tense:
    """Return the tense of the verb group that governs the token at a character."""
    at = parse.between(start, start + 1)
    if not at:
        return Tense.UNKNOWN
    sentence = parse.sentence_of(at[0])
    before = parse.tokens[at[0] - 1].lower if at[0] > sentence.start else ""
    after = parse.tokens[at[0] + 1].lower if at[0] + 1 < sentence.stop else ""
    if before == "since" or after in ("'s", "’s"):
        return Tense.NON_FUTURE
    if before in _TOWARD:
        return Tense.FUTURE
    if not parse.has_syntax:
        near = parse.tokens[
            max(sentence.start, at[0] - NEAR_TOKENS) : min(sentence.stop, at[0] + NEAR_TOKENS)
        ]
        ahead = any(token.lower in _FUTURE and token.lower != "to" for token in near)
        return Tense.FUTURE if ahead else Tense.NON_FUTURE
    return _governing_tense(parse, parse.tokens[at[0]])


def _governing_tense(parse: Parse, token: Token) -> Tense:
    for _ in range(MOST_HEADS):
        children = [parse.tokens[i] for i in parse.children[token.index]]
        if token.lower in _PLANNED or any(
            c.lower in _FUTURE and c.dep.startswith("aux") for c in children
        ):
            return Tense.FUTURE
        if token.tag in ("VBD", "VBN"):
            return Tense.NON_FUTURE
        if token.head == token.index:
            break
        token = parse.tokens[token.head]
    return Tense.UNKNOWN


def _expression(document: Document, start: int, end: int, meaning: Meaning) -> TimeExpression:
    first, last = meaning.first, meaning.last
    code = 0
    if first is not None and last is not None:
        first, last = min(first, last), max(first, last)
        code = precision((first, last))
    return TimeExpression(
        document.span(start, end),
        meaning.type,
        meaning.value,
        _when(first),
        _when(last),
        code,
        meaning.mod,
    )


def _when(day: date | None) -> When:
    return When.of(day) if day else When.unknown()
