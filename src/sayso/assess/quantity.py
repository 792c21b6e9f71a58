"""Judges a question of quantity: claimed numbers pooled day by day, and how likely the true one lies in each answer's range."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

import numpy as np

from sayso.assess import actor, area
from sayso.assess.amounts import Amount, Leaning, Limit, pooled
from sayso.assess.bounds import keep_doubt
from sayso.assess.filter import log_odds
from sayso.assess.ranges import Range, range_of
from sayso.assess.unasserted import unasserted
from sayso.model import (
    OTHER,
    Bearing,
    Bound,
    Claim,
    Document,
    Effect,
    Estimate,
    Influence,
    Judgement,
    Origin,
    Polarity,
    Quantity,
    QuantityRole,
    Question,
    Source,
    SourceKind,
    Step,
    Tense,
    When,
)

KIND = "quantity"
UNLISTED = 0.02
MOST_INFLUENCES = 60
_WORD = re.compile(r"[^\W_]+")
_STEM = 5
_ROLES = {
    "killed": QuantityRole.KILLED,
    "dead": QuantityRole.KILLED,
    "death": QuantityRole.KILLED,
    "fatalit": QuantityRole.KILLED,
    "wounded": QuantityRole.WOUNDED,
    "injur": QuantityRole.WOUNDED,
    "casualt": QuantityRole.CASUALTIES,
    "losses": QuantityRole.CASUALTIES,
    "missing": QuantityRole.MISSING,
    "captur": QuantityRole.CAPTURED,
    "prisoner": QuantityRole.CAPTURED,
    "displac": QuantityRole.DISPLACED,
    "deploy": QuantityRole.DEPLOYED,
    "strength": QuantityRole.STRENGTH,
}
_LIMITS = {
    Bound.AT_LEAST: Limit.FLOOR,
    Bound.MORE_THAN: Limit.FLOOR,
    Bound.AT_MOST: Limit.CEILING,
    Bound.LESS_THAN: Limit.CEILING,
}


@dataclass(frozen=True, slots=True)
class Heard:
    """How a claim bears on the number, and the amount it gives (None where it does not bear)."""

    bearing: Bearing
    amount: Amount | None


def numbers_heard(
    question: Question,
    claims: Sequence[Claim],
    *,
    sources: Mapping[str, Source],
    origins: Sequence[Origin],
    documents: Mapping[str, Document],
) -> list[Heard]:
    """Return for each claim the number it gives of what is asked, or why it gives none; measures are never mixed."""
    by_claim = {claim: origin.id for origin in origins for claim in origin.claims}
    return [
        _heard(question, claim, sources, by_claim, documents[claim.document]) for claim in claims
    ]


def _heard(
    question: Question,
    claim: Claim,
    sources: Mapping[str, Source],
    by_claim: Mapping[str, str],
    document: Document,
) -> Heard:
    speaker = claim.speaker
    keys = (speaker.entity, speaker.name, speaker.affiliation)
    own = (speaker.entity or speaker.name) if speaker.known else ""
    key = next((k for k in keys if k and k in sources), own)
    blank = Bearing(
        claim.id, bears=False, reason="", source=key, origin=by_claim.get(claim.id, claim.id)
    )
    quantity, why = _quantity(question, claim, f"{document.title}\n{document.text}")
    if held := unasserted(claim, document):
        return Heard(replace(blank, reason=held), None)
    if quantity is None or not document.published.known:
        return Heard(replace(blank, reason=why or "its report has no date"), None)
    limit = _LIMITS.get(quantity.bound, Limit.EXACT)
    value = (
        quantity.low
        if limit is Limit.FLOOR
        else quantity.high
        if limit is Limit.CEILING
        else quantity.best
    )
    if not 0 < value < float("inf"):
        return Heard(replace(blank, reason=f"{value:g} is no number that can be pooled"), None)
    source = sources.get(key)
    day = document.published.latest.date().toordinal()
    bearing = replace(
        blank,
        bears=True,
        reason=f"it counts {value:,.0f} ({limit.value}); {why}",
        observation="number",
        first_day=day,
        last_day=day,
        published=day,
    )
    outlet = source is not None and source.kind is SourceKind.OUTLET
    amount = Amount(claim.id, value, key, _leaning(source), limit, bearing.origin, relayed=outlet)
    return Heard(bearing, amount)


def _leaning(source: Source | None) -> Leaning:
    wants = {want.casefold() for want in source.interests} if source else set()
    return next((way for way in (Leaning.UP, Leaning.DOWN) if way.value in wants), Leaning.NEUTRAL)


def _quantity(question: Question, claim: Claim, text: str) -> tuple[Quantity | None, str]:
    """Return the quantity that is asked for and why it is, or None and why not."""
    told = [q for q in claim.quantities if _measures(question, q)]
    if not told:
        return None, f"it gives no number of {question.measure or 'what is asked'}"
    if claim.polarity is Polarity.NEGATIVE or claim.tense is Tense.FUTURE:
        return None, "the number is denied, or still to come"
    theirs = [q for q in told if not q.side or _same_side(question.actor, q.side)]
    if question.actor and not theirs:
        return None, f"it counts the people of {told[0].side}, not of {question.actor}"
    about, who = actor.speaks_of(claim, question.actor, text)
    sided = any(q.side for q in theirs)
    if about <= 0 and not sided:
        return None, who
    there, where = area.speaks_of(claim, question.place, text)
    if there <= 0:
        return None, where
    return theirs[0], f"{f'of {theirs[0].side}' if sided else who}; {where}"


def _measures(question: Question, quantity: Quantity) -> bool:
    """Return whether a quantity is of the measure asked: one role, else one noun. Killed are never casualties."""
    asked = (question.measure or question.text).casefold()
    role = next((role for stem, role in _ROLES.items() if stem in asked), None)
    if role is not None:
        return quantity.role is role
    return bool(_stems(asked) & _stems(quantity.noun))


def _same_side(actor_name: str, side: str) -> bool:
    return bool(_stems(actor_name) & _stems(side))


def _stems(words: str) -> set[str]:
    return {word[:_STEM] for word in _WORD.findall(words.casefold())}


def judge_numbers(
    question: Question,
    heard: Sequence[Heard],
    *,
    days: Sequence[date],
    as_of: When,
    sources: Mapping[str, Source] | None = None,
) -> Judgement:
    """Return the judgement a day: of what was published by then, how likely the number lies in each answer's range.

    An answer that names no number gets nothing; what lies in no answer's range is OTHER's. The steps add up from even shares.
    """
    known = as_of.latest.date().toordinal()
    told = sorted(
        (h for h in heard if h.amount is not None and h.bearing.published <= known),
        key=lambda h: (h.bearing.published, h.bearing.claim),
    )
    asked = [h for h in question.hypotheses if h.id != OTHER]
    names = (*(h.id for h in asked), OTHER)
    ranges = [range_of(h) for h in asked]
    rows = [
        _row(ranges, [h for h in told if h.bearing.published <= day.toordinal()]) for day in days
    ]
    start = _row(ranges, [])
    steps = list(_steps(ranges, told, days[-1]))
    amounts = [h.amount for h in told if h.amount]
    estimate = None
    if amounts:
        found = pooled(amounts)
        estimate = Estimate(found.low, found.best, found.high, *found.claimed, len(found.counted))
    mouths = {h.bearing.source or h.bearing.origin for h in told}
    return Judgement(
        question=question.id,
        as_of=as_of,
        hypotheses=names,
        days=tuple(days),
        probabilities=tuple(rows),
        start=start,
        steps=tuple(steps),
        bearings=tuple(h.bearing for h in heard),
        witnesses=len(mouths),
        confidence=f"{'low' if len(mouths) < 3 else 'moderate'}: {len(mouths)} sources gave a number",
        estimate=estimate,
        influences=_influences(ranges, told, sources or {}),
    )


def _steps(ranges: Sequence[Range | None], told: Sequence[Heard], last: date) -> list[Step]:
    """Return one step a claim, in the order in which they came: together they lead from even shares to the last row."""
    before = log_odds(np.array(_row(ranges, [])))
    steps = []
    for number, one in enumerate(told, 1):
        after = log_odds(np.array(_row(ranges, told[:number])))
        moved = tuple(float(x) for x in after - before)
        day = min(date.fromordinal(one.bearing.published), last)
        steps.append(
            Step(
                Effect.CLAIM, day, one.bearing.reason, moved, one.bearing.claim, one.bearing.origin
            )
        )
        before = after
    return steps


def _influences(
    ranges: Sequence[Range | None], told: Sequence[Heard], sources: Mapping[str, Source]
) -> tuple[Influence, ...]:
    """Return what each origin is worth: all numbers pooled against all but its own."""
    now = log_odds(np.array(_row(ranges, told)))
    names = {h.bearing.origin: h.bearing.source or h.bearing.origin for h in reversed(told)}
    found = []
    for origin in sorted(names)[:MOST_INFLUENCES]:
        rest = [h for h in told if h.bearing.origin != origin]
        moved = now - log_odds(np.array(_row(ranges, rest)))
        key = names[origin]
        name = sources[key].name if key in sources else key
        found.append(Influence(origin, name, tuple(float(x) for x in moved)))
    return tuple(sorted(found, key=lambda one: -max(map(abs, one.log_odds))))


def _row(ranges: Sequence[Range | None], told: Sequence[Heard]) -> tuple[float, ...]:
    count = len(ranges) + 1
    amounts = [h.amount for h in told if h.amount is not None]
    if not amounts:
        return (1.0 / count,) * count
    found = pooled(amounts)
    shares = np.array([found.share(*limits) if limits else 0.0 for limits in ranges])
    shares *= (1.0 - UNLISTED) / max(1.0, float(shares.sum()))
    row = keep_doubt(np.append(shares, 1.0 - shares.sum()))
    return tuple(float(p) for p in row)
