"""The overview: the question, the judgement in words and number, how it moved, what changed, and what would change it."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sayso.brief import Dossier, likelihood_words
from sayso.model import OTHER, Judgement, Prospect, RelationKind, When
from sayso.web.bears import Bears
from sayso.web.drawing.silence import meter
from sayso.web.drawing.steps import steps
from sayso.web.page import Asked, Page
from sayso.web.shown import Shown, shown

MOST_CHANGES, MOST_PROSPECTS = 8, 6
LEAST_POINTS = 0.5


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer now: its words, probability, band, and by how many points it moved since the day compared with."""

    id: str
    text: str
    probability: float
    words: str
    moved: float


def page(asked: Asked) -> Page:
    """Return the overview; of a desk without a question or dated report, what to do next."""
    judged = asked.judged
    if judged is None:
        empty = {"story": None, "question": asked.question}
        return Page("overview.html.jinja", "Overview", empty, {"question": None}, ())
    hearing, dossier = judged
    judgement, bears = dossier.judgement, asked.bears
    since = _since(asked, hearing.end)
    before = _row_of(judgement, since)
    answers = _answers(dossier, before)
    bearing = [b for b in judgement.bearings if b.bears]
    said = Counter(date.fromordinal(b.published) for b in bearing if b.published)
    changes = _changes(asked, bears, since)
    names = [_name(h) for h in judgement.hypotheses]
    rows = [
        {"day": day.isoformat(), **dict(zip(judgement.hypotheses, row, strict=True))}
        for day, row in zip(judgement.days, judgement.probabilities, strict=True)
    ]
    values = {
        "story": judgement,
        "question": dossier.question,
        "answers": answers,
        "leader": max(answers, key=lambda one: one.probability),
        "chart": steps(judgement.days, judgement.probabilities, names, said),
        "names": names,
        "table": _moving(judgement),
        "meter": asked.snapshot.once(
            f"meter {judgement.question}", lambda: meter(bearing, judgement.days)
        ),
        "since": since.isoformat(),
        "changes": changes[:MOST_CHANGES],
        "more_changes": max(0, len(changes) - MOST_CHANGES),
        "opened": _opened(asked, since),
        "prospects": judgement.prospects[:MOST_PROSPECTS],
        "toward": [_toward(judgement, one) for one in judgement.prospects[:MOST_PROSPECTS]],
        "linchpins": judgement.linchpins,
        "bearing": len(bearing),
        "idle": len(judgement.bearings) - len(bearing),
        "reports": len({dossier.claims[b.claim].document for b in bearing}),
        "refusals": asked.snapshot.refusals,
        "last": asked.snapshot.last_day,
    }
    data = {
        "question": {"id": dossier.question.id, "text": dossier.question.text},
        "probability": judgement.current,
        "words": {one.id: one.words for one in answers},
        "confidence": judgement.confidence,
        "witnesses": judgement.witnesses,
        "since": since.isoformat(),
        "changes": [one.plain() for one in changes],
        "history": rows,
    }
    return Page("overview.html.jinja", "Overview", values, data, rows)


def _since(asked: Asked, end: date) -> date:
    text = asked.query.get("since", "")
    day = When(text).latest.date() if text else end - timedelta(days=1)
    return min(day, end)


def _row_of(judgement: Judgement, day: date) -> Sequence[float]:
    """Return the probabilities as they were on a day, the prior before the first."""
    known = [
        row
        for when, row in zip(judgement.days, judgement.probabilities, strict=True)
        if when <= day
    ]
    return known[-1] if known else judgement.start


def _answers(dossier: Dossier, before: Sequence[float]) -> list[Answer]:
    judgement = dossier.judgement
    now = judgement.probabilities[-1]
    return [
        Answer(name, dossier.answer(name), p, likelihood_words(p), 100 * (p - old))
        for name, p, old in zip(judgement.hypotheses, now, before, strict=True)
    ]


def _name(hypothesis: str) -> str:
    return "none of them" if hypothesis == OTHER else hypothesis


def _changes(asked: Asked, bears: Bears, since: date) -> list[Shown]:
    """Return the claims published after a day that move the judgement, the largest moves first."""
    ordinal = since.toordinal()
    new = [
        claim
        for claim, moved in bears.points.items()
        if bears.bearings[claim].published > ordinal and abs(moved) >= LEAST_POINTS
    ]
    new.sort(key=lambda claim: (-abs(bears.points[claim]), claim))
    return [shown(asked, asked.snapshot.view.claims[claim], bears) for claim in new]


def _opened(asked: Asked, since: date) -> dict[str, Any]:
    """Return what else happened after a day: reports, reports taken back, contradictions opened."""
    view = asked.snapshot.view
    new = {
        d.id
        for d in view.documents.values()
        if d.published.known and d.published.latest.date() > since
    }
    takers = [e for e in view.edges if e.target in view.retracted and e.document in new]
    clashes = [
        r
        for r in view.relations
        if r.kind is RelationKind.CONTRADICTS
        and ({view.claims[r.left].document, view.claims[r.right].document} & new)
    ]
    return {
        "reports": len(new),
        "taken_back": sorted({view.documents[e.target].name for e in takers}),
        "contradictions": len(clashes),
    }


def _moving(judgement: Judgement) -> list[tuple[str, tuple[float, ...]]]:
    """Return the first and last day, and each day on which an answer moved by a point or more."""
    kept = [(judgement.days[0], judgement.probabilities[0])]
    for day, row in zip(judgement.days[1:], judgement.probabilities[1:], strict=True):
        moved = max(abs(a - b) for a, b in zip(row, kept[-1][1], strict=True))
        if moved >= 0.01 or day == judgement.days[-1]:
            kept.append((day, row))
    return [(day.isoformat(), row) for day, row in kept]


def _toward(judgement: Judgement, prospect: Prospect) -> tuple[str, float, float]:
    """Return the answer a report that may come would raise most, as it is and as it would be."""
    now = judgement.probabilities[-1]
    place = max(range(len(now)), key=lambda n: prospect.probabilities[n] - now[n])
    return judgement.hypotheses[place], now[place], prospect.probabilities[place]
