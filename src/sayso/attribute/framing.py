"""Framing: whose word it is stands beside what is said, without a verb of saying ("“…” – those were the words of A")."""

import re
from collections.abc import Iterator, Sequence

from sayso.attribute.binding import bind
from sayso.model import Attribution, Document
from sayso.text import CAPITALS, load_lexicon

_WORDS = load_lexicon("sayso.attribute", "framing.toml")["framing"]


def _any(words: Sequence[str]) -> str:
    return "(?:" + "|".join(sorted(words, key=len, reverse=True)) + ")"


_NOUN = rf"(?:\w+ ){{0,2}}?{_any(_WORDS['nouns'])}s?"
_TITLE = r"(?:Brig|Capt|Col|Dr|Gen|Gov|Lt|Maj|Mr|Mrs|Ms|Prof|Rev|Sen|Sgt|St)\."
_BEHIND = r"(?:of|from|by|(?:given|issued|made|offered|provided|put out|sent|signed) by)"
_WHO = rf"(?P<source>(?:the |an? |its |his |her |their )?(?:{_TITLE}|[^\n.;:“”\"–—])[^\n.;:“”\"–—]{{1,160}}?)"
_NAMED = rf"(?P<source>(?:[Tt]he |[Aa]n? )?[{CAPITALS}](?:{_TITLE}|[^\n.;:“”\"–—]){{1,160}}?)"
_END = r"(?=[.;](?:\s|$)|[.;]?$)"
_QUOTE = r"(?P<content>“[^“”\n]{8,2000}”|\"[^\"\n]{8,2000}\")"
_CLAUSE = r"(?P<content>[^\n“”\";:]{12,600}?)"
_OPENS = r"(?:^|(?<=[.!?”\"] ))"
_REST = r"(?P<content>(?:“[^“”\n]{8,2000}”|\"[^\"\n]{8,2000}\"|[^\n“”\";:]{12,600}?(?=[.!?](?:\s|$)|$)))"
_GAP = r"[.,;]? ?(?:[–—-] ?)?"
_IS = r"(?:is|are|was|were)"
_TELLING, _CLAIMING, _DOING = (_any(_WORDS[key]) for key in ("telling", "claiming", "doing"))

