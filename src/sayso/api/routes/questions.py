"""Questions: those asked, and asking."""

from typing import Annotated

from fastapi import APIRouter, Depends
from starlette.responses import JSONResponse, Response

from sayso.api.problems import READS, WRITES, Refused
from sayso.api.shapes.judged import Ask, QuestionRow, Questions
from sayso.api.site import Asked, Told, asked, told_by
from sayso.api.tokens import May
from sayso.model import Hypothesis, Question, digest

router = APIRouter(prefix="/stories/{story}/questions", tags=["questions"])
MOST_QUESTIONS = 50


@router.get("", operation_id="questions", responses=READS)
def questions(seen: Annotated[Asked, Depends(asked)]) -> Questions:
    """List the questions of a story, in the order they were asked."""
    return Questions(items=[QuestionRow.of(one, seen.story) for one in seen.look.questions])


@router.get("/{question}", operation_id="question", responses=READS)
def question(seen: Annotated[Asked, Depends(asked)], question: str) -> QuestionRow:
    """Return one question."""
    return QuestionRow.of(seen.question(question), seen.story)


@router.post(
    "",
    operation_id="ask",
    status_code=201,
    response_model=QuestionRow,
    responses={
        **WRITES,
        200: {"model": QuestionRow, "description": "The question is asked already"},
        201: {"description": "The question is asked"},
    },
)
def ask(told: Annotated[Told, Depends(told_by(May.WRITE))], body: Ask) -> Response:
    """Ask a question with rival answers; asking the same again is answered 200."""
    return told.once(
        digest(["questions", body.model_dump(mode="json")]), lambda: _asked(told, body)
    )


def _asked(told: Told, body: Ask) -> Response:
    desk = told.keeper.desk
    held = desk.ledger.records(Question)
    hypotheses = tuple(Hypothesis(one.id, one.text) for one in body.hypotheses)
    wanted = Question(body.text, body.kind, hypotheses, body.actor, body.place, body.measure)
    new = wanted.id not in {one.id for one in held}
    if new and len(held) >= MOST_QUESTIONS:
        raise Refused(422, f"a story may have {MOST_QUESTIONS} questions through the API at most")
    # What is asked already is left as it stands: its answers may have been mapped by a person since.
    found = desk.ask(wanted) if new else next(one for one in held if one.id == wanted.id)
    row = QuestionRow.of(found, told.story)
    headers = {"Location": row.links.self} if new else {}
    return JSONResponse(row.model_dump(mode="json"), 201 if new else 200, headers)
