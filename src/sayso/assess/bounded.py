"""Bounds inside the filter: by how much each piece is scaled so that no origin, source or crowd moves more than it may."""

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from sayso.assess import bounds
from sayso.assess.aided import AIDED
from sayso.assess.filter import hypotheses, log_odds
from sayso.assess.pieces import Pieces
from sayso.assess.running import MOST_KEPT, Running, last_without
from sayso.assess.sums import Ledger

Vector = NDArray[np.float64]

ALL = "all"


def scales_of(running: Running, found: Pieces, days: int) -> Vector:
    """Return by how much each piece is scaled, (pieces,), 1 where no bound bites; `running` are the filters to measure with.

    What only a served extractor found is bounded last, with the scales of all else as they are without it.
    """
    if AIDED.entity not in found.source.names:
        return _scales(running, found, days)
    aided = found.source.codes == found.source.names.index(AIDED.entity)
    scales = np.ones(len(found))
    own = Pieces.of([found[int(number)] for number in np.flatnonzero(~aided)])
    scales[~aided] = _scales(running, own, days)
    spans, reaches = _measures(found)
    scales[aided] = bounds.origin_scales(spans, found.origin.codes)[aided]
    group = bounds.Group(AIDED.name, np.flatnonzero(aided), float(np.log(bounds.SOURCE_RATIO)))
    ledger = Ledger(running.chain, found, days)

    def shifts(factors: Vector, hot: Sequence[bounds.Group]) -> Vector:
        return _shifts(running, ledger, scales * factors, hot)

    factors = bounds.group_scales(scales * reaches, [group], shifts)
    return scales * bounds.piece_scales(len(found), [group], {group.name: float(factors[0])})


def _measures(found: Pieces) -> tuple[Vector, Vector]:
    """Return span and reach of each piece."""
    spans, reaches = (
        np.array([measure(said.ell) for said in found.said])[found.which]
        for measure in (bounds.span, bounds.reach)
    )
    return spans, reaches


def _scales(running: Running, found: Pieces, days: int) -> Vector:
    if not found:
        return np.ones(0)
    spans, reaches = _measures(found)
    base = bounds.origin_scales(spans, found.origin.codes)
    groups, ledger = _groups(found), Ledger(running.chain, found, days)

    def shifts(scales: Vector, hot: Sequence[bounds.Group]) -> Vector:
        return _shifts(running, ledger, base * scales, hot)

    factors = bounds.group_scales(base * reaches, groups, shifts)
    named = dict(zip((g.name for g in groups), factors, strict=True))
    return base * bounds.piece_scales(len(found), groups, named)


def _groups(found: Pieces) -> list[bounds.Group]:
    limit, pool_limit = np.log(bounds.SOURCE_RATIO), np.log(bounds.UNKNOWN_POOL_RATIO)
    order = np.argsort(found.source.codes, kind="stable")
    ends = np.searchsorted(found.source.codes[order], np.arange(len(found.source.names) + 1))
    groups = [
        bounds.Group(f"source {name}", order[first:last], float(limit))
        for name, (first, last) in zip(found.source.names, pairwise(ends), strict=True)
        if first < last
    ]
    pool = np.flatnonzero(found.unknown)
    return [*groups, bounds.Group("pool", pool, float(pool_limit))] if len(pool) else groups


def _shifts(
    running: Running, ledger: Ledger, scales: Vector, hot: Sequence[bounds.Group]
) -> Vector:
    """Return for each group the largest move of any hypothesis's log-odds, with it against without it."""
    total, report = ledger.sums(scales), running.chain.report
    groups = [group.pieces for group in hot]
    now = log_odds(hypotheses(running.filtered({ALL: total})[ALL][-1], report))
    if len(hot) <= MOST_KEPT:
        rest = total - ledger.grouped(scales, groups)
        named = {group.name: own for group, own in zip(hot, rest, strict=True)}
        lasts = running.lasts(named, keep=True)
    else:
        lasts = last_without(running.chain, total, ledger.by_day(scales, groups), len(hot))
    without = log_odds(hypotheses(lasts, report))
    return np.asarray(np.abs(without - now).max(axis=-1))
