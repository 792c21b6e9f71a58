"""The hidden chain: which hypothesis holds, and in which sectors activity can be seen, day by day, under each regime."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache

import numpy as np
from numpy.typing import NDArray
from scipy.linalg import expm

from sayso.assess.models import State, Table, table_of
from sayso.assess.regimes import REGIMES, Regime
from sayso.model import OTHER, Question

Vector = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Answer:
    """One value of the hypothesis axis: a state of the table, and the column it is reported in.

    A hypothesis that shares its state with another halves it; a state nobody asks for is part of OTHER.
    """

    column: int
    hypothesis: str
    state: State
    share: float

    def named(self, name: str) -> bool:
        """True when `name` is this hypothesis's id or its state's name."""
        return name in (self.hypothesis, self.state.name)


def columns(question: Question) -> tuple[str, ...]:
    """Return the hypothesis ids in the order of every tuple of a judgement: OTHER last."""
    return (*(h.id for h in question.hypotheses if h.id != OTHER), OTHER)


def answers(question: Question, table: Table) -> tuple[Answer, ...]:
    """Return the values of the hypothesis axis, hypotheses first, then what OTHER is made of."""
    names = columns(question)
    other = table.state(OTHER) or State(OTHER, 0.0)
    asked = [h for h in question.hypotheses if h.id != OTHER]
    states = [table.state(h.state) or table.state(h.id) or other for h in asked]
    found = [
        Answer(column, h.id, state, _share(state, states, other))
        for column, (h, state) in enumerate(zip(asked, states, strict=True))
    ]
    unasked = [state for state in table.states if state not in states or state is other]
    return (*found, *(Answer(len(names) - 1, OTHER, state, 1.0) for state in unasked))


def _share(state: State, states: list[State], other: State) -> float:
    return 1.0 if state is other else 1.0 / states.count(state)


@dataclass(frozen=True)
class Chain:
    """The chain over (answer, occupancy of each sector), once for each regime; states are ordered answer-major.

    `occupied[s, x]` is 1 where sector s shows activity in state x; `answer_of[x]` is x's answer.
    """

    names: tuple[str, ...]
    answers: tuple[Answer, ...]
    sectors: tuple[str, ...]
    rates: tuple[tuple[float, ...], ...]
    regimes: tuple[Regime, ...] = REGIMES

    @classmethod
    def of(
        cls, question: Question, sectors: Sequence[str], regimes: tuple[Regime, ...] = REGIMES
    ) -> "Chain":
        """Build the chain of a question over the named sectors."""
        table = table_of(question)
        found = answers(question, table)
        rates = tuple(tuple(_rate(table, a, b) for b in found) for a in found)
        return cls(columns(question), found, tuple(sectors), rates, regimes)

    def narrowed(self, sectors: tuple[str, ...]) -> "Chain":
        """Return the chain over some of the sectors only: exactly what summing over the others leaves."""
        return replace(self, sectors=sectors)

    def index(self, sector: str | None) -> NDArray[np.intp]:
        """Return for each state its index in the chain narrowed to a sector, or to the answers alone for None."""
        return self._indices[sector]

    @cached_property
    def _indices(self) -> dict[str | None, NDArray[np.intp]]:
        found: dict[str | None, NDArray[np.intp]] = {None: self.answer_of}
        for sector, row in zip(self.sectors, self.occupied, strict=True):
            found[sector] = self.answer_of * 2 + row.astype(np.intp)
        return found

    @cached_property
    def patterns(self) -> int:
        """How many patterns of occupancy there are: 2 to the number of sectors."""
        return int(2 ** len(self.sectors))

    @cached_property
    def answer_of(self) -> NDArray[np.intp]:
        """Index of the answer of each state."""
        return np.repeat(np.arange(len(self.answers)), self.patterns)

    @cached_property
    def occupied(self) -> Vector:
        """Occupancy (0 or 1) by sector and state."""
        bits = np.arange(self.patterns)
        rows = [np.tile((bits >> s) & 1, len(self.answers)) for s in range(len(self.sectors))]
        return np.array(rows, dtype=float).reshape(len(self.sectors), self.size)

    @property
    def size(self) -> int:
        """How many states the chain has."""
        return len(self.answers) * self.patterns

    @cached_property
    def prior(self) -> Vector:
        """The prior over states, (states,): the table's shares, sectors as they stand in the long run."""
        shares = np.array([a.state.start * a.share for a in self.answers])
        occupancy = np.array([a.state.occupancy for a in self.answers])[self.answer_of]
        prior: Vector = (shares / shares.sum())[self.answer_of]
        for row in self.occupied:
            prior = prior * np.where(row > 0, occupancy, 1.0 - occupancy)
        return prior

    @cached_property
    def start(self) -> Vector:
        """The prior over regimes and states, (regimes, states)."""
        shares = np.array([regime.share for regime in self.regimes])
        return np.outer(shares / shares.sum(), self.prior)

    @cached_property
    def step(self) -> Vector:
        """The transition matrices of one day, (regimes, states, states)."""
        return self.over(1)

    def over(self, days: float) -> Vector:
        """Return the transition matrices over that many days, (regimes, states, states); rows sum to 1."""
        axis = tuple((a.state.on, a.state.off) for a in self.answers)
        moves = [_moved(self.rates, axis, len(self.sectors), r.pace * days) for r in self.regimes]
        return np.array(moves)

    @cached_property
    def report(self) -> Vector:
        """The matrix (states by hypotheses) that adds states up to what is reported."""
        matrix = np.zeros((self.size, len(self.names)))
        for x, answer in enumerate(self.answer_of):
            matrix[x, self.answers[int(answer)].column] = 1.0
        return matrix


@lru_cache(maxsize=64)
def _moved(
    rates: tuple[tuple[float, ...], ...],
    activity: tuple[tuple[float, float], ...],
    sectors: int,
    days: float,
) -> Vector:
    """Return the matrix exponential of the generator; one coordinate changes at a time.

    `rates` between answers are per day, `activity` the rates at which it begins and ends in a sector under each answer.
    """
    patterns = 1 << sectors
    generator: Vector = np.kron(np.array(rates), np.eye(patterns)).astype(float)
    state = np.arange(len(rates) * patterns)
    begins, ends = np.array(activity).reshape(-1, 2).T.repeat(patterns, axis=1)
    for s in range(sectors):
        generator[state, state ^ (1 << s)] = np.where(state >> s & 1, ends, begins)
    np.fill_diagonal(generator, 0.0)
    np.fill_diagonal(generator, -generator.sum(axis=1))
    moved: Vector = np.clip(np.asarray(expm(generator * days), dtype=float), 0.0, None)
    moved /= moved.sum(axis=1, keepdims=True)
    return moved


def _rate(table: Table, a: Answer, b: Answer) -> float:
    if a is b:
        return 0.0
    rate = table.rates.get((a.state.name, b.state.name), 0.0)
    return rate * b.share
