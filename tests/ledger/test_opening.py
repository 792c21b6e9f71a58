import os
import sqlite3

import pytest

from sayso.ledger import open_ledger
from sayso.model import Document, LedgerDamaged, LedgerError


def altered(path, statement):
    raw = sqlite3.connect(path, isolation_level=None)
    raw.execute(statement)
    raw.close()


@pytest.fixture
def made(path, clock):
    open_ledger(path, clock).close_file()
    return path


def test_a_missing_file_is_not_made_unless_asked(path, clock):
    with pytest.raises(LedgerError, match=r"there is no desk file .*story\.sayso; check the name"):
        open_ledger(path, clock, create=False)
    assert not path.exists()


def test_an_empty_file_becomes_a_desk_only_when_asked(path, clock):
    path.touch()
    with pytest.raises(LedgerError, match="is empty"):
        open_ledger(path, clock, create=False)
    with open_ledger(path, clock) as ledger:
        assert ledger.verify().sound


def test_a_path_may_be_text(path, clock):
    with open_ledger(str(path), clock) as ledger:
        assert ledger.add((Document("a"),)) == 1


def test_a_folder_is_refused(tmp_path, clock):
    with pytest.raises(LedgerError, match="is a folder"):
        open_ledger(tmp_path, clock)


def test_a_missing_folder_is_named(tmp_path, clock):
    with pytest.raises(LedgerError, match=r"folder .*nowhere does not exist"):
        open_ledger(tmp_path / "nowhere" / "a.sayso", clock)


@pytest.mark.parametrize("content", [b"PK\x03\x04 something", b"x", b"Title: a report\n\nText."])
def test_what_is_no_database_is_refused_and_left_alone(path, clock, content):
    path.write_bytes(content)
    with pytest.raises(LedgerError, match="is not a desk file"):
        open_ledger(path, clock)
    assert path.read_bytes() == content


def test_a_database_of_another_program_is_refused_and_left_alone(path, clock):
    altered(path, "CREATE TABLE notes (a)")
    before = path.read_bytes()
    with pytest.raises(LedgerError, match="another program"):
        open_ledger(path, clock)
    assert path.read_bytes() == before


def test_a_newer_format_is_refused_with_the_way_out(made, clock):
    altered(made, "PRAGMA user_version = 2")
    with pytest.raises(LedgerError, match="format 2, this Sayso reads up to 1; install a newer"):
        open_ledger(made, clock)


def test_a_cut_file_is_damaged(made, clock):
    made.write_bytes(made.read_bytes()[:5000])
    with pytest.raises(LedgerDamaged, match="restore a backup"):
        open_ledger(made, clock)


@pytest.mark.parametrize("statement", ["DROP INDEX entry_kind", "CREATE TABLE more (a)"])
def test_other_tables_than_ours_are_damage(made, clock, statement):
    altered(made, statement)
    with pytest.raises(LedgerDamaged, match="did not make"):
        open_ledger(made, clock)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anything")
def test_a_file_without_rights_is_refused(made, clock):
    made.chmod(0o400)
    with pytest.raises(LedgerError, match="may not be written"):
        open_ledger(made, clock)
    made.chmod(0o000)
    with pytest.raises(LedgerError, match="cannot be read"):
        open_ledger(made, clock)


def test_after_closing_everything_is_in_the_one_file(path, clock, document):
    with open_ledger(path, clock) as ledger:
        ledger.add((document,))
        assert path.with_name(path.name + "-wal").exists()
    assert [p.name for p in path.parent.iterdir()] == [path.name]
    with pytest.raises(LedgerError, match="open the desk file again"):
        ledger.head()


def test_a_busy_file_is_told_as_such(path, clock, document, monkeypatch):
    monkeypatch.setattr("sayso.ledger.opening.WAIT_SECONDS", 0.05)
    with open_ledger(path, clock) as ledger:
        other = sqlite3.connect(path, isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(LedgerError, match="written by another process"):
            ledger.add((document,))
        other.close()
        assert ledger.add((document,)) == 1


def test_a_full_disk_keeps_what_was_there(path, clock, document):
    with open_ledger(path, clock) as ledger:
        ledger.add((document,))
        pages = ledger._connection.execute("PRAGMA page_count").fetchone()[0]
        ledger._connection.execute(f"PRAGMA max_page_count = {pages}")
        with pytest.raises(LedgerError, match="the disk is full"):
            ledger.add((Document("x" * 99_000),))
        assert ledger.records(Document) == (document,)
        assert ledger.verify().sound


def test_a_commit_is_synced_and_the_log_is_ahead(path, clock):
    with open_ledger(path, clock) as ledger:
        ask = ledger._connection.execute
        assert ask("PRAGMA synchronous").fetchone()[0] == 2
        assert ask("PRAGMA journal_mode").fetchone()[0] == "wal"
        assert ask("PRAGMA busy_timeout").fetchone()[0] == 30_000
