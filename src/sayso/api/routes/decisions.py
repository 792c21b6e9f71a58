"""Decisions of persons: those made, and making one."""

from typing import Annotated

from fastapi import APIRouter, Depends
from starlette.responses import JSONResponse, Response

from sayso.api.paging import Wanted
from sayso.api.problems import READS, WRITES
from sayso.api.ruling import ruled
from sayso.api.shapes.decided import DecisionRow, Ruling
from sayso.api.shapes.plain import Page
from sayso.api.site import Asked, Told, asked, told_by
from sayso.api.tokens import May
from sayso.model import digest

router = APIRouter(prefix="/stories/{story}/decisions", tags=["decisions"])


@router.get("", operation_id="decisions", responses=READS)
def decisions(
    seen: Annotated[Asked, Depends(asked)], wanted: Annotated[Wanted, Depends()]
) -> Page[DecisionRow]:
    """List every decision in the order they were made, those undone among them."""
    rows = list(enumerate(seen.look.every_decision))
    part = wanted.of(rows, lambda numbered: (numbered[0],))
    return Page[DecisionRow].of(part, lambda numbered: DecisionRow.of(numbered[1], seen))


@router.post(
    "",
    operation_id="decide",
    status_code=201,
    response_model=DecisionRow,
    responses={**WRITES, 201: {"description": "The decision is kept and holds from now on"}},
)
def decide(told: Annotated[Told, Depends(told_by(May.REVIEW))], body: Ruling) -> Response:
    """Accept, reject or correct a claim, undo, cut or confirm an edge, merge or split names, map a claim to an answer, or resolve a question.

    Nothing is overwritten: a decision stands beside what was read, is replayed whenever reports are read again, and can be undone.
    """

    def made() -> Response:
        row = DecisionRow.made_now(ruled(told, body), in_force=body.kind != "undo")
        return JSONResponse(row.model_dump(mode="json"), 201)

    return told.once(digest(["decisions", body.model_dump(mode="json")]), made)
