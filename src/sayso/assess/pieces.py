"""Pieces of evidence: on which day a bearing is weighed and what it says then, and which days are silent."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple, overload

import numpy as np
from numpy.typing import NDArray

from sayso.assess.chain import Chain
from sayso.assess.columns import LONGEST_DAYS, Columns, Flags, Named, Numbers, outlets_of
from sayso.assess.evidence import SECTOR_KINDS, Coverage, in_sector
from sayso.assess.filter import HELD_DAYS, moved
from sayso.assess.observe import log_likelihood, silence
from sayso.model import Bearing, Effect, Grade, Source, SourceKind

Vector = NDArray[np.float64]

OLDEST_DAYS = 60
SILENCE_LAG_DAYS = HELD_DAYS


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


class Said(NamedTuple):
    """What pieces say: the sector, None for the answers alone, and the log-likelihood. Many pieces say the same."""

    sector: str | None
    ell: Vector


@dataclass(frozen=True, slots=True)
class Words(Sequence[tuple[str, str, Effect]]):
    """Claim, reason and effect of the pieces of some bearings, looked up when they are asked for: most judgements ask for few of them."""

    bearings: Sequence[Bearing]
    rows: Numbers

    def __len__(self) -> int:
        return len(self.rows)

    @overload
    def __getitem__(self, which: int) -> tuple[str, str, Effect]: ...

    @overload
    def __getitem__(self, which: slice) -> Sequence[tuple[str, str, Effect]]: ...

    def __getitem__(
        self, which: int | slice
    ) -> tuple[str, str, Effect] | Sequence[tuple[str, str, Effect]]:
        if isinstance(which, slice):
            return Words(self.bearings, self.rows[which])
        b = self.bearings[self.rows[which]]
        return b.claim, b.reason, Effect.CLAIM


@dataclass(frozen=True)
class Pieces(Sequence[Piece]):
    """Pieces as columns: `said[which[i]]` is what piece i says, on day `day[i]`."""

    said: tuple[Said, ...]
    which: Numbers
    day: Numbers
    source: Named
    unknown: Flags
    origin: Named
    rest: Sequence[tuple[str, str, Effect]]

    @classmethod
    def of(cls, found: Sequence[Piece]) -> "Pieces":
        """Return pieces given one by one as columns."""
        if isinstance(found, Pieces):
            return found
        known = {id(p.ell): Said(p.sector, p.ell) for p in found}
        rows = {key: row for row, key in enumerate(known)}
        return cls(
            tuple(known.values()),
            np.array([rows[id(p.ell)] for p in found], np.intp),
            np.array([p.day for p in found], np.intp),
            Named.of([p.source for p in found]),
            np.array([p.unknown for p in found], np.bool_),
            Named.of([p.origin for p in found]),
            tuple((p.claim, p.reason, p.effect) for p in found),
        )

    def __len__(self) -> int:
        return len(self.rest)

    @overload
    def __getitem__(self, which: int) -> Piece: ...

    @overload
    def __getitem__(self, which: slice) -> Sequence[Piece]: ...

    def __getitem__(self, which: int | slice) -> Piece | Sequence[Piece]:
        return self.rows[which]

    @cached_property
    def rows(self) -> tuple[Piece, ...]:
        """The pieces one by one."""
        sources, origins = (*self.source.names, ""), (*self.origin.names, "")
        rows = zip(
            self.day.tolist(),
            [self.said[what] for what in self.which.tolist()],
            self.source.codes.tolist(),
            self.unknown.tolist(),
            self.origin.codes.tolist(),
            self.rest,
            strict=True,
        )
        return tuple(
            Piece(day, one.sector, one.ell, sources[source], unknown, origins[origin], *rest)
            for day, one, source, unknown, origin, rest in rows
        )


@dataclass(frozen=True)
class Record:
    """What claims are weighed against: the chain, the sources, and whose silence counts.

    `said` keeps what a statement says by all that decides it, since many say the same, and every day asks for it again.
    """

    chain: Chain
    sources: Mapping[str, Source]
    coverage: Mapping[str, Coverage]
    said: dict[tuple[object, ...], Said] = field(default_factory=dict)

    @cached_property
    def voices(self) -> dict[str, tuple[object, ...]]:
        """All of each source that decides what its word weighs: letter, interests, whether it copies, whether its silence counts."""
        return {
            key: (s.grade, s.interests, s.kind is SourceKind.OUTLET, key in self.coverage)
            for key, s in self.sources.items()
        }

    def unknown(self, source: str) -> bool:
        """Return whether nothing is known of how good a source is."""
        held = self.sources.get(source)
        return held is None or held.grade is Grade.F


def pieces(record: Record, columns: Columns, kept: Numbers, first: int, last: int) -> Pieces:
    """Return the pieces of evidence for the days `first` to `last` (ordinals), claims (rows of the columns) then silence."""
    silent = list(_silences(record, columns, kept, first, last))
    heard = kept[(columns.first[kept] <= last) & (columns.high[kept] >= first - OLDEST_DAYS)]
    told = _told(record, columns, heard, first, last)
    return Pieces.of([*told.rows, *silent]) if silent else told


def _told(record: Record, columns: Columns, rows: Numbers, first: int, last: int) -> Pieces:
    high = np.minimum(columns.high[rows], last)
    place = np.maximum(high, first)
    gaps = (place - high, place - columns.first[rows])
    wide = OLDEST_DAYS + LONGEST_DAYS + 1
    keys = (columns.manner[rows] * wide + gaps[0]) * wide + gaps[1]
    _, examples, which = np.unique(keys, return_index=True, return_inverse=True)
    said = [
        _said(record, columns.bearings[rows[n]], (int(gaps[0][n]), int(gaps[1][n])))
        for n in examples
    ]
    places = {id(one): place for place, one in enumerate({id(one): one for one in said}.values())}
    unknown = np.array([*map(record.unknown, columns.source.names), True], np.bool_)
    return Pieces(
        tuple({id(one): one for one in said}.values()),
        np.array([places[id(one)] for one in said], np.intp)[which],
        place - first,
        Named(columns.source.codes[rows], columns.source.names),
        unknown[columns.source.codes[rows]],
        Named(columns.origin.codes[rows], columns.origin.names),
        Words(columns.bearings, rows),
    )


def _said(record: Record, b: Bearing, gaps: tuple[int, int]) -> Said:
    sector = b.sector if in_sector(b.observation, b.sector, b.state) else None
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
        record.said[key] = Said(sector, _carried(small, ell, gaps))
    return record.said[key]


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


def _silences(
    record: Record, columns: Columns, kept: Numbers, first: int, last: int
) -> Iterator[Piece]:
    for name, cover in sorted(record.coverage.items()):
        spoken = {
            day
            for row in kept[_of(columns, kept, name)]
            if columns.bearings[row].observation in SECTOR_KINDS
            for day in range(columns.first[row], columns.high[row] + 1)
        }
        source = record.sources.get(name)
        ell = silence(record.chain.narrowed((cover.sector,)), cover.sector, source)
        reason = f"no word from {source.name if source else name} on {cover.sector}"
        unknown = record.unknown(name)
        for day in range(max(first, cover.first_day), last - SILENCE_LAG_DAYS + 1):
            if day not in spoken:
                yield Piece(
                    day - first, cover.sector, ell, name, unknown, "", "", reason, Effect.SILENCE
                )


def _of(columns: Columns, rows: Numbers, source: str) -> Flags:
    """Return which rows are a source's."""
    number = columns.source.names.index(source) if source in columns.source.names else -2
    return np.asarray(columns.source.codes[rows] == number)
