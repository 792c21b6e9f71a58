"""From the bytes of one report to its document: a page, a Markdown text or a plain text, told apart here."""

import re
from collections.abc import Iterator
from dataclasses import replace
from hashlib import sha256
from pathlib import PurePosixPath

from sayso.model import Document, Refusal, RefusalReason, When, canonical_text
from sayso.read.article import article
from sayso.read.decode import decode, decode_page, plain
from sayso.read.header import split_header
from sayso.read.input import Head, Input
from sayso.read.language import language
from sayso.read.limits import Limits
from sayso.read.offered import Offered
from sayso.read.page import Page
from sayso.read.unread import Unread
from sayso.read.worker import PageWorker

PAGES = frozenset({".htm", ".html", ".xhtml", "text/html", "application/xhtml+xml"})
MARKDOWN = frozenset({".md", ".markdown", "text/markdown"})
SNIFFED_CHARS = 4096
_PAGE = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--(?:[^-]|-(?!->))*+-->\s*)*+"
    r"<(?:!doctype\s+html|(?:html|head|body|title|meta|article|main|div|p|h1)[\s>])",
    re.IGNORECASE,
)
_XML = re.compile(r"\s*<(?:\?xml|rss|feed)[\s>]", re.IGNORECASE)
_CHARSET = re.compile(rb"<meta[^>]{1,300}?charset\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.IGNORECASE)


def sniff(head: Head) -> bool:  # noqa: ARG001 (whatever no other reader takes)
    """Return True: what is neither a page nor a text is refused with the reason."""
    return True


def read(given: Input) -> Iterator[Document | Refusal]:
    """Yield the one report of an input, or why there is none."""
    data = given.data(given.limits.file_bytes)
    suffix = "" if given.url else PurePosixPath(given.name).suffix
    offered = Offered(given.location, data, given.url, suffix, given.media_type, given.charset)
    try:
        yield report(offered, given.retrieved, given.worker)
    except Unread as why:
        yield why.refusal(given.location, sha256(data).hexdigest())


def report(offered: Offered, retrieved: When, worker: PageWorker) -> Document:
    """Return the document of what was offered; raises `Unread` with the reason there is none."""
    if not offered.data.strip():
        raise Unread(RefusalReason.EMPTY, "it is empty; give a text that says something")
    kinds = {offered.suffix, offered.media_type}
    if kinds & PAGES or _PAGE.match(_beginning(offered.data)):
        return _from_page(offered, retrieved, worker)
    text = canonical_text(plain(decode(offered.data, offered.charset)))
    if _XML.match(text):
        raise Unread(
            RefusalReason.NOT_TEXT,
            "it is XML, such as a feed; give the reports as text, Markdown or HTML",
            text[:80],
        )
    return _from_text(offered, text, bool(kinds & MARKDOWN), retrieved, worker)


def _beginning(data: bytes) -> str:
    encoding = "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    return data[:SNIFFED_CHARS].decode(encoding, "replace")


def _from_text(
    offered: Offered, text: str, is_markdown: bool, retrieved: When, worker: PageWorker
) -> Document:
    header, body = split_header(text)
    links: tuple[tuple[int, int, str], ...] = ()
    if is_markdown and body.strip():
        answer = worker.ask("sayso.read.markdown:markdown_answer", {"page": body})
        body = str(answer["text"])
        links = tuple((start, end, target) for start, end, target in answer["links"])
    require_text_size(body, worker.limits)
    return Document(
        text=body,
        title=header.title,
        outlet=header.outlet,
        authors=header.authors,
        published=header.published,
        url=header.url or offered.url,
        language=language(body),
        links=links,
        retrieved=retrieved,
        location=offered.location,
    )


def _from_page(offered: Offered, retrieved: When, worker: PageWorker) -> Document:
    declared = _CHARSET.search(offered.data[:SNIFFED_CHARS])
    charset = offered.charset or (declared[1].decode("ascii", "replace") if declared else "")
    page = plain(decode_page(offered.data, charset))
    found = without_headline(article(page, offered.url, retrieved, worker))
    require_text_size(found.text, worker.limits)
    return Document(
        text=found.text,
        title=found.title,
        outlet=found.outlet,
        authors=found.authors,
        published=When(found.published),
        url=found.url,
        language=language(found.text),
        links=found.links,
        retrieved=retrieved,
        location=offered.location,
    )


def without_headline(page: Page) -> Page:
    """Return a page whose text does not begin with its own title again: a headline is no sentence of its report."""
    first, _, rest = page.text.partition("\n")
    if not rest.strip() or " ".join(first.split()) != " ".join(page.title.split()):
        return page
    body = rest.lstrip("\n")
    cut = len(page.text) - len(body)
    links = tuple((a - cut, b - cut, target) for a, b, target in page.links if a >= cut)
    return replace(page, text=body, links=links)


def require_text_size(text: str, limits: Limits) -> None:
    """Raise `Unread` (TOO_LARGE) for a text that is longer than the cap."""
    if len(text) > limits.text_chars:
        raise Unread(
            RefusalReason.TOO_LARGE,
            f"its text has {len(text):,} characters, the cap is {limits.text_chars:,}; "
            "split it into its reports",
            f"{len(text)} characters",
        )
