"""Basis, observation, certainty, polarity and tense on our own passages: what was reached, less two points."""

import sys
from pathlib import Path

import pytest

from sayso.rooms import Rooms

sys.path.insert(0, str(Path(__file__).parents[2] / "bench"))
import evidence_gold as bench

REACHED = {
    "open": {
        "basis": 88.2,
        "observation": 85.8,
        "certainty": 79.6,
        "polarity": 80.4,
        "tense": 81.8,
    },
    "frozen": {
        "basis": 89.7,
        "observation": 81.8,
        "certainty": 76.8,
        "polarity": 83.6,
        "tense": 91.2,
    },
}
SLACK = 2.0


@pytest.fixture(scope="module")
def rooms():
    return Rooms()


@pytest.mark.parametrize("half", sorted(REACHED))
def test_every_slot_is_as_good_as_measured(rooms, half):
    pairs = bench.score(half, rooms)
    assert list(pairs) == list(REACHED[half])
    for slot, reached in REACHED[half].items():
        assert 100 * bench.macro_f1(pairs[slot]) >= reached - SLACK, slot


@pytest.mark.parametrize("half", sorted(REACHED))
def test_what_is_said_stands_once_in_its_passage(half):
    for passage in bench.load(f"{half}.jsonl"):
        assert passage["text"].count(passage["said"]) >= 1
