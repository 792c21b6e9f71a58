"""Direct quotation: what stands between double quotation marks, and the nearest cue outside them."""

import re
from collections.abc import Iterator, Sequence

from sayso.attribute.draft import Draft
from sayso.text import Parse

_QUOTE = re.compile(r"“[^“”]{2,4000}”|\"[^\"]{2,4000}\"|«[^«»]{2,4000}»")
SHORTEST_WORDS = 4


def quotations(parse: Parse) -> list[frozenset[int]]:
    """Return the token indices of each quotation of four or more words, marks included."""
    found = []
    for match in _QUOTE.finditer(parse.text):
        tokens = frozenset(parse.between(*match.span()))
        if "\n\n" not in match.group() and len(tokens) >= SHORTEST_WORDS + 2:
            found.append(tokens)
    return found


def attach(quotes: Sequence[frozenset[int]], drafts: Sequence[Draft]) -> Iterator[Draft]:
    """Yield the drafts with each quotation given to its clause, or to the speech beside it.

    A quotation that a clause's content touches widens that content; one that follows or precedes a
    clause of the same sentence joins it; one alone in its sentence takes the speaker last named.
    """
    widened = list(drafts)
    for quote in quotes:
        index = _clause_of(quote, widened)
        if index is None:
            continue
        old = widened[index]
        content = old.content | (quote - old.cue - old.source)
        inside = old.content <= quote or bool(old.content & quote)
        if inside or _adjoins(old.content, quote):
            widened[index] = Draft(old.source, old.cue, content)
        else:
            widened.append(Draft(old.source, frozenset(), quote))
    yield from widened


def _adjoins(content: frozenset[int], quote: frozenset[int]) -> bool:
    return min(quote) - max(content) in (1, 2) or min(content) - max(quote) in (1, 2)


def _clause_of(quote: frozenset[int], drafts: Sequence[Draft]) -> int | None:
    """Return the index of the draft a quotation belongs to: nearest cue outside the marks."""
    best, distance = None, 40
    for index, draft in enumerate(drafts):
        if not draft.cue or draft.cue & quote:
            continue
        gap = min(abs(c - edge) for c in draft.cue for edge in (min(quote), max(quote)))
        gap -= 100 if draft.content & quote else 0
        if gap < distance:
            best, distance = index, gap
    return best
