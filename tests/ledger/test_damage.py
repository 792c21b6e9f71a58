import sqlite3
from functools import partial

import pytest

from sayso.ledger import Problem, open_ledger
from sayso.ledger.chain import GENESIS, Row, link, salted
from sayso.ledger.naming import Names
from sayso.model import Claim, Document, LedgerDamaged, LedgerError

COLUMNS = (
    *("kind", "id", "document", "title", "outlet", "recorded_from", "recorded_to", "payload"),
    *("salt", "digest", "link"),
)


@pytest.fixture
def filled(path, clock, many_reports, make_claim):
    """A closed desk file of five reports, each with a claim, the last one closed."""
    reports = many_reports(5)
    with open_ledger(path, clock) as ledger:
        for report in reports:
            ledger.add((report, make_claim(report)))
        clock.pass_days(1)
        ledger.close(Claim, make_claim(reports[4]).id, "misread")
    return path


def alter(path, *statements):
    with sqlite3.connect(path) as raw:
        for statement, *values in statements:
            assert raw.execute(statement, values).rowcount == 1, statement
    raw.close()


def judged(path, clock, head=""):
    with open_ledger(path, clock) as ledger:
        return ledger.verify(head)


def altered(text, at):
    at = min(at, len(text) - 1)
    return "x" if not text else text[:at] + ("y" if text[at] != "y" else "z") + text[at + 1 :]


def cell(path, column, seq):
    raw = sqlite3.connect(path)
    try:
        return raw.execute(f"SELECT {column} FROM entry WHERE seq = ?", (seq,)).fetchone()[0]
    finally:
        raw.close()


def test_an_untouched_file_is_sound(filled, clock):
    verdict = judged(filled, clock)
    assert (verdict.problems, verdict.rows, verdict.documents) == ((), 11, ())
    assert verdict.head == cell(filled, "link", 11)


