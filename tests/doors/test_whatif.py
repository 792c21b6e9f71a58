"""The doors to suppositions, rulings on claims and settled questions, over one desk."""

import json

import pytest
from click.testing import CliRunner

from sayso.cli.main import main

REPORT = """Title: Ferry
Outlet: Holm Post
Published: 2031-05-0{day}

Captain Ana Wirth said the Tarvian troops have withdrawn from the Osk region. Mayor Jon Bell said the Tarvian troops are still fighting in the Osk region.
"""


@pytest.fixture
def told(tmp_path):
    folder = tmp_path
    desk = str(folder / "osk.sayso")

    def run(*given, code=0):
        found = CliRunner().invoke(main, [*given, "--desk", desk])
        assert found.exit_code == code, found.output
        return found.output

    for day in (1, 2):
        (folder / f"{day}.txt").write_text(REPORT.format(day=day), encoding="utf-8")
    run("add", str(folder / "1.txt"), str(folder / "2.txt"))
    answers = ("--answer", "stay=still fighting", "--answer", "gone=withdrawn from Osk")
    run("ask", "Are they there?", "--actor", "Tarvian troops", "--place", "Osk", *answers)
    return run


def shares(text):
    return json.loads(text)


def test_what_it_hangs_on_is_shown(told):
    text = told("whatif")
    assert "What it hangs on" in text
    assert "as believed" in text


def test_without_a_speaker_the_other_answer_gains(told):
    found = shares(told("whatif", "--without-speaker", "Bell", "--json"))
    assert found["supposed"]["gone"] > found["now"]["gone"]
    assert "nobody heard is called" in told("whatif", "--without-speaker", "Nobody", code=3)
    assert "NAME=NAME" in told("whatif", "--one-source", "Bell", code=2)
    assert "no claim" in told("whatif", "--without-claim", "c-none", code=3)


def test_a_ruling_moves_the_judgement_and_is_undone_by_another(told):
    claims = json.loads(told("claims", "--json"))
    bell = next(c["id"] for c in claims if "fighting" in c["words"])
    before = shares(told("whatif", "--json"))["now"]
    told("rule", bell, "stay", "0", "--because", "a joke", "--by", "Ana")
    after = shares(told("whatif", "--json"))["now"]
    assert after["gone"] > before["gone"]
    assert "none of the answers" in told(
        "rule", bell, "up", "+", "--because", "x", "--by", "Ana", code=3
    )


def test_a_settled_question_has_a_post_mortem_and_a_record_with_its_n(told):
    question = told("ask", "Gone?", "--answer", "a=fighting", "--answer", "b=withdrawn").split(
        " ·"
    )[0]
    name = question.rsplit("\n", 1)[-1].strip()
    given = ("--because", "seen", "--by", "Ana")
    assert "No question of this desk is settled" in told("resolve", *given)
    text = told("resolve", name, "b", "--on", "2031-05-02", *given)
    assert "b was so" in text
    assert "n = 1" in text
    assert "Too few to speak of calibration" in text
    assert "is no day" in told("resolve", name, "b", "--on", "soon", *given, code=2)


def test_worlds_are_scored_and_their_parameters_checked():
    found = CliRunner().invoke(main, ["worlds", "--stories", "2"])
    assert "Brier" in found.output
    wrong = CliRunner().invoke(main, ["worlds", "--change", "liars=many"])
    assert wrong.exit_code == 2
    assert "must be a number" in wrong.output
