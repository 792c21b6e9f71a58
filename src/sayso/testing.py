"""Contract tests for those who extend Sayso: call them from your own tests."""

from collections.abc import Callable

import numpy as np

from sayso.assess.chain import Chain
from sayso.assess.models import Table
from sayso.model import OTHER, Hypothesis, Question

ASKED = Question("?", "checked", (Hypothesis("a", "A"), Hypothesis("b", "B"), Hypothesis("c", "C")))


def check_hypothesis(table_of: Callable[[Question], Table], question: Question = ASKED) -> None:
    """Raise `AssertionError`, with the rule in words, where a hypothesis model breaks its contract.

    The contract: OTHER is the last state and has a share; shares and rates are finite and not below 0; what is called present or
    gone are probabilities; no state is a trap for one day; the same question gives the same table.
    """
    table = table_of(question)
    assert table_of(question) == table, "the same question must give the same table"
    names = [state.name for state in table.states]
    assert names[-1:] == [OTHER], f"the last state must be {OTHER}, got {names}"
    assert len(set(names)) == len(names), f"states must have different names, got {names}"
    shares = np.array([state.start for state in table.states])
    assert np.isfinite(shares).all(), f"shares must be finite, got {shares}"
    assert (shares >= 0).all(), f"shares must not be below 0, got {shares}"
    assert shares[-1] > 0, f"{OTHER} must have a share at the start"
    for pair, rate in table.rates.items():
        assert set(pair) <= set(names), f"a rate names states that are none: {pair}"
        assert 0 <= rate < np.inf, f"the rate {pair} must be finite and not below 0, got {rate}"
    for state in table.states:
        chances = (state.presence, state.absence)
        assert all(0 <= p <= 1 for p in chances), f"{state.name}: chances lie in 0 to 1: {chances}"
        assert min(state.on, state.off) >= 0, f"{state.name}: rates must not be below 0"
    chain = Chain.of(question, ["here"] if table.sectors else [])
    sums = chain.step.sum(axis=-1)
    assert np.allclose(sums, 1.0), f"a day's chances must sum to 1, got {sums}"
    assert np.isclose(chain.start.sum(), 1.0), "the prior must sum to 1"
