"""Quotations that two reports share: the same words of one mouth, which is no copying."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from sayso.model import Span
from sayso.trace.words import Words

GRAM_WORDS = 5
MOST_OF_IT = 0.5

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
