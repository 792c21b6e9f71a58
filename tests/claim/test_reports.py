"""Whole claims of short reports: right in every slot that the case names, but for what is known to fail."""

import json
import sys
from pathlib import Path

import pytest

from sayso.desk import Rooms

sys.path.insert(0, str(Path(__file__).parents[2] / "bench"))
import reports as bench

KNOWN = json.loads(bench.KNOWN.read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def rooms():
    return Rooms()


@pytest.mark.parametrize("case", bench.load(), ids=[case["label"] for case in bench.load()])
def test_a_report_fails_in_nothing_new(rooms, case):
    known = [row for row in KNOWN if row[0] == case["label"]]
    new = [row for row in bench.failures(case, rooms) if row not in known]
    assert new == []


def test_known_failures_name_cases_that_are_there():
    held = {
        (case["label"], claim["said"], slot)
        for case in bench.load()
        for claim in case["claims"]
        for slot in ("speaker", *claim["slots"])
    }
    assert {tuple(row) for row in KNOWN} <= held
    assert len(KNOWN) < 80
