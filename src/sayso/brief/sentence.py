"""The parts of a brief: sentences that cite claims, tables of them, sections, and the brief itself."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from sayso.brief.likelihood import speaks_of_likelihood
from sayso.brief.visible import visible
from sayso.model import InvalidRecord

_SPACE = re.compile(r"\s+")
_CONFIDENCE = re.compile(r"\bconfiden(?:ce|t)\b", re.IGNORECASE)
_CALIBRATED = re.compile(r"\bcalibrat", re.IGNORECASE)


class About(StrEnum):
    """What a sentence speaks of: the world, or this desk's own work (counts, settings, gaps)."""

    WORLD = "world"
    DESK = "desk"


@dataclass(frozen=True, slots=True)
class Theirs:
    """Words that are not the desk's own: of a report, a speaker, or the person who asked."""

    words: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of plain text and the ids of the claims it rests on.

    `theirs` are the ranges [start, end) of the text, in code points, that are others' words. A sentence
    about the world must cite a claim, and no sentence may give likelihood and confidence together
    (ICD 203), nor call anything calibrated; others' words are exempt. Raises `InvalidRecord`.
    """

    text: str
    claims: tuple[str, ...] = ()
    about: About = About.WORLD
    theirs: tuple[tuple[int, int], ...] = ()

    def __post_init__(self) -> None:
        if self.about is About.WORLD and not self.claims:
            raise InvalidRecord(
                f"a sentence about the world must cite a claim: {self.text!r}; cite one or mark it About.DESK"
            )
        own = " ".join(text for text, theirs in self.pieces() if not theirs)
        if _CONFIDENCE.search(own) and speaks_of_likelihood(own):
            raise InvalidRecord(f"likelihood and confidence must stand apart (ICD 203): {own!r}")
        if _CALIBRATED.search(own):
            raise InvalidRecord(f"a brief must not call anything calibrated, got {own!r}")

    def pieces(self) -> Iterator[tuple[str, bool]]:
        """Yield the text in order as (piece, is it others' words)."""
        end = 0
        for start, stop in self.theirs:
            if start > end:
                yield self.text[end:start], False
            yield self.text[start:stop], True
            end = stop
        if end < len(self.text):
            yield self.text[end:], False


@dataclass(frozen=True, slots=True)
class Table:
    """A table of sentences under a caption; each row has a cell for every column."""

    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Sentence, ...], ...]

    def __post_init__(self) -> None:
        for row in self.rows:
            if len(row) != len(self.columns):
                raise InvalidRecord(
                    f"the table {self.caption!r} needs {len(self.columns)} cells a row, got {len(row)}"
                )


@dataclass(frozen=True, slots=True)
class Section:
    """A heading, its sentences in order, and the tables that follow them."""

    heading: str
    sentences: tuple[Sentence, ...]
    tables: tuple[Table, ...] = ()

    def everything(self) -> Iterator[Sentence]:
        """Yield every sentence in reading order, cells of tables included."""
        yield from self.sentences
        for table in self.tables:
            for row in table.rows:
                yield from row


@dataclass(frozen=True, slots=True)
class Brief:
    """A cited text: Markdown and HTML are two renderings of it."""

    title: str
    sections: tuple[Section, ...]

    def numbers(self) -> dict[str, int]:
        """Return the number of every cited claim, from 1, in order of first use."""
        numbers: dict[str, int] = {}
        for section in self.sections:
            for sentence in section.everything():
                for claim in sentence.claims:
                    numbers.setdefault(claim, len(numbers) + 1)
        return numbers


def say(*parts: str | Theirs, claims: tuple[str, ...] = (), about: About = About.WORLD) -> Sentence:
    """Return the sentence the parts make, white space made even and hidden characters visible.

    >>> say("He said “", Theirs("it is\\n likely"), "”.", claims=("c-1",)).text
    'He said “it is likely”.'
    """
    text, theirs = "", []
    for part in parts:
        foreign = isinstance(part, Theirs)
        piece = _even(part.words).strip() if isinstance(part, Theirs) else _even(part)
        if foreign and piece:
            theirs.append((len(text), len(text) + len(piece)))
        text += piece
    return Sentence(text, tuple(dict.fromkeys(claims)), about, tuple(theirs))


def note(*parts: str | Theirs, claims: tuple[str, ...] = ()) -> Sentence:
    """Return a sentence about the desk's own work."""
    return say(*parts, claims=claims, about=About.DESK)


def _even(text: str) -> str:
    return _SPACE.sub(" ", visible(text))
