from itertools import product

import numpy as np
import pytest

from sayso.assess.bounds import keep_doubt
from sayso.assess.chain import Chain
from sayso.assess.filter import HELD_DAYS, forward, hypotheses, log_odds
from sayso.assess.regimes import REGIMES
from sayso.assess.running import Running
from sayso.assess.sums import expanded
from sayso.model import OTHER, Hypothesis, Question

TWO = Question(
    "Q?", "presence", (Hypothesis("f", "F", "fighting"), Hypothesis("w", "W", "withdrawn"))
)


def enumerated(chain, ells):
    """The last day's probabilities, by adding up every path through the states under every regime."""
    weights = np.zeros((len(chain.regimes), chain.size))
    for regime, path in product(
        range(len(chain.regimes)), product(range(chain.size), repeat=len(ells))
    ):
        weight = chain.start[regime, path[0]] * np.exp(ells[0, regime, path[0]])
        for day in range(1, len(ells)):
            weight *= chain.step[regime, path[day - 1], path[day]]
            weight *= np.exp(ells[day, regime, path[day]])
        weights[regime, path[-1]] += weight
    return weights / weights.sum()


def idle_days(chain, days):
    return np.zeros((days, len(chain.regimes), chain.size))


def test_the_filter_is_the_sum_over_all_paths_and_regimes():
    chain = Chain.of(TWO, ["n"], REGIMES[:2])
    ells = np.random.default_rng(4).normal(size=(4 + HELD_DAYS, 2, chain.size))
    ells[4:] = 0.0
    assert forward(chain.start, chain.step, ells)[3] == pytest.approx(
        enumerated(chain, ells[:4]), abs=1e-12
    )


def test_the_last_days_move_states_and_leave_the_regimes_their_weights():
    chain = Chain.of(TWO, ["n"])
    ells = np.random.default_rng(7).normal(size=(6, len(chain.regimes), chain.size))
    found = forward(chain.start, chain.step, ells)
    weights = found.sum(axis=-1)
    assert weights[-1] == pytest.approx(weights[-1 - HELD_DAYS], abs=1e-12)
    assert weights[-2 - HELD_DAYS] != pytest.approx(weights[-1 - HELD_DAYS], abs=1e-3)


def test_with_one_regime_and_two_states_it_is_the_forward_algorithm():
    chain = Chain.of(TWO, [], REGIMES[:1])
    ells = np.random.default_rng(8).normal(size=(30, 1, chain.size))
    alpha = chain.start[0] * np.exp(ells[0, 0])
    for ell in ells[1:, 0]:
        alpha = (alpha @ chain.step[0]) * np.exp(ell)
    assert forward(chain.start, chain.step, ells)[-1, 0] == pytest.approx(alpha / alpha.sum())


def test_going_on_from_known_days_is_filtering_from_the_start():
    chain = Chain.of(TWO, ["n", "s"])
    columns = len(chain.answers) * 5
    sums = np.random.default_rng(5).normal(size=(9, len(chain.regimes), columns))
    running = Running(chain)
    for days in (3, 5, 9):
        found = running.filtered({"a": sums[:days], "b": 0.5 * sums[:days]})
    changed = sums.copy()
    changed[4] += 1.0
    for name, given in (("a", sums), ("b", 0.5 * sums)):
        whole = forward(chain.start, chain.step, expanded(chain, given))
        assert found[name] == pytest.approx(whole, abs=1e-12)
    whole = forward(chain.start, chain.step, expanded(chain, changed))
    assert running.fork().filtered({"a": changed})["a"] == pytest.approx(whole, abs=1e-12)
    again = forward(chain.start, chain.step, expanded(chain, sums))
    assert running.filtered({"a": sums})["a"] == pytest.approx(again, abs=1e-12)


@pytest.mark.parametrize("sectors", [[], ["n"], ["n", "s", "e"]])
def test_transitions_are_probabilities_and_compose(sectors):
    chain = Chain.of(TWO, sectors)
    assert chain.start.sum() == pytest.approx(1.0)
    assert chain.step.sum(axis=2) == pytest.approx(np.ones((len(chain.regimes), chain.size)))
    assert chain.over(3) == pytest.approx(chain.step @ chain.step @ chain.step, abs=1e-10)


def test_a_sector_without_evidence_changes_nothing():
    small, large = Chain.of(TWO, []), Chain.of(TWO, ["n", "s"])
    for chain in (small, large):
        assert chain.names == ("f", "w", OTHER)
    idle = [
        hypotheses(forward(c.start, c.step, idle_days(c, 20))[-1], c.report) for c in (small, large)
    ]
    assert idle[0] == pytest.approx(idle[1], abs=1e-10)


def test_keeping_doubt_never_widens_a_difference():
    rng = np.random.default_rng(6)
    pairs = rng.dirichlet([0.3] * 4, size=(2, 2000))
    plain, kept = log_odds(pairs), log_odds(keep_doubt(pairs))
    assert (np.abs(kept[0] - kept[1]) <= np.abs(plain[0] - plain[1]) + 1e-9).all()
