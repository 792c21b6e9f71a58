"""Stories already reduced to claims: the shape of `sayso label judgement` (see DESIGN, section 7)."""

from typing import Any

from sayso.assess.evidence import Coverage
from sayso.assess.judge import case, history
from sayso.assess.mapping import map_hypotheses
from sayso.assess.observe import ASSERTION, DENIAL
from sayso.assess.weight import hedge_weight
from sayso.model import OTHER, Bearing, Certainty, Grade, Hypothesis, Question, Source, SourceKind

FIRST_ORDINAL = 730_000


def judgement_row(story: dict[str, Any]) -> list[list[float]]:
    """Return one row for each day with one probability for each hypothesis, as known on that day.

    The story's own hypotheses share the whole probability, so OTHER's part is left out and the rest is
    made to sum to 1. A witness with a sector counts as watching it from the first day, so its silence
    counts as well. Raises KeyError, TypeError or ValueError for a story that is not of the shape.
    """
    question = _question(story["question"])
    sources = {str(item["id"]): _source(item) for item in story["sources"]}
    coverage = {
        str(item["id"]): Coverage(item["sector"], FIRST_ORDINAL)
        for item in story["sources"]
        if item.get("kind") == SourceKind.WITNESS.value and item.get("sector")
    }
    given = [_bearing(item) for item in story["claims"]]
    days = story["days"] if isinstance(story["days"], int) else len(story["days"])
    found = case(question, given, sources, coverage, FIRST_ORDINAL)
    asked = [found.record.chain.names.index(h.id) for h in question.hypotheses]
    rows = history(found, days)[:, asked]
    return [[float(p) for p in row] for row in rows / rows.sum(axis=1, keepdims=True)]


def _question(given: dict[str, Any]) -> Question:
    hypotheses = tuple(
        Hypothesis(item, item)
        if isinstance(item, str)
        else Hypothesis(item["id"], item.get("text") or item["id"], item.get("state", ""))
        for item in given["hypotheses"]
    )
    kind = given.get("kind", "presence")
    return map_hypotheses(Question(given.get("text") or kind, kind, hypotheses))


def _source(given: dict[str, Any]) -> Source:
    favours = given.get("favours")
    wanted = [favours] if isinstance(favours, str) else favours or []
    return Source(
        entity=str(given["id"]),
        name=str(given["id"]),
        kind=SourceKind(given.get("kind", SourceKind.COMMENTATOR.value)),
        grade=Grade(given.get("grade") or "F"),
        interests=tuple(str(w) for w in wanted if w != OTHER),
    )


def _bearing(given: dict[str, Any]) -> Bearing:
    published = int(given["published"])
    first, last = given.get("event") or (published, published)
    state = given.get("hypothesis") or ""
    observation = given.get("observation") or "none"
    if state and observation not in (ASSERTION, DENIAL):
        observation = DENIAL if observation == "asserted-absence" else ASSERTION
    return Bearing(
        claim=str(given["id"]),
        bears=True,
        reason="as given",
        source=str(given["source"]),
        origin=str(given.get("origin") or given["id"]),
        observation=observation,
        sector="" if state else given.get("sector") or "",
        state=state,
        first_day=FIRST_ORDINAL + int(published if first is None else first),
        last_day=FIRST_ORDINAL + int(published if last is None else last),
        published=FIRST_ORDINAL + published,
        strength=hedge_weight(Certainty(given.get("certainty") or "unknown")),
    )
