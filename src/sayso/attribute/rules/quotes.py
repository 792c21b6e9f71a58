"""Direct quotation: what stands between double quotation marks, and the nearest cue outside them."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from sayso.attribute.rules.draft import Draft
from sayso.attribute.rules.syntax import is_speech, subject_of
from sayso.text import Parse

_QUOTE = re.compile(r"“[^“”]{2,4000}”|\"[^\"]{2,4000}\"|«[^«»]{2,4000}»")
SHORTEST_WORDS = 4
BESIDE_TOKENS = 12
REACH_TOKENS = 140


def quotations(parse: Parse) -> list[frozenset[int]]:
    """Return the token indices of each quotation of four or more words, marks included."""
    found = []
    for match in _QUOTE.finditer(parse.text):
        tokens = frozenset(parse.between(*match.span()))
        if "\n\n" not in match.group() and len(tokens) >= SHORTEST_WORDS + 2:
            found.append(tokens)
    return found


def attach(
    parse: Parse, quotes: Sequence[frozenset[int]], drafts: Sequence[Draft]
) -> Iterator[Draft]:
    """Yield the drafts with each quotation given to its clause, or to the speech beside it.

    A quotation that a clause's content touches widens that content; one that follows or precedes a
    clause of the same sentence joins it; one beside a verb of speech that has no content yet takes that
    verb and its subject; one alone in its sentence takes the speaker last named.
    """
    widened = list(drafts)
    near: dict[int, list[int]] = defaultdict(list)
    for number, draft in enumerate(widened):
        _place(near, number, draft)
    for quote in quotes:
        index = _clause_of(quote, widened, _candidates(near, quote))
        if index is None or not _meets(widened[index].content, quote):
            beside = _speech_beside(parse, quote, widened, _candidates(near, quote))
            if beside is not None:
                _place(near, len(widened), beside)
                widened.append(beside)
                continue
        if index is None:
            continue
        old = widened[index]
        content = old.content | (quote - old.cue - old.source)
        if _meets(old.content, quote):
            widened[index] = Draft(old.source, old.cue, content)
        else:
            widened.append(Draft(old.source, frozenset(), quote))
    yield from widened


def _meets(content: frozenset[int], quote: frozenset[int]) -> bool:
    return bool(content & quote) or _adjoins(content, quote)


def _place(near: dict[int, list[int]], number: int, draft: Draft) -> None:
    """File a draft under the stretches of the text its cue lies in."""
    for stretch in {index // REACH_TOKENS for index in draft.cue}:
        near[stretch].append(number)


def _candidates(near: Mapping[int, list[int]], quote: frozenset[int]) -> list[int]:
    """Return the drafts whose cue lies within reach of a quotation's edges, in order."""
    stretches = {edge // REACH_TOKENS + d for edge in (min(quote), max(quote)) for d in (-1, 0, 1)}
    return sorted({number for stretch in stretches for number in near.get(stretch, ())})


def _speech_beside(
    parse: Parse, quote: frozenset[int], drafts: Sequence[Draft], candidates: Sequence[int]
) -> Draft | None:
    """Return the quotation under the nearest verb of speech that no draft uses as its cue."""
    used = {index for number in candidates for index in drafts[number].cue}
    first, last = min(quote), max(quote)
    after = range(last + 1, min(last + 1 + BESIDE_TOKENS, len(parse.tokens)))
    before = range(first - 1, max(first - 1 - BESIDE_TOKENS, -1), -1)
    near = [i for i in (*after, *before) if is_speech(parse.tokens[i]) and i not in used]
    for index in sorted(near, key=lambda i: min(abs(i - first), abs(i - last))):
        subject = subject_of(parse, parse.tokens[index])
        if subject is not None and subject.index not in quote:
            source = frozenset(parse.subtree(subject.index)) - quote
            return Draft(source, frozenset({index}), quote)
    return None


def _adjoins(content: frozenset[int], quote: frozenset[int]) -> bool:
    return min(quote) - max(content) in (1, 2) or min(content) - max(quote) in (1, 2)


def _clause_of(
    quote: frozenset[int], drafts: Sequence[Draft], candidates: Sequence[int]
) -> int | None:
    """Return the index of the draft a quotation belongs to: nearest cue outside the marks."""
    best, distance = None, 40
    for index in candidates:
        draft = drafts[index]
        if not draft.cue or draft.cue & quote:
            continue
        gap = min(abs(c - edge) for c in draft.cue for edge in (min(quote), max(quote)))
        gap -= 100 if draft.content & quote else 0
        if gap < distance:
            best, distance = index, gap
    return best
