"""What each claim is worth now: the last day's judgement with it against without it, exact for all claims in one pass backwards.

The filter is linear in what a day says, so a day's probabilities divided by the claim's likelihood, carried forward by what is
left to come, give the judgement without it (Rabiner's backward recursion with a column for each hypothesis). Bounds are held as they
are: a claim left out frees no other.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from sayso.assess.chain import Chain
from sayso.assess.filter import HELD_DAYS, log_odds
from sayso.assess.pieces import Piece
from sayso.assess.sums import expanded, narrow

Vector = NDArray[np.float64]


def left_out(
    chain: Chain, found: Sequence[Piece], scales: Vector, sums: Vector, alphas: Vector
) -> Vector:
    """Return the probabilities of the last day without each piece, (pieces, hypotheses), before doubt is kept.

    `sums` (days, regimes, columns) and `alphas` (days, regimes, states) are those of the pieces with their scales.
    """
    result = np.empty((len(found), chain.report.shape[1]))
    by_place: defaultdict[tuple[int, str | None], list[int]] = defaultdict(list)
    for index, piece in enumerate(found):
        by_place[piece.day, piece.sector].append(index)
    places = sorted(by_place, key=lambda place: -place[0])
    ways = _ways(chain, sums)
    day, way = next(ways)
    for place in places:
        while day > place[0]:
            day, way = next(ways)
        weights = narrow(chain, alphas[day][..., None] * way, place[1])
        indices = by_place[place]
        ells = np.array([found[i].ell for i in indices]) * scales[indices, None, None]
        ells -= ells.max(axis=(1, 2), keepdims=True)
        carried = np.einsum("crn,rnj->crj", np.exp(-ells), weights)
        result[indices] = _mixed(carried, alphas, held=day >= len(sums) - HELD_DAYS)
    return result


def shifts(now: Vector, without: Vector) -> Vector:
    """Return what each piece adds to the log-odds of each hypothesis, (pieces, hypotheses)."""
    return np.asarray(log_odds(now) - log_odds(without))


def _mixed(carried: Vector, alphas: Vector, *, held: bool) -> Vector:
    """Return probabilities from what is carried forward: the weight of each regime first, then its hypotheses."""
    shares = alphas[-1].sum(axis=-1)[None, :, None] if held else carried[..., :1]
    totals = carried[..., 1:].sum(axis=-1, keepdims=True)
    within = carried[..., 1:] / np.where(totals > 0.0, totals, 1.0)
    total = (shares / shares.sum(axis=1, keepdims=True) * within).sum(axis=1)
    return np.asarray(total / total.sum(axis=-1, keepdims=True))


def _ways(chain: Chain, sums: Vector) -> Iterator[tuple[int, Vector]]:
    """Yield each day, the last first, with what is to come from each state, (regimes, states, 1 + hypotheses).

    The first column leads to the weight of the regime, which is fixed before the held days, the others to the hypotheses.
    """
    ells = expanded(chain, sums)
    count = len(chain.regimes)
    way = np.empty((count, chain.size, 1 + chain.report.shape[1]))
    way[..., 0], way[..., 1:] = 1.0, chain.report
    fixed = len(sums) - HELD_DAYS
    for day in range(len(sums) - 1, -1, -1):
        yield day, way
        held = day >= fixed
        likely = np.exp(ells[day] - ells[day].max(axis=-1 if held else (-2, -1), keepdims=True))
        weighed = likely[..., None] * way
        if held:
            weighed[..., 0] = 1.0
        way = np.matmul(chain.step, weighed)
        scale = way[..., 1:].max(axis=(1, 2), keepdims=True)
        way[..., 1:] /= scale
        way[..., 0] /= 1.0 if held else way[..., 0].max()
