"""Weaves pieces of text into paragraphs: white space collapses, links keep their place in the result."""

from bisect import bisect_left
from dataclasses import dataclass, field

from sayso.model import canonical_text
from sayso.text import canonicalise

Links = tuple[tuple[int, int, str], ...]


@dataclass
class Weave:
    """A text in the making. Paragraphs are parted by an empty line, lines by a line end."""

    _pieces: list[str] = field(default_factory=list)
    _length: int = 0
    _gap: str = ""
    _open: list[tuple[int, str]] = field(default_factory=list)
    _links: list[tuple[int, int, str]] = field(default_factory=list)

    def text(self, text: str) -> None:
        """Add running text; its white space counts as one blank."""
        if text[:1].isspace():
            self.gap(" ")
        for word in text.split():
            self._word(word)
            self.gap(" ")
        if text and not text[-1].isspace() and self._gap == " " and text.strip():
            self._gap = ""

    def gap(self, gap: str) -> None:
        """Part what follows from what stands here by at least `gap`: a blank, tab, line end or two."""
        order = ("", " ", "\t", "\n", "\n\n")
        if self._length and order.index(gap) > order.index(self._gap):
            self._gap = gap

    def open_link(self, target: str) -> None:
        """Begin a link at the next word."""
        self._open.append((len(self._pieces), target))

    def close_link(self) -> None:
        """End the link that was begun last."""
        first, target = self._open.pop()
        words = self._pieces[first:]
        if target and words:
            length = sum(map(len, words))
            lead = len(words[0]) if words[0].isspace() else 0
            self._links.append((self._length - length + lead, self._length, target))

    def finish(self) -> tuple[str, Links]:
        """Return the canonical text and its links as (start, end, target), sorted."""
        raw = "".join(self._pieces)
        if canonical_text(raw) == raw:
            return raw, tuple(sorted(self._links))
        canonical = canonicalise(raw)
        moved = {
            (bisect_left(canonical.origins, start), bisect_left(canonical.origins, end), target)
            for start, end, target in self._links
        }
        return canonical.text, tuple(sorted(link for link in moved if link[0] < link[1]))

    def _word(self, word: str) -> None:
        for piece in (self._gap, word):
            if piece:
                self._pieces.append(piece)
                self._length += len(piece)
        self._gap = ""
