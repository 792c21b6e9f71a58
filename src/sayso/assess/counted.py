"""Which bearings count, once each: an origin counts once, so do copies, rewrites and relays of what is already on the desk."""

import numpy as np

from sayso.assess.aided import AIDED
from sayso.assess.columns import Columns, Flags, Numbers

REPEATED_WITHIN_DAYS = 8


def counted(columns: Columns, known: int) -> tuple[Numbers, dict[str, str]]:
    """Return the rows published by `known` that count, and why each other claim of theirs adds nothing.

    Of equal statements of one origin, or of one named source, the first published counts; an outlet counts
    only where nobody nearer to the origin is on the desk, and then only the first outlet. What an outlet did not see itself
    and somebody said before it, of the same place and nearly the same days, is taken for a copy that names no origin.
    """
    rows = np.flatnonzero(columns.published <= known)
    claims, idle = columns.bearings, dict[str, str]()
    carrier = _carriers(columns, rows)
    relays = columns.outlet[rows] & (carrier >= 0) & (columns.source.codes[rows] != carrier)
    for row, source in zip(rows[relays], carrier[relays], strict=True):
        told = columns.source.names[source]
        idle[claims[row].claim] = f"adds nothing: it relays what {told} says itself"
    before = _said_before(columns, rows)
    again = ~relays & columns.outlet[rows] & ~columns.own_eyes[rows] & (before >= 0)
    for row, earlier in zip(rows[again], before[again], strict=True):
        said = claims[earlier].claim
        idle[claims[row].claim] = f"adds nothing: an outlet says again what {said} says already"
    left = rows[~(relays | again)]
    twice = _twice(columns, left)
    for row, earlier in twice.items():
        said = claims[earlier].claim
        idle[claims[row].claim] = f"adds nothing: its origin already says so in {said}"
    repeated = np.fromiter(twice, np.intp, len(twice))
    return np.setdiff1d(left, repeated, assume_unique=True), idle


def _carriers(columns: Columns, rows: Numbers) -> Numbers:
    """Return for each row the source nearest to its origin, -1 for one without a name: the first that is no outlet, else the first."""
    origins, sources = columns.origin.codes[rows], columns.source.codes[rows]
    nearest = np.full(len(columns.origin.names), -1, np.intp)
    for some in (slice(None), ~columns.outlet[rows]):
        found, first = np.unique(origins[some], return_index=True)
        nearest[found] = sources[some][first]
    return nearest[origins]


def _said_before(columns: Columns, rows: Numbers) -> Numbers:
    """Return for each row an earlier one that says the same of nearly the same days, -1 for none: what only a served extractor found silences nobody.

    Of rows of one day those of outlets come last: the one they copy may stand in the same paper.
    """
    result = np.full(len(rows), -1, np.intp)
    asked = np.flatnonzero(columns.outlet[rows] & ~columns.own_eyes[rows])
    if not len(asked):
        return result
    days = columns.told_of - columns.told_of.min() + REPEATED_WITHIN_DAYS
    width = int(days.max()) + REPEATED_WITHIN_DAYS + 1
    keys = columns.topic * width + days
    heard = rows[~_aided(columns, rows)]
    known, first = np.unique(keys[heard], return_index=True)
    for gap in range(REPEATED_WITHIN_DAYS, -REPEATED_WITHIN_DAYS - 1, -1):
        sought = keys[rows[asked]] + gap
        place = np.minimum(np.searchsorted(known, sought), len(known) - 1)
        earlier = heard[first[place]]
        fits = (known[place] == sought) & (earlier != rows[asked])
        fits &= columns.published[earlier] <= columns.published[rows[asked]]
        result[asked[fits]] = earlier[fits]
    return result


def _aided(columns: Columns, rows: Numbers) -> Flags:
    """Return which rows only a served extractor found."""
    names = columns.source.names
    number = names.index(AIDED.entity) if AIDED.entity in names else -2
    return np.asarray(columns.source.codes[rows] == number)


def _twice(columns: Columns, rows: Numbers) -> dict[int, int]:
    """Return the rows that repeat what their origin or source says already, and where it says so first."""
    width = int(columns.saying.max(initial=0)) + 1
    keys = [
        named.codes[rows] * width + columns.saying[rows]
        for named in (columns.origin, columns.source)
    ]
    named = columns.source.codes[rows] >= 0
    several = _several(keys[0]) | (_several(keys[1]) & named)
    seen: tuple[dict[int, int], dict[int, int]] = ({}, {})
    found: dict[int, int] = {}
    chosen = (column[several].tolist() for column in (rows, *keys, named))
    for row, by_origin, by_source, has_source in zip(*chosen, strict=True):
        earlier = seen[0].get(by_origin, seen[1].get(by_source, -1) if has_source else -1)
        if earlier >= 0:
            found[row] = earlier
            continue
        seen[0][by_origin] = row
        if has_source:
            seen[1][by_source] = row
    return found


def _several(keys: Numbers) -> Flags:
    """Return which keys come more than once."""
    _, inverse, counts = np.unique(keys, return_inverse=True, return_counts=True)
    return np.asarray(counts[inverse] > 1)
