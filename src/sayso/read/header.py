"""The header block a text may begin with: Title, Outlet, Author, Published and URL, then an empty line."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice

from sayso.model import InvalidRecord, RefusalReason, When
from sayso.read.unread import Unread

HEADER_LINES = 64
KEYS = ("Title", "Outlet", "Author", "Published", "URL")
_KNOWN = frozenset(key.lower() for key in KEYS)
_LINE = re.compile(r"(?P<key>[A-Za-z][A-Za-z-]{1,30}):(?:[ \t]+(?P<value>\S.*))?[ \t]*")
_URL = re.compile(r"(?:https?://)?[^\s:/?#<>\"]+\.[^\s<>\"]+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Header:
    """What the header block says; every field is empty or unknown where it says nothing."""

    title: str = ""
    outlet: str = ""
    authors: tuple[str, ...] = ()
    published: When = field(default_factory=When.unknown)
    url: str = ""


def split_header(text: str) -> tuple[Header, str]:
    r"""Return the header of a text (with \n line ends) and its body.

    A block counts when its first line has a known key and every line up to the first empty one is
    `Key: value`, fewer than 64 of them; unknown keys say nothing. Anything else is body. Raises `Unread` (BAD_HEADER) for a date
    or address that is none, a key given twice, and a header of two lines or more that runs into its body.

    >>> split_header("Title: Ferry late\nPublished: 2031-05\n\nIt left.")[0].published.text
    '2031-05'
    >>> split_header("Title: this is how it began.\nIt left.")[1][:6]
    'Title:'
    """
    pairs: list[tuple[str, str]] = []
    for line, after in islice(_lines(text), HEADER_LINES):
        match = _LINE.fullmatch(line)
        key = match["key"].lower() if match else ""
        if not pairs and key not in _KNOWN:
            return Header(), text
        if not line.strip(" \t"):
            return _header(pairs), text[after:]
        if match is None:
            return _runs_on(pairs, line, text)
        if key in _KNOWN - {"author"} and any(key == earlier for earlier, _ in pairs):
            raise _bad(f"the header gives {match['key']} twice", line)
        pairs.append((key, (match["value"] or "").rstrip()))
    return (_header(pairs), "") if len(pairs) < HEADER_LINES else (Header(), text)


def _lines(text: str) -> Iterator[tuple[str, int]]:
    """Yield each line and the offset of the next one."""
    start = 0
    while start < len(text):
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        yield text[start:end], end + 1
        start = end + 1


def _runs_on(pairs: list[tuple[str, str]], line: str, text: str) -> tuple[Header, str]:
    if sum(key in _KNOWN for key, _ in pairs) < 2:
        return Header(), text
    raise _bad("the header runs into its body without an empty line", line)


def _header(pairs: list[tuple[str, str]]) -> Header:
    given = dict(pairs)
    url = given.get("url", "")
    if url and not _URL.fullmatch(url):
        raise _bad("URL must be an http or https address", url)
    return Header(
        title=given.get("title", ""),
        outlet=given.get("outlet", ""),
        authors=tuple(value for key, value in pairs if key == "author" and value),
        published=_published(given.get("published", "")),
        url=url,
    )


def _published(value: str) -> When:
    try:
        return When(value)
    except InvalidRecord as error:
        raise _bad(f"Published is not a date ({error})", value) from error


def _bad(what: str, evidence: str) -> Unread:
    return Unread(
        RefusalReason.BAD_HEADER,
        f"{what}, got {evidence[:200]!r}; a header is lines of {', '.join(KEYS)} and then an empty line",
        evidence[:500],
    )
