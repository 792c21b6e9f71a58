"""Reading what a caller offers: a text with what he knows of it, a file he sends, or an address; never a file of this machine."""

import base64
import binascii
import io
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import PurePosixPath
from typing import Annotated

from pydantic import Field
from starlette.responses import JSONResponse, Response

from sayso.api.problems import Refused
from sayso.api.shapes.held import AddedReport, DocumentRow, ReadReport, RefusalRow
from sayso.api.shapes.plain import Shape
from sayso.api.site import DAY, Asked, Told
from sayso.desk import Added
from sayso.model import Document, Refusal, RefusalReason, UsageError, When, canonical_text
from sayso.read import Offered, offered_readings, readings

MOST_STORY_DAYS = 1_100
Line = Annotated[str, Field(max_length=1000)]


class Report(Shape):
    """A report to be added. A text that begins with HTML is read as a page; what is given beside it stands before what it says of itself."""

    text: Annotated[str, Field(min_length=1, max_length=2_000_000)]
    title: Line = ""
    outlet: Line = ""
    authors: Annotated[tuple[Line, ...], Field(max_length=50)] = ()
    published: Annotated[
        str, Field(pattern=f"^$|{DAY}", description="ISO 8601, as precise as it is known.")
    ] = ""
    url: Annotated[str, Field(pattern=r"^$|^https?://[^\s<>\"]{1,2000}$")] = ""


class Address(Shape):
    """A web address to be fetched and read."""

    address: Annotated[str, Field(pattern=r"^https?://[^\s<>\"]{1,2000}$")]


class File(Shape):
    """A file of any kind that is read: its name, whose ending may tell the kind, and its bytes in base64."""

    name: Annotated[str, Field(min_length=1, max_length=255)]
    data: Annotated[
        str, Field(min_length=1, max_length=2_000_000, pattern=r"^[A-Za-z0-9+/]+={0,2}$")
    ]


def offered(told: Told, body: Report | File | Address) -> Response:
    """Read and keep what is offered; raises nothing for what cannot be read: that is an answer too (422)."""
    added = list(told.keeper.desk.add(_read(told, body)))
    refused = [one.item for one in added if isinstance(one.item, Refusal)]
    rows = _rows(told, added)
    if not rows:
        return _refused(told, next((one for one in refused if not one.is_notice), refused[0]))
    answer = AddedReport(
        document=rows[0].document,
        new=rows[0].new,
        further=rows[1:],
        refused=[RefusalRow.of(one) for one in refused],
    )
    new = [row.document.links.self for row in rows if row.new]
    headers = {"Location": new[0]} if new else {}
    return JSONResponse(answer.model_dump(mode="json"), 201 if new else 200, headers)


def _rows(told: Told, added: Iterable[Added]) -> list[ReadReport]:
    look, _ = told.keeper.now()
    seen = Asked(told.story, told.keeper, look, told.caller, {})
    rows = []
    for one in added:
        if isinstance(one.item, Document):
            row = DocumentRow.of(one.item, seen)
            row = row.model_copy(update={"claims": one.claims}) if one.new else row
            rows.append(ReadReport(document=row, new=one.new))
    return rows


def _refused(told: Told, item: Refusal) -> Response:
    row = RefusalRow.of(item).model_dump(mode="json")
    detail = f"{item.reason.value}: {item.explanation}"
    raised = Refused(422, detail, "refused", refusal=row)
    return raised.answer(f"/api/v1/stories/{told.story}/documents")


def _read(told: Told, body: Report | File | Address) -> Iterator[Document | Refusal]:
    """Yield what is read, dated and named; nothing is read that would stretch the story over too many days."""
    for item in _found(told, body):
        if isinstance(item, Document) and isinstance(body, Report):
            item = _named(item, body)
        yield _within(item, told) if isinstance(item, Document) else item


def _found(told: Told, body: Report | File | Address) -> Iterator[Document | Refusal]:
    now = told.site.clock()
    if isinstance(body, Address):
        return readings([body.address], stdin=io.BytesIO(), retrieved=now, fetch=told.site.fetch)
    by = f" by {told.caller.name}" if told.caller.name else ""
    place = f"added through the API{by}"
    if isinstance(body, Report):
        data = body.text.encode("utf-8", "replace")
        return offered_readings(Offered(place, data), retrieved=now)
    name = one_name(body.name)
    suffix = PurePosixPath(name).suffix.lower()
    try:
        data = base64.b64decode(body.data, validate=True)
    except binascii.Error as error:
        raise UsageError(f"data is no base64 ({error}); encode the bytes of the file") from error
    return offered_readings(Offered(f"{place}: {name}", data, suffix=suffix), retrieved=now)


def one_name(name: str) -> str:
    """Return the last part of a file's name, without what could lead elsewhere or hide.

    >>> one_name("../a/report.pdf"), one_name("..")
    ('report.pdf', 'file')
    """
    last = PurePosixPath(name.replace("\\", "/")).name
    return "".join(c for c in last if c.isprintable()).strip(". ") or "file"


def _named(item: Document, body: Report) -> Document:
    given: dict[str, object] = {
        "title": canonical_text(body.title),
        "outlet": canonical_text(body.outlet),
        "authors": tuple(canonical_text(one) for one in body.authors),
        "url": body.url,
    }
    known = {name: value for name, value in given.items() if value}
    if body.published:
        known["published"] = When(body.published)
    return replace(item, **known)  # type: ignore[arg-type]


def _within(item: Document, told: Told) -> Document | Refusal:
    """Return a report, or why its date does not fit the story: judging goes day by day from the first report to the last."""
    dated = [d.published for d in told.keeper.now()[0].view.documents.values() if d.published.known]
    if not item.published.known or not dated:
        return item
    first, last = min(w.day for w in dated), max(w.day for w in dated)
    days = _days(min(first, item.published.day), max(last, item.published.latest.date()))
    if days <= max(MOST_STORY_DAYS, _days(first, last)):
        return item
    why = (
        f"published {item.published} would stretch this story ({first} to {last}) over {days:,} days; "
        f"{MOST_STORY_DAYS:,} are the most: correct the date, or add it to a story of its own"
    )
    return Refusal(item.location, RefusalReason.BAD_HEADER, why, item.published.text)


def _days(first: date, last: date) -> int:
    return (last - first).days + 1
