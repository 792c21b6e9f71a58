from itertools import product

import numpy as np
import pytest

from sayso.assess.bounds import keep_doubt
from sayso.assess.chain import Chain
from sayso.assess.filter import forward, log_odds
from sayso.model import OTHER, Hypothesis, Question

TWO = Question(
    "Q?", "presence", (Hypothesis("f", "F", "fighting"), Hypothesis("w", "W", "withdrawn"))
)


def enumerated(chain, ells):
    """The last day's probabilities, by adding up every path through the states."""
    weights = np.zeros(chain.size)
    for path in product(range(chain.size), repeat=len(ells)):
        weight = chain.start[path[0]] * np.exp(ells[0, path[0]])
        for day in range(1, len(ells)):
            weight *= chain.step[path[day - 1], path[day]] * np.exp(ells[day, path[day]])
        weights[path[-1]] += weight
    return weights / weights.sum()


def test_the_filter_is_the_sum_over_all_paths():
    chain = Chain.of(TWO, ["n"])
    ells = np.random.default_rng(4).normal(size=(4, chain.size))
    assert forward(chain.start, chain.step, ells)[-1] == pytest.approx(
        enumerated(chain, ells), abs=1e-12
    )


def test_filtering_on_from_known_days_is_filtering_from_the_start():
    chain = Chain.of(TWO, ["n", "s"])
    ells = np.random.default_rng(5).normal(size=(9, chain.size))
    whole = forward(chain.start, chain.step, ells)
    assert np.array_equal(forward(chain.start, chain.step, ells, whole[:4]), whole)


@pytest.mark.parametrize("sectors", [[], ["n"], ["n", "s", "e"]])
def test_transitions_are_probabilities_and_compose(sectors):
    chain = Chain.of(TWO, sectors)
    assert chain.start.sum() == pytest.approx(1.0)
    assert chain.step.sum(axis=1) == pytest.approx(np.ones(chain.size))
    assert chain.over(3) == pytest.approx(chain.step @ chain.step @ chain.step, abs=1e-10)


def test_a_sector_without_evidence_changes_nothing():
    small, large = Chain.of(TWO, []), Chain.of(TWO, ["n", "s"])
    for chain in (small, large):
        assert chain.names == ("f", "w", OTHER)
    idle = [forward(c.start, c.step, np.zeros((20, c.size)))[-1] @ c.report for c in (small, large)]
    assert idle[0] == pytest.approx(idle[1], abs=1e-10)


def test_keeping_doubt_never_widens_a_difference():
    rng = np.random.default_rng(6)
    pairs = rng.dirichlet([0.3] * 4, size=(2, 2000))
    plain, kept = log_odds(pairs), log_odds(keep_doubt(pairs))
    assert (np.abs(kept[0] - kept[1]) <= np.abs(plain[0] - plain[1]) + 1e-9).all()
