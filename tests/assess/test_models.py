"""Every hypothesis model keeps its contract, and the contract finds who breaks it."""

from dataclasses import replace

import pytest

from sayso.assess.models import State, Table, kinds, table_of
from sayso.assess.models.rivals import rivals
from sayso.model import OTHER, Hypothesis, Question
from sayso.testing import ASKED, check_hypothesis


def test_the_kinds_of_the_design_have_a_model_each():
    assert {"presence", "event", "responsibility", "status", "free"} <= set(kinds())


@pytest.mark.parametrize("kind", ["presence", "event", "responsibility", "status", "free"])
def test_built_in_models_keep_the_contract(kind):
    check_hypothesis(kinds()[kind], replace(ASKED, kind=kind))


def test_a_kind_nobody_knows_is_free():
    asked = Question("?", "weather", (Hypothesis("a", "A"), Hypothesis("b", "B")))
    assert table_of(asked).kind == "weather"
    assert table_of(asked).states[-1].name == OTHER


def test_status_changes_and_an_event_does_not():
    assert set(rivals("event", ASKED, 0.1).rates.values()) == {0.0}
    assert min(kinds()["status"](replace(ASKED, kind="status")).rates.values()) > 0


GOOD = rivals("x", ASKED, 0.1)


@pytest.mark.parametrize(
    ("table", "rule"),
    [
        (replace(GOOD, states=GOOD.states[::-1]), "last state"),
        (replace(GOOD, states=(*GOOD.states[:-1], State(OTHER, 0.0))), "share at the start"),
        (replace(GOOD, rates={("a", "b"): -1.0}), "not be below|not below"),
        (replace(GOOD, rates={("a", "z"): 1.0}), "states that are none"),
        (replace(GOOD, states=(State("a", 1.0, presence=2.0), *GOOD.states[1:])), "0 to 1"),
    ],
)
def test_who_breaks_the_contract_is_told_the_rule(table: Table, rule):
    with pytest.raises(AssertionError, match=rule):
        check_hypothesis(lambda _: table)
