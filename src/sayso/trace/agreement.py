"""How far one text's telling words stand in another: what shows that a cited report is the one meant."""

import re
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from sayso.model import Document, Span
from sayso.trace.words import Words, words

FEWEST_SHARED = 6
_END = re.compile(r"(?<![A-Z])[.!?…][\"”’'»)]*\s+(?=[\"“‘«(]*[A-ZÀ-ÞĀ-Ž\d])")


@dataclass(frozen=True, slots=True, eq=False)
class Vocabulary:
    """The words of each document by its id, read once; `Vocabulary.of` reads them."""

    texts: dict[str, Words]

    @classmethod
    def of(cls, documents: tuple[Document, ...]) -> "Vocabulary":
        """Return the vocabulary of the documents."""
        return cls({document.id: words(document) for document in documents})

    def share(self, passage: Span, other: str) -> float:
        """Return the share of the passage's telling words that the other document has as well.

        Words any text has do not count; fewer than six shared words give 0, since they prove nothing.
        """
        text = self.texts[passage.document]
        starts = text.starts
        low, high = np.searchsorted(starts, [passage.start, passage.end])
        telling = text.codes[low:high][~text.common[low:high]]
        mine = np.unique(telling)
        shared = int(np.isin(mine, self.texts[other].codes).sum())
        return shared / len(mine) if shared >= FEWEST_SHARED else 0.0


def paragraph(document: Document, span: Span) -> Span:
    """Return the paragraph (line) of the document in which the span stands, without outer blanks."""
    start = document.text.rfind("\n", 0, span.start) + 1
    end = document.text.find("\n", span.end)
    return document.span(start, len(document.text) if end < 0 else end)


def sentence(document: Document, start: int, end: int) -> tuple[int, int]:
    """Return where the sentence or sentences around code points [start, end) begin and end.

    A sentence ends at a mark, perhaps a closing quotation mark, and a blank before a capital; or with its line.

    >>> sentence(Document(text="Roads shut. It rained. He left."), 12, 14)
    (12, 23)
    """
    first = document.text.rfind("\n", 0, start) + 1
    last = document.text.find("\n", end)
    last = len(document.text) if last < 0 else last
    ends = [first, *(m.end() for m in _END.finditer(document.text, first, last)), last]
    return max(e for e in ends if e <= start), min(e for e in ends if e >= end)


def sentences(document: Document) -> list[tuple[int, int]]:
    """Return where each sentence of the document begins and ends, in order.

    >>> sentences(Document(text="Roads shut. It rained."))
    [(0, 12), (12, 22)]
    """
    found: list[tuple[int, int]] = []
    start = 0
    for line in document.text.split("\n"):
        ends = [start, *(start + m.end() for m in _END.finditer(line)), start + len(line)]
        found.extend((a, b) for a, b in pairwise(ends) if a < b)
        start += len(line) + 1
    return found


def body(document: Document) -> Span:
    """Return the whole text as a span."""
    return document.span(0, len(document.text))
