"""Reading what a caller offers: a text with what he knows of it, or an address; never a file of this machine."""

import io
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Annotated

from pydantic import Field
from starlette.responses import JSONResponse, Response

from sayso.api.problems import Refused
from sayso.api.shapes.held import AddedReport, DocumentRow, RefusalRow
from sayso.api.shapes.plain import Shape
from sayso.api.site import DAY, Asked, Told
from sayso.model import Document, Refusal, RefusalReason, When, canonical_text
from sayso.read import readings

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


def offered(told: Told, body: Report | Address) -> Response:
    """Read and keep what is offered; raises nothing for what cannot be read: that is an answer too (422)."""
    added = next(iter(told.keeper.desk.add(_read(told, body))))
    item = added.item
    if isinstance(item, Refusal):
        return _refused(told, item)
    look, _ = told.keeper.now()
    seen = Asked(told.story, told.keeper, look, told.caller, {})
    row = DocumentRow.of(item, seen)
    if added.new:
        row = row.model_copy(update={"claims": added.claims})
    answer = AddedReport(document=row, new=added.new)
    status = 201 if added.new else 200
    headers = {"Location": row.links.self} if added.new else {}
    return JSONResponse(answer.model_dump(mode="json"), status, headers)


def _refused(told: Told, item: Refusal) -> Response:
    row = RefusalRow.of(item).model_dump(mode="json")
    detail = f"{item.reason.value}: {item.explanation}"
    raised = Refused(422, detail, "refused", refusal=row)
    return raised.answer(f"/api/v1/stories/{told.story}/documents")


def _read(told: Told, body: Report | Address) -> Iterator[Document | Refusal]:
    """Yield what is read, dated and named; nothing is read that would stretch the story over too many days."""
    name = f"added through the API{f' by {told.caller.name}' if told.caller.name else ''}"
    text = body.text.encode("utf-8", "replace") if isinstance(body, Report) else b""
    place = "-" if isinstance(body, Report) else body.address
    found = readings(
        [place], stdin=io.BytesIO(text), retrieved=told.site.clock(), fetch=told.site.fetch
    )
    for item in found:
        if isinstance(body, Report):
            item = replace(item, location=name)
        if isinstance(item, Document) and isinstance(body, Report):
            item = _named(item, body)
        yield _within(item, told) if isinstance(item, Document) else item


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
