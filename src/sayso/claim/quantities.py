"""Finds the quantities of a document: what number, how bounded, rising or falling, counting what.

Dates, clock times, ordinals, scores and numbers that are names ("iPhone 12", "category 4") are not
quantities. Open ends are infinite; "about" reaches a tenth to either side.
"""

import math
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import replace
from operator import attrgetter

from sayso.claim.bounding import UNITS, Draft, draft_of, inherit, merge_ranges
from sayso.claim.counted import counted
from sayso.claim.numerals import Numeral, numerals
from sayso.claim.scope import scope_of
from sayso.claim.standing import stands_alone
from sayso.model import Bound, Document, Quantity, QuantityRole, Span, TimeExpression, TimeType
from sayso.text import Parse

ABOUT_SHARE = 0.1
LARGEST = 1e18
SMALLEST_STRENGTH = 20


def quantities(
    document: Document, parse: Parse, times: Iterable[TimeExpression]
) -> tuple[Quantity, ...]:
    """Return the quantities of a document in order of the text; none overlap each other or a date among `times`."""
    text = document.text
    dates = [t.span for t in times if t.type is not TimeType.DURATION]
    kept = [n for n in numerals(text) if n.best <= LARGEST and not _touches(dates, n)]
    drafts = [draft_of(text, numeral) for numeral in kept if stands_alone(text, parse, numeral)]
    drafts = inherit(text, merge_ranges(text, drafts))
    found = (_quantity(document, parse, draft) for draft in drafts)
    return _filled_in(parse, [quantity for quantity in found if quantity is not None])


def _filled_in(parse: Parse, found: list[Quantity]) -> tuple[Quantity, ...]:
    """Return the quantities, a bare one after "and" or a comma with what the one before it counts.

    "Nine people had died on Monday and 143 since May": 143 died; "six Tarvians were killed and 12 wounded": 12 Tarvians.
    """
    out: list[Quantity] = []
    for quantity in found:
        if out and not quantity.noun and not quantity.unit and _goes_on(parse, out[-1], quantity):
            last = out[-1]
            bare = quantity.role is QuantityRole.OTHER
            role = last.role if bare else quantity.role
            quantity = replace(quantity, role=role, side=quantity.side or last.side)
        out.append(quantity)
    return tuple(out)


def _goes_on(parse: Parse, last: Quantity, quantity: Quantity) -> bool:
    """Return True when a number stands after "and" or a comma in the sentence of another that counts people."""
    if last.role is QuantityRole.OTHER:
        return False
    here = parse.between(quantity.span.start, quantity.span.end)
    there = parse.between(last.span.start, last.span.end)
    if not here or not there or here.start == 0:
        return False
    before, after = parse.tokens[here.start - 1], parse.tokens[here.stop : here.stop + 1]
    alone = not after or after[0].pos in ("ADP", "SCONJ", "PUNCT", "VERB", "ADJ", "ADV")
    one_sentence = before.sentence == parse.tokens[there.start].sentence
    return one_sentence and before.lower in ("and", ",", "but") and alone


def _touches(spans: list[Span], numeral: Numeral) -> bool:
    """Return True when the numeral shares a character with one of the spans, which are in order."""
    at = bisect_left(spans, numeral.end, key=attrgetter("start"))
    return at > 0 and spans[at - 1].end > numeral.start


def _limits(draft: Draft) -> tuple[float, float, float]:
    """Return low, best and high of a draft under its bound."""
    low, best, high = draft.low, draft.best, draft.high
    slack = abs(best) * ABOUT_SHARE
    if draft.bound is Bound.ABOUT and draft.numeral.plain:
        return best - slack, best, best + slack
    if draft.bound in (Bound.AT_LEAST, Bound.MORE_THAN):
        return low, max(low, best), math.inf
    if draft.bound in (Bound.AT_MOST, Bound.LESS_THAN):
        return min(0.0, best), best, high
    return low, best, high


def _role(draft: Draft, role: QuantityRole) -> QuantityRole:
    """Return the role, if the number can have it: measures have none, a few men are no strength."""
    few = role is QuantityRole.STRENGTH and draft.best < SMALLEST_STRENGTH
    return QuantityRole.OTHER if draft.unit or few else role


def _quantity(document: Document, parse: Parse, draft: Draft) -> Quantity | None:
    tokens = parse.between(draft.start, draft.end if draft.unit else draft.counts_from)
    what = counted(parse, tokens.start, tokens.stop)
    if draft.numeral.kind == "people" and what.role is QuantityRole.OTHER:
        return None
    bound = draft.bound
    if bound in (Bound.EXACT, Bound.ABOUT) and not draft.numeral.plain:
        bound = Bound.RANGE
    low, best, high = _limits(draft)
    return Quantity(
        document.span(draft.start, draft.end),
        low,
        best,
        high,
        bound,
        noun="" if draft.unit and what.noun in UNITS else what.noun,
        role=_role(draft, what.role),
        unit=draft.unit,
        trend=draft.trend,
        scope=scope_of(parse, tokens.start, tokens.stop),
        side="" if draft.unit else what.side,
    )
