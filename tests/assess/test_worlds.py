"""Simulated worlds: the same seed gives the same story, parameters do what they say, and the judgement beats the base rates."""

from dataclasses import replace

import numpy as np
import pytest

from sayso.assess import judgement_row
from sayso.worlds import ALL_WORSE, HYPOTHESES, MISSPECIFIED, NOMINAL, story


def test_a_seed_is_a_story():
    assert story(NOMINAL, 7).row == story(NOMINAL, 7).row
    assert story(NOMINAL, 7).row != story(NOMINAL, 8).row


def test_a_story_has_the_shape_of_the_judgement_layer():
    row = story(NOMINAL, 1).row
    ids = {source["id"] for source in row["sources"]}
    assert all(claim["source"] in ids for claim in row["claims"])
    assert all(claim["published"] < row["days"] for claim in row["claims"])
    assert [c["published"] for c in row["claims"]] == sorted(c["published"] for c in row["claims"])


@pytest.mark.parametrize(
    ("changed", "more"),
    [({"copies": 6.0}, True), ({"seen_reported": 0.1, "not_seen_reported": 0.02}, False)],
)
def test_parameters_do_what_they_say(changed, more):
    def told(world):
        return sum(len(story(world, seed).row["claims"]) for seed in range(30))

    assert (told(replace(NOMINAL, **changed)) > told(NOMINAL)) is more


def test_fourteen_worlds_differ_from_what_a_judge_believes():
    assert len(MISSPECIFIED) == 14
    assert NOMINAL not in MISSPECIFIED.values()
    assert ALL_WORSE in MISSPECIFIED.values()


def test_the_judgement_beats_the_base_rates_on_a_few_worlds():
    rows, truth = [], []
    for seed in range(12):
        one = story(NOMINAL, 70_000 + seed)
        rows.append(np.array(judgement_row(one.row))[3:])
        truth.append(one.hypothesis[3:])
    flat, held = np.concatenate(rows), np.concatenate(truth)
    brier = ((flat - np.eye(len(HYPOTHESES))[held]) ** 2).sum(axis=1).mean()
    assert brier < 0.5
    assert flat.sum(axis=1) == pytest.approx(np.ones(len(flat)))


def test_copies_that_name_no_origin_hardly_move_it():
    one = story(replace(NOMINAL, copies=0.0), 5).row
    flood = [
        {**claim, "id": f"{claim['id']}x{n}", "source": "outlet 0", "origin": f"{claim['id']}x{n}"}
        for claim in one["claims"][:5]
        for n in range(200)
    ]
    claims = sorted([*one["claims"], *flood], key=lambda c: (c["published"], c["id"]))
    plain, flooded = (
        np.array(judgement_row({**one, "claims": c})) for c in (one["claims"], claims)
    )
    assert np.abs(plain - flooded).max() <= 0.02
