"""Settled cases replayed: what is printed adds up, the frozen half is told in sum only, and a story without an end is refused."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from sayso.cli.main import main
from sayso.evaluation import brier, log_score, settled_of
from sayso.model import UsageError
from sayso.read import readings
from sayso.story import load_story

CASES = Path(__file__).parents[2] / "examples" / "cases"
FOLDERS = sorted(folder for folder in CASES.iterdir() if folder.is_dir())


def run(*arguments):
    return CliRunner().invoke(main, ["evaluate", *map(str, arguments)])


def test_every_case_has_a_question_an_end_and_reports_that_can_be_read():
    assert len(FOLDERS) >= 20
    kinds = set()
    for folder in FOLDERS:
        name, day = settled_of(folder)
        story = load_story(folder)
        kinds.add(story.question.kind)
        assert name in {h.id for h in story.question.hypotheses}
        documents = list(readings([str(folder)], stdin=None, retrieved=None))
        assert 7 <= len(documents) <= 15
        assert max(d.published.text[:10] for d in documents) <= day
    assert kinds == {"presence", "event", "quantity", "responsibility", "status"}
    frozen = (CASES / "frozen.txt").read_text().split()
    assert 2 * len(frozen) == len(FOLDERS)


def test_a_case_is_replayed_day_by_day_and_scored():
    told = json.loads(run(CASES / "lab-kestrel", "--json").stdout)
    (case,) = told["cases"]
    assert case["settled"] == "honest"
    assert case["leads"]
    assert sum(case["last"].values()) == pytest.approx(1.0)
    assert 0 < case["brier"] < case["brier_counting"]
    assert told["all"]["brier"] == case["brier"]


def test_the_frozen_half_is_told_in_sum_only():
    told = run(CASES / "teal-works", CASES / "brightwell-water", "--half", "frozen", "--json")
    found = json.loads(told.stdout)
    assert found["cases"] == []
    assert found["all"]["cases"] == 1


def test_scores_are_those_of_their_definitions():
    rows = ((0.5, 0.5), (1.0, 0.0))
    assert brier(rows, 0) == pytest.approx((0.25 + 0.25) / 2)
    assert log_score(((0.5, 0.5),), 1) == pytest.approx(0.6931, abs=1e-4)


def test_a_story_without_an_end_is_refused(tmp_path):
    (tmp_path / "story.json").write_text('{"question": "Is it so?", "hypotheses": []}')
    with pytest.raises(UsageError, match="does not say how it ended"):
        settled_of(tmp_path)
    assert run(tmp_path).exit_code == 2
