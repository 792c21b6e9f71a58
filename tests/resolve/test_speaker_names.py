"""Who is named as the speaker on our own reports: what was reached when last measured, less a point or two."""

import sys
from collections import Counter
from pathlib import Path

import pytest

from sayso.model import Document
from sayso.rooms import Rooms

sys.path.insert(0, str(Path(__file__).parents[2] / "bench"))
import speaker_names as bench

REACHED = {"open": 88.0, "second": 90.0}


@pytest.fixture(scope="module")
def rooms():
    return Rooms()


@pytest.mark.parametrize("half", sorted(REACHED))
def test_speakers_are_named_as_well_as_measured(rooms, half):
    total = Counter()
    for report in bench.load(f"{half}.jsonl"):
        total += bench.score(report, rooms.reading(Document(text=report["text"])))[0]
    assert 100 * total["named right"] / total["named"] >= REACHED[half]
    assert total["left open right"] / total["left open"] >= 0.9
    assert total["missed"] <= 5


@pytest.mark.parametrize("half", sorted(REACHED))
def test_every_word_of_the_gold_stands_in_its_report(half):
    for report in bench.load(f"{half}.jsonl"):
        for gold in report["speakers"]:
            assert gold["said"] in report["text"]
            assert gold["source"] in report["text"]
            assert gold["name"] in report["text"]
