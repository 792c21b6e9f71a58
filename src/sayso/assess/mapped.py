"""What a person ruled of claims: for which answer each speaks, and how strongly (five steps, as in an analysis of competing hypotheses).

A ruling is keyed by the report and the characters the claim stands at, and by the question, so that it holds after reports are read anew.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from sayso.assess.observe import ASSERTION, DENIAL
from sayso.model import Bearing, Claim, Decision, DecisionKind, Question

STEPS = {"++": 1.0, "+": 0.5, "0": 0.0, "-": 0.5, "--": 1.0}
"""Strongly for, for, neither, against, strongly against; the number is how firmly it counts."""


def mapped(
    bearings: Sequence[Bearing],
    question: Question,
    claims: Mapping[str, Claim],
    decisions: Iterable[Decision],
    days: Mapping[str, int],
) -> tuple[Bearing, ...]:
    """Return the bearings as a person ruled them; the last ruling on a claim counts. `days` dates reports by document id (ordinals).

    What another report of the same origin says alike is ruled with it.
    """
    ruled = {
        (one.document, one.start, one.end): one
        for one in decisions
        if one.kind is DecisionKind.MAP and one.field_name == question.id
    }
    if not ruled:
        return tuple(bearings)
    own = {b.claim: ruled.get(_place(claims[b.claim])) for b in bearings}
    alike = {_said(b): own[b.claim] for b in bearings if own[b.claim] and b.origin and b.bears}
    found = []
    for b in bearings:
        one = own[b.claim] or alike.get(_said(b))
        found.append(_as_ruled(b, one, question, claims[b.claim], days) if one else b)
    return tuple(found)


def _place(claim: Claim) -> tuple[str, int, int]:
    return claim.document, *claim.place


def _said(b: Bearing) -> tuple[str, ...]:
    return b.origin, b.observation, b.state, b.sector


def _as_ruled(
    b: Bearing, one: Decision, question: Question, claim: Claim, days: Mapping[str, int]
) -> Bearing:
    answer, step = one.value.rsplit(" ", 1)
    who = one.person or "a person"
    if STEPS[step] == 0.0 or claim.document not in days:
        why = "it speaks for no answer" if claim.document in days else "its report has no date"
        return replace(b, bears=False, reason=f"{who} ruled: {why} ({one.reason})")
    state = next((h.state or h.id for h in question.hypotheses if h.id == answer), answer)
    published = days[claim.document]
    return replace(
        b,
        bears=True,
        reason=f"{who} ruled: {step} for {answer} ({one.reason})",
        observation=DENIAL if step.startswith("-") else ASSERTION,
        state=state,
        sector="",
        strength=STEPS[step],
        probability=1.0,
        published=published,
        first_day=b.first_day or published,
        last_day=b.last_day or published,
    )