FRAMES = tuple(
    re.compile(pattern, re.MULTILINE)
    for pattern in (
        rf"{_QUOTE}{_GAP}(?P<cue>(?:[Tt]hat|[Tt]his|[Tt]hose|[Tt]hese|[Ss]uch|[Ss]o) {_IS} (?:the |an? )?{_NOUN}) {_BEHIND} {_WHO}{_END}",
        rf"{_QUOTE}{_GAP}(?P<cue>[Ww]ith (?:these|those|such|this|that) {_NOUN}),? {_WHO}(?=,? {_DOING}\b)",
        rf"{_QUOTE}{_GAP}(?P<cue>(?:(?:[Tt]hat|[Tt]his) )?{_IS} how) {_WHO}(?= {_TELLING}\b)",
        rf"{_QUOTE}{_GAP}(?P<cue>(?:goes|ran|read|reads|runs|went) (?:the|an?) {_NOUN}),? (?:{_BEHIND} )?{_NAMED}(?= (?:gave|handed|issued|posted|sent|wrote)\b|[.](?:\s|$)|$)",
        rf"{_QUOTE}{_GAP}(?P<cue>or so),? {_WHO}(?= {_CLAIMING}\b)",
        rf"{_OPENS}{_CLAUSE}, (?P<cue>or so),? {_WHO}(?= {_CLAIMING}\b)",
        rf"{_OPENS}{_CLAUSE}[;,–—] (?P<cue>(?:that|this|such) (?:at least )?{_IS} (?:the |an? )?{_NOUN}) {_BEHIND} {_WHO}{_END}",
        rf"{_OPENS}(?P<cue>(?:The|An?) {_NOUN}) {_BEHIND} {_NAMED}(?:,? (?:came|is|ran|read|reads|runs|was)\b[^\n:“”\"]{{0,40}})?: {_REST}",
        rf"{_OPENS}(?P<cue>(?:(?:The|An?) )?(?i:{_NOUN})) from {_NAMED},? (?:had it|has it|holds|is|reads|runs|says|said|was) that {_REST}",
        rf"{_OPENS}[{CAPITALS}][\w’'& -]{{1,60}} {_any(_WORDS['quoting'])} {_NAMED} (?P<cue>as (?:\w+ ){{0,2}}?\w+ing)(?: that|:|,)? {_REST}",
        rf"{_OPENS}{_CLAUSE}, {_NAMED} (?P<cue>{_IS} quoted (?:by [^\n,;:“”\"]{{2,60}}? )?as saying)",
        rf"{_QUOTE},? {_NAMED} (?P<cue>{_IS} quoted (?:by [^\n,;:“”\"]{{2,60}}? )?as saying)",
        rf"{_OPENS}{_CLAUSE}, [{CAPITALS}][\w’'& -]{{1,60}} (?P<cue>(?:hears?|heard|learned|learnt|understands) from) {_NAMED}{_END}",
        rf"{_OPENS}[{CAPITALS}][\w’'& -]{{1,60}} (?P<cue>(?:had it|has it|hears?|heard|learned|learnt) from) {_NAMED} that {_REST}",
        rf"{_OPENS}{_NAMED} (?P<cue>{_any(_WORDS['idioms'])}),? that {_REST}",
    )
)
PLAIN = re.compile(
    rf"{_OPENS}{_CLAUSE}, (?:as )?{_NAMED} (?P<cue>(?:(?:had|has|have) )?(?:\w+ly )?{_any(_WORDS['closing'])})(?=[.](?:\s|$)|$)",
    re.MULTILINE,
)
MOSTLY = 0.6


def framed(document: Document, found: Sequence[Attribution]) -> list[Attribution]:
    """Return the attributions with those that a frame gives away; what else was found of the same words gives way.

    The frames are fixed turns of phrase; within what is said, what was found stays.
    """
    frames = list(_framed(document, FRAMES))
    kept = [a for a in found if not any(_gives_way(a, frame) for frame in frames)]
    kept += frames
    left = [a for a in _framed(document, (PLAIN,)) if not any(_touch(a, other) for other in kept)]
    return [*kept, *left]


def _touch(item: Attribution, other: Attribution) -> bool:
    """Return whether what two attributions are of overlaps."""
    return any(a.overlaps(b) for a in item.content for b in (*other.content, *other.source))


def _framed(document: Document, frames: Sequence[re.Pattern[str]]) -> Iterator[Attribution]:
    """Yield what frames give away, the first frame of the same words alone."""
    taken: list[tuple[int, int]] = []
    for frame in frames:
        for match in frame.finditer(document.text):
            start, end = match.span()
            if any(start < last and first < end for first, last in taken):
                continue
            item = bind(document, *([match.span(role)] for role in ("source", "cue", "content")))
            if item is not None and item.source:
                taken.append((start, end))
                yield item


def _gives_way(item: Attribution, frame: Attribution) -> bool:
    """Return whether an attribution found is of the frame's own words: its content is the frame's, or it reads the frame as something said."""
    first, last = frame.content[0].start, frame.content[-1].end
    size = sum(s.end - s.start for s in item.content)
    inside = sum(max(0, min(s.end, last) - max(s.start, first)) for s in item.content)
    low, high = min(first, frame.source[0].start), max(last, frame.source[-1].end)
    touches = any(s.start < high and low < s.end for s in item.content)
    within = inside == size and all(first <= s.start and s.end <= last for s in item.cue)
    if within and item.cue and size <= MOSTLY * (last - first):
        return False
    if within and item.cue and item.source:
        return False
    return touches
