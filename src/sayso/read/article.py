"""From the HTML of a page to its article, checked: a page whose text a parser lost is refused, never read as less.

The text that the linear pass saw is compared with what the parser behind trafilatura saw: they must
agree. What trafilatura then leaves out as navigation is its judgement, unless it leaves nearly everything.
"""

import re
from dataclasses import replace
from datetime import date, timedelta

from sayso.model import Refusal, RefusalReason, When
from sayso.read.decode import one_line, plain
from sayso.read.page import Page
from sayso.read.prescan import Shape, prescan, visible_chars
from sayso.read.unread import Unread
from sayso.read.worker import PageWorker

PARSED_SHARE = 0.98
PARSED_SLACK_CHARS = 100
EXTRACTED_SHARE = 0.02
LARGE_PAGE_CHARS = 4_000
SENTENCE_CHARS = 15
_SENTENCE_END = re.compile(r"[.!?…。！？।؟]")
LATEST = date(2100, 1, 1)


def extract_html(
    html: str, *, url: str = "", retrieved: When | None = None, worker: PageWorker | None = None
) -> Page | Refusal:
    """Return the article of a page in any language, or why there is none.

    `url` is the page's address where it is known; no date of publication after the day of `retrieved` is
    believed. `worker` is used and left open when given (it carries the limits), so that many pages share one child.
    """
    with PageWorker() as own:
        try:
            return article(plain(html), url, retrieved or When.unknown(), worker or own)
        except Unread as why:
            return why.refusal(url or "page")


def article(page: str, url: str, retrieved: When, worker: PageWorker) -> Page:
    """Return the article of a page; raises `Unread` (HOSTILE, TOO_SLOW, NO_ARTICLE, TEXT_LOST, ...)."""
    shape = prescan(page, worker.limits)
    if not shape.visible_chars:
        raise Unread(RefusalReason.EMPTY, "the page shows no words; give the article as plain text")
    # A day's grace: the page may have been published in a zone where it was tomorrow already.
    latest = retrieved.latest.date() + timedelta(days=1) if retrieved.known else LATEST
    given = {"page": page, "url": url, "latest": latest.isoformat()}
    answer = worker.ask("sayso.read.page:page_answer", given)
    found = _page(answer)
    _require_text(found, shape)
    return found


def _page(answer: dict[str, object]) -> Page:
    raw = Page(**answer)  # type: ignore[arg-type]
    return replace(
        raw,
        text=plain(raw.text),
        links=tuple((start, end, target) for start, end, target in raw.links),
        title=one_line(raw.title),
        outlet=one_line(raw.outlet),
        authors=tuple(name for author in raw.authors if (name := one_line(author))),
    )


def _require_text(found: Page, shape: Shape) -> None:
    lost = shape.visible_chars - found.parsed_chars
    if lost > max(PARSED_SLACK_CHARS, shape.visible_chars * (1 - PARSED_SHARE)):
        raise _lost("the parser found", found.parsed_chars, shape)
    extracted = visible_chars(found.text)
    if not extracted or not _has_sentence(found.text):
        raise Unread(
            RefusalReason.NO_ARTICLE,
            f"no article was found among the {shape.visible_chars} characters the page shows; "
            "give its text as plain text",
        )
    if shape.visible_chars > LARGE_PAGE_CHARS and extracted < EXTRACTED_SHARE * shape.visible_chars:
        raise _lost("the article has", extracted, shape)


def _has_sentence(text: str) -> bool:
    """Return True unless the text is a mere list of names, as menus and error pages are."""
    *ended, _ = _SENTENCE_END.split(text)
    return any(visible_chars(piece) >= SENTENCE_CHARS for piece in ended)


def _lost(what: str, count: int, shape: Shape) -> Unread:
    return Unread(
        RefusalReason.TEXT_LOST,
        f"{what} only {count} of the {shape.visible_chars} characters the page shows, so text would be "
        "lost; give the article as plain text",
        f"nested {shape.nesting} deep",
    )
