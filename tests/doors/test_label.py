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
