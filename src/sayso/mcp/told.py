"""The brief as an answer: its sentences in order, each with the claims it cites."""

from collections.abc import Iterator
from dataclasses import dataclass

from sayso.brief import Brief, Sentence
from sayso.mcp.fence import Others, Told, Value
from sayso.mcp.rows import Row, Rows

SENTENCE_CHARS = 1500


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence of the brief, or a row of one of its tables, under its heading."""

    heading: str
    table: str
    sentences: tuple[Sentence, ...]

    @property
    def claims(self) -> tuple[str, ...]:
        """The ids of the claims it cites, each once."""
        return tuple(dict.fromkeys(claim for s in self.sentences for claim in s.claims))

    def row(self, rows: Rows) -> Row:
        """Return it as a row, the claims it cites word for word."""
        cells: list[Value] = [_told(sentence) for sentence in self.sentences]
        told: Row = {"section": self.heading}
        if self.table:
            told |= {"table": self.table, "cells": cells}
        else:
            told["text"] = cells[0]
        return told | {"cites": [rows.cited(claim) for claim in self.claims]}


def lines(brief: Brief) -> Iterator[Line]:
    """Yield the lines of a brief in reading order; the head of a table is a row of it."""
    for section in brief.sections:
        for sentence in section.sentences:
            yield Line(section.heading, "", (sentence,))
        for table in section.tables:
            for row in table.rows:
                yield Line(section.heading, table.caption, row)


def _told(sentence: Sentence) -> Told:
    return Told(
        tuple(
            Others(piece, SENTENCE_CHARS) if theirs else piece
            for piece, theirs in sentence.pieces()
        )
    )
