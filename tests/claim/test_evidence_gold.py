"""Evidence basis and observation on our own passages: what was reached when last measured, less two points."""

import sys
from pathlib import Path

import pytest

from sayso.desk import Rooms

sys.path.insert(0, str(Path(__file__).parents[2] / "bench"))
import evidence_gold as bench

REACHED = {"open": (86.5, 78.0), "frozen": (84.0, 76.5)}


@pytest.fixture(scope="module")
def rooms():
    return Rooms()


@pytest.mark.parametrize("half", sorted(REACHED))
def test_basis_and_observation_are_as_good_as_measured(rooms, half):
    pairs = bench.score(half, rooms)
    basis, observation = REACHED[half]
    assert 100 * bench.macro_f1(pairs["basis"]) >= basis
    assert 100 * bench.macro_f1(pairs["observation"]) >= observation


@pytest.mark.parametrize("half", sorted(REACHED))
def test_what_is_said_stands_once_in_its_passage(half):
    for passage in bench.load(f"{half}.jsonl"):
        assert passage["text"].count(passage["said"]) >= 1
