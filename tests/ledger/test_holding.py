import os
import sqlite3
import subprocess
import sys
import threading
from dataclasses import replace

import pytest

from sayso.ledger import Hit, open_ledger
from sayso.model import (
    Attribution,
    Bearing,
    Claim,
    Decision,
    Document,
    Edge,
    Entity,
    EntityKind,
    Judgement,
    LedgerError,
    Origin,
    Polarity,
    QuoteKind,
    Speaker,
    UsageError,
    When,
)


def test_every_kind_comes_back_as_it_was_after_reopening(path, clock, every_record):
    with open_ledger(path, clock) as ledger:
        assert ledger.add(every_record) == len(every_record)
    with open_ledger(path, clock, create=False) as ledger:
        for kind in {type(record) for record in every_record}:
            wanted = tuple(record for record in every_record if type(record) is kind)
            assert ledger.records(kind) == wanted
            assert [repr(r) for r in ledger.records(kind)] == [repr(r) for r in wanted]
        assert ledger.verify().sound


def test_reading_twice_adds_nothing(desk, clock, every_record):
    desk.add(every_record)
    head = desk.head()
    clock.pass_days(1)
    again = replace(every_record[0], retrieved=When("2031-06-09"), location="elsewhere.txt")
    assert desk.add((again, *every_record, again)) == 0
    assert desk.head() == head
    assert desk.get(Document, again.id).location == "reports/one.txt"


def test_another_version_closes_the_one_before(desk, clock, document, make_claim):
    before, after = make_claim(document), make_claim(document, Polarity.POSITIVE)
    desk.add((document, before))
    clock.pass_days(2)
    assert desk.add((after,)) == 1
    assert desk.records(Claim) == (after,)
    assert desk.records(Claim, as_of=When("2031-05-31")) == ()
    assert desk.records(Claim, document.id, as_of=When("2031-06-02")) == (before,)
    assert desk.records(Claim, as_of=When("2031-06")) == (after,)
    old, new = desk.history(Claim, before.id)
    assert (old.record, str(old.recorded_to)) == (before, "2031-06-03T00:00:00Z")
    assert old.reason == "another version was recorded"
    assert (new.record, new.recorded_to, new.reason) == (after, When.unknown(), "")
    assert desk.verify().sound


def test_closing_keeps_the_past_and_needs_a_reason(desk, clock, document):
    desk.add((document,))
    clock.pass_days(1)
    with pytest.raises(LedgerError, match="needs a reason"):
        desk.close(Document, document.id, " ")
    assert desk.close(Document, document.id, "withdrawn by the outlet")
    assert not desk.close(Document, document.id, "withdrawn by the outlet")
    assert desk.get(Document, document.id) is None
    assert desk.search("Ostrava") == ()
    assert desk.records(Document, as_of=When("2031-06-01")) == (document,)
    assert desk.history(Document, document.id)[0].reason == "withdrawn by the outlet"
    assert desk.add((document,)) == 1
    assert len(desk.history(Document, document.id)) == 2
    assert desk.verify().sound


def test_claims_of_a_closed_document_can_still_be_read(desk, document, make_claim):
    desk.add((document, make_claim(document)))
    desk.close(Document, document.id, "withdrawn")
    assert desk.records(Claim) == (make_claim(document),)


def test_replacing_leaves_exactly_the_given_records(desk):
    a, b, c = (Origin(name, (f"c-{name}",)) for name in "abc")
    desk.add((a, b, Entity("Ana Brandt", EntityKind.PERSON)))
    changed = replace(b, reason="one wire")
    assert desk.replace(Origin, (changed, c)) == 3
    assert desk.records(Origin) == (changed, c)
    assert desk.replace(Origin, (c, changed)) == 0
    assert desk.replace(Origin, ()) == 2
    assert len(desk.records(Entity)) == 1
    assert desk.verify().sound


