"""Stories, reports and refusals."""

from pathlib import PurePath
from typing import Self

from pydantic import Field

from sayso.api.shapes.plain import Day, Links, Shape, day
from sayso.api.site import Asked
from sayso.model import Document, Extraction, Refusal, RefusalReason


class StoryRow(Shape):
    """One open story. `head` is the last link of its ledger's chain; `last_day` the day of the last report."""

    name: str
    documents: int
    claims: int
    origins: int
    questions: int
    refusals: int
    last_day: Day
    head: str
    links: Links

    @classmethod
    def of(cls, asked: Asked) -> Self:
        """Return a story."""
        look, view = asked.look, asked.look.view
        return cls(
            name=asked.story,
            documents=len(view.documents),
            claims=len(view.claims),
            origins=len(view.origins),
            questions=len(look.questions),
            refusals=len(look.refusals),
            last_day=look.last_day or None,
            head=look.head,
            links=Links(self=asked.at("").rstrip("/"), page=asked.page("overview")),
        )


class Stories(Shape):
    """The stories that are there for the caller."""

    items: list[StoryRow]


class DocumentRow(Shape):
    """One report. `published` and `retrieved` are as precise as they are known; `retracted`: its publisher took it back."""

    id: str = Field(description="SHA-256 of what its publisher gave.")
    title: str
    outlet: str
    authors: list[str]
    published: Day
    retrieved: Day
    url: str
    language: str
    claims: int
    retracted: bool
    links: Links

    @classmethod
    def of(cls, document: Document, asked: Asked) -> "DocumentRow":
        """Return a report."""
        return DocumentRow.model_validate(_document(document, asked))


class DocumentText(DocumentRow):
    """One report with its text, to which all offsets refer. `extraction` says what a served extractor did with it, '' where none was asked."""

    text: str
    extraction: str

    @classmethod
    def of(cls, document: Document, asked: Asked) -> "DocumentText":
        """Return a report with its text."""
        account = asked.keeper.desk.ledger.get(Extraction, document.id)
        told = {"text": document.text, "extraction": account.notice if account else ""}
        return DocumentText.model_validate({**_document(document, asked), **told})


def _document(document: Document, asked: Asked) -> dict[str, object]:
    view = asked.look.view
    counts = asked.look.once("claims by document", lambda: _counted(asked))
    return {
        "id": document.id,
        "title": document.title,
        "outlet": document.outlet,
        "authors": list(document.authors),
        "published": day(document.published),
        "retrieved": day(document.retrieved),
        "url": document.url,
        "language": document.language,
        "claims": counts.get(document.id, 0),
        "retracted": document.id in view.retracted,
        "links": document_links(document.id, asked),
    }


def document_links(document: str, asked: Asked) -> Links:
    """Return where a report stands."""
    return Links(self=asked.at(f"documents/{document}"), page=asked.page(f"d/{document}"))


def _counted(asked: Asked) -> dict[str, int]:
    counts: dict[str, int] = {}
    for claim in asked.look.view.claims.values():
        counts[claim.document] = counts.get(claim.document, 0) + 1
    return counts


class RefusalRow(Shape):
    """Something that could not be read: where it came from, why, and the digest of its bytes ('' where they could not be had)."""

    id: str
    location: str
    reason: RefusalReason
    explanation: str
    digest: str

    @classmethod
    def of(cls, refusal: Refusal) -> "RefusalRow":
        """Return a refusal; of a file of this machine its name alone."""
        file, mark, part = refusal.location.partition("#")
        named = (file if "://" in file else PurePath(file).name or file) + mark + part
        return RefusalRow(
            id=refusal.id,
            location=named,
            reason=refusal.reason,
            explanation=refusal.explanation,
            digest=refusal.digest,
        )


class ReadReport(Shape):
    """A report that was read: `new` unless the story held it already."""

    document: DocumentRow
    new: bool


class AddedReport(ReadReport):
    """What became of what was offered. An archive, an export or a mailbox holds many reports: the first stands here, the others in `further`.

    `refused` is what of it could not be read; a row of reason `notice` refuses nothing and says what was passed over.
    """

    further: list[ReadReport] = Field(default_factory=list)
    refused: list[RefusalRow] = Field(default_factory=list)
