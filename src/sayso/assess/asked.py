"""Which of a claim's numbers is the one asked for: of that measure, of those people, there and then, the whole and not a part."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from sayso.assess import actor, area
from sayso.assess.past import LONG_AGO_DAYS, long_ago
from sayso.assess.taken_back import is_bare, taken_back
from sayso.model import (
    Claim,
    Document,
    Polarity,
    Quantity,
    QuantityRole,
    Question,
    Scope,
    Tense,
)
from sayso.text import kind_of_people, load_lexicon

_EVERYBODY = frozenset(load_lexicon("sayso.assess", "numbers.toml")["whom"]["everybody"])
_WORD = re.compile(r"[^\W_]+")
_STEM = 5
ROLES = {
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


@dataclass(frozen=True, slots=True)
class Asked:
    """The number a claim gives of what is asked and why it is that, or None and why not.

    `role` is the measure it counts in; `corrects` are the numbers that the claim, or what is said with it, takes back;
    one that `withdraws` gives no number in their place.
    """

    quantity: Quantity | None
    reason: str
    role: QuantityRole = QuantityRole.OTHER
    corrects: tuple[float, ...] = ()
    withdraws: bool = False


def name_of(claim: Claim) -> str:
    """Return the key of whose word a claim is."""
    return claim.speaker.entity or claim.speaker.name


def asked_numbers(
    question: Question,
    claims: Sequence[Claim],
    documents: Mapping[str, Document],
    texts: Mapping[str, str],
) -> list[Asked]:
    """Return for each claim which of its numbers is asked for; `texts` are titles and texts of the reports, by id."""
    began = _began(documents)
    found = [
        _asked(question, claim, documents[claim.document], texts[claim.document], began)
        for claim in claims
    ]
    back = {c.id: taken_back(c, documents[c.document].text) for c in claims if c.quantities}
    given = {
        one.quantity.best
        for claim, one in zip(claims, found, strict=True)
        if one.quantity is not None and one.quantity not in back.get(claim.id, ())
    }
    return [
        _corrected(question, claim, one, _said_with(claim, claims, back), given)
        for claim, one in zip(claims, found, strict=True)
    ]


def _began(documents: Mapping[str, Document]) -> date | None:
    """Return the day of the first report."""
    return min((d.published.day for d in documents.values() if d.published.known), default=None)


def _asked(
    question: Question, claim: Claim, document: Document, text: str, began: date | None
) -> Asked:
    quantity, why = _quantity(question, claim, text)
    if quantity is not None and claim.time is not None and began is not None:
        then = claim.time.latest
        before_all = then.known and (began - then.latest.date()).days > LONG_AGO_DAYS
        named = claim.time.span.quote.casefold() in question.text.casefold()
        named = named or (then.known and str(then.latest.year) in question.text)
        if before_all and long_ago(claim, document.published) and not named:
            return Asked(None, f"it tells of {claim.time.span.quote}")
    return Asked(quantity, why, quantity.role if quantity is not None else QuantityRole.OTHER)


def _said_with(
    claim: Claim, claims: Sequence[Claim], back: Mapping[str, tuple[Quantity, ...]]
) -> tuple[Quantity, ...]:
    """Return the numbers that a claim or another sentence of the same saying takes back."""
    if not any(back.values()):
        return ()
    same = [c for c in claims if c.attribution.id == claim.attribution.id]
    return tuple(q for c in same for q in back.get(c.id, ()))


def _corrected(
    question: Question,
    claim: Claim,
    one: Asked,
    back: tuple[Quantity, ...],
    given: set[float],
) -> Asked:
    """Return the number with what it corrects: one that is taken back is none, and a bare one beside it stands in its place."""
    if not back:
        return one
    wrong = {q.span for q in back}
    values = tuple(q.best for q in back)
    if one.quantity is not None and one.quantity.span not in wrong:
        return replace(one, corrects=values)
    bare = [q for q in claim.quantities if is_bare(q) and q.span not in wrong]
    measured = next((q for q in back if _measures(question, q) or q.best in given), None)
    if measured is not None and len(bare) == 1:
        return Asked(bare[0], "it stands for the number taken back", measured.role, values)
    own = next((q for q in claim.quantities if q.span in wrong), None)
    if own is None:
        return one
    reason = f"it takes back {own.best:,.10g} as an error"
    if own.best in given and len(claim.quantities) == 1:
        return Asked(own, reason, own.role, values, withdraws=True)
    return Asked(None, reason)


def _quantity(question: Question, claim: Claim, text: str) -> tuple[Quantity | None, str]:
    """Return the quantity that is asked for and why it is, or None and why not."""
    told = [q for q in claim.quantities if _measures(question, q)]
    if not told:
        return None, f"it gives no number of {question.measure or 'what is asked'}"
    if claim.polarity is Polarity.NEGATIVE or claim.tense is Tense.FUTURE:
        return None, "the number is denied, or still to come"
    whole = sorted((q for q in told if q.scope not in (Scope.PART, Scope.RATE)), key=_adds_up)
    if not whole:
        rate = told[0].scope is Scope.RATE
        return (
            None,
            "it is a rate" if rate else "it counts only some, or how many more, and no toll",
        )
    everybody = [q for q in whole if not _only_some(question, q)]
    if not everybody:
        return None, f"it counts only one kind of those asked for ({whole[0].noun})"
    theirs = [q for q in everybody if not q.side or _same_side(question.actor, q.side)]
    if question.actor and not theirs:
        return None, f"it counts the people of {everybody[0].side}, not of {question.actor}"
    about, who = actor.speaks_of(claim, question.actor, text)
    sided = bool(question.actor) and any(q.side for q in theirs)
    if about <= 0 and not sided:
        return None, who
    there, where = area.speaks_of(claim, question.place, text)
    if there <= 0:
        return None, where
    chosen = (theirs or everybody)[0]
    return chosen, f"{f'of {chosen.side}' if sided and chosen.side else who}; {where}"


def _adds_up(quantity: Quantity) -> bool:
    """Return whether a number covers a longer time: one of a single event goes before it."""
    return quantity.scope is Scope.CUMULATIVE


def _only_some(question: Question, quantity: Quantity) -> bool:
    """Return True for a number of soldiers or children where the question asks for people."""
    asked = {word.casefold() for word in _WORD.findall(f"{question.text} {question.measure}")}
    if question.actor or not asked & _EVERYBODY or not kind_of_people(quantity.noun):
        return False
    return not _stems(quantity.noun) & _stems(" ".join(asked))


def _measures(question: Question, quantity: Quantity) -> bool:
    """Return whether a quantity is of the measure asked: one role, else one noun. Killed are never casualties."""
    asked = (question.measure or question.text).casefold()
    role = next((role for stem, role in ROLES.items() if stem in asked), None)
    if role is not None:
        return quantity.role is role
    return bool(_stems(asked) & _stems(quantity.noun))


def _same_side(actor_name: str, side: str) -> bool:
    return bool(_stems(actor_name) & _stems(side))


def _stems(words: str) -> set[str]:
    return {word[:_STEM] for word in _WORD.findall(words.casefold())}
