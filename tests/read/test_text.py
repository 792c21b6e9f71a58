import hashlib
import json
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.model import Document, Refusal, RefusalReason, When, canonical_text
from sayso.read.decode import decode, plain
from sayso.read.header import split_header
from sayso.read.unread import Unread

CASES = json.loads((Path(__file__).parent / "header_cases.json").read_text(encoding="utf-8"))
UKRAINIAN = "Речниця порту сказала, що пором відплив до світанку. Ніхто його відтоді не бачив."


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["label"])
def test_a_header_block_is_read_or_refused_by_name(read, case):
    (found,) = read("-", stdin=case["text"].encode())
    if "refused" in case:
        assert isinstance(found, Refusal)
        assert found.reason is RefusalReason.BAD_HEADER
        assert case["refused"] in found.explanation
        return
    assert (found.text, found.title, found.outlet) == (
        case["body"],
        case.get("title", ""),
        case.get("outlet", ""),
    )
    assert found.published.text == case.get("published", "")
    assert (list(found.authors), found.url) == (case.get("authors", []), case.get("url", ""))


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (b"\xef\xbb\xbfThe ferry left.", "The ferry left."),
        ("The café said so.".encode("utf-16"), "The café said so."),
        (b"\xfe\xff" + "The café said so.".encode("utf-16-be"), "The café said so."),
        ("The café said so.".encode("utf-32"), "The café said so."),
        ("The ferry’s master “left”.".encode("cp1252"), "The ferry’s master “left”."),
        (b"The ferry\x1b[2J left.\x0cIt sank.", "The ferry [2J left.\nIt sank."),
        (b"The ferry left.\r\rIt sank.\r\n", "The ferry left.\n\nIt sank.\n"),
    ],
)
def test_encodings_give_the_same_words(read, data, text):
    (found,) = read("-", stdin=data)
    assert isinstance(found, Document), found
    assert found.text == text


@pytest.mark.parametrize(
    ("data", "reason", "word"),
    [
        (b"", RefusalReason.EMPTY, "empty"),
        (b" \n\t ", RefusalReason.EMPTY, "empty"),
        (b"\xef\xbb\xbf", RefusalReason.EMPTY, "no words"),
        (b"Title: Ferry\n\n", RefusalReason.EMPTY, "no words"),
        (b"12 34 !", RefusalReason.EMPTY, "no words"),
        (b"\x89PNG\r\n\x1a\n" + bytes(100), RefusalReason.NOT_TEXT, "PNG"),
        (b"%PDF-1.7 words", RefusalReason.UNREADABLE, "damaged"),
        (b"The ferry\0 left.", RefusalReason.NOT_TEXT, "byte 9"),
        (b"The ferry left. \xe2\x80 said the caf\xc3\xa9.", RefusalReason.NOT_TEXT, "byte 16"),
        (bytes(range(128, 256)) * 4, RefusalReason.NOT_TEXT, "UTF-8"),
        (b"\xff\xfea\xd8b\x00", RefusalReason.NOT_TEXT, "utf-16"),
        (("a" + "\u0301\u0316" * 50_000 + " ferry").encode(), RefusalReason.HOSTILE, "accents"),
        (b"\x01\x02\x03\x04 a", RefusalReason.NOT_TEXT, "control"),
        (b"<?xml version='1.0'?><rss><item/></rss>", RefusalReason.NOT_TEXT, "XML"),
        (UKRAINIAN.encode(), RefusalReason.LANGUAGE, "Ukrainian"),
        (("Der Hafenmeister sagte, die Fähre sei am Morgen ausgelaufen und nicht zurückgekehrt. " * 4).encode(), RefusalReason.LANGUAGE, "German"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_refused_with_its_reason_and_digest(read, data, reason, word):
    (found,) = read("-", stdin=data)
    assert isinstance(found, Refusal), found
    assert (found.reason, found.location) == (reason, "-")
    assert word in found.explanation
    assert found.digest == hashlib.sha256(data).hexdigest()


@pytest.mark.parametrize(
    "text",
    ["OK.", "Zelenskyy: Kursk, Sumy, Pokrovsk.", "12 dead, 30 hurt - AP", "KILLED NEAR TORETSK"],
)
def test_a_short_text_of_names_and_numbers_counts_as_english(read, text):
    (found,) = read("-", stdin=text.encode())
    assert isinstance(found, Document), found


def test_english_that_quotes_another_language_is_read(read):
    text = (
        f"The master wrote: “{UKRAINIAN}” The port said that it would wait until he was found. " * 2
    )
    (found,) = read("-", stdin=text.encode())
    assert isinstance(found, Document), found


def test_markdown_loses_its_markup_and_keeps_its_words_and_links(read, tmp_path):
    source = (
        "Title: Ferry\nPublished: 2031-05\n\n# Ferry *late*\n\n- It [left <b>early</b>](https://a.example/x).\n"
        "- It **sank**\n  at dawn.\n\n> “We left,” he said\\\n> twice.\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n"
        "```\ncode 1\n```\n<div>Some <i>words</i></div>\n\n![a picture of it](p.png)\n"
    )
    (tmp_path / "a.md").write_text(source, encoding="utf-8")
    (found,) = read(tmp_path / "a.md")
    assert found.text == (
        "Ferry late\n\nIt left early.\nIt sank at dawn.\n\n“We left,” he said\ntwice.\n\na\tb\n1\t2\n\n"
        "code 1\n\nSome words\n\na picture of it"
    )
    assert (found.title, found.published) == ("Ferry", When("2031-05"))
    assert [(found.text[a:b], target) for a, b, target in found.links] == [
        ("left early", "https://a.example/x")
    ]


@given(st.binary(max_size=200))
def test_any_bytes_decode_to_canonical_characters_or_are_refused(data):
    with suppress(Unread):
        text = canonical_text(plain(decode(data)))
        assert "\0" not in text
        text.encode("utf-8")


@given(st.text(alphabet="TitleURPbshdOun: \n\t-2031ab.", max_size=60))
def test_the_body_is_always_an_end_of_the_text(text):
    with suppress(Unread):
        assert text.endswith(split_header(text)[1])
