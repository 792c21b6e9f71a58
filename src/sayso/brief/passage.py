"""The passage a claim stands in: its exact words, marked, with some of the text around them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from sayso.brief.dossier import Dossier
from sayso.brief.phrasing import NAMELESS, when_words
from sayso.brief.sentence import Brief
from sayso.brief.visible import visible
from sayso.model import Claim, Document, Span

CONTEXT_CHARS = 200
ELLIPSIS = "…"


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a passage; `exact` says that these are the words of the claim."""

    text: str
    exact: bool


@dataclass(frozen=True, slots=True)
class Entry:
    """A claim as the list at the end shows it, hidden characters made visible.

    `number` is its place in the order of first use; `link` is the report's address if it is a web one; `page` is 0 where the report has no pages.
    """

    number: int
    claim: str
    speaker: str
    through: tuple[str, ...]
    words: str
    outlet: str
    published: str
    title: str
    link: str
    language: str
    document: str
    start: int
    end: int
    page: int
    retracted: bool
    pieces: tuple[Piece, ...]


def entries(brief: Brief, dossier: Dossier) -> tuple[Entry, ...]:
    """Return an entry for every claim the brief cites, in order of first use."""
    return tuple(
        _entry(number, dossier.claims[claim], dossier) for claim, number in brief.numbers().items()
    )


def further(brief: Brief, dossier: Dossier) -> Iterator[Entry]:
    """Yield an entry for every claim the brief does not cite, in order of publication, numbered on."""
    cited = brief.numbers()
    rest = [claim for claim in dossier.claims.values() if claim.id not in cited]
    rest.sort(
        key=lambda c: (
            dossier.documents[c.document].published.text or "~",
            c.document,
            *c.place,
            c.id,
        )
    )
    for number, claim in enumerate(rest, len(cited) + 1):
        yield _entry(number, claim, dossier)


def passage(
    document: Document, spans: Sequence[Span], context_chars: int = CONTEXT_CHARS
) -> tuple[Piece, ...]:
    """Return the spans' exact words with up to `context_chars` of text on each side of each.

    Context is cut at a blank, with an ellipsis where text is left out. The exact pieces together are
    all the characters the spans cover, in order.
    """
    text, pieces, cursor = document.text, [], 0
    for start, end in _windows(spans, context_chars, len(text)):
        start = _inward(text, start, min(s.start for s in spans if s.start >= start))
        end = _outward(text, end, max(s.end for s in spans if s.end <= end))
        if start > cursor:
            pieces.append(Piece(ELLIPSIS, exact=False))
        pieces.extend(_marked(text, start, end, spans))
        cursor = end
    if cursor < len(text):
        pieces.append(Piece(ELLIPSIS, exact=False))
    return tuple(pieces)


def _windows(spans: Sequence[Span], context: int, length: int) -> list[tuple[int, int]]:
    windows: list[tuple[int, int]] = []
    for span in sorted(spans):
        start, end = max(0, span.start - context), min(length, span.end + context)
        if windows and start <= windows[-1][1]:
            start, end = windows[-1][0], max(end, windows.pop()[1])
        windows.append((start, end))
    return windows


def _inward(text: str, start: int, limit: int) -> int:
    if start == 0:
        return 0
    blank = next((i for i in range(start, limit) if text[i].isspace()), None)
    return start if blank is None else blank + 1


def _outward(text: str, end: int, limit: int) -> int:
    if end == len(text):
        return end
    return next((i for i in range(end - 1, limit - 1, -1) if text[i].isspace()), end)


def _marked(text: str, start: int, end: int, spans: Sequence[Span]) -> list[Piece]:
    pieces, cursor = [], start
    for span in sorted(spans):
        if span.start >= end or span.end <= cursor:
            continue
        if span.start > cursor:
            pieces.append(Piece(visible(text[cursor : span.start]), exact=False))
        first = max(span.start, cursor)
        pieces.append(Piece(visible(text[first : span.end]), exact=True))
        cursor = span.end
    if cursor < end:
        pieces.append(Piece(visible(text[cursor:end]), exact=False))
    return pieces


def _entry(number: int, claim: Claim, dossier: Dossier) -> Entry:
    document = dossier.documents[claim.document]
    return Entry(
        number=number,
        claim=claim.id,
        speaker=visible(claim.speaker.name) if claim.speaker.known else NAMELESS,
        through=tuple(visible(name) for name in claim.speaker.chain[:-1]),
        words=visible(claim.words),
        outlet=visible(document.outlet),
        published=when_words(document.published),
        title=visible(document.name),
        link=_web_address(document.url),
        language=document.language,
        document=document.id,
        start=claim.content[0].start,
        end=claim.content[-1].end,
        page=document.page_at(claim.content[0].start),
        retracted=not dossier.stands(claim.id),
        pieces=passage(document, claim.content),
    )


def _web_address(url: str) -> str:
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    return visible(url) if parts.scheme in {"http", "https"} and parts.netloc else ""
