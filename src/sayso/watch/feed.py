"""What feeds and sitemaps list: RSS, RDF, Atom, JSON Feed (fastfeedparser, feedparser where that cannot), sitemaps and their indexes.

A list that is not well-formed is refused whole: half a title is worse than none. Entities a document declares itself are refused too.
"""

import json
import zlib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any
from urllib.parse import urljoin, urlsplit

from sayso.model import Refusal, RefusalReason, UsageError, WatchedKind, digest
from sayso.read import Offered

MOST_ENTRIES, MOST_BYTES = 50_000, 50 * 1024 * 1024
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
_MARKED = ("id", "title", "link", "published", "updated", "description")


@dataclass(frozen=True, slots=True)
class Entry:
    """One article of a list: its address, and a mark that changes when the list says something else of it. `is_list`: it is a list itself."""

    url: str
    mark: str = ""
    is_list: bool = False


def entries(offered: Offered, kind: WatchedKind) -> tuple[Entry, ...] | Refusal:
    """Return what a feed or sitemap lists, in its order and each address once, or why it is refused."""
    data = _unpacked(offered)
    try:
        _must_be_sound(data)
        found = _sitemap(data) if kind is WatchedKind.SITEMAP else _feed(data)
        told = {e.url: e for e in _absolute(found, offered.url) if e.url}
        return tuple(told.values())[:MOST_ENTRIES]
    except ValueError as error:
        return Refusal(
            offered.location,
            RefusalReason.UNREADABLE,
            f"it is no sound {kind.value} ({str(error)[:200]}); nothing of it was taken, tell its publisher or watch the page itself",
            digest=digest([data.hex()]) if data else "",
        )


def _unpacked(offered: Offered) -> bytes:
    if offered.data[:2] != b"\x1f\x8b":
        return offered.data
    try:
        return zlib.decompressobj(31).decompress(offered.data, MOST_BYTES)
    except zlib.error:
        return offered.data


def _must_be_sound(data: bytes) -> None:
    """Raise `ValueError` for what is neither JSON nor well-formed XML, or declares entities of its own."""
    if data.lstrip().startswith(b"{"):
        json.loads(data)
        return
    from lxml import etree

    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise ValueError(f"not well-formed: {error}") from error
    dtd = root.getroottree().docinfo.internalDTD
    if dtd is not None and any(True for _ in dtd.iterentities()):
        raise ValueError("it declares entities of its own")


def _feed(data: bytes) -> Iterator[Entry]:
    for row in _rows(data):
        told = {name: str(row.get(name) or "") for name in _MARKED}
        yield Entry(told["link"], digest([told[name] for name in _MARKED])[:16])


def _rows(data: bytes) -> Sequence[Mapping[str, Any]]:
    try:
        import fastfeedparser
        import feedparser
    except ImportError as error:
        raise UsageError("feeds need two libraries more: pip install 'sayso[feeds]'") from error
    if b"xml:base" not in data:
        with suppress(ValueError, KeyError, AttributeError, TypeError):
            rows: Sequence[Mapping[str, Any]] = fastfeedparser.parse(data).entries
            return rows
    found = feedparser.parse(data)
    if found.get("bozo") or not found.get("version"):
        raise ValueError(str(found.get("bozo_exception") or "neither RSS, Atom nor JSON Feed"))
    return list(found.entries)


def _sitemap(data: bytes) -> Iterator[Entry]:
    from lxml import etree

    root = etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True))
    if root.tag not in (f"{SITEMAP}urlset", f"{SITEMAP}sitemapindex"):
        raise ValueError(f"its root is {str(root.tag)[:80]!r}, not urlset or sitemapindex")
    is_list = root.tag.endswith("sitemapindex")
    for one in root.iter(f"{SITEMAP}{'sitemap' if is_list else 'url'}"):
        url, mark = (
            (one.findtext(f"{SITEMAP}{name}") or "").strip() for name in ("loc", "lastmod")
        )
        yield Entry(url, mark, is_list)


def _absolute(found: Iterator[Entry], base: str) -> Iterator[Entry]:
    for one in found:
        url = urljoin(base, one.url.strip()) if one.url.strip() else ""
        if urlsplit(url).scheme in ("http", "https"):
            yield Entry(url.partition("#")[0], one.mark, one.is_list)
