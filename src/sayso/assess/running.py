"""Filters by name that are gone on with from the first day on which anything has changed.

A judgement a day asks for nearly the same filter every day, and for one without each source to bound it: most of their days are
those of the day before.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping

import numpy as np
from numpy.typing import NDArray

from sayso.assess.chain import Chain
from sayso.assess.filter import HELD_DAYS, forward, update
from sayso.assess.sums import expanded

Vector = NDArray[np.float64]
TOGETHER_STATES = 1024
MOST_KEPT = 24
MOST_SHRUNK = 300.0
"""By how much (natural logarithm) probabilities may shrink before they are made to sum to 1 again; far from what a number cannot hold."""


class Running:
    """What is known of each filter: its sums (days, regimes, columns) and probabilities (days, regimes, states)."""

    def __init__(
        self, chain: Chain, known: Mapping[str, tuple[Vector, Vector]] | None = None
    ) -> None:
        self.chain = chain
        self._known = dict(known or {})

    @property
    def together(self) -> int:
        """How many filters are run at once: enough to be worth a call, few enough to stay near the processor."""
        return max(MOST_KEPT, TOGETHER_STATES // self.chain.size)

    def fork(self) -> "Running":
        """Return filters that go on from these and leave them as they are."""
        return Running(self.chain, self._known)

    def filtered(self, named: Mapping[str, Vector]) -> dict[str, Vector]:
        """Return the probabilities (days, regimes, states) for the sums of each name, all of the same number of days."""
        by_day: defaultdict[int, list[str]] = defaultdict(list)
        for name, sums in named.items():
            by_day[self._same(name, sums)].append(name)
        for done, names in by_day.items():
            self._go_on(names, [named[name] for name in names], done)
        return {name: self._known[name][1] for name in named}

    def lasts(self, named: Mapping[str, Vector], *, keep: bool) -> Vector:
        """Return the probabilities of the last day, (names, regimes, states); with `keep` the filters can be gone on with."""
        if keep:
            return np.array([alphas[-1] for alphas in self.filtered(named).values()])
        ells = expanded(self.chain, np.array(list(named.values())))
        return forward(self.chain.start, self.chain.step, ells)[:, -1]

    def _same(self, name: str, sums: Vector) -> int:
        """Return on how many first days the sums are those known, held days left out."""
        if name not in self._known:
            return 0
        before = self._known[name][0]
        count = max(min(len(before), len(sums)) - HELD_DAYS, 0)
        same = (before[:count] == sums[:count]).all(axis=(1, 2))
        return count if same.all() else int(np.argmin(same))

    def _go_on(self, names: list[str], sums: list[Vector], done: int) -> None:
        ells = expanded(self.chain, np.array([one[done:] for one in sums]))
        before = np.array([self._known[name][1][done - 1] for name in names]) if done else None
        rows = forward(self.chain.start, self.chain.step, ells, before)
        for name, own, fresh in zip(names, sums, rows, strict=True):
            kept = [self._known[name][1][:done], fresh] if done else [fresh]
            self._known[name] = (own, np.concatenate(kept))


def last_without(
    chain: Chain, total: Vector, parts: Iterable[tuple[NDArray[np.intp], Vector]], count: int
) -> Vector:
    """Return the probabilities of the last day without each of `count` groups, (groups, regimes, states), all in one pass.

    `total` are the sums of all (days, regimes, columns); `parts` gives for each day which groups speak and their own sums.
    """
    every, step = expanded(chain, total), np.ascontiguousarray(chain.step)
    alphas = np.repeat(chain.start[:, None], count, axis=1)
    prior, shrunk = alphas.copy(), 0.0
    for day, (groups, own) in enumerate(parts):
        if day:
            np.matmul(alphas, step, out=prior)
        left = every[day] - expanded(chain, own)
        if day >= len(total) - HELD_DAYS:
            alphas = update(prior, every[day][:, None], hold=True, regimes=0)
            alphas[:, groups] = update(prior[:, groups], left.swapaxes(0, 1), hold=True, regimes=0)
            continue
        np.multiply(prior, _odds(every[day])[:, None], out=alphas)
        alphas[:, groups] = prior[:, groups] * _odds(left).swapaxes(0, 1)
        shrunk += max(np.ptp(every[day]), np.ptp(left, axis=(1, 2)).max(initial=0.0))
        if shrunk > MOST_SHRUNK or day == len(total) - HELD_DAYS - 1:
            alphas /= np.einsum("rgs->g", alphas)[:, None]
            shrunk = 0.0
    return alphas.swapaxes(0, 1)


def _odds(ell: Vector) -> Vector:
    """Return the likelihoods of log-likelihoods (..., regimes, states), the greatest of them 1."""
    return np.asarray(np.exp(ell - ell.max(axis=(-2, -1), keepdims=True)))
