"""Stories already reduced to claims: the shape of `sayso label judgement` (see DESIGN, section 7)."""

from typing import Any

from sayso.assess.evidence import Coverage
from sayso.assess.judge import case, history
from sayso.assess.mapping import map_hypotheses
from sayso.assess.models import presence
from sayso.assess.observe import ASSERTION, DENIAL
from sayso.assess.weight import hedge_weight
from sayso.model import (
    OTHER,
    Bearing,
    Certainty,
    Grade,
    Hypothesis,
    Observation,
    Question,
    Source,
    SourceKind,
)

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
    _check(story, sources, [h.id for h in question.hypotheses])
    states = {h.id: h.state for h in question.hypotheses}
    watched = question.kind == presence.TABLE.kind
    given = [b for item in story["claims"] if (b := _bearing(item, states, watched=watched))]
    days = _days(story["days"])
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


def _days(given: Any) -> int:
    days = given if isinstance(given, int) and not isinstance(given, bool) else len(given)
    if days < 1:
        raise ValueError(f"days must be 1 or more, got {given!r}")
    return days


def _check(story: dict[str, Any], sources: dict[str, Source], hypotheses: list[str]) -> None:
    """Raise `ValueError` for a claim that names no source or hypothesis of its story."""
    for item in story["claims"]:
        if str(item["source"]) not in sources:
            raise ValueError(f"claim {item['id']!r}: {item['source']!r} is no source of the story")
        if item.get("hypothesis") and item["hypothesis"] not in hypotheses:
            raise ValueError(f"claim {item['id']!r}: {item['hypothesis']!r} is no hypothesis asked")


def _observation(given: str) -> str:
    """Return an observation however it is spelled ("NON_OBSERVATION"); raises `ValueError` for another word."""
    plain = given.lower().replace("_", "-")
    allowed = (*(o.value for o in Observation), ASSERTION, DENIAL)
    if plain not in allowed:
        raise ValueError(f"observation must be one of {', '.join(allowed)}, got {given!r}")
    return plain


def _bearing(given: dict[str, Any], states: dict[str, str], *, watched: bool) -> Bearing | None:
    """Return the bearing of a claim, None for an observation in a question that has no sectors.

    Seen and not seen speak of a sector, whatever they are taken to mean. Who asserts absence asserts an
    answer of absence and denies one of presence, and the other way round.
    """
    published = int(given["published"])
    first, last = _event(given, published)
    state = given.get("hypothesis") or ""
    observation = _observation(given.get("observation") or "none")
    if observation in (Observation.SIGHTING, Observation.NON_OBSERVATION) and watched:
        state = ""
    elif state and observation not in (ASSERTION, DENIAL):
        gone = states.get(state) == presence.WITHDRAWN
        there = states.get(state) == presence.FIGHTING
        against = there if observation == Observation.ASSERTED_ABSENCE else gone
        plain = observation in (Observation.ASSERTED_ABSENCE, Observation.ASSERTED_PRESENCE)
        observation = DENIAL if plain and against else ASSERTION
    if not state and not watched:
        return None
    return Bearing(
        claim=str(given["id"]),
        bears=True,
        reason="as given",
        source=str(given["source"]),
        origin=str(given.get("origin") or given["id"]),
        observation=observation,
        sector="" if state else given.get("sector") or "",
        state=state,
        first_day=FIRST_ORDINAL + first,
        last_day=FIRST_ORDINAL + last,
        published=FIRST_ORDINAL + published,
        strength=hedge_weight(Certainty(given.get("certainty") or "unknown")),
    )


def _event(given: dict[str, Any], published: int) -> tuple[int, int]:
    first, last = given.get("event") or (published, published)
    start, end = (
        int(published if first is None else first),
        int(published if last is None else last),
    )
    if start > end:
        raise ValueError(
            f"claim {given['id']!r}: event must not end before it starts: {start}, {end}"
        )
    return start, end
