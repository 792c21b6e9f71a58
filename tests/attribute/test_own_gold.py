"""Our own gold: what the extractor and the naming of speakers reached when they were last measured, less a point."""

import sys
from collections import Counter
from pathlib import Path

import pytest

from sayso.model import Document
from sayso.rooms import Rooms

sys.path.insert(0, str(Path(__file__).parents[2] / "bench"))
import attribution_gold as bench
import gold

REACHED = {"open": (91.0, 94.0), "frozen": (80.0, 87.0)}


@pytest.fixture(scope="module")
def rooms():
    return Rooms()


@pytest.mark.parametrize("half", sorted(REACHED))
def test_relations_nesting_and_names_are_as_good_as_measured(rooms, half):
    total = Counter()
    for report in gold.load(f"{half}.jsonl"):
        total += bench.score(report, rooms.reading(Document(text=report.text)))[0]
    relations, names = REACHED[half]
    assert 200 * total["nested right"] / (total["found"] + total["gold"]) >= relations
    assert 100 * total["named right"] / total["named"] >= names
    assert total["invented"] == 0


def test_both_halves_are_whole_and_hold_every_trap():
    for half in REACHED:
        reports = gold.load(f"{half}.jsonl")
        traps = Counter(trap for report in reports for trap in report.traps)
        assert len(reports) >= 30
        assert all(traps[trap] >= 6 for trap in gold.TRAPS)
