"""What is made of a question: the judgement, what moved it, what changed, the brief, and exports."""

from typing import Annotated, Literal

from fastapi import APIRouter, Depends, Query
from starlette.responses import JSONResponse, Response

from sayso.api.paging import Wanted
from sayso.api.problems import READS
from sayso.api.shapes.briefed import BriefShape, ExportRow, Exports
from sayso.api.shapes.judged import Changes, Contribution, Contributions, JudgementShape
from sayso.api.site import DAY, Asked, asked, day_of
from sayso.brief import Brief, Dossier, markdown, outline
from sayso.brief.exports import export_named, exports
from sayso.model import NothingMatched
from sayso.watch import between

router = APIRouter(
    prefix="/stories/{story}/questions/{question}", tags=["judgements"], responses=READS
)
Seen = Annotated[Asked, Depends(asked)]


@router.get("/judgement", operation_id="judgement")
def judgement(seen: Seen, question: str) -> JudgementShape:
    """Return the judgement: a probability for each answer now and on each day, with the words for it."""
    return JudgementShape.of(seen.judged(seen.question(question))[1])


@router.get("/contributions", operation_id="contributions")
def contributions(seen: Seen, question: str, wanted: Annotated[Wanted, Depends()]) -> Contributions:
    """Return what moved the judgement, step by step, with the claims that did; the steps of all pages add up exactly."""
    dossier = seen.judged(seen.question(question))[1]
    told = dossier.judgement
    part = wanted.of(list(enumerate(told.steps)), lambda numbered: (numbered[0],))
    return Contributions(
        question=dossier.question.id,
        as_of=told.as_of.text or None,
        prior=dict(zip(told.hypotheses, told.start, strict=True)),
        probability=told.current,
        items=[Contribution.of(numbered, dossier, seen) for numbered in part.rows],
        next=part.next,
        count=part.count,
    )


@router.get("/changes", operation_id="changes", response_model_by_alias=True)
def changed(
    seen: Seen,
    question: str,
    since: Annotated[
        str, Query(pattern=DAY, description="The earlier look.", examples=["2026-01-20"])
    ],
) -> Changes:
    """Return what changed in the judgement since a day: another leader, a band crossed, a report taken back, a contradiction opened.

    A number that wavers about the edge of a band is no change. Each change names the claims that caused it.
    """
    held = seen.question(question)
    earlier, _ = seen.keeper.now(day_of(since, seen.keeper, "since"))
    before, after = seen.judged(held, earlier)[1], seen.judged(held)[1]
    return Changes.of(between(before, after), before, after, seen)


@router.get(
    "/brief",
    operation_id="brief",
    response_model=BriefShape,
    responses={200: {"content": {"text/markdown": {"schema": {"type": "string"}}}}},
)
def brief(
    seen: Seen,
    question: str,
    format: Literal["json", "markdown"] = "json",  # noqa: A002 the word of the address
) -> Response:
    """Return the cited brief, as JSON or as Markdown."""
    told, dossier = _brief(seen, question)
    if format == "markdown":
        text = markdown(told, dossier)
        return Response(text, headers=dict(seen.headers), media_type="text/markdown; charset=utf-8")
    shape = BriefShape.of(told, dossier, seen)
    return JSONResponse(shape.model_dump(mode="json"), headers=dict(seen.headers))


def _brief(seen: Asked, question: str) -> tuple[Brief, Dossier]:
    held = seen.question(question)
    hearing, _ = seen.judged(held)

    def made() -> tuple[Brief, Dossier]:
        dossier = seen.keeper.desk.dossier_of(hearing, fair=True)
        return outline(dossier), dossier

    return seen.look.once(f"brief of {held.id}", made)


@router.get("/exports", operation_id="exports")
def formats(seen: Seen, question: str) -> Exports:
    """List the formats in which the judgement and its evidence can be had."""
    base = seen.at(f"questions/{seen.question(question).id}/exports")
    return Exports(items=[ExportRow(name=name, href=f"{base}/{name}") for name in exports()])


@router.get(
    "/exports/{format}",
    operation_id="export",
    response_class=Response,
    responses={
        200: {
            "description": "The file, in the media type of its format",
            "content": {"*/*": {}},
        }
    },
)
def exported(seen: Seen, question: str, format: str) -> Response:  # noqa: A002 the word of the address
    """Return the judgement and its evidence in one of the formats."""
    if format not in exports():
        raise NothingMatched(f"no export {format[:80]!r}; choose one of {', '.join(exports())}")
    file = export_named(format)(seen.judged(seen.question(question))[1])
    name = f'attachment; filename="{format}{file.suffix}"'
    headers = {**seen.headers, "Content-Disposition": name}
    return Response(file.content, headers=headers, media_type=file.media_type)
