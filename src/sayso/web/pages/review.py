"""Review: the claims a person should look at first, and all that was decided, to be undone."""

from dataclasses import dataclass
from typing import Any

from sayso.brief.visible import visible
from sayso.model import Bearing, Claim, Decision, DecisionKind
from sayso.web.page import Asked, Page
from sayso.web.shown import Shown, shown

PER_PAGE, MOST_DECISIONS = 25, 200
NETWORK_DOUBT, RELAY_DOUBT, LEAST_DOUBT = 0.12, 0.05, 0.05


@dataclass(frozen=True, slots=True)
class Doubt:
    """A claim to be looked at: how likely it is read wrongly, by how many points the judgement may move if so, and why."""

    claim: Shown
    doubt: float
    points: float
    why: tuple[str, ...]

    @property
    def expected(self) -> float:
        """By how many points the judgement is expected to move when it is looked at."""
        return self.doubt * self.points


def page(asked: Asked) -> Page:
    """Return the queue by expected move of the judgement, and the decisions, the last first."""
    judged = asked.judged
    queue = _queue(asked) if judged else []
    number = max(1, int(asked.query["page"])) if asked.query.get("page", "").isdecimal() else 1
    every, force = asked.snapshot.every_decision, {d.id for d in asked.snapshot.decisions}
    undone = {d.field_name: d for d in every if d.kind is DecisionKind.UNDO and _stands(d, every)}
    told = [
        _decided(asked, d, force, undone)
        for d in reversed(every)
        if d.kind is not DecisionKind.UNDO
    ]
    rows = [
        {
            "claim": one.claim.id,
            "who": one.claim.who,
            "words": one.claim.words,
            "doubt": round(one.doubt, 3),
            "points": round(one.points, 2),
            "expected": round(one.expected, 3),
            "why": one.why,
        }
        for one in queue
    ]
    values = {
        "queue": queue[(number - 1) * PER_PAGE : number * PER_PAGE],
        "waiting": len(queue),
        "number": number,
        "pages": max(1, -(-len(queue) // PER_PAGE)),
        "decisions": told[:MOST_DECISIONS],
        "lost": asked.snapshot.view.review.lost,
        "jobs": asked.keeper.jobs.all[-1:],
    }
    return Page("review.html.jinja", "Review", values, {"queue": rows, "decisions": told}, rows)


def _queue(asked: Asked) -> list[Doubt]:
    view, bears = asked.snapshot.view, asked.bears
    done = view.review.accepted.keys() | view.review.rejected.keys() | view.review.corrected.keys()
    found = []
    for name, moved in bears.points.items():
        if name in done:
            continue
        claim = view.claims[name]
        doubt, why = _doubt(claim, bears.bearings[name])
        found.append(Doubt(shown(asked, claim, bears), doubt, abs(moved), why))
    return sorted(found, key=lambda one: (-one.expected, one.claim.id))


def _doubt(claim: Claim, bearing: Bearing) -> tuple[float, tuple[str, ...]]:
    """Return how likely a claim is read wrongly, and what makes it so: our judgement, in four parts."""
    right, why = 1.0 - LEAST_DOUBT, []
    if bearing.probability < 1.0:
        right *= bearing.probability
        why.append("whether it bears is not certain")
    if claim.speaker.probability < 1.0:
        right *= claim.speaker.probability
        why.append("who speaks is not certain")
    if claim.by_network:
        right *= (1.0 - NETWORK_DOUBT) ** len(claim.by_network)
        why.append(
            f"read by the network: {', '.join(s.replace('_', ' ') for s in claim.by_network)}"
        )
    if claim.relay_depth:
        right *= (1.0 - RELAY_DOUBT) ** claim.relay_depth
        why.append("passed on by others")
    return 1.0 - right, tuple(why)


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
