"""Binds what an extractor found to the exact characters of its document."""

from collections.abc import Iterable

from sayso.model import Attribution, Document, QuoteKind, Span

Range = tuple[int, int]
_TRIM = frozenset(" \t\n,;:.")
_OPEN, _CLOSE = '“"«„', '”"»“'


def bind(
    document: Document, source: Iterable[Range], cue: Iterable[Range], content: Iterable[Range]
) -> Attribution | None:
    """Return the attribution of ranges in code points; None when nothing but punctuation would be its content.

    Punctuation at the edges that belongs to the sentence around it is left out.
    """
    said = _spans(document, content)
    if not said:
        return None
    return Attribution(_spans(document, source), _spans(document, cue), said, quote_kind(said))


def quote_kind(content: tuple[Span, ...]) -> QuoteKind:
    """Return direct when quotation marks hold each span, mixed when there are any, else indirect."""
    if all(_is_quoted(s.quote) for s in content):
        return QuoteKind.DIRECT
    marks = any(mark in s.quote for s in content for mark in _OPEN + _CLOSE)
    return QuoteKind.MIXED if marks else QuoteKind.INDIRECT


def _is_quoted(words: str) -> bool:
    single = words[0] == "‘" and words.rstrip(",.!?")[-1:] == "’"
    return single or (words[0] in _OPEN and words.rstrip(",.!?")[-1:] in _CLOSE)


def _spans(document: Document, ranges: Iterable[Range]) -> tuple[Span, ...]:
    spans = []
    for start, end in ranges:
        while start < end and document.text[start] in _TRIM:
            start += 1
        while end > start and document.text[end - 1] in _TRIM:
            end -= 1
        if any(c.isalnum() for c in document.text[start:end]):
            spans.append(document.span(start, end))
    return tuple(spans)
