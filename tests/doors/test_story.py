"""The example story through the command line, as a newsroom would use it."""

import json
import math
import sqlite3
from pathlib import Path

import pytest
from click.testing import CliRunner

from sayso.cli.demo import story_folder
from sayso.cli.main import COMMANDS, main

REWRITES = Path(__file__).parents[1] / "cases" / "rewrites"


def export(told):
    from sayso.cli.desk_file import opened

    with opened(told.path) as desk:
        return list(desk.ledger.export())


def status(told):
    return json.loads(told.run("status", "--json").stdout)


def test_adding_the_same_folder_twice_changes_nothing(own_story):
    before = export(own_story)
    again = own_story.run("add", str(story_folder()))
    assert "0 reports read" in again.stdout
    assert export(own_story) == before


def test_the_order_of_adding_changes_nothing(story, tmp_path):
    other = type(story)(tmp_path / "other.sayso")
    for file in sorted(story_folder().iterdir(), reverse=True):
        if file.name != "story.json":
            other.run("add", str(file))
    other.run("ask", "--from", str(story_folder()))
    assert export(other) == export(story)
    assert other.run("why", "--json").stdout == story.run("why", "--json").stdout


def test_light_rewrites_move_no_probability_and_no_witness(own_story):
    before = status(own_story)
    added = own_story.run("add", str(REWRITES))
    assert "5 reports read" in added.stdout, added.stdout
    after = status(own_story)
    assert after["reports"] == before["reports"] + 5
    assert after["witnesses"] == before["witnesses"]
    for answer, probability in before["probability"].items():
        assert after["probability"][answer] == pytest.approx(probability, abs=0.001)


def test_contributions_add_up_to_the_log_odds_moved(story):
    for answer in ("fighting", "regrouping", "withdrawn", "OTHER"):
        row = json.loads(story.run("why", answer, "--json").stdout)
        moved = math.fsum(step["log_odds"] for step in row["steps"])
        odds = [math.log(p / (1 - p)) for p in (row["prior"], row["probability"])]
        assert odds[0] + moved == pytest.approx(odds[1], abs=1e-9)


def test_every_claim_step_quotes_words_that_stand_in_its_report(story):
    row = json.loads(story.run("why", "--json").stdout)
    claims = json.loads(story.run("claims", "--json").stdout)
    words = {claim["id"]: claim["words"] for claim in claims}
    steps = [step for step in row["steps"] if step["claim"]]
    assert steps
    assert all(words[step["claim"]] == step["words"] for step in steps)


def test_one_altered_character_is_found_and_its_document_named(own_story):
    assert own_story.run("verify").exit_code == 0
    with sqlite3.connect(own_story.path) as connection:
        (tables,) = zip(
            *connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'"), strict=True
        )
        table = next(name for name in tables if "payload" in _columns(connection, name))
        changed = connection.execute(
            f"UPDATE {table} SET payload = replace(payload, 'boots', 'boats') "
            "WHERE payload LIKE '%boots%' AND kind = 'document'"
        ).rowcount
    connection.close()
    assert changed == 1
    result = own_story.run("verify")
    assert result.exit_code == 1
    assert "Brigade reports new Tarvian attacks near Korlavets" in result.stdout


def _columns(connection, table):
    return {row[1] for row in connection.execute(f"PRAGMA table_info({table})")}


def test_the_retracted_report_moves_nothing(story):
    claims = json.loads(story.run("claims", "--outlet", "Lantern", "--json").stdout)
    lantern = {c["id"] for c in claims if "23 January" not in c["document"]["title"]}
    taken_back = {c["id"] for c in claims if c["document"]["title"].startswith("Column captured")}
    steps = json.loads(story.run("why", "--json").stdout)["steps"]
    assert taken_back
    assert taken_back <= lantern
    assert not taken_back & {step["claim"] for step in steps}


def test_an_earlier_day_is_judged_by_what_was_published_then(story):
    before = json.loads(story.run("status", "--as-of", "2026-01-20", "--json").stdout)
    assert before["reports"] == 1
    assert before["history"][-1]["day"] == "2026-01-20"


def test_the_two_planted_contradictions_are_found_and_no_sector_is_set_against_another(story):
    rows = json.loads(story.run("contradictions", "--json").stdout)
    speakers = {
        frozenset((r["left"]["speaker"]["name"], r["right"]["speaker"]["name"])) for r in rows
    }
    assert frozenset(("Sorvenian General Staff", "Lena Sorvath")) in speakers
    assert frozenset(("Averland Defence Ministry", "Oddmar Institute")) in speakers
    assert frozenset(("Danel Orvik", "Lena Sorvath")) not in speakers


@pytest.mark.parametrize("kind", ["md", "html", "csv"])
def test_a_brief_is_written_in_each_form(story, tmp_path, kind):
    out = tmp_path / f"brief.{kind}"
    assert story.run("brief", "--out", str(out)).exit_code == 0
    assert "Tarvian" in out.read_text(encoding="utf-8")


def test_nothing_matched_has_its_own_exit_code(story):
    result = story.run("claims", "--speaker", "Nobody At All")
    assert result.exit_code == 3
    assert "matches" in result.stderr


def test_a_desk_file_that_is_none_is_refused_in_words(tmp_path):
    path = tmp_path / "not.sayso"
    path.write_text("this is no desk file, only words " * 40)
    result = CliRunner().invoke(main, ["status", "--desk", str(path)])
    assert result.exit_code == 1
    assert "not.sayso" in result.stderr


def test_a_surname_alone_is_the_person_another_report_names_in_full(story):
    claims = json.loads(story.run("claims", "--json").stdout)
    names = {claim["speaker"]["name"] for claim in claims}
    assert "Danel Orvik" in names
    assert "Orvik" not in names


def test_words_are_searched_in_the_claims(story):
    found = json.loads(story.run("claims", "--text", "brickworks", "--json").stdout)
    assert found
    assert all("brickworks" in claim["words"] for claim in found)


def test_before_the_first_report_there_is_no_judgement(story):
    result = story.run("status", "--as-of", "2020-01-01")
    assert result.exit_code == 3
    assert "published by" in result.stderr


def test_help_names_every_command():
    result = CliRunner().invoke(main, ["--help"])
    assert result.exit_code == 0
    assert all(name in result.stdout for name in COMMANDS)


def test_doctor_finds_nothing_wrong():
    result = CliRunner().invoke(main, ["doctor"])
    assert result.exit_code == 0, result.stdout
