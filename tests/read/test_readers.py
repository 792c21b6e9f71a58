import io
import sys
from importlib.metadata import EntryPoint
from types import ModuleType

import pytest

from sayso.model import Document, RefusalReason, When
from sayso.read import Input, Unread, notice, readers, readings, seats
from sayso.testing import check_reader

OWN = ("mail", "pdf", "telegram", "wacz", "warc")


def test_our_own_readers_come_in_by_the_entry_point():
    names, broken = readers()
    assert set(OWN) <= set(names)
    assert broken == ()


def plug_in(monkeypatch, value, **members):
    """Install a reader of another package beside our own."""
    module = ModuleType("other_reader")
    for name, member in members.items():
        setattr(module, name, member)
    monkeypatch.setitem(sys.modules, "other_reader", module)
    real = seats.entry_points
    other = EntryPoint("other", value, seats.GROUP)
    monkeypatch.setattr(seats, "entry_points", lambda group: [*real(group=group), other])
    seats._load.cache_clear()
    monkeypatch.setattr(seats, "REST", seats.REST)


@pytest.fixture(autouse=True)
def fresh():
    yield
    seats._load.cache_clear()


def sniff(head):
    return head.data.startswith(b"NOTES\n")


def read(given: Input):
    lines = given.data(given.limits.file_bytes).decode("utf-8", "replace").split("\n")[1:]
    if not any(lines):
        raise Unread(RefusalReason.EMPTY, "it holds no note; give one that does")
    for number, line in enumerate(lines, 1):
        if len(line) > given.limits.text_chars:
            yield Unread(RefusalReason.TOO_LARGE, "too long").refusal(given.part(f"{number}"))
        elif line.strip():
            yield Document(line.replace("\r", " "), location=given.part(f"{number}"))
    yield notice(given.location, "1 line holds no note and was passed over: the first")


NOTES = b"NOTES\nThe ferry left.\nIt came back."


def test_a_reader_of_another_package_is_asked(monkeypatch, read, tmp_path):
    plug_in(monkeypatch, "other_reader", sniff=sniff, read=globals()["read"])
    (tmp_path / "a.txt").write_bytes(NOTES)
    found = read(tmp_path / "a.txt", tmp_path / "none.txt")
    assert [getattr(one, "text", one) for one in found[:2]] == ["The ferry left.", "It came back."]
    assert found[0].location == f"{tmp_path / 'a.txt'}#1"
    assert [one.reason for one in found[2:]] == [RefusalReason.NOTICE, RefusalReason.UNREADABLE]


@pytest.mark.parametrize(
    ("value", "members"),
    [
        ("no_such_module", {}),
        ("other_reader:nothing", {}),
        ("other_reader", {"sniff": sniff}),
    ],
)
def test_a_reader_that_cannot_be_loaded_is_a_refusal_and_all_else_is_read(
    monkeypatch, value, members
):
    plug_in(monkeypatch, value, **members)
    given = io.BytesIO(b"The ferry left at dawn.")
    refusal, document = readings(["-"], stdin=given, retrieved=When("2031"))
    assert (refusal.location, refusal.reason) == ("reader other", RefusalReason.FAILED)
    assert isinstance(document, Document)


def test_a_reader_that_fails_is_a_refusal_of_its_input_alone(monkeypatch, read, tmp_path):
    def fails(given):
        yield Document("One.", location=given.part("1"))
        raise ZeroDivisionError("oh")

    plug_in(monkeypatch, "other_reader", sniff=sniff, read=fails)
    (tmp_path / "a.txt").write_bytes(NOTES)
    (tmp_path / "b.txt").write_text("Two left at dawn.")
    one, refusal, two = read(tmp_path)
    assert (one.text, two.text) == ("One.", "Two left at dawn.")
    assert "'other'" in refusal.explanation
    assert "ZeroDivisionError: oh" in refusal.explanation

    plug_in(monkeypatch, "other_reader", sniff=lambda head: 1 / 0, read=fails)
    found = read(tmp_path)
    assert {one.reason for one in found} == {RefusalReason.FAILED}


class Keeps:
    sniff = staticmethod(sniff)
    read = staticmethod(globals()["read"])


def test_a_reader_that_keeps_the_contract_passes():
    assert len(check_reader(Keeps, NOTES)) == 3


def without_a_word(given):
    data = given.data(1_000_000)
    if data == NOTES:
        yield Document("One.", location=given.location)


def by_place(given):
    yield Document(f"It is in {given.location}.", location=given.location)


def elsewhere(given):
    yield Document("One.", location="elsewhere")


def crashes(given):
    given.data(1_000_000).decode("ascii")
    assert given.size == len(NOTES)
    yield Document("One.", location=given.location)


def without_cap(given):
    yield Document("One.", location=given.location)


@pytest.mark.parametrize(
    ("reads", "rule"),
    [
        (without_a_word, "nothing without a word"),
        (by_place, "must not change its reports"),
        (elsewhere, "must be located in its input"),
        (crashes, "must give refusals"),
        (without_cap, "cap `text_chars`"),
        (lambda given: iter(["x"]), "yields no str"),
        (lambda given: iter([]), "at least one"),
    ],
)
def test_a_reader_that_breaks_the_contract_is_told_which_rule(reads, rule):
    class Breaks:
        sniff = staticmethod(sniff)
        read = staticmethod(reads)

    with pytest.raises(AssertionError, match=rule):
        check_reader(Breaks, NOTES)


def test_a_reader_that_takes_everything_breaks_the_contract():
    class Greedy(Keeps):
        sniff = staticmethod(lambda head: True)

    with pytest.raises(AssertionError, match="must not take"):
        check_reader(Greedy, NOTES)
