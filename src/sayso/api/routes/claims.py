"""Claims, and the passage that proves each."""

from typing import Annotated

from fastapi import APIRouter, Depends, Query

from sayso.api.paging import Key, Wanted
from sayso.api.problems import READS
from sayso.api.shapes.plain import Page
from sayso.api.shapes.said import ClaimPassage, ClaimRow
from sayso.api.site import Asked, asked
from sayso.model import Bearing, Claim, NothingMatched

router = APIRouter(prefix="/stories/{story}", tags=["claims"], responses=READS)
Part = Annotated[str, Query(max_length=200)]


@router.get("/claims", operation_id="claims")
def claims(
    seen: Annotated[Asked, Depends(asked)],
    wanted: Annotated[Wanted, Depends()],
    speaker: Part = "",
    document: Part = "",
    question: Part = "",
    text: Part = "",
    origin: Part = "",
) -> Page[ClaimRow]:
    """List claims in the order of their reports and of the text.

    `speaker` and `text` are parts of the speaker's name, role or body and of the claim's words, whatever their case; `document` and `origin` are ids.
    `question` is the id of a question: those claims that bear on it, each with how.
    """
    bearings = _bearings(seen, question) if question else {}
    fitting = [
        c
        for c in seen.look.view.claims.values()
        if (not document or c.document == document)
        and (not question or c.id in bearings)
        and (not origin or _origin(seen, c) == origin)
        and text.casefold() in c.words.casefold()
        and speaker.casefold() in _who(c).casefold()
    ]
    part = wanted.of(fitting, lambda c: _key(seen, c))
    return Page[ClaimRow].of(part, lambda c: ClaimRow.of(c, seen, bearings.get(c.id)))


@router.get("/claims/{claim}", operation_id="claim")
def claim(seen: Annotated[Asked, Depends(asked)], claim: str, question: Part = "") -> ClaimPassage:
    """Return one claim with its passage: exact words and offsets, what stands around them, and the page of the web desk that shows it.

    With `question` it says how the claim bears on that question, or why it does not.
    """
    held = seen.look.view.claims.get(claim)
    if held is None:
        raise NothingMatched(f"no claim {claim[:80]!r} in this story by this day")
    bearing = None
    if question:
        heard, _ = seen.judged(seen.question(question))
        bearing = next((b for b in heard.bearings if b.claim == held.id), None)
    return ClaimPassage.of(held, seen, bearing)


def _bearings(seen: Asked, question: str) -> dict[str, Bearing]:
    heard, _ = seen.judged(seen.question(question))
    return {b.claim: b for b in heard.bearings if b.bears}


def _origin(seen: Asked, claim: Claim) -> str:
    found = seen.look.origin_of.get(claim.id)
    return found.id if found else ""


def _who(claim: Claim) -> str:
    return f"{claim.speaker.name} {claim.speaker.role} {claim.speaker.affiliation}"


def _key(seen: Asked, claim: Claim) -> Key:
    when = seen.look.view.documents[claim.document].published
    return when.text or "~", claim.document, claim.content[0].start, claim.id
