"""An input that holds many reports, at each door."""

import json
import random
import signal
import subprocess
import sys
import time

import pytest
from click.testing import CliRunner
from tests.read.archives import http, packed, page, pages, record

from sayso.cli.desk_file import now, opened
from sayso.cli.main import main
from sayso.model import Document, Refusal, Watched, WatchedKind, When
from sayso.read import Answer, Offered
from sayso.watch.visiting import Visiting
from sayso.web.adding import Jobs

ARCHIVE = packed([*pages(6), record(http(b"GIF", "image/gif"), "https://harbour.example/x.gif")])


@pytest.fixture
def archive(tmp_path):
    path = tmp_path / "ferry.warc.gz"
    path.write_bytes(ARCHIVE)
    return path


def run(*arguments):
    return CliRunner().invoke(main, [str(one) for one in arguments])


def test_add_shows_each_page_and_what_was_passed_over_and_again_changes_nothing(archive, tmp_path):
    desk_path = tmp_path / "a.sayso"
    told = run("add", archive, "--desk", desk_path)
    assert told.exit_code == 0, told.output
    assert told.output.count("\nread ") + told.output.startswith("read ") == 6
    assert "1 of 7 records hold no page" in told.output
    assert "6 reports read" in told.output
    assert "0 refused" in told.output
    with opened(desk_path) as desk:
        head = desk.ledger.head()
        assert len(desk.ledger.records(Document)) == 6
        assert len(desk.ledger.records(Refusal)) == 1
    again = run("add", archive, "--desk", desk_path)
    assert "0 reports read" in again.output
    assert "6 known already" in again.output
    with opened(desk_path) as desk:
        assert desk.ledger.head() == head
        assert desk.ledger.verify().sound


def test_a_damaged_archive_is_partly_done(archive, tmp_path):
    archive.write_bytes(ARCHIVE[: len(ARCHIVE) // 2])
    told = run("add", archive, "--desk", tmp_path / "a.sayso")
    assert told.exit_code == 4
    assert "it stops at byte" in " ".join(told.output.split())


def test_read_gives_an_object_for_each_page_and_for_the_notice(archive):
    told = run("read", "--jsonl", archive)
    assert told.exit_code == 0
    rows = [json.loads(line) for line in told.stdout.splitlines() if line.startswith("{")]
    assert [row["refusal"]["reason"] if row["refusal"] else "" for row in rows] == [""] * 6 + [
        "notice"
    ]


def test_an_add_killed_in_the_middle_of_an_archive_is_resumed_by_repeating_it(archive, tmp_path):
    def adding(path):
        code = "from sayso.cli.main import main; main()"
        command = [sys.executable, "-u", "-c", code, "add", str(archive), "--desk", str(path)]
        return subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
        )

    def held(path):
        with opened(path) as desk:
            assert desk.ledger.verify().sound
            return sorted(desk.ledger.export())

    adding(tmp_path / "whole.sayso").communicate()
    killed = adding(tmp_path / "killed.sayso")
    for _ in range(3):
        killed.stdout.readline()
    time.sleep(random.Random(3).random() / 20)
    killed.send_signal(signal.SIGKILL)
    killed.communicate(timeout=60)
    with opened(tmp_path / "killed.sayso") as desk:
        assert 3 <= len(desk.ledger.records(Document)) < 7
    adding(tmp_path / "killed.sayso").communicate()
    assert held(tmp_path / "killed.sayso") == held(tmp_path / "whole.sayso")


def test_the_web_desk_names_the_file_and_the_page_and_says_when_all_is_read(tmp_path):
    jobs = Jobs(tmp_path / "a.sayso", now)
    with opened(tmp_path / "a.sayso", create=True):
        pass
    job = jobs.start([("ferry.warc.gz", ARCHIVE)], [])
    while not job.done:
        time.sleep(0.05)
    assert (job.failed, job.all_read) == ("", True)
    assert [line.what for line in job.lines] == ["read"] * 6 + ["passed"]
    assert job.lines[-1].name == "added on the desk: ferry.warc.gz"
    with opened(tmp_path / "a.sayso") as desk:
        places = sorted(one.location for one in desk.ledger.records(Document))
    assert places[0] == "added on the desk: ferry.warc.gz#https://harbour.example/0"


def visited(watched, last, answer):
    class Manners:
        def get(self, url, etag="", modified=""):
            return answer

    visiting = Visiting(watched, last, Manners(), When("2031-05-03T12:00Z"))
    return list(visiting.articles()), visiting.visit


def test_an_archive_under_a_watched_address_gives_its_pages_as_no_versions_of_it():
    url = "https://coast.example/ferry.warc.gz"
    watched = Watched(url, WatchedKind.PAGE)
    found, visit = visited(watched, None, Answer(200, offered=Offered(url, ARCHIVE, url)))
    assert [one.url for one in found[:-1]] == [f"https://harbour.example/{n}" for n in range(6)]
    assert found[-1].is_notice
    fewer = packed(pages(1))
    found, _ = visited(watched, visit, Answer(200, offered=Offered(url, fewer, url)))
    assert [one.version_of for one in found] == [""]


def test_a_watched_page_that_changes_is_a_version_still():
    url = "https://harbour.example/1"
    watched = Watched(url, WatchedKind.PAGE)
    found, visit = visited(watched, None, Answer(200, offered=Offered(url, page("One"), url)))
    later, _ = visited(watched, visit, Answer(200, offered=Offered(url, page("Two"), url)))
    assert later[0].version_of == found[0].id


def test_a_watched_folder_reads_the_archives_in_it(archive):
    visiting = Visiting(Watched(str(archive.parent), WatchedKind.FOLDER), None, None, now())
    found = list(visiting.articles())
    assert sum(isinstance(one, Document) for one in found) == 6


def test_the_page_of_a_claim_is_shown(tmp_path):
    from tests.read.test_pdf import WORDS, drawn

    (tmp_path / "a.pdf").write_bytes(
        drawn("It rained all day on Sunday, and nobody was out.", WORDS)
    )
    row = json.loads(run("read", "--jsonl", tmp_path / "a.pdf").stdout.splitlines()[0])
    start, _ = row["claims"][0]["content"][0]
    assert row["document"]["pages"][1] <= start
    desk_path = tmp_path / "a.sayso"
    assert run("add", tmp_path / "a.pdf", "--desk", desk_path).exit_code == 0
    assert "page 2" in run("claims", "--desk", desk_path).output


def test_doctor_names_the_readers():
    assert "warc" in run("doctor").output