def test_replacing_may_keep_to_one_document(desk, every_record):
    first, second = every_record[:2]
    desk.add(every_record)
    kept = desk.records(Claim, first.id)
    assert desk.replace(Claim, (), document=second.id) == 1
    assert desk.records(Claim) == kept
    with pytest.raises(LedgerError, match="of the same document"):
        desk.replace(Claim, kept, document=second.id)


def test_replacing_takes_only_its_own_kind(desk, document):
    with pytest.raises(LedgerError, match="only origin records of the same"):
        desk.replace(Origin, (document,))
    assert desk.records(Document) == ()


def test_records_are_kept_by_document(desk, every_record):
    first, second = every_record[:2]
    desk.add(every_record)
    desk.add((Origin("x", ("c-9",)),), document=second.id)
    assert [c.document for c in desk.records(Claim, second.id)] == [second.id]
    assert len(desk.records(Edge, second.id)) == 1
    assert len(desk.records(Decision, first.id)) == 1
    assert [o.name for o in desk.records(Origin, second.id)] == ["x"]


def test_a_judgement_is_found_by_question_and_day(desk, every_record):
    desk.add(every_record)
    judgement = next(r for r in every_record if isinstance(r, Judgement))
    assert desk.get(Judgement, f"{judgement.question}@2031-05-04") == judgement


def test_time_never_runs_backwards_in_the_file(desk, clock, document, make_claim):
    desk.add((document,))
    clock.pass_days(-9)
    desk.add((make_claim(document),))
    assert str(desk.history(Claim, make_claim(document).id)[0].recorded_from)[:10] == "2031-06-01"


@pytest.mark.parametrize("words", ["ostrava", "OSTRAVA brigade", "ete", '"seen" - * (Ostrava:'])
def test_search_finds_documents_and_claims_by_plain_words(desk, document, make_claim, words):
    said = make_claim(document)
    desk.add((document, said))
    assert Hit("document", document.id, document.id) in desk.search(words)
    assert desk.search("40", limit=1) == (Hit("claim", said.id, document.id),)
    assert desk.search("section") == (Hit("document", document.id, document.id),)


@pytest.mark.parametrize(
    "words", ["", "   ", '"', "* - (", "NEAR(", "absentword", "\x00", "\ud800"]
)
def test_search_words_are_never_syntax(desk, document, words):
    desk.add((document,))
    assert desk.search(words) == ()


@pytest.mark.parametrize("limit", [0, -1, 1001])
def test_a_limit_out_of_bounds_is_refused(desk, limit):
    with pytest.raises(UsageError, match="must lie between 1 and 1000"):
        desk.search("a", limit)


def refused(desk, *records):
    with pytest.raises(LedgerError) as caught:
        desk.add(records)
    assert list(desk.export()) == []
    return str(caught.value)


def test_a_claim_without_its_document_is_refused_whole(desk, document, make_claim):
    entity = Entity("Ana Brandt", EntityKind.PERSON)
    message = refused(desk, entity, make_claim(document))
    assert "does not hold the document" in message


def test_a_span_of_another_text_is_refused(desk, document, make_claim):
    stranger = replace(document, text="x" * 99)
    span = stranger.span(0, 9)
    object.__setattr__(span, "document", document.id)
    said = Claim(Attribution((), (), (span,), QuoteKind.INDIRECT), Speaker("nobody"))
    assert "must quote" in refused(desk, document, said)


def test_two_records_of_one_id_in_a_batch_are_refused(desk, document, make_claim):
    both = make_claim(document), make_claim(document, Polarity.POSITIVE)
    assert "two different records claim" in refused(desk, document, *both)


def test_half_a_character_is_refused(desk):
    assert "cannot be written" in refused(desk, Document("half \ud83d of it"))


def test_what_lives_inside_another_record_has_no_row(desk):
    assert "has no row of its own" in refused(desk, Bearing("c-1", bears=True, reason="so"))


