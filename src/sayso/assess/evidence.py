"""Which bearings count, once each, and where in time they are weighed.

An origin counts once: copies, rewrites and relays of what is already on the desk weigh nothing.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sayso.assess.chain import Chain
from sayso.assess.filter import HELD_DAYS, moved
from sayso.assess.observe import (
    ABSENT,
    ASSERTION,
    DENIAL,
    NOT_SEEN,
    PRESENT,
    SEEN,
    log_likelihood,
    silence,
)
from sayso.model import Bearing, Effect, Grade, Source, SourceKind

Vector = NDArray[np.float64]

OLDEST_DAYS = 60
LONGEST_DAYS = 30
SILENCE_LAG_DAYS = HELD_DAYS
REPEATED_WITHIN_DAYS = 8
SECTOR_KINDS = frozenset({SEEN, NOT_SEEN})


@dataclass(frozen=True, slots=True)
class Coverage:
    """A source whose rate of reporting is known: from `first_day` (an ordinal) on it watches `sector` daily."""

    sector: str
    first_day: int


class Piece(NamedTuple):
    """One weighed piece: its day's index, what it says, and whose word it is.

    `ell` (regimes, states of the chain narrowed to `sector`) is its log-likelihood; `sector` is None where it speaks of the answers alone.
    """

    day: int
    sector: str | None
    ell: Vector
    source: str
    unknown: bool
    origin: str
    claim: str
    reason: str
    effect: Effect = Effect.CLAIM


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


def counted(
    bearings: Sequence[Bearing], sources: Mapping[str, Source]
) -> tuple[list[Bearing], dict[str, str]]:
    """Return the bearings that count, in a canonical order, and why each other claim adds nothing.

    Of equal statements of one origin, or of one named source, the first published counts; an outlet counts
    only where nobody nearer to the origin is on the desk, and then only the first outlet. What an outlet did not see itself
    and somebody said before it, of the same place and nearly the same days, is taken for a copy that names no origin.
    """
    outlets = outlets_of(sources)

    def place(b: Bearing) -> tuple[int, bool, float, str, str]:
        return b.published, b.source in outlets, -b.strength * b.probability, b.source, b.claim

    order = sorted(bearings, key=place)
    carriers = _carriers(order, outlets)
    said_before = _said_before(order)
    kept: list[Bearing] = []
    first: dict[tuple[object, ...], str] = {}
    idle: dict[str, str] = {}
    for b in order:
        origin = b.origin or b.claim
        outlet = b.source in outlets
        if outlet and carriers[origin] and b.source != carriers[origin]:
            idle[b.claim] = f"adds nothing: it relays what {carriers[origin]} says itself"
            continue
        before = outlet and not b.own_eyes and said_before(b)
        if before:
            idle[b.claim] = f"adds nothing: an outlet says again what {before} says already"
            continue
        said = (b.observation, b.sector, b.state, b.first_day, b.last_day)
        by_origin, by_source = ("origin", origin, said), ("source", b.source, said)
        earlier = first.get(by_origin) or first.get(by_source)
        if earlier:
            idle[b.claim] = f"adds nothing: its origin already says so in {earlier}"
            continue
        first[by_origin] = b.claim
        if b.source:
            first[by_source] = b.claim
        kept.append(b)
    return kept, idle


def _said_before(order: Sequence[Bearing]) -> Callable[[Bearing], str]:
    """Return what gives for a bearing an earlier claim of another origin that says the same of nearly the same days, or ''.

    Of claims of one day those of outlets come last: the one they copy may stand in the same paper.
    """
    first: dict[tuple[str, str, str], dict[int, Bearing]] = defaultdict(dict)
    for b in order:
        first[b.observation, b.sector, b.state].setdefault(b.first_day, b)

    def found(b: Bearing) -> str:
        days = first[b.observation, b.sector, b.state]
        for gap in range(-REPEATED_WITHIN_DAYS, REPEATED_WITHIN_DAYS + 1):
            earlier = days.get(b.first_day + gap)
            if earlier is not None and earlier.published <= b.published and earlier is not b:
                return earlier.claim
        return ""

    return found


def outlets_of(sources: Mapping[str, Source]) -> frozenset[str]:
    """Return the keys of the sources that are outlets."""
    return frozenset(key for key, one in sources.items() if one.kind is SourceKind.OUTLET)


def _carriers(order: Sequence[Bearing], outlets: frozenset[str]) -> dict[str, str]:
    """Return for each origin the source nearest to it: the first that is no outlet, else the first."""
    found: dict[str, tuple[bool, str]] = {}
    for b in order:
        origin, outlet = b.origin or b.claim, b.source in outlets
        if origin not in found or (found[origin][0] and not outlet):
            found[origin] = (outlet, b.source)
    return {origin: source for origin, (_, source) in found.items()}


@dataclass(frozen=True)
class Record:
    """What claims are weighed against: the chain, the sources, and whose silence counts.

    `said` keeps what a statement says by all that decides it, since many say the same, and every day asks for it again.
    """

    chain: Chain
    sources: Mapping[str, Source]
    coverage: Mapping[str, Coverage]
    said: dict[tuple[object, ...], Vector] = field(default_factory=dict)

    @cached_property
    def voices(self) -> dict[str, tuple[object, ...]]:
        """All of each source that decides what its word weighs: letter, interests, whether it copies, whether its silence counts."""
        return {
            key: (s.grade, s.interests, s.kind is SourceKind.OUTLET, key in self.coverage)
            for key, s in self.sources.items()
        }


def pieces(record: Record, kept: Sequence[Bearing], first: int, last: int) -> list[Piece]:
    """Return the pieces of evidence for the days `first` to `last` (ordinals), claims then silence."""
    found = [_claim_piece(record, b, first, last) for b in kept]
    told = [piece for piece in found if piece is not None]
    return told + list(_silences(record, kept, first, last))


def _claim_piece(record: Record, b: Bearing, first: int, last: int) -> Piece | None:
    low, high = _days(b)
    if low > last or high < first - OLDEST_DAYS:
        return None
    high = min(high, last)
    place = max(high, first)
    sector = b.sector if _in_sector(b) else None
    ell = _ell(record, b, sector, (place - high, place - low))
    source = record.sources.get(b.source)
    unknown = source is None or source.grade is Grade.F
    return Piece(place - first, sector, ell, b.source, unknown, origin_of(b), b.claim, b.reason)


def _ell(record: Record, b: Bearing, sector: str | None, gaps: tuple[int, int]) -> Vector:
    voice = record.voices.get(b.source) or (b.source in record.coverage,)
    key = (b.observation, b.state, sector, voice, b.strength, b.probability, gaps)
    if key not in record.said:
        small = record.chain.narrowed(() if sector is None else (sector,))
        ell = log_likelihood(
            small,
            b,
            record.sources.get(b.source),
            counted=b.source in record.coverage and b.observation in SECTOR_KINDS,
            copied=b.source in outlets_of(record.sources),
        )
        record.said[key] = _carried(small, ell, gaps)
    return record.said[key]


def _days(b: Bearing) -> tuple[int, int]:
    """Return the days a claim speaks of: not after it was made, and at most `LONGEST_DAYS`."""
    first, high = b.first_day, b.last_day
    high = b.published if b.published < high else high
    high = first if first > high else high
    low = high - LONGEST_DAYS
    return (first if first > low else low), high


def _carried(chain: Chain, ell: Vector, gaps: tuple[int, int]) -> Vector:
    """Return the log-likelihood a number of days later, averaged over gaps [first, last].

    Evidence on an earlier day says of a later state what it says of the states that lead there, each as
    likely as the prior makes it: so it fades as fast as the model changes, and no faster. The chain holds
    no sector but the claim's own, so that another's evidence never depends on which sectors are spoken of.
    """
    if gaps == (0, 0):
        return ell
    joint, prior = chain.start * np.exp(ell - ell.max()), chain.start
    total = np.zeros_like(ell)
    for gap in range(gaps[1] + 1):
        if gap >= gaps[0]:
            total += joint / prior
        joint, prior = moved(joint, chain.step), moved(prior, chain.step)
    result: Vector = np.log(total / (gaps[1] - gaps[0] + 1))
    return result


def _silences(record: Record, kept: Sequence[Bearing], first: int, last: int) -> Iterator[Piece]:
    for name, cover in sorted(record.coverage.items()):
        source = record.sources.get(name)
        spoken = {
            day
            for b in kept
            if b.source == name and b.observation in SECTOR_KINDS
            for day in range(_days(b)[0], _days(b)[1] + 1)
        }
        ell = silence(record.chain.narrowed((cover.sector,)), cover.sector, source)
        reason = f"no word from {source.name if source else name} on {cover.sector}"
        unknown = source is None or source.grade is Grade.F
        for day in range(max(first, cover.first_day), last - SILENCE_LAG_DAYS + 1):
            if day not in spoken:
                yield Piece(
                    day - first, cover.sector, ell, name, unknown, "", "", reason, Effect.SILENCE
                )


def sectors(bearings: Sequence[Bearing], coverage: Mapping[str, Coverage], most: int) -> list[str]:
    """Return the sectors spoken of, the first heard of first; beyond `most` the last stands for the rest."""
    heard = [c.sector for _, c in sorted(coverage.items())]
    order = sorted(bearings, key=lambda b: (b.published, b.sector, b.claim))
    heard += [b.sector for b in order if _in_sector(b)]
    return list(dict.fromkeys(heard))[:most]


def in_sectors(bearing: Bearing, names: Sequence[str]) -> Bearing:
    """Return the bearing with a sector of the list: one beyond it is lumped into the last."""
    if not _in_sector(bearing) or bearing.sector in names or not names:
        return bearing
    return replace(bearing, sector=names[-1])


def _in_sector(b: Bearing) -> bool:
    return b.observation in SECTOR_KINDS or (
        b.observation in (PRESENT, ABSENT) and bool(b.sector) and not b.state
    )
