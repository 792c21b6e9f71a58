"""From a parsed page to its article: text, links, title, outlet, authors, address and date.

Runs in the child process only (see `worker.py`): the libraries underneath are written in C and cannot be
stopped from within.
"""

import re
from dataclasses import asdict, dataclass
from datetime import date
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin, urlsplit

from sayso.read.published import published
from sayso.read.weave import Links, Weave

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_BLOCKS = frozenset({"p", "head", "list", "quote", "table", "div", "ab", "body", "fw"})
# What XML 1.0 allows in no text (section 2.2), as far as a page can name it.
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_LINES = frozenset({"item", "row", "lb"})
_UNSEEN = frozenset(
    {"script", "style", "title", "textarea", "iframe", "noembed", "noframes", "xmp"}
)


@dataclass(frozen=True, slots=True)
class Page:
    """The article of one page. `published` is ISO 8601 as precise as the page gave it, or empty.

    `links` are (start, end, target) in code points of `text`. `parsed_chars` counts the characters other than white
    space that the parser found anywhere in the page.
    """

    text: str
    links: Links = ()
    title: str = ""
    outlet: str = ""
    authors: tuple[str, ...] = ()
    published: str = ""
    url: str = ""
    parsed_chars: int = 0


def page_answer(page: str, url: str, latest: str) -> dict[str, Any]:
    """Return the article of a page as plain values: see `read_page`."""
    return asdict(read_page(page, url, date.fromisoformat(latest)))


def read_page(page: str, url: str, latest: date) -> Page:
    """Return the article of a page; its text is empty when there is none.

    `url` is where it was found ("" for a file); `latest` the last day on which it can have been published.
    """
    from trafilatura.core import bare_extraction

    tree = _parse(page)
    if tree is None:
        return Page("")
    parsed = sum(len("".join(text.split())) for text in _seen(tree))
    when = published(tree, url, latest)
    found = bare_extraction(
        tree,
        url=url or None,
        include_comments=False,
        include_links=True,
        with_metadata=True,
        date_extraction_params={"extensive_search": False, "max_date": latest.isoformat()},
    )
    if found is None or isinstance(found, dict):
        return Page("", parsed_chars=parsed)
    address = _address(found.url or "", url)
    text, links = render(found.body, address)
    return Page(
        text=text,
        links=links,
        title=_line(found.title),
        outlet=_line(found.sitename),
        authors=tuple(name for part in (found.author or "").split(";") if (name := _line(part))),
        published=when,
        url=address,
        parsed_chars=parsed,
    )


def render(body: Any, url: str) -> tuple[str, Links]:
    """Return the text and links of trafilatura's body element; link targets are made absolute with `url`."""
    from lxml import etree

    weave = Weave()
    for event, element in etree.iterwalk(body, events=("start", "end")):
        if event == "start":
            _gap(weave, element.tag)
            if element.tag == "ref":
                weave.open_link(_target(element.get("target") or "", url))
            weave.text(element.text or "")
        else:
            if element.tag == "ref":
                weave.close_link()
            _gap(weave, element.tag)
            weave.text((element.tail or "") if element is not body else "")
    return weave.finish()


def _gap(weave: Weave, tag: str) -> None:
    if tag in _BLOCKS:
        weave.gap("\n\n")
    elif tag in _LINES:
        weave.gap("\n")
    elif tag == "cell":
        weave.gap("\t")


def _target(target: str, url: str) -> str:
    """Return the absolute http(s) address of a link, '' for any other kind."""
    try:
        absolute = urljoin(url, target)
        return absolute if urlsplit(absolute).scheme in ("http", "https") else ""
    except ValueError:
        return ""


def _address(claimed: str, url: str) -> str:
    """Return the page's own address for itself, unless it was fetched from another host."""
    try:
        same_host = not url or urlsplit(claimed).hostname == urlsplit(url).hostname
        http = urlsplit(claimed).scheme in ("http", "https")
    except ValueError:
        return url
    return claimed if same_host and http else url


def _parse(page: str) -> "HtmlElement | None":
    from lxml import etree, html

    parser = html.HTMLParser(
        huge_tree=True,
        encoding="utf-8",
        remove_comments=True,
        remove_pis=True,
        collect_ids=False,
        default_doctype=False,
    )
    try:
        tree = html.document_fromstring(page.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, ValueError):
        return None
    _blank_controls(tree)
    return tree


def _blank_controls(tree: "HtmlElement") -> None:
    """Put blanks for the control characters a page names ("&#27;"): the libraries to come refuse to copy them."""
    for element in tree.iter():
        if element.text and _CONTROL.search(element.text):
            element.text = _CONTROL.sub(" ", element.text)
        if element.tail and _CONTROL.search(element.tail):
            element.tail = _CONTROL.sub(" ", element.tail)
        for name, value in element.items():
            if _CONTROL.search(value):
                element.set(name, _CONTROL.sub(" ", value))


def _seen(tree: "HtmlElement") -> list[str]:
    texts = []
    for element in tree.iter():
        if element.text and element.tag not in _UNSEEN:
            texts.append(element.text)
        if element.tail:
            texts.append(element.tail)
    return texts


def _line(text: str | None) -> str:
    return " ".join((text or "").split())
