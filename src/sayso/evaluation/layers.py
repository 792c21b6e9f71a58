"""How each room did on a written world: what was found of what is said, and how its slots, lineage and bearing were read."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from itertools import combinations

from sayso.evaluation.gold import Saying, answers, same_name
from sayso.judging import Hearing
from sayso.model import Claim, Origin


@dataclass(frozen=True, slots=True)
class Layers:
    """Counts, so that several stories can be added up.

    Attribution: sayings in truth, found, and with the right speaker; claims, and claims that no saying answers to. Slots: of the claims that answer to a
    saying that bears, how many have its sector, day and certainty. Lineage: pairs of claims of one origin and of two, and how many were taken for the
    other; speaker clusters and how many have the right number of witnesses, within one. Bearing: claims that bear in truth and as read, both, and
    both with the right observation.
    """

    sayings: int = 0
    found: int = 0
    named: int = 0
    claims: int = 0
    spurious: int = 0
    slots: int = 0
    sector: int = 0
    day: int = 0
    certainty: int = 0
    apart: int = 0
    merged: int = 0
    together: int = 0
    parted: int = 0
    clusters: int = 0
    counted: int = 0
    bears: int = 0
    read_so: int = 0
    both: int = 0
    kind: int = 0

    def __add__(self, other: "Layers") -> "Layers":
        """Return the counts of both."""
        return Layers(*(getattr(self, f.name) + getattr(other, f.name) for f in fields(self)))

    @property
    def shares(self) -> dict[str, float]:
        """The scores, each 0 to 1; a copy counted as a witness is a pair parted, witnesses merged are a pair merged."""
        precision, recall = _share(self.both, self.read_so), _share(self.both, self.bears)
        return {
            "sayings found": _share(self.found, self.sayings),
            "with the right speaker": _share(self.named, self.found),
            "claims that are no saying": _share(self.spurious, self.claims),
            "sector right": _share(self.sector, self.slots),
            "day right": _share(self.day, self.slots),
            "certainty right": _share(self.certainty, self.slots),
            "witnesses wrongly merged": _share(self.merged, self.apart),
            "copies counted as witnesses": _share(self.parted, self.together),
            "clusters with the right number of witnesses": _share(self.counted, self.clusters),
            "bearing F1": _share(2 * self.both, self.bears + self.read_so),
            "bearing precision": precision,
            "bearing recall": recall,
            "observation right": _share(self.kind, self.both),
        }


def layers(hearing: Hearing, sayings: Mapping[str, Sequence[Saying]]) -> Layers:
    """Return how each room did on one story."""
    claims = hearing.view.claims
    matched = answers(claims.values(), sayings)
    every = [one for told in sayings.values() for one in told]
    found = {one.name for one in matched.values()}
    named = {
        one.name for key, one in matched.items() if same_name(claims[key].speaker.name, one.speaker)
    }
    read = {b.claim: b for b in hearing.bearings}
    slots = [
        (read[key], one)
        for key, one in matched.items()
        if one.bears and key in read and read[key].bears
    ]
    both = [(b, one) for b, one in slots if b.bears]
    return Layers(
        sayings=len(every),
        found=len(found),
        named=len(named),
        claims=len(claims),
        spurious=len(claims) - len(matched),
        slots=len(slots),
        sector=sum(_sector(b.sector, one.sector) for b, one in slots),
        day=sum(_day(b.first_day, b.last_day, b.published, one) for b, one in slots),
        certainty=sum(_certainty(claims[b.claim], one) for b, one in slots),
        bears=sum(one.bears for one in matched.values()),
        read_so=sum(read[key].bears for key in claims if key in read),
        both=len(both),
        kind=sum((b.observation, b.state) == (one.observation, one.state) for b, one in both),
        **_lineage(matched, hearing.view.origins, claims),
    )


def _lineage(
    matched: Mapping[str, Saying], origins: Sequence[Origin], claims: Mapping[str, Claim]
) -> dict[str, int]:
    """Return pairs and clusters: a cluster is all that is said of one observation or answer in one sector."""
    by_claim = {claim: origin.id for origin in origins for claim in origin.claims}
    told = {key: one for key, one in matched.items() if one.bears and key in by_claim}
    # Independent witnesses are different mouths: two reports of one mouth are one witness, whatever their days.
    mouth = {key: one.speaker for key, one in told.items()}
    counts = Counter[str]()
    for a, b in combinations(sorted(told), 2):
        one_report = told[a].origin == told[b].origin
        if one_report:
            counts["together"] += 1
            counts["parted"] += by_claim[a] != by_claim[b] and _witness(claims[a]) != _witness(
                claims[b]
            )
        elif mouth[a] != mouth[b]:
            counts["apart"] += 1
            counts["merged"] += by_claim[a] == by_claim[b]
    groups: defaultdict[tuple[str, str, str], list[str]] = defaultdict(list)
    for key, one in told.items():
        groups[one.observation, one.state, one.sector].append(key)
    for members in groups.values():
        right = len({told[key].speaker for key in members})
        names = {_witness(claims[key]) for key in members}
        counts["clusters"] += 1
        counts["counted"] += abs(len(names) - right) <= 1
    return dict(counts)


def _witness(claim: Claim) -> str:
    """Return the speaker a claim is weighed under: claims of one speaker are one witness whatever their reports."""
    return claim.speaker.entity or claim.speaker.name


def _sector(read: str, true: str) -> bool:
    return (not read and not true) or (bool(true) and same_name(read, true))


def _day(first: int, last: int, published: int, one: Saying) -> bool:
    """Return whether the day told is among those read; where none is told, the report's own day is."""
    day = one.day.toordinal() if one.day else published
    return first <= day <= last


def _certainty(claim: Claim, one: Saying) -> bool:
    return claim.certainty.value == one.certainty or (
        one.certainty == "certain" and claim.certainty.value == "unknown"
    )


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 0.0
