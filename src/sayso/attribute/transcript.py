"""Transcripts: paragraphs under the label of who speaks, and questions with their answers."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from sayso.attribute.binding import Range, bind
from sayso.model import Attribution, Document, QuoteKind
from sayso.text import CAPITALS, load_lexicon

_WORDS = load_lexicon("sayso.attribute", "transcript.toml")["transcript"]
_ASKING, _ANSWERING, _THINGS = (
    frozenset(word.casefold() for word in _WORDS[key]) for key in ("asking", "answering", "things")
)
_ASKED = frozenset(_WORDS["asked"])


def _any(words: Sequence[str]) -> str:
    return "(?:" + "|".join(sorted(map(re.escape, words), key=len, reverse=True)) + ")"


_FIXED = _any([*_WORDS["asking"], *_WORDS["answering"]])
_NAME_WORD = rf"[{CAPITALS}][\w’'-]*"
_LABEL = re.compile(
    rf"[ \t]*\**(?:(?P<fixed>(?i:{_FIXED}))(?:\**[.:]\**)|(?P<name>{_NAME_WORD}(?: (?:(?:de|of|the|van|von) )?{_NAME_WORD}){{0,4}})\**:\**)\s+(?=\S)"
)
_LINE = re.compile(r"^[^\n]*\S[^\n]*$", re.MULTILINE)
_DASH = re.compile(r"[ \t]*[*_]*[-–—•][ \t]+")
_EDGES = " \t*_"
_TITLE = r"(?:(?:Capt|Col|Dr|Gen|Lt|Maj|Mr|Mrs|Ms|Prof|Sgt)\. )"
_PERSON = rf"{_TITLE}?{_NAME_WORD}(?: (?:(?:al|bin|de|van|von) )?{_NAME_WORD}){{1,3}}"
_MET = re.compile(
    rf"\b(?i:{_any(_WORDS['meeting'])}) (?:(?:the|an?|its|our) )?(?:(?:[a-z][\w’'-]*,? ){{1,6}})?(?P<person>{_PERSON})(?P<more>,? and (?:[a-z]+ ){{0,3}}{_NAME_WORD})?"
)
_ANSWERED = re.compile(
    rf"(?P<person>{_PERSON})(?P<more>)(?:,[^\n.]{{2,80}},)? {_any(_WORDS['answered'])}\b"
)
_NAMES = re.compile(_PERSON)
LEAST_TURNS = 3
LEAST_PAIRS = 2
MOST_GOING_ON = 4
INTRODUCTION_CHARS = 2000
MOSTLY = 0.5


@dataclass(frozen=True, slots=True)
class _Turn:
    """What one speaker says in a paragraph: its code points, those of the label, and the label; "" goes on or has none."""

    start: int
    end: int
    named: Range
    label: str


def transcribed(document: Document, found: Sequence[Attribution]) -> list[Attribution]:
    """Return the attributions with each answer of a transcript as its speaker's; questions are nobody's word.

    A transcript has labels before its paragraphs ("Q:", "Ana Brandt:"), or questions and answers in turn below an
    introduction that names whom the paper spoke with. What was found of its words gives way, except what
    somebody else is told to have said within one turn.
    """
    lines = [(m.start(), m.end()) for m in _LINE.finditer(document.text)]
    turns = _labelled(document, lines) or _in_turn(document, lines)
    if not turns:
        return list(found)
    whole = [(turn.start, turn.end) for turn in turns]
    kept = [a for a in found if not _touches(a, whole) or _relayed(document, a, whole)]
    return [*kept, *_answers(document, turns)]


def _labelled(document: Document, lines: Sequence[Range]) -> list[_Turn]:
    """Return the turns of a text whose paragraphs open with labels; none where that is not its form."""
    turns: list[_Turn] = []
    waiting: list[_Turn] = []
    counts: Counter[str] = Counter()
    for first, last in lines:
        match = _LABEL.match(document.text, first, last)
        label = (match["fixed"] or match["name"]) if match else ""
        if match and label.casefold() not in _THINGS:
            turns += [*waiting, _Turn(match.end(), last, _span_of(match), label)]
            counts[label.casefold()] += 1
            waiting = []
        elif turns and len(waiting) < MOST_GOING_ON and document.text[first] not in "([":
            waiting.append(replace(turns[-1], start=first, end=last))
    if not counts.keys().isdisjoint(_ASKING) and not counts.keys().isdisjoint(_ANSWERING):
        return turns
    many = counts.total() >= LEAST_TURNS and len(counts) > 1 and max(counts.values()) > 1
    return turns if many else []


def _span_of(match: re.Match[str]) -> Range:
    return match.span("fixed") if match["fixed"] else match.span("name")


def _in_turn(document: Document, lines: Sequence[Range]) -> list[_Turn]:
    """Return the turns of a text that has questions and answers one after the other, unlabelled, below an introduction."""
    asks = [document.text[first:last].rstrip(_EDGES).endswith("?") for first, last in lines]
    if sum(asks) < LEAST_PAIRS:
        return []
    opening = asks.index(True)
    closing = len(asks) - asks[::-1].index(True) + 1
    block = asks[opening:closing]
    if opening == 0 or len(block) % 2 or block != [True, False] * (len(block) // 2):
        return []
    if any(
        mark in document.text[slice(*line)] for line in lines[opening:closing] for mark in '“”"'
    ):
        return []
    if not _introduced(document, lines[opening][0]):
        return []
    turns = []
    for (first, last), is_question in zip(lines[opening:closing], block, strict=True):
        dash = _DASH.match(document.text, first, last)
        label = _WORDS["asking"][0] if is_question else _WORDS["answering"][0]
        turns.append(_Turn(dash.end() if dash else first, last, (first, first), label))
    return turns


def _introduced(document: Document, end: int) -> Range | None:
    """Return the one person whom the text before a code point says the paper spoke with; two leave it open."""
    first = max(0, end - INTRODUCTION_CHARS)
    outlet = _bare(document.outlet)
    found: dict[str, Range] = {}
    for pattern in (_MET, _ANSWERED):
        for match in pattern.finditer(document.text, first, end):
            if match["more"]:
                return None
            if _bare(match["person"]) != outlet:
                found.setdefault(match["person"], match.span("person"))
    return next(iter(found.values())) if len(found) == 1 else None


def _bare(name: str) -> str:
    return name.casefold().removeprefix("the ")


def _answers(document: Document, turns: Sequence[_Turn]) -> Iterator[Attribution]:
    """Yield what each turn says as its speaker's; none for who asks, or where it stays open who answers."""
    asking = _who_asks(document, turns)
    person = _introduced(document, turns[0].named[0])
    for turn in turns:
        label = turn.label.casefold()
        if label in asking:
            continue
        named = person if label in _ANSWERING else _full_name(document, turn, turns[0].named[0])
        item = bind(document, [named], [], [(turn.start, turn.end)]) if named else None
        if item is not None:
            yield replace(item, quote=QuoteKind.DIRECT)


