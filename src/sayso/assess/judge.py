"""Judges a question: the capped model filtered over the days, read once a day as it was known that day."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from sayso.assess import bounds
from sayso.assess.bounded import ALL, scales_of
from sayso.assess.chain import Chain
from sayso.assess.columns import Columns
from sayso.assess.confidence import confidence
from sayso.assess.counted import counted
from sayso.assess.evidence import Coverage, in_sectors, origin_of, sectors, usable, witnesses
from sayso.assess.explain import explain
from sayso.assess.fair import fair_shares
from sayso.assess.filter import hypotheses, log_odds
from sayso.assess.models import table_of
from sayso.assess.pieces import Piece, Pieces, Record, pieces
from sayso.assess.prospects import prospects
from sayso.assess.running import Running
from sayso.assess.sums import summed
from sayso.assess.without import left_out, shifts
from sayso.model import (
    Bearing,
    Influence,
    InvalidRecord,
    Judgement,
    Question,
    Source,
    When,
    Worth,
)

Vector = NDArray[np.float64]

# Each influence weighs the whole case again: so many origins at most, at least so many in a flood.
MOST_INFLUENCES, FEWEST_INFLUENCES = 200, 20
MOST_CLAIMS_WEIGHED_AGAIN = 50_000


@dataclass(frozen=True, slots=True)
class Weighed:
    """The evidence known on one day, bounded and filtered.

    `scales` are the bounds' factors by piece; `alphas` the filtered probabilities (days, regimes, states); `idle` says
    of each claim that adds nothing why; `running` are the filters, to go on with.
    """

    chain: Chain
    kept: tuple[Bearing, ...]
    idle: Mapping[str, str]
    pieces: Pieces
    scales: Vector
    alphas: Vector
    running: Running

    @property
    def final(self) -> Vector:
        """Probabilities by hypothesis on the last day, before doubt is kept."""
        return hypotheses(self.alphas[-1], self.chain.report)


@dataclass(frozen=True)
class Case:
    """A question with all that may be known of it; `weigh` answers what was known by a day."""

    question: Question
    record: Record
    heard: tuple[Bearing, ...]
    first: int

    @cached_property
    def columns(self) -> Columns:
        """What was heard, with the sectors the chain has, as columns."""
        known = self.record.chain.sectors
        lumped = len(known) == bounds.MOST_SECTORS
        told = [in_sectors(b, known) for b in self.heard] if lumped else self.heard
        chain = self.record.chain
        return Columns.of(told, self.record.sources, timeless=not np.any(chain.rates))

    def without(self, origin: str) -> "Case":
        """Return the case as if the origin had never spoken."""
        rest = tuple(b for b in self.heard if origin_of(b) != origin)
        known = self.record.chain.sectors
        left = tuple(sectors(rest, self.record.coverage, bounds.MOST_SECTORS))
        if len(known) < bounds.MOST_SECTORS or left == known:
            return replace(self, heard=rest)
        return case(self.question, rest, self.record.sources, self.record.coverage, self.first)

    def weigh(self, last: int, known: int, before: Weighed | None = None) -> Weighed:
        """Return the evidence on the days up to `last`, of what was published by `known` (ordinals).

        `before` is an earlier result for the same case: what it shares is not computed again.
        """
        chain = self.record.chain
        kept, idle = counted(self.columns, known)
        found = pieces(self.record, self.columns, kept, self.first, last)
        days = last - self.first + 1
        running = before.running if before and before.chain is chain else Running(chain)
        scales = scales_of(running, found, days)
        alphas = running.filtered({ALL: summed(chain, found, scales, days)})[ALL]
        told = tuple([self.columns.bearings[row] for row in kept.tolist()])
        return Weighed(chain, told, idle, found, scales, alphas, running)


def case(
    question: Question,
    bearings: Sequence[Bearing],
    sources: Mapping[str, Source],
    coverage: Mapping[str, Coverage],
    first: int,
) -> Case:
    """Return the case of a question: its chain over the sectors spoken of, and the bearings it can weigh."""
    places = table_of(question).sectors
    rough = Chain.of(question, [""] if places else [])
    heard = [b for b in bearings if usable(rough, b)]
    names = sectors(heard, coverage, bounds.MOST_SECTORS) if places else []
    covered = {
        key: c if c.sector in names else replace(c, sector=names[-1]) for key, c in coverage.items()
    }
    record = Record(Chain.of(question, names), sources, covered if places else {})
    return Case(question, record, tuple(heard), first)


def judge(
    question: Question,
    bearings: Sequence[Bearing],
    sources: Mapping[str, Source],
    *,
    days: Sequence[date],
    as_of: When,
    coverage: Mapping[str, Coverage] | None = None,
    fair: bool = False,
) -> Judgement:
    """Return the judgement of a question on each of the days, from what was published by `as_of`.

    `fair` asks for the origins' fair shares as well, which takes as long as a few hundred filters.

    `sources` is keyed by `Bearing.source`. The row of a day uses what was published by that day; the last
    row uses all that was published by `as_of`, and the steps explain it exactly. The first day carries the
    prior, so `days` (ascending) should begin where the evidence begins; what speaks of up to 60 days
    before it is carried to it. `coverage` names sources whose silence counts; by default none.
    Raises `InvalidRecord` for days that do not ascend or an `as_of` that is not known.
    """
    _check(days, as_of)
    ordinals = [day.toordinal() for day in days]
    known = as_of.latest.date().toordinal()
    heard = [b for b in bearings if b.published <= known]
    given = case(question, heard, sources, coverage or {}, ordinals[0])
    rows = _rows(given, ordinals, known)
    last = rows[-1]
    return Judgement(
        question=question.id,
        as_of=as_of,
        hypotheses=last.chain.names,
        days=tuple(days),
        probabilities=tuple(_row(bounds.keep_doubt(row.final)) for row in rows),
        start=_row(hypotheses(last.chain.start, last.chain.report)),
        steps=explain(last.chain, last.pieces, last.scales, len(last.alphas), days[0]),
        influences=_influences(given, last, ordinals[-1], known),
        bearings=tuple(_told(b, given, last) for b in heard),
        witnesses=len(witnesses(last.kept)),
        confidence=confidence(last.kept, sources),
        regimes=_regimes(last),
        worths=_worths(last),
        prospects=prospects(given.record, last.kept, last.alphas[-1]),
        fair=_fair(given, last) if fair else (),
    )


def likely(
    question: Question,
    bearings: Sequence[Bearing],
    sources: Mapping[str, Source],
    *,
    days: Sequence[date],
    as_of: When,
) -> dict[str, float]:
    """Return the probabilities that `judge` gives for the last day, and nothing else of it."""
    _check(days, as_of)
    known = as_of.latest.date().toordinal()
    heard = [b for b in bearings if b.published <= known]
    given = case(question, heard, sources, {}, days[0].toordinal())
    last = given.weigh(days[-1].toordinal(), known)
    return dict(zip(last.chain.names, _row(bounds.keep_doubt(last.final)), strict=True))


def daily(
    question: Question,
    bearings: Sequence[Bearing],
    sources: Mapping[str, Source],
    *,
    days: int,
    first: date,
) -> dict[str, Vector]:
    """Return the probabilities (days,) of each answer, OTHER among them, on consecutive days from `first`, each as known that day."""
    given = case(question, bearings, sources, {}, first.toordinal())
    return dict(zip(given.record.chain.names, history(given, days).T, strict=True))


def history(given: Case, days: int) -> Vector:
    """Return the probabilities (days, hypotheses) of consecutive days, each as known that day."""
    rows = _rows(given, list(range(given.first, given.first + days)), given.first + days - 1)
    return np.array([bounds.keep_doubt(row.final) for row in rows])


def _check(days: Sequence[date], as_of: When) -> None:
    if not days or any(a >= b for a, b in pairwise(days)):
        raise InvalidRecord(
            "a judgement needs days in ascending order, each once, and at least one"
        )
    if not as_of.known:
        raise InvalidRecord("a judgement needs an as_of date; give the last day if nothing else")


def _rows(given: Case, ordinals: Sequence[int], known: int) -> list[Weighed]:
    rows: list[Weighed] = []
    for ordinal in ordinals:
        told = known if ordinal == ordinals[-1] else min(ordinal, known)
        rows.append(given.weigh(ordinal, told, rows[-1] if rows else None))
    return rows


def _row(probabilities: Vector) -> tuple[float, ...]:
    return tuple(float(p) for p in probabilities)


def _regimes(last: Weighed) -> tuple[tuple[str, float], ...]:
    weights = last.alphas[-1].sum(axis=-1)
    return tuple((r.name, float(w)) for r, w in zip(last.chain.regimes, weights, strict=True))


def _worths(last: Weighed) -> tuple[Worth, ...]:
    """Return what each claim is worth now, in the order in which they are weighed."""
    claims = [number for number, piece in enumerate(last.pieces) if piece.claim]
    found = [last.pieces[number] for number in claims]
    if not found:
        return ()
    moved = _moved(last, found, last.scales[claims])
    return tuple(Worth(piece.claim, _row(row)) for piece, row in zip(found, moved, strict=True))


def _moved(last: Weighed, found: Sequence[Piece], scales: Vector) -> Vector:
    """Return what each piece adds to the log-odds of each hypothesis now, (pieces, hypotheses)."""
    sums = summed(last.chain, last.pieces, last.scales, len(last.alphas))
    rows = left_out(last.chain, found, scales, sums, last.alphas)
    return shifts(bounds.keep_doubt(last.final), bounds.keep_doubt(rows))


def _influences(given: Case, last: Weighed, day: int, known: int) -> tuple[Influence, ...]:
    """Return what each origin is worth: the whole judgement against the one without it, bounds and all.

    The origins whose evidence could tell most come first; in a flood the rest are left out.
    """
    spans: defaultdict[str, float] = defaultdict(float)
    for piece in last.pieces:
        if piece.origin:
            spans[piece.origin] += bounds.span(piece.ell)
    allowed = MOST_CLAIMS_WEIGHED_AGAIN // max(len(last.kept), 1)
    most = min(max(allowed, FEWEST_INFLUENCES), MOST_INFLUENCES)
    chosen = sorted(spans, key=lambda origin: (-spans[origin], origin))[:most]
    now = log_odds(bounds.keep_doubt(last.final))
    names = {origin_of(b): b.source for b in reversed(last.kept)}
    found = []
    for origin in chosen:
        without = given.without(origin).weigh(day, known)
        moved = now - log_odds(bounds.keep_doubt(without.final))
        source = given.record.sources.get(names[origin])
        name = source.name if source else names[origin]
        found.append(Influence(origin, name, tuple(float(x) for x in moved)))
    return tuple(found)


def _fair(given: Case, last: Weighed) -> tuple[Influence, ...]:
    worth = _moved(last, list(last.pieces), last.scales)
    shares = fair_shares(last.running, last.pieces, last.scales, len(last.alphas), worth)
    sources = given.record.sources
    return tuple(
        Influence(key, sources[key].name if key in sources else key, _row(share))
        for key, share in shares
    )


def _told(bearing: Bearing, given: Case, last: Weighed) -> Bearing:
    reason = last.idle.get(bearing.claim)
    if bearing.bears and not usable(given.record.chain, bearing):
        reason = "adds nothing: this question's model cannot weigh it"
    return replace(bearing, reason=f"{bearing.reason}; {reason}") if reason else bearing
