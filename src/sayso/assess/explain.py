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

from sayso.assess.bounds import keep_doubt
from sayso.assess.chain import Chain
from sayso.assess.evidence import Piece
from sayso.assess.filter import log_odds, update
from sayso.model import Effect, Step

Vector = NDArray[np.float64]

TIME = "time passes: what was so may have changed"
DOUBT = "no hypothesis may go below 1 % or above 99 %: a hundredth is kept for each"


@dataclass(slots=True)
class _Walk:
    """Where the walk stands: the states' probabilities and the log-odds last written down."""

    chain: Chain
    alpha: Vector
    odds: Vector

    def move(self, alpha: Vector) -> tuple[float, ...]:
        odds = log_odds(alpha @ self.chain.report)
        moved = tuple(float(x) for x in odds - self.odds)
        self.alpha, self.odds = alpha, odds
        return moved


def explain(
    chain: Chain, pieces: Sequence[Piece], scales: Vector, ells: Vector, first: date
) -> tuple[Step, ...]:
    """Return the steps from the prior to the last day's probabilities.

    Days without evidence are told together with the next that has some. `scales` are the bounds' factors
    by piece; `ells` (days, states) are used for their number of days and must be those of the pieces.
    """
    return tuple(_steps(chain, pieces, scales, len(ells), first))


def _steps(
    chain: Chain, pieces: Sequence[Piece], scales: Vector, days: int, first: date
) -> Iterator[Step]:
    by_day: defaultdict[int, list[int]] = defaultdict(list)
    for index in sorted(range(len(pieces)), key=lambda i: _order(pieces[i])):
        by_day[pieces[index].day].append(index)
    walk = _Walk(chain, chain.start, log_odds(chain.start @ chain.report))
    alpha = chain.start
    for day in range(days):
        when = first + timedelta(days=day)
        alpha = alpha @ chain.step if day else alpha
        if day and (by_day[day] or day == days - 1):
            yield Step(Effect.TIME, when, TIME, walk.move(alpha))
        yield from _evidence(walk, pieces, scales, by_day[day], when)
        alpha = walk.alpha if by_day[day] else alpha
    last = log_odds(keep_doubt(walk.alpha @ chain.report))
    yield Step(Effect.BOUND, when, DOUBT, tuple(float(x) for x in last - walk.odds))


def _order(piece: Piece) -> tuple[int, str, str, str]:
    return (piece.effect is Effect.SILENCE, piece.origin, piece.claim, piece.source)


def _evidence(
    walk: _Walk, pieces: Sequence[Piece], scales: Vector, indices: Sequence[int], when: date
) -> Iterator[Step]:
    for index in indices:
        piece, scale = pieces[index], float(scales[index])
        before = walk.alpha
        moved = walk.move(update(before, piece.ell))
        yield Step(piece.effect, when, piece.reason, moved, piece.claim, piece.origin)
        if scale < 1.0:
            taken = walk.move(update(before, scale * piece.ell))
            yield Step(Effect.BOUND, when, _bound(scale), taken, piece.claim, piece.origin)


def _bound(scale: float) -> str:
    return (
        f"a bound lets it weigh {scale:.0%}: one origin may multiply odds by 4 at most, "
        "one source by 10, all unknown sources together by 8"
    )
