"""After a question is settled: how good the judgement was day by day, who was right early, which claim or bound misled."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from math import log

from sayso.model import Effect, Judgement

MOST_TOLD = 5


@dataclass(frozen=True, slots=True)
class Move:
    """A claim (or a bound, where it has none) and what it did to the log-odds of what was so."""

    claim: str
    reason: str
    log_odds: float


@dataclass(frozen=True, slots=True)
class PostMortem:
    """`brier` is summed over the hypotheses and averaged over days, `log_score` is -ln of the share of what was so.

    `led_from` is the day from which what was so led without a break, None where it did not at the end. `early` are the sources
    that said it first, `misled` and `helped` the claims with the largest moves, `bounds` what all bounds together took or gave.
    """

    hypothesis: str
    days: int
    brier: float
    log_score: float
    last: float
    led_from: date | None
    early: tuple[tuple[str, date], ...]
    helped: tuple[Move, ...]
    misled: tuple[Move, ...]
    bounds: float
    silence: float


def post_mortem(judgement: Judgement, hypothesis: str) -> PostMortem:
    """Return the post-mortem of a judgement whose last day is the one on which the question was settled."""
    at = judgement.hypotheses.index(hypothesis)
    rows = judgement.probabilities
    brier = [sum((p - (k == at)) ** 2 for k, p in enumerate(row)) for row in rows]
    scores = [-log(row[at]) for row in rows]
    moves = [Move(w.claim, "", w.log_odds[at]) for w in judgement.worths]
    ranked = sorted(moves, key=lambda move: (move.log_odds, move.claim))
    return PostMortem(
        hypothesis,
        len(rows),
        sum(brier) / len(rows),
        sum(scores) / len(rows),
        rows[-1][at],
        _led_from(judgement, at),
        _early(judgement, at),
        tuple(m for m in ranked[::-1][:MOST_TOLD] if m.log_odds > 0),
        tuple(m for m in ranked[:MOST_TOLD] if m.log_odds < 0),
        sum(s.log_odds[at] for s in judgement.steps if s.effect is Effect.BOUND),
        sum(s.log_odds[at] for s in judgement.steps if s.effect is Effect.SILENCE),
    )


def _led_from(judgement: Judgement, at: int) -> date | None:
    first = None
    for day, row in zip(judgement.days, judgement.probabilities, strict=True):
        first = (first or day) if row[at] == max(row) else None
    return first


def _early(judgement: Judgement, at: int) -> tuple[tuple[str, date], ...]:
    """Return the sources whose claims spoke for what was so, the earliest first."""
    worth = {w.claim: w.log_odds[at] for w in judgement.worths}
    first: dict[str, date] = {}
    for b in sorted(judgement.bearings, key=lambda b: (b.published, b.claim)):
        if b.bears and b.source and worth.get(b.claim, 0.0) > 0:
            first.setdefault(b.source, date.fromordinal(b.published))
    return tuple(sorted(first.items(), key=lambda one: (one[1], one[0]))[:MOST_TOLD])


@dataclass(frozen=True, slots=True)
class Record:
    """How judgements of settled questions did: `n` questions, their mean scores, and a row a tenth of stated probability."""

    n: int
    brier: float
    log_score: float
    table: tuple[tuple[float, float, int], ...]


def record(settled: Sequence[tuple[Judgement, str]]) -> Record | None:
    """Return the record over settled questions, each by its last row; None where there is none.

    A row of the table is (mean stated probability, share that was so, how many) over all answers of all questions.
    """
    if not settled:
        return None
    found = [post_mortem(judgement, name) for judgement, name in settled]
    cells: dict[int, list[tuple[float, bool]]] = {}
    for judgement, name in settled:
        for answer, p in judgement.current.items():
            cells.setdefault(min(int(p * 10), 9), []).append((p, answer == name))
    table = tuple(
        (sum(p for p, _ in held) / len(held), sum(so for _, so in held) / len(held), len(held))
        for _, held in sorted(cells.items())
    )
    count = len(found)
    return Record(
        count, sum(f.brier for f in found) / count, sum(f.log_score for f in found) / count, table
    )