@pytest.mark.parametrize("seq", [3, 4, 10])
@pytest.mark.parametrize("at", [0, 10**6])
@pytest.mark.parametrize("column", COLUMNS)
def test_one_altered_character_in_any_column_names_the_document(
    filled, clock, many_reports, column, at, seq
):
    text = cell(filled, column, seq)
    alter(filled, (f"UPDATE entry SET {column} = ? WHERE seq = ?", altered(text, at), seq))
    verdict = judged(filled, clock)
    wanted = many_reports(5)[(seq - 1) // 2]
    assert verdict.documents == (wanted.id,)
    named = [p for p in verdict.problems if p.document]
    assert {(p.title, p.outlet) for p in named} <= {
        (wanted.title, wanted.outlet),
        *([(altered(wanted.title, at), wanted.outlet)] if column == "title" else []),
        *([(wanted.title, altered(wanted.outlet, at))] if column == "outlet" else []),
    }
    assert wanted.outlet in " ".join(str(p) for p in named)


@pytest.mark.parametrize("column", [c for c in COLUMNS if c not in ("title", "outlet")])
def test_one_altered_character_in_a_retraction_names_the_document(
    filled, clock, many_reports, column
):
    text = cell(filled, column, 11)
    alter(filled, (f"UPDATE entry SET {column} = ? WHERE seq = 11", altered(text, 0)))
    assert judged(filled, clock).documents == (many_reports(5)[4].id,)


def test_every_character_of_a_payload_is_proved(filled, clock, many_reports):
    payload = cell(filled, "payload", 5)
    for at in range(0, len(payload), 7):
        alter(filled, ("UPDATE entry SET payload = ? WHERE seq = 5", altered(payload, at)))
        assert judged(filled, clock).documents == (many_reports(5)[2].id,)


@pytest.mark.parametrize("seq", [-4, 0, 40, 10**15])
def test_a_moved_row_is_found(filled, clock, many_reports, seq):
    alter(filled, ("UPDATE entry SET seq = ? WHERE seq = 3", seq))
    assert judged(filled, clock).documents == (many_reports(5)[1].id,)


@pytest.mark.parametrize("column", ["c0", "c1"])
def test_one_altered_character_in_the_search_names_the_document(
    filled, clock, many_reports, column
):
    alter(
        filled, (f"UPDATE search_content SET {column} = 'z' || substr({column}, 2) WHERE id = 7",)
    )
    assert judged(filled, clock).documents == (many_reports(5)[3].id,)


def test_a_changed_search_index_is_found(filled, clock):
    with sqlite3.connect(filled) as raw:
        (block,) = raw.execute("SELECT block FROM search_data WHERE id > 10 LIMIT 1").fetchone()
        changed = block.replace(b"were", b"werf")
        assert changed != block
        raw.execute("UPDATE search_data SET block = ? WHERE block = ?", (changed, block))
    raw.close()
    assert not judged(filled, clock).sound


def test_all_of_several_damaged_documents_are_named(filled, clock, many_reports):
    alter(
        filled,
        ("UPDATE entry SET payload = replace(payload, 'Ana', 'Eva') WHERE seq = 1",),
        ("UPDATE entry SET title = 'Report' WHERE seq = 5",),
        ("UPDATE search_content SET c1 = '' WHERE id = 6",),
        ("UPDATE entry SET link = digest WHERE seq = 7",),
        ("UPDATE entry SET payload = x'ff00' WHERE seq = 9",),
    )
    ids = [report.id for report in many_reports(5)]
    assert judged(filled, clock).documents == tuple(ids[n] for n in (0, 2, 3, 4))


@pytest.mark.parametrize("value", ["CAST(x'41ff42' AS TEXT)", "x'4142'", "7", "'\ue000'"])
@pytest.mark.parametrize("column", ["outlet", "id", "payload", "link", "recorded_to"])
def test_what_is_no_text_is_found(filled, clock, many_reports, column, value):
    alter(filled, (f"UPDATE entry SET {column} = {value} WHERE seq = 3",))
    assert judged(filled, clock).documents == (many_reports(5)[1].id,)


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM entry WHERE seq = 4",
        "DELETE FROM entry WHERE seq = 1",
        "UPDATE entry SET recorded_to = '' WHERE seq = 10",
        "UPDATE entry SET recorded_to = '2031-06-01T00:00:00Z' WHERE seq = 2",
        "INSERT INTO entry SELECT 12, kind, id || 'x', document, title, outlet, recorded_from,"
        " recorded_to, payload, salt, digest, link FROM entry WHERE seq = 3",
        "INSERT INTO search (rowid, title, words) VALUES (77, 'Planted', 'words')",
        "DELETE FROM search WHERE rowid = 1",
    ],
)
def test_deleted_reopened_and_planted_rows_are_found(filled, clock, statement):
    alter(filled, (statement,))
    assert not judged(filled, clock).sound


def test_swapped_rows_are_found(filled, clock, many_reports):
    alter(
        filled,
        ("UPDATE entry SET seq = 99 WHERE seq = 3",),
        ("UPDATE entry SET seq = 3 WHERE seq = 5",),
        ("UPDATE entry SET seq = 5 WHERE seq = 99",),
    )
    ids = [report.id for report in many_reports(5)]
    assert {ids[1], ids[2]} <= set(judged(filled, clock).documents)


def test_a_cut_tail_is_found_against_a_saved_head_only(filled, clock):
    heads = [cell(filled, "link", seq) for seq in (4, 11)]
    alter(
        filled,
        ("DELETE FROM entry WHERE seq = 11",),
        ("UPDATE entry SET recorded_to = '' WHERE seq = 10",),
        ("INSERT INTO search (rowid, title, words) VALUES (10, '', '40')",),
    )
    assert judged(filled, clock).sound
    assert judged(filled, clock, heads[0]).sound
    assert judged(filled, clock, GENESIS).sound
    assert heads[1] in str(judged(filled, clock, heads[1]).problems[0])


def test_a_changed_row_is_never_handed_out(filled, clock, many_reports):
    alter(filled, ("UPDATE entry SET payload = replace(payload, 'Ana', 'Eva') WHERE seq = 3",))
    with open_ledger(filled, clock) as ledger:
        damaged, sound = many_reports(5)[1], many_reports(5)[0]
        assert ledger.get(Document, sound.id) == sound
        with pytest.raises(LedgerDamaged, match=r"row 3.*run `sayso verify`"):
            ledger.records(Document)
        with pytest.raises(LedgerDamaged):
            ledger.get(Document, damaged.id)
        with pytest.raises(LedgerDamaged):
            ledger.records(Claim, damaged.id)
        with pytest.raises(LedgerDamaged):
            list(ledger.export())


