import json
import unicodedata

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from sayso.cli.main import main
from sayso.model import canonical_text
from sayso.text import canonicalise

TEXT = "The Cafe\u0301 reopened.\r\n\r\nAna Brandt said that the bridge was closed."


def label(lines):
    return CliRunner().invoke(main, ["label", "attribution"], input="\n".join(lines))


def test_offsets_point_into_the_given_text():
    result = label([json.dumps({"id": 7, "text": TEXT})])
    assert result.exit_code == 0, result.output
    row = json.loads(result.stdout)
    (found,) = row["attributions"]
    assert row["id"] == 7
    assert [TEXT[a:b] for a, b in found["source"]] == ["Ana Brandt"]
    assert [TEXT[a:b] for a, b in found["content"]] == ["that the bridge was closed"]


@pytest.mark.parametrize("bad", ["{", "[]", '{"id": 1}', '{"id": 1, "text": " "}'])
def test_a_bad_line_is_named_and_the_rest_is_labelled(bad):
    result = label([bad, json.dumps({"id": 2, "text": "Ana Brandt said that she left."})])
    assert result.exit_code == 4
    assert "stdin" in result.stderr
    assert [json.loads(line)["id"] for line in result.stdout.splitlines()] == [2]


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=40))
def test_canonicalising_in_pieces_equals_canonicalising_at_once(text):
    canonical = canonicalise(text)
    assert unicodedata.normalize("NFC", canonical.text) == canonical_text(text)
    assert len(canonical.origins) == len(canonical.text) + 1
    assert list(canonical.origins) == sorted(canonical.origins)


SENTENCE = (
    "Engineers closed the northern bridge on Tuesday after deep cracks were found in its pillars"
)


def run(*arguments, lines=()):
    return CliRunner().invoke(
        main, ["label", *map(str, arguments)], input="\n".join(map(json.dumps, lines))
    )


def written(path, rows):
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


def test_reuse_names_the_text_with_the_same_passage_and_its_place_on_both_sides(tmp_path):
    texts = [
        {"id": "a", "text": f"Cafe\u0301. {SENTENCE}."},
        {"id": "b", "text": "Nothing of the kind."},
    ]
    corpus = written(tmp_path / "corpus.jsonl", texts)
    query = {"id": 1, "text": f"They say: {SENTENCE}!"}
    for _ in range(2):  # the second run takes the index up as it is
        result = run("reuse", "--corpus", corpus, "--index", tmp_path / "index", lines=[query])
        assert result.exit_code == 0, result.output
        (match,) = json.loads(result.stdout)["matches"]
        assert match["source"] == "a"
        assert query["text"][match["start"] : match["end"]] == SENTENCE
        assert texts[0]["text"][match["source_start"] : match["source_end"]] == SENTENCE


def test_a_layer_that_looks_in_a_corpus_says_so_when_there_is_none():
    result = run("reuse", lines=[{"id": 1, "text": "x"}])
    assert result.exit_code == 2
    assert "--corpus FILE" in result.stderr


def test_match_names_the_nearest_claims_first_and_a_bad_line_of_the_corpus(tmp_path):
    claims = [
        {
            "id": "v1",
            "title": "Dam burst",
            "claim": "The dam at Tarnholm burst and drowned three villages.",
        },
        {"id": "v2", "claim": "The mayor of Halden pays his gardener from the school fund."},
        {"id": "v3"},
    ]
    corpus = written(tmp_path / "claims.jsonl", claims)
    result = run(
        "match",
        "--corpus",
        corpus,
        lines=[{"id": 1, "text": "is it true that the mayor of Halden pays a gardener?"}],
    )
    assert result.exit_code == 4
    assert "claims.jsonl:3" in result.stderr
    assert json.loads(result.stdout) == {"id": 1, "claims": ["v2", "v1"]}


def test_stories_puts_articles_of_one_event_together():
    rows = [
        {"id": 1, "text": f"{SENTENCE}."},
        {"id": 2, "text": "A museum of umbrellas opened in Halden."},
        {
            "id": 3,
            "text": "Deep cracks in its pillars: the northern bridge stays closed, engineers said.",
        },
    ]
    result = run("stories", lines=rows)
    assert result.exit_code == 0, result.output
    one, two, three = (json.loads(line)["cluster"] for line in result.stdout.splitlines())
    assert one == three != two


def test_an_index_of_another_text_is_refused_and_so_is_an_id_that_comes_twice(tmp_path):
    corpus = written(tmp_path / "corpus.jsonl", [{"id": "a", "text": f"{SENTENCE}."}])
    arguments = ("reuse", "--corpus", corpus, "--index", tmp_path / "index")
    assert run(*arguments, lines=[{"id": 1, "text": "x y"}]).exit_code == 0
    written(corpus, [{"id": "a", "text": f"Changed. {SENTENCE}."}])
    assert "built from another text" in run(*arguments).stderr
    written(corpus, [{"id": "b", "text": "New."}])
    assert "that the corpus has not" in run(*arguments).stderr
    written(corpus, [{"id": "a", "text": "x"}, {"id": "a", "text": "y"}])
    twice = run("reuse", "--corpus", corpus)
    assert twice.exit_code == 2
    assert "an id of its own" in twice.stderr


def test_a_blank_text_of_the_corpus_is_named_and_left_out(tmp_path):
    corpus = written(
        tmp_path / "corpus.jsonl", [{"id": "a", "text": " "}, {"id": "b\nc", "text": SENTENCE}]
    )
    result = run("reuse", "--corpus", corpus, lines=[{"id": 1, "text": SENTENCE}])
    assert result.exit_code == 4
    assert "the text is blank" in result.stderr
    assert [m["source"] for m in json.loads(result.stdout)["matches"]] == ["b\nc"]
