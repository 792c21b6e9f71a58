import json
from pathlib import Path

import pytest

from sayso.attribute import RuleExtractor
from sayso.model import Document
from sayso.text import SpacyParser

CASES = json.loads((Path(__file__).parents[1] / "cases" / "attribution.json").read_text("utf-8"))


@pytest.fixture(scope="module")
def read():
    parser = SpacyParser()

    def read_text(text):
        document = Document(text=text)
        return RuleExtractor().attributions(document, lambda: parser.parse(text))

    return read_text


def words(spans):
    return " ".join(span.quote for span in spans)


@pytest.mark.parametrize("case", CASES, ids=[case["label"] for case in CASES])
def test_an_attribution_has_its_source_cue_and_content(read, case):
    found = [
        [words(a.source), words(a.cue), words(a.content).strip("“”,"), a.quote.value]
        for a in read(case["text"])
    ]
    for expected in case["expected"]:
        assert expected in found


def test_a_quotation_keeps_its_sentences_together(read):
    text = "He remarked, “We have not seen them. Others met them days ago. They are gone.”"
    (found,) = [a for a in read(text) if a.quote == "direct"]
    assert found.words.endswith("They are gone.”")
    assert words(found.source) == "He"


def test_an_inner_report_is_nested_in_the_outer_one(read):
    text = "He emphasized that while some brigades reported recent encounters, his unit saw nobody."
    inner = next(a for a in read(text) if words(a.cue) == "reported")
    outer = next(a for a in read(text) if words(a.cue) == "emphasized")
    assert inner.nested_in == outer.id


def test_a_text_without_attribution_gives_none(read):
    assert read("The bridge was built of stone. It is long.") == ()
