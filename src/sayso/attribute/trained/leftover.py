"""Sayings without a cue: headlines of fixed form, and quotations that stand alone."""

from collections.abc import Iterable, Iterator
from itertools import islice

import numpy as np

from sayso.attribute.trained.decode import Found, Range
from sayso.attribute.trained.hints import is_cue_word
from sayso.text.words import CAPITALS, MARK, TITLE, Words

HEADLINES = 2
LONGEST_HEADLINE_WORDS = 24
LONGEST_SOURCE_WORDS = 5
SHORTEST_QUOTE_WORDS = 5
_DASHES = frozenset("-–—―")
_STOPS = frozenset(".?!…,")


def headlines(words: Words) -> list[tuple[Range, Found]]:
    """Return each headline of the form "Ship lost power, owner says" or "Minister: bridge was safe", as a paragraph.

    A headline is one of the first two paragraphs, short and without a full stop.
    """
    found = []
    for first, last in islice(_paragraphs(words), HEADLINES):
        short = 4 <= last - first <= LONGEST_HEADLINE_WORDS
        ending = words.texts[last - 2 : last]
        if short and _STOPS.isdisjoint(ending if words.shapes[last - 1] == MARK else ending[-1:]):
            item = _trailing(words, first, last) or _leading(words, first, last)
            if item is not None:
                found.append(((first, last), item))
    return found


def _trailing(words: Words, first: int, last: int) -> Found | None:
    """Return "CONTENT, SOURCE says"."""
    if not is_cue_word(words.texts[last - 1]):
        return None
    for at in range(last - 3, max(first + 1, last - 3 - LONGEST_SOURCE_WORDS), -1):
        if words.texts[at] in (",", "’", "”", '"', "–", "—"):
            end = at if words.texts[at] in (",", "–", "—") else at + 1
            return Found(((at + 1, last - 1),), (last - 1, last), ((first, end),))
    return None


def _leading(words: Words, first: int, last: int) -> Found | None:
    """Return "SOURCE: CONTENT", or with a quotation in front "CONTENT: SOURCE"."""
    colons = [i for i in range(first, last) if words.texts[i] == ":"]
    if len(colons) != 1:
        return None
    (colon,) = colons
    if 0 < colon - first <= LONGEST_SOURCE_WORDS and not words.quoted[first]:
        return Found(((first, colon),), (colon, colon), ((colon + 1, last),))
    if words.quoted[first] and words.quoted[colon - 1] and last - colon <= LONGEST_SOURCE_WORDS + 1:
        return Found(((colon + 1, last),), (colon, colon), ((first, colon),))
    return None


def floating(words: Words, found: Iterable[Found]) -> Iterator[Found]:
    """Yield the quotations of whole sentences that no attribution found holds: they go on with the last speaker."""
    held = np.zeros(len(words), np.bool_)
    for item in found:
        for first, last in (*item.content, *item.source):
            held[first:last] = True
    edges = np.flatnonzero(np.diff(np.concatenate(([0], words.quoted.view(np.int8), [0]))))
    for first, last in zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True):
        spoken = int((words.shapes[first:last] != MARK).sum())
        closed = last - first > 1 and words.texts[last - 2] in _STOPS
        if spoken >= SHORTEST_QUOTE_WORDS and closed and not held[first:last].any():
            signed = _signature(words, last)
            yield Found(signed, (last, last + 1) if signed else (first, first), ((first, last),))


def _signature(words: Words, at: int) -> tuple[Range, ...]:
    """Return the name behind the dash after a quotation: "“It rained.” — Ana Brandt"."""
    last = at + 1
    while last < min(len(words), at + 1 + LONGEST_SOURCE_WORDS) and words.shapes[last] in (
        TITLE,
        CAPITALS,
    ):
        last += 1
    return (
        ((at + 1, last),)
        if at < len(words) and words.texts[at] in _DASHES and last > at + 1
        else ()
    )


def _paragraphs(words: Words) -> Iterator[Range]:
    starts = np.flatnonzero(np.diff(words.paragraphs, prepend=-1)).tolist()
    yield from zip(starts, [*starts[1:], len(words)], strict=True)
