"""From the lines of pages to one running text: what stands on most pages goes, paragraphs and broken words are joined, pages keep their place."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice

from sayso.model import canonical_text

EDGE_LINES = 3
MOST_NUMBERS = 4
FEWEST_PAGES = 3
SHARE_OF_PAGES = 0.4
"""Of the pages: running heads often differ between left and right pages."""
SHORT_LINE, HEADING_LINE = 0.75, 0.6
_BLANKS = re.compile(r"[ \t\u00a0]+")
_NUMBER = re.compile(r"[0-9]{1,9}")
_ONLY_NUMBER = re.compile(r"\W{0,4}(?:page|p\.)?\s?#(?:\s?(?:of|/|\|)\s?#)?\W{0,4}", re.IGNORECASE)
_BROKEN = re.compile(r"[^\W\d_][-\u00ad\u2010]$")
_HYPHENED = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)+")
_LAST_WORD = re.compile(r"[^\W\d_]+$")
_FIRST_WORD = re.compile(r"[^\W\d_]+")
_ENDS = re.compile(r"[.!?:…][\"”’')\]]*$")
_ITEM = re.compile(r"(?:[•▪●◦‣–—*-]|\(?\d{1,3}[.)]|\(?[a-z][.)])\s")


@dataclass(frozen=True, slots=True)
class Paged:
    """A running text, where each of its pages begins, and how many lines at the edges of pages were left out."""

    text: str
    pages: tuple[int, ...]
    left_out: int


def running(texts: Sequence[str]) -> Paged:
    r"""Return the running text of pages.

    >>> running(["Head\nThe ferry had dis-\nappeared before dawn. The", "Head\nmaster waited.", "Head\nIt came."])
    Paged(text='The ferry had disappeared before dawn. The master waited. It came.', pages=(0, 43, 58), left_out=3)
    """
    pages = [_lines(text) for text in texts]
    kept = [list(page) for page in pages]
    for page, indexes in zip(kept, _furniture(pages), strict=True):
        for index in sorted(indexes, reverse=True):
            del page[index]
    left_out = sum(map(len, pages)) - sum(map(len, kept))
    return _Joining(kept).text(left_out)


def _lines(text: str) -> list[str]:
    """Return the lines of a page, '' for each gap between two."""
    lines = [_BLANKS.sub(" ", line).strip() for line in canonical_text(text).split("\n")]
    return [line for n, line in enumerate(lines) if line or (n and lines[n - 1])]


def _edges(page: Sequence[str]) -> Iterator[tuple[str, list[int]]]:
    """Yield the outermost lines of a page from above and from below, from the edge inward."""
    said = [index for index, line in enumerate(page) if line]
    yield "above", said[:EDGE_LINES]
    yield "below", said[: -EDGE_LINES - 1 : -1]


def _keys(line: str, number: int) -> Iterator[str]:
    """Yield a line as it stands, and once for each of its numbers with that number counted from the page it stands on."""
    yield line
    for found in islice(_NUMBER.finditer(line), MOST_NUMBERS):
        from_page = int(found[0]) - number
        yield f"{line[: found.start()]}\0{from_page}{line[found.end() :]}"


def _furniture(pages: Sequence[Sequence[str]]) -> Iterator[set[int]]:
    """Yield for each page the lines from its edges inward that stand there on most pages, their page numbers aside."""
    counts: Counter[tuple[str, int, str]] = Counter()
    for number, page in enumerate(pages, 1):
        for side, indexes in _edges(page):
            for depth, index in enumerate(indexes):
                counts.update((side, depth, key) for key in _keys(page[index], number))
    most = max(FEWEST_PAGES, SHARE_OF_PAGES * len(pages))
    for number, page in enumerate(pages, 1):
        found: set[int] = set()
        for side, indexes in _edges(page):
            for depth, index in enumerate(indexes):
                repeats = max(counts[side, depth, key] for key in _keys(page[index], number))
                if repeats < most and not _is_number(page[index], number):
                    break
                found.add(index)
        yield found


def _is_number(line: str, page: int) -> bool:
    bare = _NUMBER.sub("#", line)
    return bool(_ONLY_NUMBER.fullmatch(bare)) and str(page) in _NUMBER.findall(line)


@dataclass
class _Joining:
    """Puts lines together."""

    pages: Sequence[Sequence[str]]
    _out: list[str] = field(default_factory=list)
    _length: int = 0
    _last: str = ""

    def text(self, left_out: int) -> Paged:
        """Return the text."""
        self._width = self._usual()
        self._hyphened = {
            word.lower() for page in self.pages for line in page for word in _HYPHENED.findall(line)
        }
        starts = []
        gap = False
        for page in self.pages:
            start = -1
            for line in page:
                if not line:
                    gap = True
                    continue
                self._add(line, gap)
                gap = False
                start = self._length - len(line) if start < 0 else start
            starts.append(self._length if start < 0 else start)
        return Paged("".join(self._out), tuple(starts), left_out)

    def _add(self, line: str, gap: bool) -> None:
        broken = not gap and _BROKEN.search(self._last) and line[:1].islower()
        if broken:
            if not self._keeps_hyphen(line):
                self._out[-1] = self._out[-1][:-1]
                self._length -= 1
        elif self._last:
            self._put("\n\n" if gap or self._ends(line) else " ")
        self._put(line)
        self._last = line

    def _put(self, text: str) -> None:
        self._out.append(text)
        self._length += len(text)

    def _keeps_hyphen(self, line: str) -> bool:
        """Return True for a word that the text writes with a hyphen elsewhere."""
        before, after = _LAST_WORD.search(self._last[:-1]), _FIRST_WORD.match(line)
        if before is None or after is None or self._last.endswith("\u00ad"):
            return False
        return f"{before[0]}-{after[0]}".lower() in self._hyphened

    def _ends(self, line: str) -> bool:
        """Return True when a paragraph ends with the last line and this one begins another."""
        short = len(self._last) < SHORT_LINE * self._width
        if _ITEM.match(line):
            return True
        if _ENDS.search(self._last):
            return short
        return short and len(self._last) < HEADING_LINE * self._width and not line[:1].islower()

    def _usual(self) -> int:
        """Return how long a full line is: what nine in ten lines do not exceed."""
        lengths = sorted(len(line) for page in self.pages for line in page if line)
        return lengths[int(0.9 * (len(lengths) - 1))] if lengths else 0
