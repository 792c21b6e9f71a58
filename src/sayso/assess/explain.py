"""Explains the last day step by step: the steps' log-odds add up to the move from the prior, exactly.

The filter is walked once more, one effect at a time: time passing, each claim at its full weight, then
what a bound takes back. Each line is the difference of log-odds before and after it, so nothing is left over.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
from numpy.typing import NDArray

from sayso.assess.bounds import ORIGIN_RATIO, SOURCE_RATIO, UNKNOWN_POOL_RATIO, keep_doubt
from sayso.assess.chain import Chain
from sayso.assess.filter import HELD_DAYS, hypotheses, log_odds, moved, update
from sayso.assess.pieces import Piece
from sayso.model import Effect, Step

Vector = NDArray[np.float64]

TIME = "time passes: what was so may have changed"
DOUBT = "no hypothesis may go below 1 % or above 99 %: a hundredth is kept for each"


@dataclass(slots=True)
class _Walk:
    """Where the walk stands: the probabilities (regimes, states) and the log-odds last written down."""

    chain: Chain
    alpha: Vector
    odds: Vector

    def move(self, alpha: Vector) -> tuple[float, ...]:
        odds = log_odds(hypotheses(alpha, self.chain.report))
        shift = tuple(float(x) for x in odds - self.odds)
        self.alpha, self.odds = alpha, odds
        return shift

    def weigh(self, piece: Piece, scale: float, *, hold: bool) -> Vector:
        """Return the probabilities after a piece at a scale."""
        return update(self.alpha, scale * piece.ell[:, self.chain.index(piece.sector)], hold=hold)


def explain(
    chain: Chain, pieces: Sequence[Piece], scales: Vector, days: int, first: date
) -> tuple[Step, ...]:
    """Return the steps from the prior to the last day's probabilities.

    Days without evidence are told together with the next that has some. `scales` are the bounds' factors
    by piece.
    """
    return tuple(_steps(chain, pieces, scales, days, first))


def _steps(
    chain: Chain, pieces: Sequence[Piece], scales: Vector, days: int, first: date
) -> Iterator[Step]:
    by_day: defaultdict[int, list[int]] = defaultdict(list)
    for index in sorted(range(len(pieces)), key=lambda i: _order(pieces[i])):
        by_day[pieces[index].day].append(index)
    walk = _Walk(chain, chain.start, log_odds(hypotheses(chain.start, chain.report)))
    alpha = chain.start
    for day in range(days):
        when = first + timedelta(days=day)
        alpha = moved(alpha, chain.step) if day else alpha
        if day and (by_day[day] or day == days - 1):
            yield Step(Effect.TIME, when, TIME, walk.move(alpha))
        hold = day >= days - HELD_DAYS
        yield from _evidence(walk, pieces, scales, by_day[day], when, hold=hold)
        alpha = walk.alpha if by_day[day] else alpha
    last = log_odds(keep_doubt(hypotheses(walk.alpha, chain.report)))
    yield Step(Effect.BOUND, when, DOUBT, tuple(float(x) for x in last - walk.odds))


def _order(piece: Piece) -> tuple[int, str, str, str]:
    return (piece.effect is Effect.SILENCE, piece.origin, piece.claim, piece.source)


def _evidence(
    walk: _Walk,
    pieces: Sequence[Piece],
    scales: Vector,
    indices: Sequence[int],
    when: date,
    *,
    hold: bool,
) -> Iterator[Step]:
    for index in indices:
        piece, scale = pieces[index], float(scales[index])
        bounded = walk.weigh(piece, scale, hold=hold)
        shift = walk.move(walk.weigh(piece, 1.0, hold=hold))
        yield Step(piece.effect, when, piece.reason, shift, piece.claim, piece.origin)
        if scale < 1.0:
            taken = walk.move(bounded)
            yield Step(Effect.BOUND, when, _bound(scale), taken, piece.claim, piece.origin)


def _bound(scale: float) -> str:
    return (
        f"a bound lets it weigh {scale:.0%}: one origin may multiply odds by {ORIGIN_RATIO:g} at most, "
        f"one source by {SOURCE_RATIO:g}, all unknown sources together by {UNKNOWN_POOL_RATIO:g}"
    )
