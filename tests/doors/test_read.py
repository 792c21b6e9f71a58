"""The public shape of `sayso read --jsonl`, and hostile inputs beside a good one."""

import json
import time
from pathlib import Path

from click.testing import CliRunner

from sayso.cli.demo import story_folder
from sayso.cli.main import main

CLAIM_KEYS = [
    "speaker",
    "source",
    "cue",
    "content",
    "quote",
    "nested_in",
    "polarity",
    "certainty",
    "evidence_basis",
    "observation",
    "event",
    "places",
    "time",
    "quantities",
]


def read(*inputs):
    result = CliRunner().invoke(main, ["read", *map(str, inputs), "--jsonl"])
    return result, [json.loads(line) for line in result.stdout.splitlines()]


def test_the_shape_is_as_promised():
    result, (row,) = read(next(story_folder().glob("09*")))
    assert result.exit_code == 0
    assert list(row) == ["document", "refusal", "claims", "cites"]
    assert list(row["document"]) == ["id", "title", "outlet", "published", "language", "text"]
    assert row["claims"]
    text = row["document"]["text"]
    for claim in row["claims"]:
        assert list(claim) == CLAIM_KEYS
        assert all(
            text[a:b].strip() for spans in ("source", "cue", "content") for a, b in claim[spans]
        )
    counted = [q for claim in row["claims"] for q in claim["quantities"]]
    assert {"span", "low", "best", "high", "bound", "noun", "role"} == set(counted[0])
    assert (9000, "deployed") in {(q["best"], q["role"]) for q in counted}
    assert (3500, "casualties") in {(q["best"], q["role"]) for q in counted}


def test_a_rewrite_names_where_it_comes_from():
    _, (row,) = read(next(story_folder().glob("06*")))
    assert "www.northline.example" in [cite["name"] for cite in row["cites"]]


def test_hostile_inputs_are_refused_and_the_rest_of_the_folder_is_read(tmp_path: Path):
    (tmp_path / "a-nested.html").write_text("<div>" * 100_000 + "text" + "</div>" * 100_000)
    with (tmp_path / "b-line.txt").open("w") as long:
        for _ in range(50):
            long.write("word " * (1 << 18))
    (tmp_path / "c-picture.txt").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8)
    (tmp_path / "d-empty.txt").touch()
    (tmp_path / "e-foreign.txt").write_text(
        "Речниця бригади повідомила, що її бійці не бачили ворога на своїй ділянці фронту вже тиждень. "
        "Вона додала, що не може говорити за інші бригади, і закликала зачекати."
    )
    (tmp_path / "f-good.txt").write_text(
        "Ana Brandt said that the bridge was closed to all traffic."
    )
    began = time.monotonic()
    result, rows = read(tmp_path)
    assert time.monotonic() - began < 50
    assert result.exit_code == 4
    refused = [row["refusal"]["reason"] for row in rows if row["refusal"]]
    assert refused == ["hostile", "too-large", "not-text", "empty", "language"]
    (good,) = [row for row in rows if row["document"]]
    assert [claim["speaker"]["name"] for claim in good["claims"]] == ["Ana Brandt"]


def test_pronouns_are_led_back_to_names_in_the_public_shape(tmp_path: Path):
    file = tmp_path / "report.txt"
    file.write_text(
        "Title: Quiet\nOutlet: Harbour Post\nPublished: 2026-02-03\n\n"
        "Petra Hain, a press officer for the 8th Brigade, said that her unit had met nobody.\n\n"
        "She added that about 400 soldiers were deployed in the Kursk region late last year.\n"
    )
    _, (row,) = read(file)
    last = row["claims"][-1]
    assert last["speaker"]["name"] == "Petra Hain"
    assert [place["name"] for place in last["places"]][:1] == ["Kursk region"] or last["places"]
    assert last["time"]["start_earliest"].startswith("2025")
    assert [(q["best"], q["bound"], q["role"]) for q in last["quantities"]] == [
        (400, "about", "deployed")
    ]
