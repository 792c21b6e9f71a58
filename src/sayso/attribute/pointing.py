"""Pointing back: "Similar claims were made by A and B" is a saying of A and one of B, of what was said before."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace

from sayso.attribute.binding import Range, bind
from sayso.model import Attribution, Document
from sayso.text import CAPITALS, load_lexicon

_WORDS = load_lexicon("sayso.attribute", "pointing.toml")["pointing"]


def _any(words: Sequence[str]) -> str:
    return "(?:" + "|".join(sorted(map(re.escape, words), key=len, reverse=True)) + ")"


_THING = rf"{_any(_WORDS['determiners'])} (?:\w+ )?{_any(_WORDS['nouns'])}"
_CONTENT = re.compile(rf"(?:{_THING}|that|this)$", re.IGNORECASE)
_ALONE = re.compile(r"(?:it|so)$", re.IGNORECASE)
_ANSWERING = re.compile(
    rf"(?:(?:\w+ly|also|later|had|has|have) )*{_any(_WORDS['answering'])}$", re.IGNORECASE
)
_VERB = _any(_WORDS["verbs"])
_TITLE = r"(?:Dr|Mr|Mrs|Ms|St|Gen|Col|Sgt|Lt|Capt|Prof|Rev)\."
_SENTENCE_REST = rf"(?P<source>(?:{_TITLE}|[^\n;:.“”\"]){{2,160}}?)"
_PASSIVE = re.compile(
    rf"(?P<content>\b(?:{_THING}|That|This)) (?P<cue>(?:was|were|(?:has|have|had) been) (?:also |later )?{_VERB}) "
    rf"by {_SENTENCE_REST}(?=[.;:]\s|[.;:]?$|,? (?:who|which|when|while|after|before|on|but|late|early)\b)",
    re.IGNORECASE | re.MULTILINE,
)
_ACTIVE = re.compile(
    rf"(?:(?<=^)|(?<=[.!?”\"] )|(?<=, and ))(?:Both |But |[{CAPITALS}][^\n.;:“”\"]{{3,80}}, (?=[{CAPITALS}]|the |its |his |her ))?"
    rf"(?P<source>(?:[{CAPITALS}]|the |its |his |her )[^\n.,;:“”\"]{{1,100}}?) "
    rf"(?P<cue>(?:(?:has|have|had|also|later) )*{_VERB}) (?P<content>{_THING})\b",
    re.MULTILINE,
)
_AND = re.compile(r",? and |, ")
_GOING_ON = frozenset(["he", "she", "they", "who"])
REACH_CHARS = 1500
NEAR_CHARS = 600


def pointing_back(document: Document, found: Sequence[Attribution]) -> list[Attribution]:
    """Return the attributions with those that point back: one a source, each with what it points to.

    They are read off fixed turns of phrase; what else was found of the same words gives way to them.
    """
    turns = sorted(_turns(document), key=lambda a: a.start)
    kept = [a for a in found if not any(_same_words(a, turn) for turn in _near(turns, a.start))]
    split = [part for item in (*kept, *turns) for part in _by_source(document, item)]
    ordered = sorted(split, key=lambda a: a.start)
    plain = [a for a in ordered if not a.nested_in and not _points(a)]
    return [_led_back(document, item, plain) if _points(item) else item for item in ordered]


def _near(items: Sequence[Attribution], at: int, reach: int = NEAR_CHARS) -> Sequence[Attribution]:
    """Return the items, sorted by their start, that start within reach of a code point."""
    low = bisect_left(items, at - reach, key=lambda a: a.start)
    return items[low : bisect_right(items, at + reach, key=lambda a: a.start)]


def _turns(document: Document) -> Iterator[Attribution]:
    for pattern in (_PASSIVE, _ACTIVE):
        for match in pattern.finditer(document.text):
            item = bind(document, *([match.span(role)] for role in ("source", "cue", "content")))
            if item is not None and item.source:
                yield item


def _same_words(item: Attribution, turn: Attribution) -> bool:
    """Return True when the two say the same sentence: their contents or cues touch."""
    touch = any(
        a.start < b.end and b.start < a.end
        for a in item.content + item.cue
        for b in turn.content + turn.cue
    )
    return touch and len(item.words) <= 2 * len(turn.words) + 40


def _points(item: Attribution) -> bool:
    if len(item.content) != 1:
        return False
    words = item.content[0].quote
    answers = _ALONE.match(words) and len(item.cue) == 1 and _ANSWERING.match(item.cue[0].quote)
    return bool(_CONTENT.match(words) or answers)


def _by_source(document: Document, item: Attribution) -> list[Attribution]:
    """Return one attribution for each of the sources that a pointing one names together."""
    if not _points(item) or len(item.source) != 1:
        return [item]
    span = item.source[0]
    edges = [0, *(e for m in _AND.finditer(span.quote) for e in m.span()), len(span.quote)]
    pieces: list[Range] = [
        (span.start + a, span.start + b) for a, b in zip(edges[::2], edges[1::2], strict=True)
    ]
    if len(pieces) < 2 or not _are_several(document.text, pieces):
        return [item]
    cue, content = ([(s.start, s.end) for s in part] for part in (item.cue, item.content))
    parted = [bind(document, [piece], cue, content) for piece in pieces]
    return [part for part in parted if part is not None]


def _are_several(text: str, pieces: Sequence[Range]) -> bool:
    """Return True when each piece can name somebody by itself: "A, a baker from B" is one source."""
    last = text[slice(*pieces[-1])]
    return "," not in text[pieces[0][0] : pieces[-1][1]] and len(last) > 1


def _led_back(document: Document, item: Attribution, plain: Sequence[Attribution]) -> Attribution:
    """Return the item with what the speaker before it says in that paragraph, the first saying first.

    A saying of nobody is not what somebody else says likewise.
    """
    near = _near(plain, item.start, REACH_CHARS)
    before = [a for a in near if a.content[-1].end <= item.start + 1 and a.source]
    if not before:
        return item
    opens = document.text.rfind("\n", 0, before[-1].start)
    told: list[Attribution] = []
    for earlier in reversed(before):
        if earlier.start <= opens or (told and not _same_speaker(earlier, told[0])):
            break
        told.insert(0, earlier)
    return replace(item, points_to=tuple(a.id for a in told))


def _same_speaker(earlier: Attribution, later: Attribution) -> bool:
    one, other = earlier.source[0].quote, later.source[0].quote
    return other.lower() in _GOING_ON or other.split()[-1] in one or one == other
