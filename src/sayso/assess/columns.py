"""Bearings as columns: what many of them say is compared as numbers, in one order that no adding changes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from operator import attrgetter

import numpy as np
from numpy.typing import NDArray

from sayso.assess.evidence import in_sector
from sayso.model import Bearing, Source, SourceKind

Numbers = NDArray[np.intp]
Flags = NDArray[np.bool_]

LONGEST_DAYS = 30
_FIELDS = attrgetter(
    *("published", "first_day", "last_day", "strength", "probability", "own_eyes"),
    *("source", "origin", "claim", "observation", "sector", "state"),
)
COLUMNS = 12


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
        codes = np.array(list(map(known.__getitem__, values)), np.intp)
        del known[""]
        return cls(codes, tuple(known))

    def ranked(self) -> Numbers:
        """Return the rank of each row's name in the order of names, -1 for none."""
        order = sorted(range(len(self.names)), key=self.names.__getitem__)
        ranks = np.empty(len(order) + 1, np.intp)
        ranks[np.array(order, np.intp)] = np.arange(len(order))
        ranks[-1] = -1
        return ranks[self.codes]

    def at(self, rows: Numbers) -> "Named":
        """Return the column with its rows in another order."""
        return Named(self.codes[rows], self.names)


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
        told = tuple(zip(*map(_FIELDS, named), strict=True)) or ((),) * COLUMNS
        days, weights = np.array(told[:3], np.intp), np.array(told[3:5], np.float64)
        own_eyes = np.array(told[5], np.bool_)
        source, origin = (
            Named.of(told[6]),
            Named.of([a or b for a, b in zip(*told[7:9], strict=True)]),
        )
        outlet = _told(source, outlets_of(sources))
        order = np.lexsort((source.ranked(), -weights.prod(axis=0), outlet, days[0]))
        published, begun, last = days[:, order]
        high = np.maximum(np.minimum(last, published), begun)
        source, origin = source.at(order), origin.at(order)
        topic, spoken = (one[order] for one in _topics(told[9:]))
        weight = _numbered(weights.T[order])
        spans = np.stack([begun, last], axis=1).astype(float) * (not timeless)
        return cls(
            tuple([named[n] for n in order.tolist()]),
            published,
            np.maximum(begun, high - LONGEST_DAYS),
            high,
            outlet[order],
            own_eyes[order],
            source,
            origin,
            topic,
            begun * (not timeless),
            _joined(topic, _numbered(spans)),
            _joined(spoken, source.codes + 1, weight),
        )


def outlets_of(sources: Mapping[str, Source]) -> frozenset[str]:
    """Return the keys of the sources that are outlets."""
    return frozenset(key for key, one in sources.items() if one.kind is SourceKind.OUTLET)


def _told(source: Named, wanted: frozenset[str]) -> Flags:
    """Return for each row whether its source is one of those wanted."""
    table = np.array([*(name in wanted for name in source.names), False], np.bool_)
    return table[source.codes]


def _topics(told: Sequence[Sequence[str]]) -> tuple[Numbers, Numbers]:
    """Return numbers for (observation, sector, state), given as columns, and for what of it the model hears: a sector only where it has one."""
    rows = list(zip(*told, strict=True))
    known = {said: number for number, said in enumerate(dict.fromkeys(rows))}
    codes = [known[row] for row in rows]
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