def test_a_failing_clock_leaves_nothing_behind(path, document):
    def stopped():
        raise RuntimeError("stopped")

    with open_ledger(path, stopped) as ledger:
        with pytest.raises(RuntimeError):
            ledger.add((document,))
        assert list(ledger.export()) == []
    with open_ledger(path, When.unknown) as ledger, pytest.raises(LedgerError, match="clock"):
        ledger.add((document,))


CRASH = """
import os, signal, sys
from pathlib import Path
import sayso.ledger.batch as batch
from sayso.ledger import open_ledger
from sayso.model import Document, Origin, When
ledger = open_ledger(Path(sys.argv[1]), lambda: When("2031-06-01"))
ledger.add([Document("acknowledged")])
print("ok", flush=True)
left, salt = int(sys.argv[2]), batch.new_salt
def killing():
    global left
    left -= 1
    if left == 0:
        os.kill(os.getpid(), signal.SIGKILL)
    return salt()
batch.new_salt = killing
ledger.add([Document(f"never {n} " + "x" * 9000) for n in range(300)])
"""


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs SIGKILL")
@pytest.mark.parametrize("left", [1, 150, 300])
def test_a_killed_process_leaves_only_what_was_acknowledged(path, clock, left):
    child = subprocess.run(
        [sys.executable, "-c", CRASH, str(path), str(left)], capture_output=True, check=False
    )
    assert (child.returncode, child.stdout.strip()) == (-9, b"ok")
    with open_ledger(path, clock) as ledger:
        assert [d.text for d in ledger.records(Document)] == ["acknowledged"]
        assert ledger.search("never") == ()
        assert ledger.verify().sound


def test_writers_of_two_ledgers_do_not_lose_or_fork(path, clock, many_reports):
    reports = many_reports(24)

    def write(part):
        with open_ledger(path, clock) as ledger:
            for one in part:
                ledger.add((one,))

    parts = [reports[0::3], reports[1::3], reports[2::3], reports[0::2]]
    threads = [threading.Thread(target=write, args=(part,)) for part in parts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with open_ledger(path, clock) as ledger:
        assert set(ledger.records(Document)) == set(reports)
        assert ledger.verify().sound
        assert ledger.verify().rows == 24


def test_opening_waits_for_a_writer_before_the_file_is_switched(path, clock, document):
    with open_ledger(path, clock) as ledger:
        ledger.add((document,))
    writer = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
    writer.execute("PRAGMA journal_mode = DELETE")
    writer.execute("BEGIN IMMEDIATE")
    release = threading.Timer(0.3, lambda: writer.execute("COMMIT"))
    release.start()
    with open_ledger(path, clock) as ledger:
        assert not writer.in_transaction
        assert ledger.records(Document) == (document,)
    release.join()
    writer.close()


def test_threads_may_share_a_ledger(desk, many_reports):
    reports = many_reports(20)
    threads = [threading.Thread(target=desk.add, args=((one,),)) for one in reports]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert set(desk.records(Document)) == set(reports)
    assert desk.verify().sound


def test_same_inputs_export_the_same_bytes(tmp_path, clock, every_record):
    exports = []
    for name, order in (("a", every_record), ("b", (*every_record[:2], *every_record[:1:-1]))):
        clock.pass_days(40)
        with open_ledger(tmp_path / name, clock) as ledger:
            found = replace(order[0], retrieved=clock(), location=name)
            for record in (found, *order[1:]):
                ledger.add((record,))
            exports.append("\n".join(ledger.export()).encode())
    assert exports[0] == exports[1]
    assert exports[0].count(b"\n") == len(every_record) - 1


def test_an_export_holds_only_what_is_current(desk, document, make_claim):
    desk.add((document, make_claim(document)))
    desk.close(Claim, make_claim(document).id, "misread")
    assert [line[:18] for line in desk.export()] == [f'{{"id":"{document.id[:11]}']
