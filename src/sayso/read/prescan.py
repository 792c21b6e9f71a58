"""One linear pass over a page before any parser sees it: how deep, how large its tags, how much visible text.

Parsers of HTML take quadratic time in the attributes of a tag and drop, without a word, text that lies too
deep. This pass does neither; it refuses the bomb and counts the text that a parser must then give back.
"""

import html as entities
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache

from sayso.model import RefusalReason
from sayso.read.limits import Limits
from sayso.read.unread import Unread
from sayso.text import load_lexicon

_TAG = re.compile(
    r"<(?P<end>/?)(?P<name>[a-zA-Z][^\s/>]*+)"
    r"(?P<rest>(?>[^=>]++|=\s*+(?:\"[^\"]*+\"|'[^']*+')?+)*+)>"
)
_ATTRIBUTE = re.compile(r"[^\s=/\"'>]++(?:\s*+=\s*+(?:\"[^\"]*+\"|'[^']*+'|[^\s>]*+))?+")
_COMMENT_END = re.compile(r"--!?>")


@dataclass(frozen=True, slots=True)
class Shape:
    """What the pass measured; `visible_chars` counts characters that are not white space."""

    tags: int
    nesting: int
    visible_chars: int


def prescan(page: str, limits: Limits) -> Shape:
    """Return the shape of a page; raises `Unread` (HOSTILE) at the first cap it breaks.

    >>> prescan("<p>Ana <b>left</b>.<script>1<2</script></p>", Limits())
    Shape(tags=6, nesting=1, visible_chars=8)
    """
    _require(page.count("<"), limits.page_tags, "tags in one page")
    tags, visible, open_elements = 0, 0, _Open()
    for text, tag in _pieces(page, limits):
        visible += visible_chars(text)
        if tag is None:
            continue
        tags += 1
        if tag["end"]:
            open_elements.close(tag["name"].lower())
        else:
            _check_attributes(tag["rest"], limits)
            open_elements.open(tag["name"].lower(), tag["rest"])
            _require(open_elements.deepest, limits.nesting, "elements open inside each other")
    return Shape(tags, open_elements.deepest, visible)


def visible_chars(text: str) -> int:
    """Return how many characters of text are not white space once its character references are resolved."""
    if "&" in text:
        text = entities.unescape(text)
    return sum(map(len, text.split()))


def visible_text(page: str, limits: Limits) -> str:
    """Return the words of a page with each tag made a space; for small pieces of HTML inside other text."""
    return entities.unescape(" ".join(text for text, _ in _pieces(page, limits)))


def _pieces(page: str, limits: Limits) -> Iterator[tuple[str, re.Match[str] | None]]:
    """Yield each run of text with the tag that ends it (None where something else ends it)."""
    start = at = 0
    while (at := page.find("<", at)) >= 0:
        following = page[at + 1 : at + 3]
        if following[:1] in ("!", "?") or (following[:1] == "/" and not following[1:].isalpha()):
            yield page[start:at], None
            start = at = _after_comment(page, at)
        elif following[:1].isalpha() or following[:1] == "/":
            tag = _tag(page, at, limits)
            yield page[start:at], tag
            start = at = len(page) if tag is None else _after_raw_text(page, tag)
        else:
            at += 1
    yield page[start:], None


def _after_comment(page: str, at: int) -> int:
    if page.startswith("<!--", at):
        end = _COMMENT_END.search(page, at + 2)
        return end.end() if end else len(page)
    closed = page.find(">", at)
    return len(page) if closed < 0 else closed + 1


def _tag(page: str, at: int, limits: Limits) -> re.Match[str] | None:
    """Return the tag at `at`, None when the page ends inside it."""
    end = at + limits.tag_chars
    tag = _TAG.match(page, at, end)
    if tag is None and end < len(page):
        raise Unread(
            RefusalReason.HOSTILE,
            f"a tag is longer than {limits.tag_chars:,} characters, which is the cap; "
            "give the article as plain text",
            page[at : at + 80],
        )
    return tag


def _after_raw_text(page: str, tag: re.Match[str]) -> int:
    name = tag["name"].lower()
    if tag["end"] or name not in _elements("raw_text"):
        return tag.end()
    closing = re.compile(rf"</{name}(?=[\s/>])", re.IGNORECASE).search(page, tag.end())
    return closing.start() if closing else len(page)


def _check_attributes(rest: str, limits: Limits) -> None:
    if len(rest) > 2 * limits.tag_attributes:
        attributes = sum(1 for _ in _ATTRIBUTE.finditer(rest))
        _require(attributes, limits.tag_attributes, "attributes in one tag")


def _require(count: int, cap: int, what: str) -> None:
    if count > cap:
        raise Unread(
            RefusalReason.HOSTILE,
            f"the page has more than {cap:,} {what}, which is the cap; give the article as plain text",
            f"{what}: {count}",
        )


@cache
def _elements(kind: str) -> frozenset[str]:
    return frozenset(load_lexicon("sayso.read", "elements.toml")[kind])


@dataclass
class _Open:
    """The elements open at one point, without those that the next of their kind closes."""

    names: list[str] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)
    deepest: int = 0

    def open(self, name: str, rest: str) -> None:
        """Note an element that opens, unless it holds nothing or closes by itself."""
        if rest.endswith("/") or name in _elements("void") | _elements("optional_end"):
            return
        self.names.append(name)
        self.counts[name] += 1
        self.deepest = max(self.deepest, len(self.names))

    def close(self, name: str) -> None:
        """Note that an element closes, with all that are open within it."""
        while self.counts[name]:
            last = self.names.pop()
            self.counts[last] -= 1
            if last == name:
                return
