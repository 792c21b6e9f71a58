"""The error budget: with every room made right nothing is lost but what the text does not tell, and counts are what their definitions say."""

from dataclasses import replace
from datetime import date

import pytest

from sayso.evaluation import Layers, budget, daily_brier, has_gold, load_gold
from sayso.evaluation.budget import GOLD_CLAIMS, RAW, ROOMS
from sayso.evaluation.gold import same_name
from sayso.model import UsageError, When
from sayso.rooms import Rooms
from sayso.worlds.news import WRITTEN, write_folder, written

SMALL = replace(WRITTEN, days=10, witnesses=2, commentators=2, outlets=4)


@pytest.fixture(scope="module")
def found(tmp_path_factory):
    folder = tmp_path_factory.mktemp("world")
    write_folder(written(SMALL, 2, "tune"), "tune", folder)
    assert has_gold(folder)
    return budget(folder, Rooms(), lambda: When("2031-06-01"))


def test_every_way_of_reading_gives_a_row_a_day_that_sums_to_one(found):
    names = {RAW, GOLD_CLAIMS, *(f"gold {room}" for room in ROOMS)}
    assert names <= set(found.rows)
    for rows in found.rows.values():
        assert len(rows) == SMALL.days
        assert all(sum(row) == pytest.approx(1.0) for row in rows)


def test_with_gold_bearing_slots_and_lineage_the_judgement_nears_that_of_gold_claims(found):
    last = daily_brier(found, f"up to {ROOMS[-1]}")
    assert last == pytest.approx(daily_brier(found, GOLD_CLAIMS), abs=0.15)


def test_what_was_read_is_counted(found):
    counted = found.layers
    assert 0 < counted.found <= counted.sayings
    assert counted.named <= counted.found
    assert counted.both <= min(counted.bears, counted.read_so)
    assert 0.8 < counted.shares["sayings found"] <= 1.0
    assert counted.shares["bearing F1"] > 0.7


def test_layers_add_up():
    both = Layers(sayings=2, found=1) + Layers(sayings=2, found=2)
    assert both.shares["sayings found"] == 0.75
    assert Layers().shares["bearing F1"] == 0.0


def test_the_brier_score_is_that_of_its_definition(found):
    sure = tuple((1.0, 0.0, 0.0) for _ in found.truth)
    other = replace(found, rows={RAW: sure}, truth=(found.hypotheses[0],) * len(found.truth))
    assert daily_brier(other, RAW) == 0.0
    assert daily_brier(replace(other, truth=(found.hypotheses[1],) * len(found.truth)), RAW) == 2.0
    assert found.days[0] == date(2031, 3, 1)


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        ("the Halmian defence ministry", "Halmian defence ministry", True),
        ("Dren", "Ilko Dren", True),
        ("Ana Dren", "Ilko Dren", False),
        ("", "Dren", False),
    ],
)
def test_names_are_one_where_the_shorter_is_in_the_longer(a, b, same):
    assert same_name(a, b) is same


def test_a_folder_without_gold_is_refused(tmp_path):
    assert not has_gold(tmp_path)
    with pytest.raises(UsageError, match="sayso worlds --news"):
        load_gold(tmp_path)
