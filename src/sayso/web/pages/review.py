"""Review: the claims a person should look at first, and all that was decided, to be undone."""

from typing import Any

from sayso.assess import Doubt, doubts
from sayso.brief.visible import visible
from sayso.model import Decision, DecisionKind, Judgement
from sayso.web.page import Asked, Page
from sayso.web.shown import shown

PER_PAGE, MOST_DECISIONS = 25, 200


def page(asked: Asked) -> Page:
    """Return the queue by expected move of the judgement, and the decisions, the last first."""
    judged = asked.judged
    queue: list[Doubt] = []
    if judged:
        judgement = judged[1].judgement
        name = f"queue {judgement.question}"
        queue = asked.snapshot.once(name, lambda: _queue(asked, judgement))
    part, number, pages = asked.part(queue, PER_PAGE)
    every, force = asked.snapshot.every_decision, {d.id for d in asked.snapshot.decisions}
    undone = {d.field_name: d for d in every if d.kind is DecisionKind.UNDO and _stands(d, every)}
    told = [
        _decided(asked, d, force, undone)
        for d in reversed(every)
        if d.kind is not DecisionKind.UNDO
    ]
    rows = [
        {
            "claim": one.claim,
            "who": asked.snapshot.view.claims[one.claim].speaker.name,
            "words": asked.snapshot.view.claims[one.claim].words,
            "doubt": round(one.doubt, 3),
            "points": round(one.points, 2),
            "expected": round(one.expected, 3),
            "why": one.why,
        }
        for one in (queue if asked.twin else ())
    ]
    values = {
        "queue": [
            (one, shown(asked, asked.snapshot.view.claims[one.claim], asked.bears)) for one in part
        ],
        "waiting": len(queue),
        "number": number,
        "pages": pages,
        "decisions": told[:MOST_DECISIONS],
        "lost": asked.snapshot.view.review.lost,
        "jobs": asked.keeper.jobs.all[-1:],
    }
    return Page("review.html.jinja", "Review", values, {"queue": rows, "decisions": told}, rows)


def _queue(asked: Asked, judgement: Judgement) -> list[Doubt]:
    """Return the claims that wait: those nobody looked at yet."""
    view = asked.snapshot.view
    done = view.review.accepted.keys() | view.review.rejected.keys() | view.review.corrected.keys()
    return [one for one in doubts(judgement, view.claims) if one.claim not in done]


def _stands(undo: Decision, every: tuple[Decision, ...]) -> bool:
    """Return whether an undoing was not undone itself, by the last word on it."""
    undoings = [d for d in every if d.kind is DecisionKind.UNDO and d.field_name == undo.id]
    return not any(_stands(d, every) for d in undoings)


def _decided(
    asked: Asked, one: Decision, force: set[str], undone: dict[str, Decision]
) -> dict[str, Any]:
    view = asked.snapshot.view
    claim = next(
        (c for c in asked.snapshot.rows.of_document(one.document) if one.concerns(c)), None
    )
    document = view.documents.get(one.document)
    back = undone.get(one.id)
    return {
        "id": one.id,
        "what": one.kind.value,
        "of": one.field_name.replace("_", " "),
        "to": visible(one.value),
        "person": visible(one.person) or "a person",
        "reason": visible(one.reason),
        "made": one.made.text,
        "claim": claim.id if claim else "",
        "words": visible(claim.words) if claim else "",
        "report": document.name if document else "",
        "stands": one.id in force,
        "undone_by": back.id if back else "",
    }
