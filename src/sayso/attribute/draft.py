"""Attributions in the making: sets of token indices, before they become spans."""

from dataclasses import dataclass

from sayso.model import Attribution, Document, QuoteKind, Span
from sayso.text import Parse

_TRIM = set(" \t\n,;:.")
_OPEN, _CLOSE = '“"«', '”"»'


@dataclass(frozen=True, slots=True)
class Draft:
    """One attribution as token indices of source, cue and content; empty source: nobody is named."""

    source: frozenset[int]
    cue: frozenset[int]
    content: frozenset[int]


def finish(document: Document, parse: Parse, draft: Draft) -> Attribution | None:
    """Return the attribution of a draft, None when nothing but punctuation would be its content."""
    content = _spans(document, parse, draft.content)
    if not content:
        return None
    source, cue = (_spans(document, parse, part) for part in (draft.source, draft.cue))
    return Attribution(source, cue, content, _kind(content))


def _spans(document: Document, parse: Parse, indices: frozenset[int]) -> tuple[Span, ...]:
    runs: list[list[int]] = []
    for index in sorted(indices):
        if runs and index == runs[-1][1] + 1:
            runs[-1][1] = index
        else:
            runs.append([index, index])
    spans = []
    for first, last in runs:
        start, end = parse.tokens[first].start, parse.tokens[last].end
        while start < end and document.text[start] in _TRIM:
            start += 1
        while end > start and document.text[end - 1] in _TRIM:
            end -= 1
        if any(c.isalnum() for c in document.text[start:end]):
            spans.append(document.span(start, end))
    return tuple(spans)


def _kind(content: tuple[Span, ...]) -> QuoteKind:
    if all(s.quote[0] in _OPEN and s.quote.rstrip(",.!?")[-1] in _CLOSE for s in content):
        return QuoteKind.DIRECT
    marks = any(mark in s.quote for s in content for mark in _OPEN + _CLOSE)
    return QuoteKind.MIXED if marks else QuoteKind.INDIRECT
