"""Bearings as columns: what many of them say is compared as numbers, in one order that no adding changes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from operator import attrgetter

import numpy as np
from numpy.typing import NDArray

from sayso.assess.evidence import in_sector, origin_of
from sayso.model import Bearing, Source, SourceKind

Numbers = NDArray[np.intp]
Flags = NDArray[np.bool_]

LONGEST_DAYS = 30


@dataclass(frozen=True, slots=True)
class Named:
    """A column of names as numbers: `names[codes[i]]` is row i's; a row without a name has -1."""

    codes: Numbers
    names: tuple[str, ...]

    @classmethod
    def of(cls, values: Sequence[str]) -> "Named":
        """Number names in the order in which they first come."""
        known = {name: number for number, name in enumerate(n for n in dict.fromkeys(values) if n)}
        known[""] = -1
        codes = np.fromiter((known[name] for name in values), np.intp, len(values))
        del known[""]
        return cls(codes, tuple(known))

    def ranked(self) -> Numbers:
        """Return the rank of each row's name in the order of names, -1 for none."""
        order = sorted(range(len(self.names)), key=self.names.__getitem__)
        ranks = np.empty(len(order) + 1, np.intp)
        ranks[np.array(order, np.intp)] = np.arange(len(order))
        ranks[-1] = -1
        return ranks[self.codes]


@dataclass(frozen=True, slots=True)
class Columns:
    """Bearings that can be weighed: by publication, outlets last, the surest first.

    `first` to `high` are the days a bearing speaks of: not after it was made, and at most `LONGEST_DAYS`. `topic` numbers
    what is said of which place, `saying` that and of which days (from `told_of` on; all days are one where nothing changes), `manner` all that decides what it weighs but its age.
    """

    bearings: tuple[Bearing, ...]
    published: Numbers
    first: Numbers
    high: Numbers
    outlet: Flags
    own_eyes: Flags
    source: Named
    origin: Named
    topic: Numbers
    told_of: Numbers
    saying: Numbers
    manner: Numbers

    @classmethod
    def of(
        cls,
        bearings: Sequence[Bearing],
        sources: Mapping[str, Source],
        *,
        timeless: bool = False,
    ) -> "Columns":
        """Put bearings in order and number what they say; `timeless` says that what is asked about does not change."""
        named = sorted(bearings, key=attrgetter("claim"))
        order = _order(named, sources)
        rows = tuple([named[n] for n in order])
        published, begun, last = (
            np.array([get(b) for b in rows], np.intp)
            for get in (attrgetter("published"), attrgetter("first_day"), attrgetter("last_day"))
        )
        high = np.maximum(np.minimum(last, published), begun)
        source = Named.of([b.source for b in rows])
        topic, spoken = _topics(rows)
        weight = _numbered(np.array([(b.strength, b.probability) for b in rows]).reshape(-1, 2))
        days = np.stack([begun, last], axis=1).astype(float) * (not timeless)
        return cls(
            rows,
            published,
            np.maximum(begun, high - LONGEST_DAYS),
            high,
            _told(source, outlets_of(sources)),
            np.array([b.own_eyes for b in rows], np.bool_),
            source,
            Named.of([origin_of(b) for b in rows]),
            topic,
            begun * (not timeless),
            _joined(topic, _numbered(days)),
            _joined(spoken, source.codes + 1, weight),
        )


def outlets_of(sources: Mapping[str, Source]) -> frozenset[str]:
    """Return the keys of the sources that are outlets."""
    return frozenset(key for key, one in sources.items() if one.kind is SourceKind.OUTLET)


def _order(named: Sequence[Bearing], sources: Mapping[str, Source]) -> list[int]:
    """Return the canonical order of bearings that are in the order of their claims."""
    source = Named.of([b.source for b in named])
    sure = np.array([b.strength * b.probability for b in named])
    published = np.array([b.published for b in named], np.intp)
    keys = (source.ranked(), -sure, _told(source, outlets_of(sources)), published)
    order: list[int] = np.lexsort(keys).tolist()
    return order


def _told(source: Named, wanted: frozenset[str]) -> Flags:
    """Return for each row whether its source is one of those wanted."""
    table = np.array([*(name in wanted for name in source.names), False], np.bool_)
    return table[source.codes]


def _topics(rows: Sequence[Bearing]) -> tuple[Numbers, Numbers]:
    """Return numbers for (observation, sector, state), and for what of it the model hears: a sector only where it has one."""
    known: dict[tuple[str, str, str], int] = {}
    codes = [known.setdefault((b.observation, b.sector, b.state), len(known)) for b in rows]
    heard = {key: (key[0], key[2], key[1] if in_sector(*key) else None) for key in known}
    numbers = {said: number for number, said in enumerate(dict.fromkeys(heard.values()))}
    table = np.array([numbers[said] for said in heard.values()], np.intp)
    topic = np.array(codes, np.intp)
    return topic, table[topic]


def _numbered(rows: NDArray[np.float64]) -> Numbers:
    """Return a number for each row of a table, the same for the same row."""
    return _joined(*(np.unique(column, return_inverse=True)[1] for column in rows.T))


def _joined(*columns: NDArray[np.intp]) -> Numbers:
    """Return one number for the numbers (0 and up) of a row, the same for the same numbers."""
    found = np.zeros(len(columns[0]), np.intp)
    for column in columns:
        joined = found * (int(column.max(initial=0)) + 1) + column
        found = np.unique(joined, return_inverse=True)[1]
    return found
