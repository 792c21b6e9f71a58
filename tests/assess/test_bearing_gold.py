"""Bearing on our own gold: floors a little under what `bench/bearing_gold.py` prints, for other processors."""

import importlib.util
import json
from pathlib import Path

import pytest

from sayso.rooms import Rooms

BENCH = Path(__file__).parents[2] / "bench" / "bearing_gold.py"


@pytest.fixture(scope="module")
def bench():
    spec = importlib.util.spec_from_file_location("bearing_gold", BENCH)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_claims_bear_as_the_open_half_says(bench):
    text = (bench.GOLD / "open.jsonl").read_text(encoding="utf-8")
    rows = [json.loads(line) for line in text.splitlines()]
    rooms = Rooms()
    told = [bench.judged(rooms, row) for row in rows]
    bears = [bool(one and one.bears) for one in told]
    hits = sum(said and row["bears"] for said, row in zip(bears, rows, strict=True))
    wanted = sum(row["bears"] for row in rows)
    assert 2 * hits / (sum(bears) + wanted) >= 0.82
    right = sum(
        one.observation == row["observation"]
        for one, said, row in zip(told, bears, rows, strict=True)
        if said and row["bears"]
    )
    assert right / hits >= 0.86
