"""Binds what an extractor found to the exact characters of its document."""

from collections.abc import Iterable

from sayso.model import Attribution, Document, QuoteKind, Span

Range = tuple[int, int]
CREDITS = frozenset({"source", "sources", "original source", "credit", "via"})
_TRIM = frozenset(" \t\n,;:.")
_PAIRS = (('"', '"'), ("“", "”"), ("«", "»"))
_OPEN, _CLOSE = '“"«„', '”"»“'


def bind(
    document: Document, source: Iterable[Range], cue: Iterable[Range], content: Iterable[Range]
) -> Attribution | None:
    """Return the attribution of ranges in code points; None when nothing but punctuation would be its content, or for a credit line.

    Punctuation at the edges that belongs to the sentence around it is left out.
    """
    said = _spans(document, content)
    if not said:
        return None
    named = _spans(document, (_last_line(document, part) for part in source))
    if any(_is_credit(document, span) for span in named):
        return None
    return Attribution(named, _spans(document, cue), said, quote_kind(said))


def _is_credit(document: Document, source: Span) -> bool:
    """Return True for the word before a colon that names where a report is from ("Source: Harbour Post"): nobody says anything there."""
    after = document.text[source.end : source.end + 2].lstrip()
    return source.quote.casefold() in CREDITS and after.startswith(":")


def _last_line(document: Document, part: Range) -> Range:
    """Return the part of a range after its last line break: a headline is no part of who speaks below it."""
    return max(part[0], document.text.rfind("\n", *part) + 1), part[1]


def quote_kind(content: tuple[Span, ...]) -> QuoteKind:
    """Return direct when quotation marks hold each span, mixed when there are any, else indirect."""
    if all(_is_quoted(s.quote) for s in content):
        return QuoteKind.DIRECT
    marks = any(mark in s.quote for s in content for mark in _OPEN + _CLOSE)
    return QuoteKind.MIXED if marks else QuoteKind.INDIRECT


def _is_quoted(words: str) -> bool:
    single = words[0] == "‘" and words.rstrip(",.!?")[-1:] == "’"
    return single or (words[0] in _OPEN and words.rstrip(",.!?")[-1:] in _CLOSE)


def _trimmed(text: str, start: int, end: int) -> Range:
    while start < end and text[start] in _TRIM:
        start += 1
    while end > start and text[end - 1] in _TRIM:
        end -= 1
    return start, end


def _paired(text: str, start: int, end: int) -> Range:
    """Return a range without a quotation mark at one edge whose other one it does not hold: of "for money,”" "for money"."""
    words = text[start:end]
    for opening, closing in _PAIRS:
        if opening == closing and words.count(opening) != 1:
            continue
        if words[-1:] == closing and (opening == closing or opening not in words):
            return _trimmed(text, start, end - 1)
        if words[:1] == opening and (opening == closing or closing not in words):
            return _trimmed(text, start + 1, end)
    return start, end


def _spans(document: Document, ranges: Iterable[Range]) -> tuple[Span, ...]:
    spans = []
    for start, end in ranges:
        start, end = _paired(document.text, *_trimmed(document.text, start, end))
        if any(c.isalnum() for c in document.text[start:end]):
            spans.append(document.span(start, end))
    return tuple(spans)
