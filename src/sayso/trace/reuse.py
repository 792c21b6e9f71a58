"""Finds reused passages by winnowed word 4-grams, extended both ways (winnowing: Schleimer et al. 2003)."""

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from zlib import crc32

from sayso.model import Document, Span

GRAM_WORDS = 4
WINDOW_GRAMS = 3
SHORTEST_WORDS = 12
MISMATCH = -1.5
DROP = 6.0
DOCUMENT_FREQUENCY = 200
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_QUOTED = re.compile(r"“[^”\n]*”|\"[^\"\n]*\"")


@dataclass(frozen=True, slots=True)
class Passage:
    """Words of one document that stand in another as well, with the span on either side."""

    left: Span
    right: Span


@dataclass(frozen=True, slots=True)
class _Words:
    document: Document
    words: tuple[str, ...]
    places: tuple[tuple[int, int], ...]


def passages(documents: Sequence[Document]) -> tuple[Passage, ...]:
    """Return the passages that any two of the documents share, outside quotation marks."""
    texts = [_words(document) for document in documents]
    postings: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for number, text in enumerate(texts):
        for position, gram in _selected(text.words):
            postings[gram].append((number, position))
    seeds: dict[tuple[int, int], set[tuple[int, int]]] = defaultdict(set)
    for held in postings.values():
        if len({number for number, _ in held}) > DOCUMENT_FREQUENCY:
            continue
        for a, i in held:
            for b, j in held:
                if a < b:
                    seeds[a, b].add((i, j))
    found: list[Passage] = []
    for (a, b), starts in sorted(seeds.items()):
        found.extend(_extend_all(texts[a], texts[b], sorted(starts)))
    return tuple(found)


def _words(document: Document) -> _Words:
    bare = _QUOTED.sub(lambda match: " " * len(match[0]), document.text)
    found = list(_WORD.finditer(bare))
    return _Words(document, tuple(m[0].casefold() for m in found), tuple(m.span() for m in found))


def _selected(words: tuple[str, ...]) -> list[tuple[int, int]]:
    count = len(words) - GRAM_WORDS + 1
    grams = [(crc32(" ".join(words[i : i + GRAM_WORDS]).encode()), i) for i in range(count)]
    windows = range(max(0, len(grams) - WINDOW_GRAMS + 1))
    return sorted({(i, gram) for w in windows for gram, i in [min(grams[w : w + WINDOW_GRAMS])]})


def _extend_all(a: _Words, b: _Words, seeds: list[tuple[int, int]]) -> list[Passage]:
    found: list[Passage] = []
    reached: dict[int, int] = {}
    for i, j in seeds:
        if reached.get(i - j, -1) >= i:
            continue
        back = _reach(a.words[:i][::-1], b.words[:j][::-1])
        size = _reach(a.words[i:], b.words[j:])
        reached[i - j] = i + size
        if back + size >= SHORTEST_WORDS:
            found.append(Passage(_span(a, i - back, i + size), _span(b, j - back, j + size)))
    return found


def _reach(left: tuple[str, ...], right: tuple[str, ...]) -> int:
    value = best = 0.0
    length = 0
    for count, (a, b) in enumerate(zip(left, right, strict=False), start=1):
        value += 1.0 if a == b else MISMATCH
        if value > best:
            best, length = value, count
        if value < best - DROP:
            break
    return length


def _span(text: _Words, first: int, end: int) -> Span:
    return text.document.span(text.places[first][0], text.places[end - 1][1])
