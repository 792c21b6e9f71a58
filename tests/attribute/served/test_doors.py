"""The served extractor at the doors: the command line, Python, the web desk's reader and doctor."""

import io
import json
import os
import sys

import pytest
from click.testing import CliRunner

import sayso
from sayso.cli.main import main
from sayso.extractors import SENTENCE, check_server
from sayso.model import Document, Extraction
from sayso.web import reader

from .conftest import completion, status, told

TEXT = "Ana Oln said the road was shut.\n\nCaptain Mira Solt was there. The ferry sails again."
SOLT = ("Captain Mira Solt", (), "The ferry sails again")
KJAER = told(
    ("Harbour master Edda Kjaer", "said", "that the ferry to Lonna would not sail before noon")
)


def run(*arguments, text=None):
    return CliRunner().invoke(main, [str(a) for a in arguments], input=text)


def test_label_gives_what_the_server_finds_by_itself(environ):
    environ.script = [told(SOLT)]
    line = json.dumps({"id": 1, "text": TEXT})
    result = run("label", "attribution", "--extractor", "served", text=line)
    (found,) = json.loads(result.stdout)["attributions"]
    assert [TEXT[a:b] for a, b in found["source"] + found["content"]] == [SOLT[0], SOLT[2]]


def test_label_names_a_line_the_server_failed_on_and_does_not_fall_back(environ):
    environ.script = [status(404)]
    line = json.dumps({"id": 1, "text": TEXT})
    result = run("label", "attribution", "--extractor", "served", text=line)
    assert result.exit_code == 4
    assert result.stdout == ""
    assert "m-7b: the server answered 404" in result.stderr


def test_without_a_server_served_is_a_wrong_use(monkeypatch, tmp_path):
    monkeypatch.delenv("SAYSO_SERVER_URL", raising=False)
    for command in (
        ("read", "-"),
        ("add", "-", "--desk", tmp_path / "a.sayso"),
        ("label", "attribution"),
    ):
        result = run(*command, "--extractor", "served", text="{}")
        assert result.exit_code == 2, result.output
        assert "SAYSO_SERVER_URL" in result.output


def test_doctor_says_whether_a_server_is_set_up(monkeypatch):
    monkeypatch.delenv("SAYSO_SERVER_URL", raising=False)
    assert "ok      no extractor on a server is set up" in run("doctor").output


def test_doctor_asks_the_server_about_an_invented_sentence(environ):
    environ.script = [status(401)]
    output = run("doctor").output
    assert "failed  server: m-7b: the server answered 401" in output
    assert "very-secret" not in output
    ((_, _, body),) = environ.seen
    assert SENTENCE in body["messages"][1]["content"]


@pytest.mark.parametrize(
    ("answer", "says"),
    [
        (KJAER, "m-7b on this machine finds who speaks in an invented sentence"),
        (told(), "m-7b on this machine answers, but does not find who speaks"),
    ],
)
def test_the_check_says_what_the_server_made_of_the_sentence(environ, answer, says):
    environ.script = [answer]
    assert says in check_server(os.environ)


def test_read_add_reread_and_status_say_what_became_of_it(environ, tmp_path):
    report, desk = tmp_path / "report.txt", tmp_path / "story.sayso"
    report.write_text(f"Published: 2031-05-02\n\n{TEXT}", encoding="utf-8")
    environ.script = [told(SOLT, ("General Nobody", "said", "so"))]
    says = "m-7b: 1 placed (0 where the built-in extractor found something, 1 found by it alone), 1 dropped (not in the text: 1)"
    served = ("--extractor", "served")
    jsonl = run("read", report, "--jsonl", *served)
    assert says in jsonl.stderr
    assert len(json.loads(jsonl.stdout)["claims"]) == 2
    asked = (
        "Did it sail?",
        "--answer",
        "yes=It sailed",
        "--answer",
        "no=It did not sail",
        "--kind",
        "event",
    )
    run("ask", *asked, "--desk", desk)
    assert says in " ".join(run("add", report, "--desk", desk, *served).output.split())
    assert says in " ".join(run("status", "--desk", desk).output.split())
    (row,) = json.loads(run("status", "--json", "--desk", desk).stdout)["extractions"]
    assert (row["model"], row["alone"], row["dropped"]) == ("m-7b", 1, {"not in the text": 1})
    environ.script = [completion("no JSON")]
    again = " ".join(run("reread", "--desk", desk, *served).output.split())
    assert (
        "not used, read by the built-in extractor alone: what the model wrote is no JSON" in again
    )


def test_python_opens_a_desk_with_it(environ, tmp_path):
    environ.script = [told(SOLT)]
    with sayso.open(tmp_path / "a.sayso", extractor="served") as desk:
        desk.add(Document(text=TEXT))
        (account,) = desk.desk.ledger.records(Extraction)
        assert account.alone == 1
        assert len(desk.claims()) == 2


def test_the_web_desk_reads_with_the_extractor_it_was_served_with(
    environ, tmp_path, monkeypatch, capsys
):
    environ.script = [told(SOLT)]
    path = tmp_path / "a.sayso"
    sayso.open(path).close()
    report = tmp_path / "report.txt"
    report.write_text(TEXT, encoding="utf-8")
    job = {
        "desk": str(path),
        "inputs": [str(report)],
        "folder": str(tmp_path / "x"),
        "retrieved": "2031-05-02",
    }
    told_job = {**job, "extractor": "served", "again": False}
    monkeypatch.setattr(sys, "stdin", io.StringIO(json.dumps(told_job)))
    reader.main()
    line = json.loads(capsys.readouterr().out.splitlines()[0])
    assert "1 found by it alone" in line["words"]
