"""The door for Python: what goes in is counted, what comes out are tables and judgements, and a notebook shows no markup of a report."""

import json

import pytest

import sayso
from sayso.model import Document, Refusal, UsageError, When

STORY = {
    "question": "Have the Tarvian troops left Ostry?",
    "actor": "Tarvian troops",
    "place": "Ostry",
    "hypotheses": [
        {"id": "gone", "text": "The Tarvian troops have withdrawn from Ostry."},
        {"id": "here", "text": "The Tarvian troops are fighting at Ostry."},
    ],
}
HOSTILE = "Colonel Ana Brandt said <script>alert(1)</script> the Tarvian troops had left Ostry."


@pytest.fixture
def desk(tmp_path):
    with sayso.open(tmp_path / "ostry.sayso", clock=lambda: When("2031-06-01")) as opened:
        yield opened


@pytest.fixture
def filled(desk, tmp_path):
    folder = tmp_path / "reports"
    folder.mkdir()
    (folder / "a.txt").write_text(
        "Title: Quiet\nOutlet: Harbour Post\nPublished: 2031-05-01\n\nMajor Ilan Dorev said the Tarvian troops had withdrawn from Ostry.\n"
    )
    (folder / "b.txt").write_text("")
    (folder / "story.json").write_text(json.dumps(STORY))
    desk.added = desk.add(
        folder, Document(text=HOSTILE, outlet="Second Post", published=When("2031-05-02"))
    )
    desk.folder = folder
    return desk


def test_what_is_added_is_counted_and_what_is_refused_is_told(filled):
    assert len(filled.added.new) == 2
    assert [type(r) for r in filled.added.refused] == [Refusal]
    again = filled.add(filled.folder)
    assert (len(again.new), len(again.known)) == (0, 1)
    assert "0 reports new, 1 known" in repr(again)


def test_claims_are_filtered_and_become_tables(filled):
    every = filled.claims()
    mine = filled.claims(speaker="dorev")
    assert 0 < len(mine) < len(every)
    assert mine[0].speaker.name == "Ilan Dorev"
    assert [c.id for c in mine] == [row["id"] for row in mine.rows]
    assert len(filled.claims(as_of="2031-05-01")) < len(every)
    table = mine.to_arrow()
    assert table.num_rows == len(mine)
    assert table.column("words").to_pylist() == [c.words for c in mine]


def test_a_library_that_is_missing_is_named(filled, monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "polars", None)
    with pytest.raises(UsageError, match="pip install polars"):
        filled.claims().to_polars()


def test_a_notebook_shows_a_table_without_the_markup_of_a_report(filled):
    told = filled.claims()._repr_html_()
    assert "<script>" not in told
    assert "Harbour Post" in told
    asked = filled.ask(filled.folder / "story.json")
    assert "<script>" not in asked._repr_html_()
    assert "%" in asked._repr_html_()


def test_a_question_is_asked_from_a_file_or_in_words_and_judged_as_of_a_day(filled):
    asked = filled.ask(filled.folder / "story.json")
    now = asked.judgement()
    then = asked.judgement(as_of="2031-05-01")
    assert now.as_of.text > then.as_of.text
    assert sum(now.current.values()) == pytest.approx(1.0)
    assert filled.question().question.id == asked.question.id
    assert asked.brief().startswith("#")
    assert "<html" in asked.page()
    words = filled.ask("Is it so?", {"yes": "It is so.", "no": "It is not so."}, kind="event")
    assert words.question.kind == "event"


def test_what_cannot_be_asked_is_refused_with_the_way_out(filled):
    with pytest.raises(UsageError, match="give its answers too"):
        filled.ask("Is it so?")
    with pytest.raises(UsageError, match="two or more hypotheses"):
        filled.ask("Is it so?", {"yes": "It is so."})
    with pytest.raises(UsageError, match="next tuesday"):
        filled.claims(as_of="next tuesday")