def test_a_foreign_trigger_is_refused_at_opening(filled, clock):
    with sqlite3.connect(filled) as raw:
        raw.execute("CREATE TRIGGER t AFTER INSERT ON entry BEGIN DELETE FROM search; END")
    raw.close()
    with pytest.raises(LedgerDamaged, match="did not make"):
        open_ledger(filled, clock)


def test_flipped_bits_never_change_a_fact_in_silence(path, filled, clock, many_reports):
    whole = filled.read_bytes()
    with open_ledger(filled, clock) as ledger:
        facts = list(ledger.export())
    copy = path.with_name("copy.sayso")
    step = len(whole) // 60
    for position in range(100, len(whole), step):
        torn = bytearray(whole)
        torn[position] ^= 1 << position % 8
        copy.write_bytes(torn)
        try:
            with open_ledger(copy, clock) as ledger:
                if ledger.verify().sound:
                    assert list(ledger.export()) == facts
        except LedgerDamaged:
            pass


def test_a_torn_page_is_found_wherever_it_lies(path, filled, clock):
    whole, copy = filled.read_bytes(), path.with_name("copy.sayso")
    for start in range(4096, len(whole), 4096):
        copy.write_bytes(whole[:start] + bytes(4096) + whole[start + 4096 :])
        try:
            with open_ledger(copy, clock) as ledger:
                assert not ledger.verify().sound, start
        except LedgerDamaged:
            pass


def test_a_row_that_only_an_index_still_holds_is_named_by_it(filled, clock, many_reports):
    with open_ledger(filled, clock) as ledger:
        names = Names(ledger._connection)
        wanted = many_reports(5)[1]
        assert names.of_number(4, "lost") == Problem(
            "lost", 4, "", "", wanted.id, wanted.title, wanted.outlet
        )
        assert names.of_number(400, "lost") == Problem("lost", 400)


def test_a_chain_made_anew_over_a_changed_text_is_found_by_the_documents_id(
    filled, clock, many_reports
):
    with sqlite3.connect(filled) as raw:
        raw.execute("UPDATE entry SET payload = replace(payload, 'Brandt', 'Brandl') WHERE seq = 3")
        raw.execute("UPDATE search SET words = replace(words, 'Brandt', 'Brandl') WHERE rowid = 3")
        before = GENESIS
        for row in map(Row._make, raw.execute("SELECT * FROM entry ORDER BY seq").fetchall()):
            row = row._replace(digest=salted(row.salt, row.payload))
            before = link(before, row)
            raw.execute(
                "UPDATE entry SET digest = ?, link = ? WHERE seq = ?", (row.digest, before, row.seq)
            )
    raw.close()
    (problem,) = judged(filled, clock).problems
    assert problem.id == many_reports(5)[1].id
    assert problem.explanation == "its id is not the hash of its content"


@pytest.mark.parametrize(
    ("statement", "asked", "complaint"),
    [
        ("UPDATE entry SET id = 'c-1' WHERE seq = 4", "records", "it is named c-1 and holds"),
        ("UPDATE entry SET recorded_to = '2031' WHERE seq = 4", "history", "no retraction says"),
        ("UPDATE entry SET recorded_from = 'May' WHERE seq = 4", "history", "not a date"),
        ("UPDATE entry SET kind = 'claim', id = 'c-9' WHERE seq = 3", "records", "no Claim any"),
    ],
)
def test_a_row_under_a_wrong_name_or_time_is_never_handed_out(
    filled, clock, many_reports, make_claim, statement, asked, complaint
):
    alter(filled, (statement,))
    claim = make_claim(many_reports(5)[1]).id
    with open_ledger(filled, clock) as ledger:
        ask = {"records": ledger.records, "history": partial(ledger.history, record_id=claim)}
        with pytest.raises(LedgerDamaged, match=complaint):
            ask[asked](Claim)


def test_a_busy_file_is_not_called_damaged(filled, clock, monkeypatch):
    monkeypatch.setattr("sayso.ledger.opening.WAIT_SECONDS", 0.05)
    with open_ledger(filled, clock) as ledger:
        other = sqlite3.connect(filled, isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(LedgerError, match="written by another process"):
            ledger.verify()
        other.close()
        assert ledger.verify().sound
