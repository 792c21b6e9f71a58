"""What a number covers: one event, a part of its count ("three of the wounded"), a longer time added up ("since 2022"), or a rate ("a day")."""

import re

from sayso.claim.meaning import VOCABULARY
from sayso.claim.numbers import either
from sayso.model import Scope
from sayso.text import Parse, load_lexicon

_WORDS = load_lexicon("sayso.claim", "counted.toml")["scope"]
_UNIT = either(_WORDS["units"])
_LONG = either(_WORDS["long_units"])
_MONTH = either(VOCABULARY["months"])
_RATE = re.compile(
    rf"\b(?:(?:a|per|each|every)\s+{_UNIT}|{either(_WORDS['rates'])})\b", re.IGNORECASE
)
_ADDED_UP = re.compile(
    rf"\b(?:{either(_WORDS['added_up'])}"
    rf"|(?:in|over|during|for|within)\s+(?:the\s+)?(?:(?:past|last|previous|some|more\s+than|about)\s+)*[\w-]+\s+{_LONG}"
    rf"|(?:past|last|this)\s+(?:few\s+)?{_LONG}"
    rf"|[\w-]+-year(?:-old|-long)?\s+(?:civil\s+)?{either(_WORDS['struggles'])}"
    rf"|{either(_WORDS['struggles'])}\s+(?:that|which)\s+ha[sd]"
    rf"|since\s+(?:the|\d|\w+\s+\d|last\s+{_LONG}|{_MONTH}))\b",
    re.IGNORECASE,
)
_PART_BEFORE = re.compile(rf"\b{either(_WORDS['more_before'])}\s+$", re.IGNORECASE)
_PART_BEHIND = re.compile(
    rf"\s+(?:{either(_WORDS['more_behind'])}\b"
    rf"|of\s+(?:(?:the|those)\s+)?(?:[\d,]+\s+)?{either(_WORDS['told_of'])}\b"
    rf"|of\s+{either(_WORDS['pronouns'])}\b(?!\s+{either(_WORDS['auxiliaries'])}\b))",
    re.IGNORECASE,
)
_JOINS = frozenset({"and", "but", "while", ",", ";"})
REACH_CHARS = 90
BESIDE_CHARS = 45


def _next_number(parse: Parse, end: int, stop: int) -> int:
    """Return where the next number of a list begins, else `stop`: "nine died on Monday and 143 since May"."""
    for index in range(end + 1, parse.sentence_of(end - 1).stop):
        token = parse.tokens[index]
        if token.pos == "NUM" and parse.tokens[index - 1].lower in _JOINS:
            return token.start
    return stop


def scope_of(parse: Parse, first: int, end: int) -> Scope:
    """Return what the number of tokens [first, end) covers, by the words near it in its sentence."""
    sentence = parse.sentence_of(first)
    start, stop = parse.tokens[sentence.start].start, parse.tokens[sentence.stop - 1].end
    here, there = parse.tokens[first].start, parse.tokens[end - 1].end
    if _RATE.search(parse.text, there, min(stop, there + BESIDE_CHARS)):
        return Scope.RATE
    if _is_part(parse.text, here, there):
        return Scope.PART
    near = (
        max(start, here - REACH_CHARS),
        min(_next_number(parse, end, stop), there + REACH_CHARS),
    )
    return Scope.CUMULATIVE if _ADDED_UP.search(parse.text, *near) else Scope.INCIDENT


def _is_part(text: str, start: int, end: int) -> bool:
    """Return True for so many of those told of before, or so many more than those.

    >>> [_is_part(text, text.index("3"), text.index("3") + 1) for text in ("3 of the wounded died", "3 men died", "another 3 died")]
    [True, False, True]
    """
    behind = _PART_BEHIND.match(text, end)
    return behind is not None or bool(
        _PART_BEFORE.search(text, max(0, start - BESIDE_CHARS), start)
    )
