"""What evidence is: which bearings a question's model can weigh, whose witness they are, which sectors they speak of."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from sayso.assess.chain import Chain
from sayso.assess.observe import ABSENT, ASSERTION, DENIAL, NOT_SEEN, PRESENT, SEEN
from sayso.model import Bearing

SECTOR_KINDS = frozenset({SEEN, NOT_SEEN})


@dataclass(frozen=True, slots=True)
class Coverage:
    """A source whose rate of reporting is known: from `first_day` (an ordinal) on it watches `sector` daily."""

    sector: str
    first_day: int


def origin_of(bearing: Bearing) -> str:
    """Return the origin of a bearing; a claim without one is its own."""
    return bearing.origin or bearing.claim


def witnesses(kept: Sequence[Bearing]) -> list[list[Bearing]]:
    """Return the bearings by independent witness: one origin is one, and so is one source.

    A spokesman who says three things in two reports is one witness, however many origins that makes.
    """
    leader: dict[str, str] = {}

    def lead(name: str) -> str:
        while leader.setdefault(name, name) != name:
            name = leader[name]
        return name

    for b in kept:
        if b.source:
            leader[lead(f"origin {origin_of(b)}")] = lead(f"source {b.source}")
    groups: defaultdict[str, list[Bearing]] = defaultdict(list)
    for b in kept:
        groups[lead(f"origin {origin_of(b)}")].append(b)
    return list(groups.values())


def usable(chain: Chain, bearing: Bearing) -> bool:
    """Return whether the model of the question can weigh what the bearing says."""
    if not bearing.bears or bearing.strength * bearing.probability <= 0.0:
        return False
    if bearing.state:
        named = any(answer.named(bearing.state) for answer in chain.answers)
        return named and bearing.observation in (ASSERTION, DENIAL, PRESENT, ABSENT, "none", "")
    return bool(chain.sectors) and bearing.observation in (SEEN, NOT_SEEN, PRESENT, ABSENT)


def sectors(bearings: Sequence[Bearing], coverage: Mapping[str, Coverage], most: int) -> list[str]:
    """Return the sectors spoken of, the first heard of first; beyond `most` the last stands for the rest."""
    first: dict[str, tuple[int, str, str]] = {}
    for b in bearings:
        if in_sector(b.observation, b.sector, b.state):
            place = (b.published, b.sector, b.claim)
            first[b.sector] = min(first.get(b.sector, place), place)
    watched = [c.sector for _, c in sorted(coverage.items())]
    return list(dict.fromkeys([*watched, *sorted(first, key=first.__getitem__)]))[:most]


def in_sectors(bearing: Bearing, names: Sequence[str]) -> Bearing:
    """Return the bearing with a sector of the list: one beyond it is lumped into the last."""
    if (
        not in_sector(bearing.observation, bearing.sector, bearing.state)
        or bearing.sector in names
        or not names
    ):
        return bearing
    return replace(bearing, sector=names[-1])


def in_sector(observation: str, sector: str, state: str) -> bool:
    """Return whether what is said is of one sector, not of the place as a whole."""
    return observation in SECTOR_KINDS or (
        observation in (PRESENT, ABSENT) and bool(sector) and not state
    )
