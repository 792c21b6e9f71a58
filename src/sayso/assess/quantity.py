"""Judges a question of quantity: claimed numbers pooled day by day, and how likely the true one lies in each answer's range."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

import numpy as np

from sayso.assess.amounts import Amount, Care, Leaning, Limit, pooled
from sayso.assess.asked import ROLES, Asked, asked_numbers, name_of
from sayso.assess.bounds import keep_doubt
from sayso.assess.counters import body_of, care_of, described, leaning_of
from sayso.assess.filter import log_odds
from sayso.assess.ranges import Range, range_of, range_of_heads
from sayso.assess.tolls import Told, superseded
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
    Quantity,
    Question,
    Source,
    SourceKind,
    Step,
    When,
)

KIND = "quantity"
UNLISTED = 0.02
MOST_INFLUENCES = 60
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
    texts = {name: f"{one.title}\n{one.text}" for name, one in documents.items()}
    speakers = _speakers(claims, documents)
    found = asked_numbers(question, claims, documents, texts)
    return [
        _heard(claim, number, sources, by_claim, documents[claim.document], speakers)
        for claim, number in zip(claims, found, strict=True)
    ]


def _speakers(
    claims: Sequence[Claim], documents: Mapping[str, Document]
) -> dict[str, tuple[str, ...]]:
    """Return all that any report tells of who each speaker is, by entity or name."""
    found: dict[str, tuple[str, ...]] = {}
    for claim in claims:
        who = name_of(claim)
        told = described(claim, documents[claim.document].text)
        found[who] = tuple(dict.fromkeys((*found.get(who, ()), *told)))
    return found


def _heard(
    claim: Claim,
    number: Asked,
    sources: Mapping[str, Source],
    by_claim: Mapping[str, str],
    document: Document,
    speakers: Mapping[str, tuple[str, ...]],
) -> Heard:
    speaker = claim.speaker
    keys = (speaker.entity, speaker.name, speaker.affiliation)
    own = (speaker.entity or speaker.name) if speaker.known else ""
    key = next((k for k in keys if k and k in sources), own)
    blank = Bearing(
        claim.id, bears=False, reason="", source=key, origin=by_claim.get(claim.id, claim.id)
    )
    held = "" if number.withdraws else unasserted(claim, document)
    if held:
        return Heard(replace(blank, reason=held), None)
    quantity = number.quantity
    if quantity is None or not document.published.known:
        return Heard(replace(blank, reason=number.reason or "its report has no date"), None)
    limit = _LIMITS.get(quantity.bound, Limit.EXACT)
    value = _value(quantity, limit)
    if not 0 < value < float("inf"):
        return Heard(replace(blank, reason=f"{value:g} is no number that can be pooled"), None)
    source = sources.get(key)
    told = speakers[name_of(claim)]
    care = care_of(claim, told, number.role)
    leaning = leaning_of(claim, source, told, quantity, care)
    day = document.published.latest.date().toordinal()
    counts = f"it counts {value:,.0f} ({limit.value}){_standing(care, leaning)}; "
    bearing = replace(
        blank,
        bears=True,
        reason=number.reason if number.withdraws else counts + number.reason,
        observation="number",
        first_day=day,
        last_day=day,
        published=day,
    )
    outlet = source is not None and source.kind is SourceKind.OUTLET
    amount = Amount(
        claim.id,
        value,
        key,
        leaning,
        limit,
        bearing.origin,
        relayed=outlet,
        care=care,
        body=body_of(claim, told),
        side=quantity.side.casefold(),
        corrects=number.corrects,
        withdraws=number.withdraws,
    )
    return Heard(bearing, amount)


def _value(quantity: Quantity, limit: Limit) -> float:
    """Return the number that is pooled: of a bound the bound itself."""
    by_limit = {Limit.FLOOR: quantity.low, Limit.CEILING: quantity.high}
    return by_limit.get(limit, quantity.best)


def _standing(care: Care, leaning: Leaning) -> str:
    """Return in words what the source's number is taken for."""
    if care is Care.COUNTS:
        return ", by one who counts"
    if care is Care.PARTY:
        leans = {Leaning.UP: ", which makes it large", Leaning.DOWN: ", which makes it small"}
        return f", by a party to the fighting{leans.get(leaning, '')}"
    return ""


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
        key=lambda h: [one.order for one in _dated([h])],
    )
    asked = [h for h in question.hypotheses if h.id != OTHER]
    names = (*(h.id for h in asked), OTHER)
    heads = any(stem in (question.measure or question.text).casefold() for stem in ROLES)
    ranges = [range_of_heads(h) if heads else range_of(h) for h in asked]
    rows = [
        _row(ranges, [h for h in told if h.bearing.published <= day.toordinal()]) for day in days
    ]
    start = _row(ranges, [])
    steps = list(_steps(ranges, told, days[-1]))
    amounts = _standing_amounts(told)
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


def _standing_amounts(told: Sequence[Heard]) -> list[Amount]:
    """Return the amounts that no later count of their own body has taken the place of."""
    ended = superseded(_dated(told))
    return [h.amount for h in told if h.amount and _pooled_beside(h.amount, ended)]


def _pooled_beside(amount: Amount, ended: Mapping[str, str]) -> bool:
    return not amount.withdraws and amount.claim not in ended


def _dated(told: Sequence[Heard]) -> list[Told]:
    return [Told(h.amount, h.bearing.published) for h in told if h.amount is not None]


def _steps(ranges: Sequence[Range | None], told: Sequence[Heard], last: date) -> list[Step]:
    """Return a step for each claim, in the order in which they came, and one for each whose number a later count replaces.

    Together they lead from even shares to the last row.
    """
    before = log_odds(np.array(_row(ranges, [])))
    steps: list[Step] = []
    held: list[Amount] = []
    for number, one in enumerate(told, 1):
        ended = superseded(_dated(told[:number]))
        day = min(date.fromordinal(one.bearing.published), last)
        held += [one.amount] if one.amount and _pooled_beside(one.amount, ended) else []
        by = ended.get(one.bearing.claim, "")
        reason = _ended(by) if by else one.bearing.reason
        moves = [(one.bearing.claim, one.bearing.origin, reason, list(held))]
        for gone in [amount for amount in held if amount.claim in ended]:
            held.remove(gone)
            moves.append((gone.claim, gone.origin, _ended(ended[gone.claim]), list(held)))
        for claim, origin, why, amounts in moves:
            after = log_odds(np.array(_shares(ranges, amounts)))
            moved = tuple(float(x) for x in after - before)
            steps.append(Step(Effect.CLAIM, day, why, moved, claim, origin))
            before = after
    return steps


def _ended(by: str) -> str:
    return f"its speaker has counted anew since: {by}"


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
    return _shares(ranges, _standing_amounts(told))


def _shares(ranges: Sequence[Range | None], amounts: Sequence[Amount]) -> tuple[float, ...]:
    """Return how likely the number that the amounts tell of lies in each range, and in none of them."""
    count = len(ranges) + 1
    if not amounts:
        return (1.0 / count,) * count
    found = pooled(amounts)
    shares = np.array([found.share(*limits) if limits else 0.0 for limits in ranges])
    shares *= (1.0 - UNLISTED) / max(1.0, float(shares.sum()))
    row = keep_doubt(np.append(shares, 1.0 - shares.sum()))
    return tuple(float(p) for p in row)
