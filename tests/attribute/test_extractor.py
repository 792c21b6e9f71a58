"""Which extractor runs, and what happens where its weights are missing or altered."""

import json
import shutil

import pytest
from click.testing import CliRunner

from sayso.attribute import best_extractor, check_extractor, extractor
from sayso.attribute.binding import bind
from sayso.cli.main import main
from sayso.model import Document, SaysoError
from sayso.text import SpacyParser

TEXT = "Ana Brandt said on Monday that the bridge was closed."


@pytest.fixture
def without_weights(monkeypatch, tmp_path):
    monkeypatch.setattr(extractor, "WEIGHTS", tmp_path)


def test_the_trained_extractor_runs_where_its_weights_are():
    assert check_extractor() == "trained networks"


def test_the_rules_run_where_no_weights_are(without_weights):
    found = best_extractor()
    assert found.name == check_extractor() == "rules over the parse"
    (item,) = found.attributions(Document(text=TEXT), lambda: SpacyParser().parse(TEXT))
    assert item.words == "that the bridge was closed"


def test_doctor_says_which_extractor_runs(without_weights):
    assert "rules over the parse" in CliRunner().invoke(main, ["doctor"]).output


def test_altered_weights_are_named(monkeypatch, tmp_path):
    altered = tmp_path / "weights"
    shutil.copytree(extractor.WEIGHTS, altered)
    (altered / "pivot.onnx").write_bytes(b"x" + (altered / "pivot.onnx").read_bytes()[1:])
    monkeypatch.setattr(extractor, "WEIGHTS", altered)
    with pytest.raises(SaysoError, match="not those of their manifest"):
        check_extractor()


@pytest.mark.parametrize("options", [(), ("--extractor", "rules")])
def test_both_extractors_label(options):
    line = json.dumps({"id": 1, "text": TEXT})
    result = CliRunner().invoke(main, ["label", "attribution", *options], input=line)
    (found,) = json.loads(result.stdout)["attributions"]
    assert [TEXT[a:b] for a, b in found["content"]] == ["that the bridge was closed"]


def test_what_is_nested_stands_apart_with_what_it_stands_in():
    text = "Marek Oln said on Friday that three engineers had warned that the wall was cracked."
    result = CliRunner().invoke(
        main, ["label", "attribution"], input=json.dumps({"id": 1, "text": text})
    )
    row = json.loads(result.stdout)
    (outer,), (inner,) = row["attributions"], row["nested"]
    assert inner["in"] == outer["content"]
    assert text[slice(*inner["source"][0])] == "three engineers"


def test_a_headline_is_no_part_of_who_speaks_below_it():
    document = Document(text="Quiet at Dolna\n\nMajor Ana Brandt said that nobody came.")
    start = document.text.index("that nobody")
    found = bind(document, [(0, 32)], [(33, 37)], [(start, len(document.text))])
    assert [span.quote for span in found.source] == ["Major Ana Brandt"]


def test_a_credit_line_says_nothing():
    document = Document(text="Source: Harbour Post")
    assert bind(document, [(0, 6)], [], [(8, 20)]) is None
    named = Document(text="Source Ana: the bridge is closed")
    assert bind(named, [(0, 10)], [], [(12, 32)]) is not None
