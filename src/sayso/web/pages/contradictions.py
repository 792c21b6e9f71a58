"""Contradictions side by side: what is the same, what differs, what explains it; real, apparent or undecided."""

from typing import Any

from sayso.compare import untangle
from sayso.evidence import Evidence
from sayso.model import Relation, RelationKind, SlotVerdict
from sayso.web.page import Asked, Page
from sayso.web.shown import shown
from sayso.wording import OBSERVED

PER_PAGE = 40
REAL, APPARENT, UNDECIDED = "real", "apparent", "undecided"
ORDER = (REAL, UNDECIDED, APPARENT)


def page(asked: Asked) -> Page:
    """Return the pairs of claims that clash or seem to, the real ones first."""
    view = asked.snapshot.view
    cases = [
        (verdict, relation) for relation in view.relations if (verdict := _verdict(view, relation))
    ]
    wanted = asked.query.get("verdict", "")
    counts = {name: sum(v == name for v, _ in cases) for name in ORDER}
    cases = [one for one in cases if not wanted or one[0] == wanted]
    cases.sort(key=lambda one: (ORDER.index(one[0]), -one[1].probability, one[1].id))
    on_page, number, pages = asked.part(cases, PER_PAGE)
    found = [_case(asked, verdict, relation) for verdict, relation in on_page]
    rows = [
        {
            "verdict": case["verdict"],
            "left": case["left"].id,
            "left_words": case["left"].words,
            "right": case["right"].id,
            "right_words": case["right"].words,
            "decides": case["decides"],
            "reason": case["reason"],
            "probability": case["probability"],
        }
        for case in found
    ]
    values = {
        "cases": found,
        "counts": counts,
        "wanted": wanted,
        "number": number,
        "pages": pages,
        "compared": len(view.relations),
    }
    return Page("contradictions.html.jinja", "Contradictions", values, rows, rows)


def _verdict(view: Evidence, relation: Relation) -> str:
    """Return what a pair is: real, undecided where a re-reading makes both true, apparent where another slot explains it, '' for no clash."""
    left, right = view.claims[relation.left], view.claims[relation.right]
    if not (view.stands(left) and view.stands(right)):
        return ""
    if relation.kind is RelationKind.CONTRADICTS:
        return UNDECIDED if untangle(left, right, relation) else REAL
    clashes = any(row.verdict is SlotVerdict.CLASHES for row in relation.table)
    if not clashes or relation.kind is not RelationKind.INCOMPARABLE:
        return ""
    told = {row.slot: row for row in relation.table}[relation.deciding_slot]
    return APPARENT if told.left and told.right else UNDECIDED


def _case(asked: Asked, verdict: str, relation: Relation) -> dict[str, Any]:
    claims = asked.snapshot.view.claims
    left, right = claims[relation.left], claims[relation.right]
    clash = relation.kind is RelationKind.CONTRADICTS
    reading = untangle(left, right, relation) if clash and verdict == UNDECIDED else None
    explains = relation.deciding_slot if verdict == APPARENT else None
    return {
        "id": relation.id,
        "verdict": verdict,
        "left": shown(asked, left, asked.bears),
        "right": shown(asked, right, asked.bears),
        "rows": [
            (
                row.slot.value,
                OBSERVED.get(row.left, row.left),
                OBSERVED.get(row.right, row.right),
                "explains" if row.slot is explains else row.verdict.value,
            )
            for row in relation.table
        ],
        "decides": relation.deciding_slot.value,
        "reason": relation.reason,
        "reading": reading.words if reading else "",
        "probability": relation.probability,
    }
