"""Bounds inside the filter: by how much each piece is scaled so that no origin, source or crowd moves more than it may."""

from collections import defaultdict
from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from sayso.assess import bounds
from sayso.assess.evidence import (
    Piece,
)
from sayso.assess.filter import hypotheses, log_odds
from sayso.assess.running import MOST_KEPT, Running
from sayso.assess.sums import Ledger

Vector = NDArray[np.float64]

ALL = "all"


def scales_of(running: Running, found: Sequence[Piece], days: int) -> Vector:
    """Return by how much each piece is scaled, (pieces,), 1 where no bound bites; `running` are the filters to measure with."""
    if not found:
        return np.ones(0)
    spans, reaches = (_each(found, measure) for measure in (bounds.span, bounds.reach))
    base = bounds.origin_scales(spans, _numbers([piece.origin for piece in found]))
    groups, ledger = _groups(found), Ledger(running.chain, found, days)

    def shifts(scales: Vector, hot: Sequence[bounds.Group]) -> Vector:
        return _shifts(running, ledger, base * scales, hot)

    factors = bounds.group_scales(base * reaches, groups, shifts)
    named = dict(zip((g.name for g in groups), factors, strict=True))
    return base * bounds.piece_scales(len(found), groups, named)


def _each(found: Sequence[Piece], measure: Callable[[Vector], float]) -> Vector:
    """Return a measure of each piece, worked out once for pieces that say the same."""
    known = {id(piece.ell): piece.ell for piece in found}
    values = {key: measure(ell) for key, ell in known.items()}
    return np.array([values[id(piece.ell)] for piece in found])


def _numbers(names: Sequence[str]) -> NDArray[np.intp]:
    """Return a number for each name, the same for the same name, -1 for ''."""
    known = {name: number for number, name in enumerate(dict.fromkeys(names))}
    return np.array([known[name] if name else -1 for name in names], dtype=np.intp)


def _groups(found: Sequence[Piece]) -> list[bounds.Group]:
    limit, pool_limit = np.log(bounds.SOURCE_RATIO), np.log(bounds.UNKNOWN_POOL_RATIO)
    by_source: defaultdict[str, list[int]] = defaultdict(list)
    for index, piece in enumerate(found):
        if piece.source:
            by_source[piece.source].append(index)
    groups = [
        bounds.Group(f"source {name}", np.array(indices), float(limit))
        for name, indices in by_source.items()
    ]
    pool = np.flatnonzero([piece.unknown for piece in found])
    return [*groups, bounds.Group("pool", pool, float(pool_limit))] if len(pool) else groups


def _shifts(
    running: Running, ledger: Ledger, scales: Vector, hot: Sequence[bounds.Group]
) -> Vector:
    """Return for each group the largest move of any hypothesis's log-odds, with it against without it."""
    total, report = ledger.sums(scales), running.chain.report
    now = log_odds(hypotheses(running.filtered({ALL: total})[ALL][-1], report))
    moves: list[float] = []
    for at in range(0, len(hot), running.together):
        some = hot[at : at + running.together]
        rest = total - ledger.grouped(scales, [group.pieces for group in some])
        named = {group.name: own for group, own in zip(some, rest, strict=True)}
        without = log_odds(hypotheses(running.lasts(named, keep=len(hot) <= MOST_KEPT), report))
        moves += [float(x) for x in np.abs(without - now).max(axis=-1)]
    return np.array(moves)
