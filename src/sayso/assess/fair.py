"""Fair shares: what each source contributes to the judgement when redundant ones share what they have in common (Shapley 1953).

The value of a set of sources is the log-odds of each hypothesis on the last day with these sources alone, bounds held as they are. Of many
sources those that matter most now are told apart and the rest is one; so the shares are exact and add up to the move from no evidence to
all of it. An origin without a source stands for itself.
"""

from collections import defaultdict
from collections.abc import Sequence
from math import factorial

import numpy as np
from numpy.typing import NDArray

from sayso.assess.bounds import keep_doubt
from sayso.assess.filter import hypotheses, log_odds
from sayso.assess.pieces import Piece
from sayso.assess.running import Running
from sayso.assess.sums import Ledger

Vector = NDArray[np.float64]

MOST_PLAYERS = 8
REST = "all other evidence"


def fair_shares(
    running: Running, found: Sequence[Piece], scales: Vector, days: int, worth: Vector
) -> list[tuple[str, Vector]]:
    """Return sources with their shares of the log-odds of each hypothesis, the largest first; `REST` stands for the small ones.

    `found` and `scales` are the pieces with their bounds' factors, `worth` (pieces, hypotheses) what each is worth now.
    """
    players = _players(found, worth)
    if not players:
        return []
    ledger, names = Ledger(running.chain, found, days), list(players)
    parts = ledger.grouped(scales, [players[name] for name in names])
    values = _values(running, parts)
    count = len(names)
    shares = np.zeros((count, values.shape[1]))
    for member in range(count):
        for others in range(1 << count):
            if not others >> member & 1:
                size = others.bit_count()
                weight = factorial(size) * factorial(count - size - 1) / factorial(count)
                shares[member] += weight * (values[others | 1 << member] - values[others])
    order = sorted(range(count), key=lambda n: (-float(np.abs(shares[n]).max()), names[n]))
    return [(names[n], shares[n]) for n in order]


def _players(found: Sequence[Piece], worth: Vector) -> dict[str, NDArray[np.intp]]:
    """Return the pieces of each player: the sources whose pieces are worth most now, and the rest."""
    reach: defaultdict[str, float] = defaultdict(float)
    for piece, moved in zip(found, worth, strict=True):
        reach[piece.source or piece.origin] += float(np.abs(moved).max())
    large = sorted(reach, key=lambda name: (-reach[name], name))[: MOST_PLAYERS - 1]
    members: defaultdict[str, list[int]] = defaultdict(list)
    for number, piece in enumerate(found):
        name = piece.source or piece.origin
        members[name if name in large else REST].append(number)
    return {name: np.array(held, dtype=np.intp) for name, held in sorted(members.items())}


def _values(running: Running, parts: Vector) -> Vector:
    """Return the log-odds on the last day for each set of players, (sets, hypotheses); set n holds the players whose bits are set."""
    count = 1 << len(parts)
    inside = (np.arange(count)[:, None] >> np.arange(len(parts))) & 1
    rows = []
    for first in range(0, count, running.together):
        chosen = inside[first : first + running.together].astype(float)
        sums = np.tensordot(chosen, parts, axes=1)
        last = running.lasts({str(n): one for n, one in enumerate(sums)}, keep=False)
        rows.append(log_odds(keep_doubt(hypotheses(last, running.chain.report))))
    return np.concatenate(rows)
