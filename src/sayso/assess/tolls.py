"""Successive counts of one speaker or body are no rivals: the later stands in the place of the earlier, from its day on."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sayso.assess.amounts import Amount, Limit


@dataclass(frozen=True, slots=True)
class Told:
    """One number with the ordinal day on which it became known."""

    amount: Amount
    day: int

    @property
    def order(self) -> tuple[int, bool, str]:
        """What puts numbers in the order in which they count: of one day corrections come last."""
        return self.day, bool(self.amount.corrects), self.amount.claim


def superseded(told: Sequence[Told]) -> dict[str, str]:
    """Return the claims whose number its speaker has counted anew since or taken back, and the claim that did so.

    A number that comes back after another took its place is an old one told again: it is superseded by that other.
    """
    ended: dict[str, str] = {}
    seen: dict[str, Told] = {}
    by_name: defaultdict[str, dict[str, Told]] = defaultdict(dict)
    for one in sorted(told, key=lambda one: one.order):
        own = {claim: e for name in one.amount.body for claim, e in by_name[name].items()}
        gone = _gone_before(one, own, ended)
        if gone:
            ended[one.amount.claim] = gone
        else:
            replaced = [c for c, e in own.items() if c not in ended and _anew(e, one)]
            ended |= dict.fromkeys(replaced, one.amount.claim)
        seen[one.amount.claim] = one
        for name in one.amount.body:
            by_name[name][one.amount.claim] = one
    return ended | _relays(tuple(seen.values()), ended)


def _relays(told: Sequence[Told], ended: dict[str, str]) -> dict[str, str]:
    """Return the outlets' relays of numbers that no longer count: they fall with what they relay."""
    gone = {_number(one): ended[one.amount.claim] for one in told if one.amount.claim in ended}
    own = {_number(t) for t in told if not t.amount.relayed and t.amount.claim not in ended}
    return {
        one.amount.claim: gone[_number(one)]
        for one in told
        if one.amount.relayed and _number(one) in gone and _number(one) not in own
    }


def _gone_before(one: Told, own: Mapping[str, Told], ended: Mapping[str, str]) -> str:
    """Return the claim that took the place of the same number of the same body on an earlier day ("" for none)."""
    if one.amount.corrects:
        return ""
    takers = [ended[c] for c, e in own.items() if c in ended and _number(e) == _number(one)]
    return next((by for by in takers if by in own and own[by].day < one.day), "")


def _anew(earlier: Told, later: Told) -> bool:
    """Return True where a later number of the same body stands in the place of an earlier one: it is no bound that the earlier fits."""
    a, b = earlier.amount, later.amount
    if b.withdraws:
        return a.value in b.corrects
    if a.side != b.side or _number(earlier) == _number(later):
        return False
    if earlier.day >= later.day and a.value not in b.corrects:
        return False
    rises = b.limit is Limit.FLOOR and b.value > a.value
    falls = b.limit is Limit.CEILING and b.value < a.value
    return b.limit is Limit.EXACT or rises or falls


def _number(told: Told) -> tuple[float, Limit]:
    return told.amount.value, told.amount.limit
