"""Reports, what could not be read, and adding."""

from typing import Annotated

from fastapi import APIRouter, Depends, Query, Response

from sayso.api.offer import Address, File, Report, offered
from sayso.api.paging import Wanted
from sayso.api.problems import READS, WRITES
from sayso.api.shapes.held import AddedReport, DocumentRow, DocumentText, RefusalRow
from sayso.api.shapes.plain import Page
from sayso.api.site import Asked, Told, asked, told_by
from sayso.api.tokens import May
from sayso.model import NothingMatched, digest

router = APIRouter(prefix="/stories/{story}", tags=["documents"])
Part = Annotated[str, Query(max_length=200)]


@router.get("/documents", operation_id="documents", responses=READS)
def documents(
    seen: Annotated[Asked, Depends(asked)],
    wanted: Annotated[Wanted, Depends()],
    outlet: Part = "",
    text: Part = "",
) -> Page[DocumentRow]:
    """List reports in the order of their publication, those without a date last.

    `outlet` and `text` are parts of the outlet's name and of title or text, whatever their case.
    """
    fitting = [
        d
        for d in seen.look.view.documents.values()
        if _holds(d.outlet, outlet) and (_holds(d.title, text) or _holds(d.text, text))
    ]
    part = wanted.of(fitting, lambda d: (d.published.text or "~", d.id))
    return Page[DocumentRow].of(part, lambda d: DocumentRow.of(d, seen))


@router.get("/documents/{document}", operation_id="document", responses=READS)
def document(seen: Annotated[Asked, Depends(asked)], document: str) -> DocumentText:
    """Return one report with its text."""
    held = seen.look.view.documents.get(document)
    if held is None:
        raise NothingMatched(f"no report {document[:80]!r} in this story by this day")
    return DocumentText.of(held, seen)


@router.post(
    "/documents",
    operation_id="add_document",
    status_code=201,
    response_model=AddedReport,
    responses={
        **WRITES,
        200: {"model": AddedReport, "description": "The story holds this report already"},
        201: {
            "description": "The report was read and is held",
            "headers": {"Location": {"schema": {"type": "string"}}},
        },
    },
)
def add_document(
    told: Annotated[Told, Depends(told_by(May.WRITE))], body: Report | File | Address
) -> Response:
    """Add a report: its text with what is known of it, a file (PDF, mail, web archive, Telegram export, page, text), or a web address to be read.

    What holds many reports gives many: the first is `document`, the others are in `further`, and what was passed over or refused is told in `refused`.

    What cannot be read is refused with the reason (a problem of type urn:sayso:problem:refused), and the refusal is kept. Reading the same report
    again changes nothing and is answered 200.
    """
    what = digest(["documents", body.model_dump(mode="json")])
    return told.once(what, lambda: offered(told, body))


@router.get("/refusals", operation_id="refusals", responses=READS)
def refusals(
    seen: Annotated[Asked, Depends(asked)], wanted: Annotated[Wanted, Depends()]
) -> Page[RefusalRow]:
    """List what was offered and could not be read, by id, each with the reason."""
    rows = sorted(seen.look.refusals, key=lambda r: r.id)
    return Page[RefusalRow].of(wanted.of(rows, lambda r: (r.id,)), RefusalRow.of)


def _holds(text: str, part: str) -> bool:
    return part.casefold() in text.casefold()
