import json

import pytest

from sayso.model import Document, RefusalReason, When
from sayso.read import Limits, telegram
from sayso.rooms import Rooms
from sayso.testing import check_reader

NAME = "result.json"


def message(number, text, **more):
    return {
        "id": number,
        "type": "message",
        "date": "2031-05-03T12:00:00",
        "date_unixtime": "1935568800",
        "from": "Harbour Channel",
        "from_id": "channel1",
        "text": text,
        **more,
    }


SERVICE = {
    "id": 1,
    "type": "service",
    "date_unixtime": "1935568700",
    "action": "create",
    "text": "",
}


def export(*messages, kind="public_channel"):
    told = {"name": "Harbour Channel", "type": kind, "id": 1234, "messages": [SERVICE, *messages]}
    return json.dumps(told, ensure_ascii=False, indent=1).encode()


FERRY = message(2, "The harbour master said on Monday that the ferry had left the quay.")


def test_each_message_with_words_is_a_report(read, tmp_path):
    posted = message(3, "The deckhand told us that it had not come back.", author="Ana Brandt")
    (tmp_path / NAME).write_bytes(export(FERRY, posted, message(4, "", photo="a.jpg")))
    first, second, notice = read(tmp_path / NAME)
    assert (first.outlet, first.authors, first.published) == (
        "Harbour Channel",
        (),
        When("2031-05-03T10:00:00Z"),
    )
    assert first.location == f"{tmp_path / NAME}#message-2"
    assert second.authors == ("Ana Brandt",)
    assert "2 of 4 entries" in notice.explanation
    assert "messages without words: 1, service messages: 1" in notice.explanation


def test_a_text_of_entities_is_joined_exactly_with_its_links(pull):
    text = [
        "The ferry ",
        {"type": "bold", "text": "left"},
        " at dawn, ",
        {"type": "text_link", "text": "the Post said", "href": "https://post.example/1"},
        ".\n",
        {"type": "link", "text": "https://coast.example/2"},
        {"type": "text_link", "text": " more", "href": "javascript:alert(1)"},
    ]
    (found,), *_ = pull(telegram, export(message(2, text)), NAME)
    assert found.text == "The ferry left at dawn, the Post said.\nhttps://coast.example/2 more"
    assert [(found.text[a:b], target) for a, b, target in found.links] == [
        ("the Post said", "https://post.example/1"),
        ("https://coast.example/2", "https://coast.example/2"),
    ]


def test_a_forwarded_message_cites_where_it_is_from(pull):
    forwarded = {**FERRY, "forwarded_from": "Coast Herald"}
    (found,), *_ = pull(telegram, export(forwarded), NAME)
    assert found.text == f"Forwarded from Coast Herald\n\n{FERRY['text']}"
    reading = Rooms().reading(found)
    assert [edge.name for edge in reading.citations] == ["Coast Herald"]
    assert [claim.speaker.name for claim in reading.claims] == ["harbour master"]


def test_what_was_edited_later_is_told(pull):
    edited = {**FERRY, "edited": "2031-05-03T12:30:00", "edited_unixtime": "1935570600"}
    documents, _, (notice,) = pull(telegram, export(edited), NAME)
    assert documents[0].published == When("2031-05-03T10:00:00Z")
    assert "edited after they were sent: 2 (2031-05-03T10:30:00Z)" in notice.explanation


def test_a_date_without_a_zone_is_no_date_and_that_is_told(pull):
    old = {name: value for name, value in FERRY.items() if name != "date_unixtime"}
    (found,), _, (notice,) = pull(telegram, export(old), NAME)
    assert not found.published.known
    assert "1 message without date_unixtime" in notice.explanation


def test_in_a_group_the_writer_is_the_author(pull):
    said = {**FERRY, "from": "Petro Hai"}
    (found,), *_ = pull(telegram, export(said, kind="private_supergroup"), NAME)
    assert (found.outlet, found.authors) == ("Harbour Channel", ("Petro Hai",))


def test_an_export_of_an_account_gives_each_of_its_chats(pull):
    chat = json.loads(export(FERRY))
    whole = json.dumps({"about": "Exported by Telegram Desktop", "chats": {"list": [chat, chat]}})
    documents, _, notices = pull(telegram, whole.encode(), NAME)
    assert [one.location for one in documents] == [
        f"there/{NAME}#chat-1-message-2",
        f"there/{NAME}#chat-2-message-2",
    ]
    assert len(notices) == 2


def test_a_message_in_another_language_is_refused_and_the_next_is_read(pull):
    other = message(3, "Начальник порта сообщил в понедельник, что паром ушёл на рассвете.")
    documents, (refusal,), _ = pull(telegram, export(other, FERRY), NAME)
    assert refusal.reason is RefusalReason.LANGUAGE
    assert refusal.location == f"there/{NAME}#message-3"
    assert len(documents) == 1


@pytest.mark.parametrize(
    "messages",
    [
        [None, 7, "x", [], {}],
        [{"type": "message", "text": {"a": [1]}}, {"type": "message", "text": [None, {"text": 3}]}],
        [{**FERRY, "id": {"x": 1}, "author": [], "forwarded_from": 7, "date_unixtime": "9" * 40}],
        [{**FERRY, "date_unixtime": -1, "edited_unixtime": "x\n"}],
        [{**FERRY, "text": "It left.\x00\x1b[2J\ud800"}],
        [{**FERRY, "text": "a" + "\u0301" * 5000}],
    ],
)
def test_entries_of_any_shape_stop_nothing(pull, messages):
    told = {"name": 5, "type": "public_channel", "messages": [*messages, FERRY]}
    documents, *_ = pull(telegram, json.dumps(told).encode(), NAME)
    assert any("harbour master" in one.text for one in documents)


@pytest.mark.parametrize(
    "data",
    [
        export(FERRY)[:-9],
        b'{"type": "public_channel", "messages": ' + b"[" * 200_000,
        b'{"type": "public_channel"}',
        b'{"type": "public_channel", "messages": {}}',
    ],
)
def test_a_broken_export_is_refused(pull, data):
    documents, (refusal,), _ = pull(telegram, data, NAME)
    assert not documents
    assert refusal.reason in (RefusalReason.UNREADABLE, RefusalReason.FAILED)


def test_an_export_over_the_cap_is_refused(pull):
    _, (refusal,), _ = pull(telegram, export(FERRY), NAME, Limits(record_bytes=100))
    assert refusal.reason is RefusalReason.TOO_LARGE


def test_other_json_is_read_as_before(read, tmp_path):
    (tmp_path / "a.json").write_text('{"type": "note", "text": "The ferry left at dawn."}')
    (found,) = read(tmp_path / "a.json")
    assert isinstance(found, Document)


def test_the_reader_keeps_its_contract():
    assert len(check_reader(telegram, export(FERRY), NAME)) == 2
