"""Where quotations stand in the text: found word for word, white space aside, and mapped back to exact code points; what cannot be placed is dropped with a reason."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise, product
from typing import TypeAlias

from sayso.attribute.binding import Range, bind
from sayso.attribute.served.answer import Quoted
from sayso.attribute.served.terms import Terms
from sayso.attribute.served.windows import Window
from sayso.model import Attribution, Document, canonical_text

ABSENT = "not in the text"
AMBIGUOUS = "stands in several places"
FAR = "source or cue stand too far from what is said"
OVERLAP = "source, cue and content overlap"
LONG = "source or cue are too long"
EMPTY = "nothing is said"
EARLIER = "begins in an earlier part"

Places: TypeAlias = list[Range]


class Dropped(Exception):
    """An attribution that cannot be placed; the message is the reason, one of a few."""


@dataclass(frozen=True, slots=True)
class Shown:
    """What a server was shown of a text, every run of white space as one blank; `starts[i]` is the code point of the text where its i-th began."""

    words: str
    starts: tuple[int, ...]

    @classmethod
    def of(cls, text: str, window: Window) -> "Shown":
        """Return the part of a text with its context."""
        kept: list[tuple[str, int]] = []
        for at in range(window.context, window.end):
            blank = text[at].isspace()
            if not (blank and kept and kept[-1][0] == " "):
                kept.append((" " if blank else text[at], at))
        return cls("".join(c for c, _ in kept), tuple(at for _, at in kept))

    def places(self, quotation: str, most: int) -> Places:
        """Return where a quotation stands, whole words only; raises `Dropped` where it stands nowhere or all over the place."""
        sought = " ".join(canonical_text(quotation).split())
        found: Places = []
        at = self.words.find(sought) if any(c.isalnum() for c in sought) else -1
        while at >= 0:
            end = at + len(sought)
            if self._whole(at, end):
                found.append((self.starts[at], self.starts[end - 1] + 1))
            if len(found) > most:
                raise Dropped(AMBIGUOUS)
            at = self.words.find(sought, at + 1)
        if not found:
            raise Dropped(ABSENT)
        return found

    def _whole(self, start: int, end: int) -> bool:
        """Return True when neither end lies within a word."""
        inner = (self.words[max(at - 1, 0) : at + 1] for at in (start, end))
        return not any(len(pair) == 2 and pair.isalnum() for pair in inner)


def placed(
    document: Document, shown: Shown, window: Window, item: Quoted, terms: Terms
) -> Attribution:
    """Return an attribution with its quotations where they stand; raises `Dropped`.

    Of several places the one counts where cue, source and what is said stand nearest to each other; where two are as near, none does.
    """
    content, cue, source = (
        [shown.places(one, terms.most_places) for one in part if one.strip()]
        for part in (item.content, item.cue, item.source)
    )
    if not content:
        raise Dropped(EMPTY)
    said, partner = _anchored(content[0], (cue or source or [[]])[0])
    chosen = [said, *_near(content[1:], [said])]
    cues = [partner, *_near(cue[1:], [partner])] if cue and partner else []
    sources = [partner] if partner and not cue else []
    sources += _near(source[len(sources) :], cues or chosen)
    _fitting(chosen, cues, sources, terms)
    if not window.start <= min(chosen)[0] < window.end:
        raise Dropped(EARLIER)
    found = bind(document, sources, cues, chosen)
    if found is None:
        raise Dropped(EMPTY)
    return found


def _anchored(content: Places, partners: Places) -> tuple[Range, Range | None]:
    """Return the places of the first content and of what goes with it that stand nearest to each other."""
    if not partners:
        if len(content) > 1:
            raise Dropped(AMBIGUOUS)
        return content[0], None
    apart = [(a, b) for a, b in product(content, partners) if not _overlap(a, b)]
    if not apart:
        raise Dropped(OVERLAP)
    gaps = sorted((_gap(a, b), a, b) for a, b in apart)
    if len(gaps) > 1 and gaps[0][0] == gaps[1][0]:
        raise Dropped(AMBIGUOUS)
    return gaps[0][1], gaps[0][2]


def _near(parts: Iterable[Places], anchors: Sequence[Range]) -> list[Range]:
    """Return of each part the place nearest to the anchors; raises `Dropped` where two are as near."""
    found = []
    for places in parts:
        gaps = sorted((min(_gap(a, b) for b in anchors), a) for a in places)
        if len(gaps) > 1 and gaps[0][0] == gaps[1][0]:
            raise Dropped(AMBIGUOUS)
        found.append(gaps[0][1])
    return found


def _fitting(content: Places, cue: Places, source: Places, terms: Terms) -> None:
    """Raise `Dropped` unless the parts can belong together: apart from each other, short and near enough."""
    if any(a[1] > b[0] for a, b in pairwise(sorted([*content, *cue, *source]))):
        raise Dropped(OVERLAP)
    if _longest(cue) > terms.cue_chars or _longest(source) > terms.source_chars:
        raise Dropped(LONG)
    reach = (
        (cue, content, terms.cue_reach_chars),
        (source, cue + content, terms.source_reach_chars),
    )
    for parts, anchors, most in reach:
        if any(min(_gap(part, anchor) for anchor in anchors) > most for part in parts):
            raise Dropped(FAR)
    if any(b[0] - a[1] > terms.source_reach_chars for a, b in pairwise(sorted(content))):
        raise Dropped(FAR)


def _longest(parts: Places) -> int:
    return max((end - start for start, end in parts), default=0)


def _gap(a: Range, b: Range) -> int:
    return max(a[0] - b[1], b[0] - a[1], 0)


def _overlap(a: Range, b: Range) -> bool:
    return a[0] < b[1] and b[0] < a[1]
