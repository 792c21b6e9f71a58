"""The brief, and the formats in which others read what is known."""

from collections.abc import Mapping
from typing import Self

from sayso.api.shapes.judged import Cause
from sayso.api.shapes.plain import Day, Shape
from sayso.api.shapes.said import claim_links
from sayso.api.site import Asked
from sayso.brief import Brief, Dossier, Section, Sentence, Table


class SentenceShape(Shape):
    """A sentence of a brief and the claims it rests on."""

    text: str
    claims: list[str]

    @classmethod
    def of(cls, one: Sentence) -> Self:
        """Return a sentence."""
        return cls(text=one.text, claims=list(one.claims))


class TableShape(Shape):
    """A table of sentences."""

    caption: str
    columns: list[str]
    rows: list[list[SentenceShape]]

    @classmethod
    def of(cls, one: Table) -> Self:
        """Return a table."""
        rows = [[SentenceShape.of(cell) for cell in row] for row in one.rows]
        return cls(caption=one.caption, columns=list(one.columns), rows=rows)


class SectionShape(Shape):
    """A heading, its sentences and tables."""

    heading: str
    sentences: list[SentenceShape]
    tables: list[TableShape]

    @classmethod
    def of(cls, one: Section) -> Self:
        """Return a section."""
        return cls(
            heading=one.heading,
            sentences=[SentenceShape.of(s) for s in one.sentences],
            tables=[TableShape.of(t) for t in one.tables],
        )


class BriefShape(Shape):
    """A brief: every sentence about the world cites its claims, and `passages` leads each of them to its words."""

    title: str
    as_of: Day
    sections: list[SectionShape]
    passages: dict[str, Cause]

    @classmethod
    def of(cls, brief: Brief, dossier: Dossier, asked: Asked) -> Self:
        """Return a brief."""
        cited: Mapping[str, int] = brief.numbers()
        return cls(
            title=brief.title,
            as_of=dossier.judgement.as_of.text or None,
            sections=[SectionShape.of(one) for one in brief.sections],
            passages={
                name: Cause(
                    claim=name,
                    speaker=dossier.claims[name].speaker.name,
                    words=dossier.claims[name].words,
                    links=claim_links(name, asked),
                )
                for name in cited
            },
        )


class ExportRow(Shape):
    """A format in which the judgement and its evidence can be had, and where."""

    name: str
    href: str


class Exports(Shape):
    """The formats that are installed here."""

    items: list[ExportRow]
