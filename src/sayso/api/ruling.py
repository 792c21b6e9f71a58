"""Recording what a caller decides, each kind by the desk's own act."""

from datetime import date
from typing import TypedDict

from sayso.api.shapes.decided import (
    Accept,
    Confirm,
    Correct,
    Cut,
    Map,
    Merge,
    Reject,
    Resolve,
    Ruling,
    Signed,
    Split,
    Undo,
)
from sayso.api.site import Told
from sayso.model import Decision, NothingMatched, Question, UsageError, When


class Signature(TypedDict):
    """Who decides, when and why."""

    made: When
    person: str
    reason: str


def ruled(told: Told, body: Ruling) -> Decision:
    """Record a decision and return it; raises `NothingMatched` or `UsageError` where the desk does."""
    desk, who = told.keeper.desk, _signature(told, body)
    match body:
        case Accept():
            return desk.accept(body.claim, **who)
        case Reject():
            return desk.reject(body.claim, **who)
        case Correct():
            return desk.correct(body.claim, body.slot, body.value, **who)
        case Undo():
            return desk.undo(body.decision, **who)
        case Cut():
            return desk.cut(body.edge, **who)
        case Confirm():
            return desk.confirm(body.edge, **who)
        case Merge():
            return desk.merge(body.name, body.into, **who)
        case Split():
            return desk.split(body.what, body.into, **who)
        case Map():
            held = _question(told, body.question)
            return desk.map(held, body.claim, body.answer, body.step, **who)
        case Resolve():
            held = _question(told, body.question)
            return desk.resolve(held, body.answer, _day(body.on), **who)


def _signature(told: Told, body: Signed) -> Signature:
    """Return who signs: the token's holder; a person he names stands before him, so that nobody can sign for another unseen."""
    holder = told.caller.name
    person = body.person.strip()
    both = f"{person} (token {holder})" if person and holder else person or holder
    return {"made": told.site.clock(), "person": both, "reason": body.reason}


def _question(told: Told, name: str) -> Question:
    found = told.keeper.desk.ledger.get(Question, name)
    if found is None:
        raise NothingMatched(f"no question {name!r} in this story")
    return found


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise UsageError(f"{text!r} is no day ({error})") from error
