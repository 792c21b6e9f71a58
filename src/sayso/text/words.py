"""Words as the trained extractor sees them: where each lies, its shape, whether quotation marks hold it."""

import re
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

_WORD = re.compile(r"\w+(?:['’]\w+)?|[^\w\s]")
_SENTENCE_END = frozenset('.!?:;”"»')
_CLOSES = {"“": "”", '"': '"', "«": "»", "„": "“", "»": "«", "‘": "’"}
LOWER, TITLE, CAPITALS, NUMBER, MARK = range(5)
SHAPES = 5
FEATURES = SHAPES * 4


@dataclass(frozen=True)
class Words:
    """The words and marks of one text, in order; all arrays have one entry a word.

    `starts` and `ends` are code points, `paragraphs` counts paragraphs from 0, `quoted` is True from an
    opening to its closing quotation mark, both included, and ends with the paragraph.
    """

    texts: tuple[str, ...]
    starts: NDArray[np.int32]
    ends: NDArray[np.int32]
    paragraphs: NDArray[np.int32]
    shapes: NDArray[np.int8]
    quoted: NDArray[np.bool_]

    def __len__(self) -> int:
        return len(self.texts)

    @cached_property
    def features(self) -> NDArray[np.int64]:
        """One number below `FEATURES` a word: its shape, whether it is quoted, whether it opens a paragraph."""
        opens = np.diff(self.paragraphs, prepend=-1) > 0
        return self.shapes.astype(np.int64) * 4 + self.quoted * 2 + opens

    def between(self, start: int, end: int) -> tuple[int, int]:
        """Return [first, last + 1) of the words that share a character with code points [start, end)."""
        first = int(np.searchsorted(self.ends, start, side="right"))
        return first, max(first, int(np.searchsorted(self.starts, end, side="left")))


def unquoted(features: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return the features of words that are read as a text of their own: none is quoted, the first opens it."""
    own = features - features % 4
    own[:1] += 1
    return own


def words_of(text: str) -> Words:
    """Return the words of a text; every character but white space lies in one.

    >>> words_of("He said “no”.").texts
    ('He', 'said', '“', 'no', '”', '.')
    """
    texts, starts, ends, paragraphs, shapes, quoted = [], [], [], [], [], []
    paragraph, last, closing = 0, 0, ""
    for match in _WORD.finditer(text):
        word, start = match.group(), match.start()
        if start > last and _breaks(text, last, start):
            paragraph, closing = paragraph + 1, ""
        held = bool(closing)
        if closing and word == closing:
            closing = ""
        elif not closing and word in _CLOSES:
            closing, held = _CLOSES[word], True
        last = match.end()
        texts.append(word)
        starts.append(start)
        ends.append(last)
        paragraphs.append(paragraph)
        shapes.append(_shape(word))
        quoted.append(held)
    return Words(
        tuple(texts),
        np.array(starts, np.int32),
        np.array(ends, np.int32),
        np.array(paragraphs, np.int32),
        np.array(shapes, np.int8),
        np.array(quoted, np.bool_),
    )


def _breaks(text: str, last: int, start: int) -> bool:
    """Return True where a blank line, or a line end after the end of a sentence, parts two words."""
    lines = text.count("\n", last, start)
    return lines > 1 or (lines == 1 and last > 0 and text[last - 1] in _SENTENCE_END)


def _shape(word: str) -> int:
    first = word[0]
    if not (first.isalnum() or first == "_"):
        return MARK
    if first.isdigit():
        return NUMBER
    if not first.isupper():
        return LOWER
    return CAPITALS if len(word) > 1 and word.isupper() else TITLE
