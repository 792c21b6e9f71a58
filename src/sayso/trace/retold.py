"""One speaker who tells several reports the same: which claims those are, whatever they count as."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from sayso.model import Claim, Origin
from sayso.trace.alike import POSTINGS, Gist, gist, says_the_same
from sayso.trace.mouths import mouths, named


def retold(one_mouth: Sequence[Gist]) -> Iterator[tuple[Gist, Gist]]:
    """Yield, for each claim of one mouth, the latest before it that says the same in another report."""
    for number, mine in enumerate(one_mouth):
        for other in reversed(one_mouth[max(0, number - POSTINGS) : number]):
            if mine.claim.document != other.claim.document and says_the_same(mine, other):
                yield mine, other
                break


def told_anew(claims: Sequence[Claim], origins: Sequence[Origin]) -> dict[str, tuple[Claim, ...]]:
    """Return by speaker the claims with which it says the same again in other reports as a statement of its own.

    `claims` are in order of publication. What is one origin already is not among them.
    """
    origin_of = {claim: origin.id for origin in origins for claim in origin.claims}
    mouth_of = mouths(claims)
    by_mouth: dict[str, list[Gist]] = defaultdict(list)
    for claim in claims:
        if named(claim):
            by_mouth[mouth_of[claim.id]].append(gist(claim))
    found: dict[str, dict[str, Claim]] = defaultdict(dict)
    for gists in by_mouth.values():
        for mine, other in retold(gists):
            if origin_of.get(mine.claim.id) != origin_of.get(other.claim.id):
                name = other.claim.speaker.name
                found[name] |= {other.claim.id: other.claim, mine.claim.id: mine.claim}
    return {name: tuple(held.values()) for name, held in sorted(found.items())}
