"""Sources: each with its letter and why, its part, its interests, what it said and what that moved, and what its letter was before."""

from collections import Counter, defaultdict
from typing import Any

from sayso.assess import TrackRecord, parameters
from sayso.brief.visible import visible
from sayso.model import Source
from sayso.web.page import Asked, Page

PER_PAGE = 100
GRADES = {
    "A": "completely reliable",
    "B": "usually reliable",
    "C": "fairly reliable",
    "D": "not usually reliable",
    "E": "unreliable",
    "F": "reliability cannot be judged",
}


def page(asked: Asked) -> Page:
    """Return the sources, those who said most first, and the one in view with the history of its letter."""
    snapshot = asked.snapshot
    said: Counter[str] = Counter(
        c.speaker.entity for c in snapshot.view.claims.values() if c.speaker.entity
    )
    moved: defaultdict[str, float] = defaultdict(float)
    for claim, points in asked.bears.points.items():
        moved[snapshot.view.claims[claim].speaker.entity] += abs(points)
    records = snapshot.once("track records", snapshot.desk.track_records)
    wanted = asked.query.get("name", "").casefold()
    every = [s for s in snapshot.sources.values() if wanted in s.name.casefold()]
    every.sort(key=lambda s: (-moved[s.entity], -said[s.entity], s.name))
    rows: list[dict[str, Any]] = [
        {
            "key": s.entity,
            "name": visible(s.name),
            "part": s.kind.value,
            "letter": s.grade.value,
            "reason": visible(s.reason),
            "interests": list(s.interests),
            "claims": said[s.entity],
            "points": round(moved[s.entity], 1),
            "settled": records.get(s.entity, TrackRecord()).settled,
            "right": records.get(s.entity, TrackRecord()).right,
        }
        for s in every
    ]
    part, number, pages = asked.part(rows, PER_PAGE)
    values = {
        "rows": part,
        "count": len(rows),
        "number": number,
        "pages": pages,
        "grades": GRADES,
        "histories": {key: _history(asked, key) for key in [r["key"] for r in part[:PER_PAGE]]},
        "chosen": asked.query.get("source", ""),
        "parameters": [p for p in parameters() if "reliab" in p.name],
    }
    return Page("sources.html.jinja", "Sources", values, rows, rows)


def _history(asked: Asked, key: str) -> list[dict[str, Any]]:
    """Return the letters a source had, the last first; none where nobody ever changed one."""
    versions = asked.snapshot.desk.ledger.history(Source, key)
    return [
        {
            "letter": v.record.grade.value,
            "reason": visible(v.record.reason),
            "from": v.recorded_from.text[:10],
            "to": v.recorded_to.text[:10],
        }
        for v in reversed(versions)
    ]
