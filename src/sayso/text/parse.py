"""A parsed text: tokens with lemma, tag, head and entity type, all bound to code points.

`Parser` is the port; `spacy_parser.py` adapts spaCy. Rooms see only `Parse`, so a better parser changes no
room.
"""

from bisect import bisect_left
from dataclasses import dataclass
from functools import cached_property
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Token:
    """One token. `head` is the index of its syntactic head (itself for a root), `sentence` its sentence's index.

    `pos` is a Universal POS tag, `tag` a Penn tag, `dep` a ClearNLP dependency label, `entity` an
    OntoNotes entity type or ''; all are '' where the parser does not know.
    """

    index: int
    start: int
    end: int
    text: str
    lemma: str
    pos: str
    tag: str
    dep: str
    head: int
    entity: str
    sentence: int

    @property
    def lower(self) -> str:
        """The token in lower case."""
        return self.text.lower()


@dataclass(frozen=True)
class Parse:
    """The tokens of one text in order, and its sentences as token ranges [first, last + 1).

    `has_syntax` is False where a parser gives none: heads and labels then say nothing.
    """

    text: str
    tokens: tuple[Token, ...]
    sentences: tuple[tuple[int, int], ...]
    has_syntax: bool = True

    @cached_property
    def children(self) -> tuple[tuple[int, ...], ...]:
        """For each token the indices of its children, in order."""
        lists: list[list[int]] = [[] for _ in self.tokens]
        for token in self.tokens:
            if token.head != token.index:
                lists[token.head].append(token.index)
        return tuple(tuple(items) for items in lists)

    @cached_property
    def _starts(self) -> list[int]:
        return [token.start for token in self.tokens]

    def subtree(self, index: int) -> list[int]:
        """Indices of the token and all its descendants, sorted."""
        found, stack = [], [index]
        while stack:
            current = stack.pop()
            found.append(current)
            stack.extend(self.children[current])
        return sorted(found)

    def between(self, start: int, end: int) -> range:
        """Indices of the tokens that share a character with code points [start, end)."""
        first = bisect_left(self._starts, start)
        if first > 0 and self.tokens[first - 1].end > start:
            first -= 1
        return range(first, bisect_left(self._starts, end))

    def sentence_of(self, index: int) -> range:
        """Token indices of the sentence that holds token `index`."""
        first, end = self.sentences[self.tokens[index].sentence]
        return range(first, end)


class Parser(Protocol):
    """Turns a text into a `Parse`; the same text gives the same parse."""

    def parse(self, text: str) -> Parse:
        """Return the parse of text; its tokens cover every character that is not white space."""
        ...
