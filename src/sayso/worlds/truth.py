"""What is so in a world: the hypothesis that holds on each day, and in which sectors there is activity."""

from dataclasses import dataclass

import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray
from scipy.linalg import expm

from sayso.worlds.settings import World


@dataclass(frozen=True, slots=True)
class Truth:
    """`hypothesis` (days,) is an index; `active` (days, sectors) is True where activity can be noticed."""

    hypothesis: NDArray[np.int64]
    active: NDArray[np.bool_]


def truth(world: World, random: Generator) -> Truth:
    """Draw the course of a story: a Markov chain of hypotheses, and one of activity in each sector under it."""
    states = np.empty(world.days, dtype=np.int64)
    active = np.empty((world.days, world.witnesses), dtype=np.bool_)
    steps = _steps(world)
    begins, ends = np.array(world.activity_begins), np.array(world.activity_ends)
    total, share = (begins + ends) * world.pace, begins / (begins + ends)
    stays = np.exp(-total)
    for day in range(world.days):
        chances = steps[states[day - 1]] if day else np.cumsum(world.start)
        states[day] = min(int(np.searchsorted(chances, random.random() * chances[-1])), 2)
        now = states[day]
        rest = share[now]
        before = active[day - 1] if day else None
        likely = rest if before is None else rest + (before - rest) * stays[now]
        active[day] = random.random(world.witnesses) < likely
    return Truth(states, active)


def _steps(world: World) -> NDArray[np.float64]:
    """Return the cumulated chances of a day's step, (from, to)."""
    rates = np.array(world.leaves) * world.pace
    np.fill_diagonal(rates, -rates.sum(axis=1))
    return np.asarray(np.cumsum(expm(rates), axis=1), np.float64)
