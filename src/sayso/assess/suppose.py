"""What if: the evidence without some of it, or with two sources taken for one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from sayso.model import Bearing, Source


@dataclass(frozen=True, slots=True)
class Supposition:
    """What is supposed.

    `claims` (ids), `sources` (keys) and `origins` (ids) were never heard, nor with `without_interested` any interested party; the
    sources of each group in `one` are one.
    """

    claims: frozenset[str] = frozenset()
    sources: frozenset[str] = frozenset()
    origins: frozenset[str] = frozenset()
    without_interested: bool = False
    one: tuple[frozenset[str], ...] = ()


def supposed(
    bearings: Sequence[Bearing], sources: Mapping[str, Source], what: Supposition
) -> tuple[Bearing, ...]:
    """Return the bearings under a supposition; a claim left out stays, does not bear, and says why."""
    leader = {name: min(group) for group in what.one for name in group}
    found = []
    for b in bearings:
        why = _why_not(b, sources, what)
        if why and b.bears:
            found.append(replace(b, bears=False, reason=why))
        else:
            found.append(replace(b, source=leader[b.source]) if b.source in leader else b)
    return tuple(found)


def _why_not(b: Bearing, sources: Mapping[str, Source], what: Supposition) -> str:
    if b.claim in what.claims:
        return "supposed: this claim was never made"
    if b.source in what.sources:
        return "supposed: its source was never heard"
    if (b.origin or b.claim) in what.origins:
        return "supposed: its origin was never heard"
    source = sources.get(b.source)
    if what.without_interested and source is not None and source.interests:
        return "supposed: interested parties are not heard"
    return ""
