"""The trained extractor: windows through the networks, attributions out, and once more inside what was said."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice

import numpy as np

from sayso.attribute.binding import bind
from sayso.attribute.framing import framed
from sayso.attribute.nesting import nested
from sayso.attribute.pointing import pointing_back
from sayso.attribute.trained.decode import Found, Limits, Range, cues, parts, tagged
from sayso.attribute.trained.hints import (
    hedges,
    inner_parts,
    is_begging,
    is_hedge,
    is_nobody,
    is_perception,
    second_cues,
)
from sayso.attribute.trained.leftover import floating, headlines
from sayso.attribute.trained.network import Network, Seen, Whole
from sayso.attribute.trained.repair import mended
from sayso.attribute.transcript import transcribed
from sayso.model import Attribution, Document
from sayso.text import Parse, unstamped
from sayso.text.pieces import CLS, SEP
from sayso.text.windows import windows
from sayso.text.words import Words, unquoted, words_of

BATCH_WINDOWS = 8


@dataclass(frozen=True)
class TrainedExtractor:
    """Finds attributions with trained networks; needs no parse."""

    network: Network
    limits: Limits = field(default_factory=Limits)
    name: str = "trained networks"

    def attributions(
        self, document: Document, parse: Callable[[], Parse]
    ) -> tuple[Attribution, ...]:
        """Return the attributions of a document in order of their content, each with its enclosing one.

        What somebody says is read once more as a text of its own: so the sayings inside it are found.
        """
        text = _Text(words_of(unstamped(document.text)), self.network)
        outer = self._outer(text)
        parts_within = inner_parts(text.words, outer)
        inner = self._found(
            text, (w for part in parts_within for w in text.windows(part)), inside=True
        )
        inner = (item for item in inner if _is_saying(text.words, item))
        bound = (_bound(document, text.words, item) for item in (*outer, *inner))
        found = nested(item for item in bound if item is not None)
        return nested(transcribed(document, framed(document, pointing_back(document, found))))

    def _outer(self, text: "_Text") -> list[Found]:
        """Return what is found in the whole text; headlines of a fixed form are read by that form."""
        words = text.words
        fixed = headlines(words)
        lines = {int(words.paragraphs[first]) for (first, _), _ in fixed}
        found = [
            item
            for item in self._found(text, text.windows((0, len(words))))
            if int(words.paragraphs[item.cue[0]]) not in lines
        ]
        found += [item for _, item in fixed]
        return found + list(floating(words, found))

    def _found(
        self, text: "_Text", where: Iterable[Range], *, inside: bool = False
    ) -> Iterator[Found]:
        """Yield what is found in word ranges of a text, as word ranges of the whole text.

        Ranges of like length go through the networks together, so that little is padded. `inside`: what
        is read is somebody's words, and the marks around them are not seen.
        """
        parts_left = iter(sorted(where, key=lambda part: part[1] - part[0]))
        while batch := list(islice(parts_left, BATCH_WINDOWS)):
            views = self.network.see([text.window(part, inside=inside) for part in batch])
            for part, seen, tags in zip(batch, views, tagged(views, self.limits), strict=True):
                found = self._in_window(text.words, part, seen, tags)
                yield from mended(text.words, (item.moved(part[0]) for item in found))

    def _in_window(self, words: Words, part: Range, seen: Seen, tags: Whole) -> list[Found]:
        at = cues(seen, tags, self.limits)
        hedging = hedges(words, part, at)
        found = []
        for item in parts(self.network, seen, [*at, *hedging], self.limits):
            if item.cue in hedging:
                found.append(Found((), item.cue, item.content))
            else:
                found += self._parted(words, part[0], seen, item)
        parted = {item.cue[0] for item in found if item.cue not in at}
        return [f for f in found if f.cue not in at or parted.isdisjoint(range(*f.cue))]

    def _parted(self, words: Words, offset: int, seen: Seen, item: Found) -> list[Found]:
        """Return the item, or the two sayings it is where its speaker goes on: "acknowledged X but insisted Y"."""
        for at in second_cues(words, item.moved(offset)):
            at -= offset
            if at + 1 >= len(seen.words):
                continue
            for second in parts(self.network, seen, [(at, at + 1)], self.limits):
                said = _cut(second.content, at + 1, len(seen.words))
                if said and second.source in (item.source, ()):
                    first = Found(item.source, item.cue, _cut(item.content, 0, at - 1))
                    return (
                        [first, Found(item.source, second.cue, said)] if first.content else [item]
                    )
        return [item]


def _is_saying(words: Words, item: Found) -> bool:
    """Return True for what somebody inside another's words says: it has a source or hedges, and neither perceives nor begs."""
    told = (bool(item.source) and not is_nobody(words, item.source)) or is_hedge(words, item.cue)
    return told and not is_perception(words, item.cue) and not is_begging(words, item)


def _cut(spans: Iterable[Range], first: int, last: int) -> tuple[Range, ...]:
    """Return what of the spans lies in [first, last)."""
    cut = ((max(a, first), min(b, last)) for a, b in spans)
    return tuple(span for span in cut if span[0] < span[1])


class _Text:
    """The words of one text and their pieces."""

    def __init__(self, words: Words, network: Network) -> None:
        self.words = words
        self.pieces = [network.pieces.of(word) for word in words.texts]
        self.lengths = np.array([len(piece) for piece in self.pieces], np.int64)

    def windows(self, within: Range) -> Iterator[Range]:
        """Yield the windows that cover a word range."""
        return windows(self.words, self.lengths, within)

    def window(self, part: Range, *, inside: bool) -> tuple[Whole, Whole, Whole]:
        """Return pieces, features and first pieces of the words of a part, as the networks take them.

        `inside`: quotation marks around the part count as not there, its first word opens a paragraph.
        """
        first, last = part
        lengths = self.lengths[first:last]
        numbers = [CLS, *(n for word in self.pieces[first:last] for n in word), SEP]
        features = np.zeros(len(numbers), np.int64)
        of_words = self.words.features[first:last]
        features[1:-1] = np.repeat(unquoted(of_words) if inside else of_words, lengths)
        return np.array(numbers, np.int64), features, 1 + np.cumsum(lengths) - lengths


def _bound(document: Document, words: Words, item: Found) -> Attribution | None:
    def characters(ranges: Iterable[Range]) -> list[Range]:
        return [(int(words.starts[a]), int(words.ends[b - 1])) for a, b in ranges]

    cue = [item.cue] if item.cue[1] > item.cue[0] else []
    return bind(document, characters(item.source), characters(cue), characters(item.content))
