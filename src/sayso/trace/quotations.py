"""Quotations that two reports share: the same words of one mouth, which is no copying."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from sayso.model import Document, Span
from sayso.trace import outlets
from sayso.trace.words import Codes, Flags, Words, grams

GRAM_WORDS = 5
MOST_OF_IT = 0.5
FEWEST_QUOTING = 2

_Held = tuple[int, Span, int]


@dataclass(frozen=True, slots=True)
class Shared:
    """A quotation of a later report and the one of an earlier report it agrees with."""

    later: Span
    earlier: Span


def shared_quotations(texts: Sequence[Words]) -> tuple[Shared, ...]:
    """Return for each quotation the first earlier one, in another document, with most of the shorter one's words.

    Earlier is earlier in the sequence. Each quotation gives one pair at most, so a speech that a
    thousand reports quote gives a thousand pairs.
    """
    holders: dict[tuple[int, ...], _Held] = {}
    found = []
    for number, text in enumerate(texts):
        fresh: dict[tuple[int, ...], _Held] = {}
        for first, end in _quotations(text):
            span = text.span(first, end)
            codes = text.codes[first:end].tolist()
            keys = [tuple(codes[i : i + GRAM_WORDS]) for i in range(len(codes) - GRAM_WORDS + 1)]
            votes = Counter(holders[key] for key in keys if key in holders)
            if votes:
                best = min(votes, key=lambda holder: (-votes[holder], holder))
                if votes[best] >= MOST_OF_IT * min(len(keys), best[2]):
                    found.append(Shared(span, best[1]))
            for key in keys:
                fresh.setdefault(key, (number, span, len(keys)))
        for key, holder in fresh.items():
            holders.setdefault(key, holder)
    return tuple(found)


def by_pair(found: Sequence[Shared]) -> dict[tuple[str, str], list[Shared]]:
    """Return the shared quotations by (later, earlier) document, in order."""
    pairs: dict[tuple[str, str], list[Shared]] = defaultdict(list)
    for item in found:
        pairs[item.later.document, item.earlier.document].append(item)
    return pairs


def _quotations(text: Words) -> list[tuple[int, int]]:
    runs: list[tuple[int, int]] = []
    start = None
    for position, quoted in enumerate([*text.quoted.tolist(), False]):
        if quoted and start is None:
            start = position
        elif not quoted and start is not None:
            runs.append((start, position))
            start = None
    return [(first, end) for first, end in runs if end - first >= GRAM_WORDS]


def as_quoted(texts: Sequence[Words]) -> tuple[Words, ...]:
    """Return the texts, with the words that two outlets give in quotation marks, five in a row, quoted in every one of them.

    A post or a speech is its author's wherever it stands, also where a report forgets the marks.
    """
    every = [grams(text.codes, GRAM_WORDS) for text in texts]
    owners = {
        name: number
        for number, name in enumerate(dict.fromkeys(_owner(text.document) for text in texts))
    }
    quoted = [codes[_all_of(t.quoted, len(codes))] for t, codes in zip(texts, every, strict=True)]
    whose = [
        np.full(len(q), owners[_owner(t.document)]) for t, q in zip(texts, quoted, strict=True)
    ]
    rows = np.unique(
        np.stack(
            (
                np.concatenate([*quoted, np.zeros(0, np.uint64)]),
                np.concatenate([*whose, np.zeros(0, np.int64)]).astype(np.uint64),
            )
        ),
        axis=1,
    )
    codes, counts = np.unique(rows[0], return_counts=True)
    known = codes[counts >= FEWEST_QUOTING]
    return tuple(_also(text, codes, known) for text, codes in zip(texts, every, strict=True))


def _owner(document: Document) -> str:
    return outlets.key(document.outlet) or document.id


def _all_of(flags: Flags, count: int) -> Flags:
    """Return which of `count` runs of five words are flagged in all their words."""
    inside = flags[:count].copy()
    for offset in range(1, GRAM_WORDS):
        inside &= flags[offset : offset + count]
    return inside


def _also(text: Words, codes: Codes, known: Codes) -> Words:
    if not len(known):
        return text
    row = np.minimum(np.searchsorted(known, codes), len(known) - 1)
    at = np.flatnonzero(known[row] == codes)
    quoted = text.quoted.copy()
    for offset in range(GRAM_WORDS):
        quoted[at + offset] = True
    return replace(text, quoted=quoted)