def _who_asks(document: Document, turns: Sequence[_Turn]) -> frozenset[str]:
    """Return the labels of who asks: those that say so, the paper's own name, and whose turns are mostly questions."""
    labels = {turn.label.casefold() for turn in turns}
    asking = {
        label for label in labels if label in _ASKING or _bare(label) == _bare(document.outlet)
    }
    for label in labels - _ANSWERING:
        own = [document.text[t.start : t.end] for t in turns if t.label.casefold() == label]
        questions = sum(words.rstrip(_EDGES).endswith("?") for words in own)
        asking |= {label} if questions > MOSTLY * len(own) else set()
    return frozenset(asking)


def _full_name(document: Document, turn: _Turn, end: int) -> Range:
    """Return where the name behind a label stands in full: of "HUME" or "PH" the "Petra Hume" of the introduction."""
    short = turn.label.casefold()
    for match in _NAMES.finditer(document.text, 0, end):
        words = match.group().casefold().split()
        if short in (" ".join(words), words[-1], "".join(word[0] for word in words)):
            return match.span()
    return turn.named


def _touches(item: Attribution, turns: Sequence[Range]) -> bool:
    return any(s.start < end and start < s.end for s in item.content for start, end in turns)


def _relayed(document: Document, item: Attribution, turns: Sequence[Range]) -> bool:
    """Return whether a turn tells what somebody else said, outside a question: "The ministry says she is gone"."""
    spans = (*item.source, *item.cue, *item.content)
    inside = any(start <= s.start and s.end <= end for start, end in turns for s in spans[:1])
    whole = any(all(start <= s.start and s.end <= end for s in spans) for start, end in turns)
    if not (inside and whole and item.source and item.cue):
        return False
    if item.source[0].quote.casefold() in _ASKED:
        return False
    end = max(s.end for s in spans)
    stop = re.compile(r"[.!?\n]|$").search(document.text, end - 1)
    return stop is None or stop.group() != "?"
