"""PDF files: the text of all pages as one report that knows where each page begins. Needs pypdf (the extra `archives`)."""

import re
import time
from collections.abc import Iterator
from datetime import date, timedelta
from hashlib import sha256
from importlib.util import find_spec
from typing import Any

from sayso.model import Document, InvalidRecord, Refusal, RefusalReason, When
from sayso.read.decode import one_line, plain
from sayso.read.input import Head, Input, notice
from sayso.read.language import language
from sayso.read.limits import Limits
from sayso.read.paged import Paged, running
from sayso.read.report import require_text_size
from sayso.read.unread import Unread
from sayso.wording import count_of

MAGIC = b"%PDF-"
WITHIN_BYTES = 1024
KIND = "application/pdf"
FEWEST_CHARS = 20
_NO_TITLE = re.compile(
    r"microsoft (?:word|powerpoint)|untitled|\.(?:docx?|pdf|indd|odt|qxd|pptx?)$", re.IGNORECASE
)
_MONTHS = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
]
_MONTH = "|".join(_MONTHS)
_STATED = re.compile(
    r"(?:date(?: of (?:issue|publication))?|published|issued|released)(?: on)?\s?:?\s"
    rf"(?:(?P<iso>\d{{4}}-\d{{2}}-\d{{2}})|(?P<d1>\d{{1,2}}) (?P<m1>{_MONTH}),? (?P<y1>\d{{4}})|(?P<m2>{_MONTH}) (?P<d2>\d{{1,2}}),? (?P<y2>\d{{4}}))\.?",
    re.IGNORECASE,
)


def sniff(head: Head) -> bool:
    """Return True for a PDF, by its first bytes."""
    return MAGIC in head.data[:WITHIN_BYTES] or head.media_type == KIND or head.named(".pdf")


def read(given: Input) -> Iterator[Document | Refusal]:
    """Yield the report of a PDF, and a notice of the lines left out and of where its date is from."""
    data = given.data(given.limits.file_bytes)
    try:
        told = _all_pages(data, given)
        paged = running([plain(text) for text in told["texts"]])
        yield from _report(told, paged, given)
    except Unread as why:
        yield why.refusal(given.location, sha256(data).hexdigest())


def _report(told: dict[str, Any], paged: Paged, given: Input) -> Iterator[Document | Refusal]:
    if len(paged.text) < FEWEST_CHARS:
        raise Unread(
            RefusalReason.EMPTY,
            f"its {count_of(told['count'], 'page')} hold {count_of(len(paged.text), 'character')} of text: it seems to be scanned; "
            "give the words, as text recognition gives them",
        )
    require_text_size(paged.text, given.limits)
    stated, made = _stated(told["texts"][0]), _day(told["made"], given)
    title = one_line(told["title"])
    yield Document(
        text=paged.text,
        title="" if _NO_TITLE.search(title) else title,
        published=stated if stated.known else made,
        url=given.url,
        language=language(paged.text),
        retrieved=given.retrieved,
        location=given.location,
        pages=paged.pages,
    )
    asides = list(_asides(told, paged, made if not stated.known else When.unknown()))
    if asides:
        yield notice(given.location, "; ".join(asides))


def _asides(told: dict[str, Any], paged: Paged, made: When) -> Iterator[str]:
    """Yield what a reader must know of how the text and its date came about."""
    bare = [number for number, text in enumerate(told["texts"], 1) if not text.strip()]
    if bare:
        which = ", ".join(map(str, bare[:20])) + (", …" if len(bare) > 20 else "")
        yield f"{len(bare):,} of {told['count']:,} pages hold no text (pictures or scans) and were passed over: page {which}"
    if paged.left_out:
        yield f"{paged.left_out:,} running heads, feet and page numbers were left out"
    if made.known:
        yield f"its date, {made}, is only the day its file was made: it gives no other, and may have been published later"


def _all_pages(data: bytes, given: Input) -> dict[str, Any]:
    """Return the texts of all pages, or none: a report is never read as less than it is."""
    if find_spec("pypdf") is None:
        raise Unread(RefusalReason.FAILED, "reading PDF needs pypdf; pip install 'sayso[archives]'")
    limits, texts = given.limits, list[str]()
    until = time.monotonic() + limits.paged_seconds
    while True:
        told = _some(data, len(texts), given)
        texts += told["texts"]
        _require_caps(told["count"], texts, limits)
        if len(texts) >= told["count"]:
            return {**told, "texts": texts}
        if time.monotonic() > until:
            raise Unread(
                RefusalReason.TOO_SLOW,
                f"its {told['count']:,} pages take longer than {limits.paged_seconds:g} s, page {len(texts) + 1:,} was next; split it",
            )


def _some(data: bytes, first: int, given: Input) -> dict[str, Any]:
    asked = {"first": first, "most_chars": given.limits.text_chars}
    try:
        told = given.worker.ask("sayso.read.pdf_pages:some_pages", asked, data)
    except Unread as why:
        raise Unread(
            why.reason, f"at page {first + 1:,} or after: {why.explanation}", why.evidence
        ) from why
    if "broken" in told:
        raise Unread(
            RefusalReason.UNREADABLE,
            f"it is damaged ({told['broken']}); get the file again",
            told["broken"],
        )
    if told["encrypted"]:
        raise Unread(
            RefusalReason.UNREADABLE,
            "it is encrypted; save it without a password and without protection",
        )
    return told


def _require_caps(count: int, texts: list[str], limits: Limits) -> None:
    if not count:
        raise Unread(RefusalReason.EMPTY, "it has no page")
    if count > limits.paged_pages:
        raise Unread(
            RefusalReason.TOO_LARGE,
            f"it has {count:,} pages, the cap is {limits.paged_pages:,}; split it",
        )
    chars = sum(map(len, texts))
    if chars > limits.text_chars:
        raise Unread(
            RefusalReason.TOO_LARGE,
            f"its first {len(texts):,} pages have {chars:,} characters, the cap is {limits.text_chars:,}; split it",
        )


def _stated(first_page: str) -> When:
    """Return the date that a line of the first page gives as that of publication, unknown where none does."""
    for line in first_page.split("\n"):
        found = _STATED.fullmatch(" ".join(line.split()))
        if found is None:
            continue
        month = found["m1"] or found["m2"]
        day = found["iso"] or (
            f"{found['y1'] or found['y2']}-{_MONTHS.index(month.lower()) + 1:02d}-{int(found['d1'] or found['d2']):02d}"
        )
        try:
            return When(day)
        except InvalidRecord:
            continue
    return When.unknown()


def _day(made: str, given: Input) -> When:
    """Return the day the file was made, unknown where it cannot be."""
    latest = (
        given.retrieved.latest.date() + timedelta(days=1) if given.retrieved.known else date.max
    )
    try:
        return When(made) if made and date.fromisoformat(made) <= latest else When.unknown()
    except (InvalidRecord, ValueError):
        return When.unknown()
