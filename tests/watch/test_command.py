"""`sayso watch` and `sayso alerts` as a newsroom uses them: a folder that fills, and what is told of it."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from sayso.cli.main import main

STORY = {
    "question": "Are Tarvian troops still at Ostry, and are they fighting?",
    "kind": "presence",
    "actor": "Tarvian troops",
    "place": "Ostry",
    "hypotheses": [
        {"id": "fighting", "text": "Tarvian troops are fighting at Ostry."},
        {"id": "withdrawn", "text": "Tarvian troops have withdrawn from Ostry."},
    ],
}


@pytest.fixture
def run(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)

    def run(*arguments):
        return CliRunner().invoke(main, arguments, catch_exceptions=False)

    return run


def report(folder, name, day, text):
    (folder / name).write_text(
        f"Title: {name}\nOutlet: Ostry Post {name[0]}\nPublished: {day}\n\n{text}\n"
    )


@pytest.fixture
def desk(run, tmp_path):
    folder = tmp_path / "in"
    folder.mkdir()
    (tmp_path / "story.json").write_text(json.dumps(STORY))
    report(
        folder,
        "a.txt",
        "2031-05-01",
        "Major Ilan Dorev said: “We were shelled by Tarvian troops at Ostry today.”",
    )
    assert run("watch", "add", "in").exit_code == 0
    assert run("add", "in").exit_code == 0
    assert run("ask", "--from", "story.json").exit_code == 0
    assert run("watch", "run", "--once").exit_code == 0
    return folder


def test_a_change_is_printed_with_its_claims_and_leaves_with_five(run, desk):
    assert run("watch", "run", "--once", "--all", "--exit-code").exit_code == 0
    report(
        desk,
        "b.txt",
        "2031-05-20",
        "Colonel Ana Brandt said the Tarvian troops had withdrawn from Ostry.",
    )
    report(
        desk,
        "c.txt",
        "2031-05-21",
        "Mayor Petro Hai said the Tarvian troops had withdrawn from Ostry on Monday.",
    )
    found = run("watch", "run", "--once", "--all", "--exit-code")
    assert found.exit_code == 5
    assert "Another answer leads" in found.stdout
    assert "Petro Hai" in found.stdout
    assert "2 new reports" in found.stderr
    told = json.loads(run("alerts", "--json").stdout)
    assert {a["kind"] for a in told} >= {"leader", "band"}
    assert all(a["because"] for a in told)
    assert "no alert was raised" in run("alerts", "--since", "2099-01-01").stdout


def test_what_is_watched_is_listed_with_its_state_and_can_be_let_go(run, desk):
    (row,) = json.loads(run("watch", "list", "--json").stdout)
    assert (row["kind"], row["failures"], row["articles"]) == ("folder", 0, 1)
    assert "last read" in run("watch", "list").stdout
    assert run("watch", "remove", row["id"]).exit_code == 0
    assert "nothing is watched" in run("watch", "list").stdout
    assert run("watch", "run", "--once").exit_code == 3


def test_a_dead_place_is_shown_as_dead(run, desk, tmp_path):
    run("watch", "add", str(tmp_path / "gone"), "--kind", "folder")
    for _ in range(3):
        assert "1 refused" in run("watch", "run", "--once", "--all").stderr
    assert "DEAD" in run("watch", "list").stdout
    assert "could not be read" in run("status").stdout


def test_an_indicator_is_made_listed_and_dropped(run, desk):
    assert run("watch", "indicator", "bridge", "--words", "bridge blown").exit_code == 0
    assert "indicator “bridge”: bridge blown" in run("watch", "list").stdout
    assert run("watch", "indicator", "bridge").exit_code == 0
    assert run("watch", "indicator", "bridge").exit_code == 3


def test_two_watchers_of_one_desk_do_not_run_at_once(run, desk):
    import fcntl

    with Path("desk.sayso-watch").open("w") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        found = run("watch", "run", "--once")
    assert found.exit_code == 2
    assert "another sayso watch run" in found.stderr


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (["http://a.example/f", "--kind", "folder"], "is no folder"),
        (["in", "--kind", "feed"], "is no feed"),
        (["in", "--every", "1"], "between 5 and"),
    ],
)
def test_what_cannot_be_watched_is_told(run, tmp_path, arguments, why):
    found = run("watch", "add", *arguments)
    assert found.exit_code == 2
    assert why in found.stderr
