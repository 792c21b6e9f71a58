import gzip
import os
import random
import subprocess
import sys
import zlib

import pytest
from tests.read.archives import STORY, digest, http, packed, page, pages, record

from sayso.model import RefusalReason, When
from sayso.read import Limits, warc
from sayso.testing import check_reader

NAME = "a.warc.gz"


@pytest.mark.parametrize("name", ["a.warc", "a.warc.gz"])
@pytest.mark.parametrize("version", ["1.0", "1.1"])
def test_each_page_is_a_report_of_its_address_and_fetching(read, tmp_path, name, version):
    records = [
        record(http(page(f"Ferry {n}")), f"https://harbour.example/{n}", version=version)
        for n in range(3)
    ]
    data = packed(records) if name.endswith("gz") else b"".join(records)
    (tmp_path / name).write_bytes(data)
    found = read(tmp_path / name)
    assert [one.url for one in found] == [f"https://harbour.example/{n}" for n in range(3)]
    assert {one.retrieved for one in found} == {When("2031-05-03T10:00:00Z")}
    assert found[2].location == f"{tmp_path / name}#https://harbour.example/2"
    assert found[0].title == "Ferry 0"
    assert all(sentence in found[0].text for sentence in STORY)
    assert read(tmp_path / name) == found


def test_one_packed_part_for_the_whole_archive_is_read_too(pull):
    documents, *others = pull(warc, gzip.compress(b"".join(pages(3))), NAME)
    assert (len(documents), others) == (3, [[], []])


def test_what_is_no_page_is_counted_in_one_notice(pull):
    records = [
        record(b"software: x\r\n", kind="warcinfo", Content_Type="application/warc-fields"),
        record(b"GET / HTTP/1.1\r\n\r\n", kind="request"),
        record(http(b"\x89PNG", "image/png"), "https://harbour.example/a.png"),
        record(http(b"\x89PNG", "image/png"), "https://harbour.example/b.png"),
        record(http(page(), status="404 Not Found")),
        record(http(b"User-agent: *", "text/plain"), "https://harbour.example/robots.txt"),
        record(http(page())),
        record(http(("\n".join(STORY)).encode(), "text/plain"), "https://harbour.example/t.txt"),
    ]
    documents, refusals, notices = pull(warc, packed(records), NAME)
    assert [one.url for one in documents] == [
        "https://harbour.example/1",
        "https://harbour.example/t.txt",
    ]
    assert not refusals
    (told,) = notices
    assert told.location == "there/a.warc.gz"
    assert "6 of 8 records" in told.explanation
    for part in (
        "answers of kind image/…: 2",
        "request records: 1",
        "answers of status 404: 1",
        "robots",
    ):
        assert part in told.explanation


def chunks(body, size=100):
    parts = [body[n : n + size] for n in range(0, len(body), size)]
    return b"".join(b"%x\r\n%s\r\n" % (len(one), one) for one in parts) + b"0\r\n\r\n"


@pytest.mark.parametrize(
    ("headers", "body"),
    [
        ({"Transfer_Encoding": "chunked"}, chunks(page())),
        ({"Content_Encoding": "gzip"}, gzip.compress(page())),
        ({"Content_Encoding": "deflate"}, zlib.compress(page())),
        ({"Content_Encoding": "deflate"}, zlib.compress(page())[2:-4]),
        (
            {"Transfer_Encoding": "chunked", "Content_Encoding": "gzip"},
            chunks(gzip.compress(page())),
        ),
        ({"Content_Encoding": "gzip"}, page()),
    ],
)
def test_bodies_are_unpacked(pull, headers, body):
    (found,), *_ = pull(warc, packed([record(http(body, **headers))]), NAME)
    assert STORY[0] in found.text


@pytest.mark.parametrize(
    ("block", "headers", "reason", "word"),
    [
        (http(b"\x1b\x00", Content_Encoding="br"), {}, RefusalReason.TEXT_LOST, "'br'"),
        (http(page(), Content_Length="99999"), {}, RefusalReason.TEXT_LOST, "were kept"),
        (
            http(chunks(page())[:-40], Transfer_Encoding="chunked"),
            {},
            RefusalReason.TEXT_LOST,
            "chunk",
        ),
        (http(page()), {"WARC_Truncated": "length"}, RefusalReason.TEXT_LOST, "cut it off"),
        (http(gzip.compress(page())[:-30], Content_Encoding="gzip"), {}, None, "packed"),
        (http(page()), {"WARC_Block_Digest": digest(b"x")}, RefusalReason.ALTERED, "digest"),
        (
            http(gzip.compress(bytes(9_000_000)), Content_Encoding="gzip"),
            {},
            RefusalReason.HOSTILE,
            "200 times",
        ),
    ],
)
def test_a_page_that_cannot_be_had_whole_is_refused_and_the_next_is_read(
    pull, block, headers, reason, word
):
    records = [record(block, **headers), *pages(1)]
    documents, (refusal,), _ = pull(warc, packed(records), NAME)
    assert reason in (None, refusal.reason)
    assert word in refusal.explanation
    assert refusal.location.endswith("a.warc.gz#https://harbour.example/1")
    assert [one.url for one in documents] == ["https://harbour.example/0"]


def test_a_digest_that_holds_is_no_matter(pull):
    block = http(page())
    documents, *_ = pull(warc, packed([record(block, WARC_Block_Digest=digest(block))]), NAME)
    assert len(documents) == 1


@pytest.mark.parametrize("packs", [packed, b"".join])
def test_wherever_it_is_cut_the_pages_before_are_read_and_the_rest_is_refused(pull, packs):
    records = pages(3)
    whole = packs(records)
    ends = [len(packs(records[:n])) for n in range(4)]
    all_read = [one.id for one in pull(warc, whole, NAME)[0]]
    for cut in (ends[1] - 300, ends[1] - 5, ends[1] + 3, ends[2] + 80, ends[3] - 40):
        documents, refusals, _ = pull(warc, whole[:cut], NAME)
        assert [one.id for one in documents] == all_read[: len(documents)]
        assert len(documents) >= sum(cut >= end for end in ends[1:])
        (why,) = refusals
        assert why.reason is RefusalReason.UNREADABLE, why
        assert "it stops at byte" in why.explanation


def test_a_changed_bit_never_crashes_and_never_gives_other_words_in_a_packed_archive(pull):
    records = pages(2)
    whole = packed(records)
    right = {one.id for one in pull(warc, whole, NAME)[0]}
    chance = random.Random(7)
    for _ in range(25):
        at = chance.randrange(len(whole))
        data = whole[:at] + bytes([whole[at] ^ (1 << chance.randrange(8))]) + whole[at + 1 :]
        documents, refusals, _ = pull(warc, data, NAME)
        assert {one.id for one in documents} <= right
        assert len(documents) == 2 or refusals


@pytest.mark.parametrize(
    "length", ["-1", "", "abc", "1e9", "99999999999999999999", "9223372036854775807", "0", "7"]
)
def test_a_length_that_lies_stops_the_reading_there(pull, length):
    records = [*pages(1), record(http(page()), Content_Length=length), *pages(2)]
    documents, refusals, _ = pull(warc, b"".join(records), "a.warc")
    assert len(documents) == 1
    assert len(refusals) == 1


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\x1f\x8b",
        gzip.compress(b""),
        b"not a record\r\n\r\n",
        gzip.compress(packed(pages(1))),
    ],
)
def test_what_holds_no_record_is_refused(pull, data):
    documents, refusals, notices = pull(warc, data, NAME)
    assert (documents, len(refusals), notices) == ([], 1, [])


def test_more_records_than_the_cap_are_refused_and_those_before_read(pull):
    documents, (refusal,), _ = pull(warc, packed(pages(3)), NAME, Limits(archive_entries=2))
    assert len(documents) == 2
    assert refusal.reason is RefusalReason.TOO_LARGE


def test_empty_packed_parts_have_an_end(pull):
    data = gzip.compress(b"", mtime=0) * 30_000
    _, (refusal,), _ = pull(warc, data, NAME)
    assert refusal.reason is RefusalReason.HOSTILE


def test_a_record_over_the_cap_is_refused_and_the_next_is_read(pull):
    large = record(http(os.urandom(300_000), "video/mp4"), "https://harbour.example/v.mp4")
    data = packed([large, *pages(1)])
    documents, (refusal,), _ = pull(warc, data, NAME, Limits(record_bytes=100_000))
    assert refusal.reason is RefusalReason.TOO_LARGE
    assert len(documents) == 1


def test_a_bomb_is_refused_before_it_goes_off(tmp_path):
    part = zlib.compressobj(9, 8, 31)
    with (tmp_path / "a.warc.gz").open("wb") as file:
        file.write(
            part.compress(record(b"").replace(b"Content-Length: 0", b"Content-Length: 2147483648"))
        )
        nothing = bytes(1 << 20)
        for _ in range(512):
            file.write(part.compress(nothing))
        file.write(part.flush())
    code = (
        "import io, sys; from sayso.model import When; from sayso.read import readings\n"
        "found = list(readings(sys.argv[1:], stdin=io.BytesIO(), retrieved=When('2031')))\n"
        "from sayso.read.child import _own_peak_kib as peak\n"
        "print(peak() // 1024, *(f.reason.value for f in found))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path / "a.warc.gz")],
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    mebibytes, *reasons = done.stdout.split()
    assert int(mebibytes) < 300
    assert "hostile" in reasons


def test_the_reader_keeps_its_contract():
    for data, name in ((packed(pages(2)), "a.warc.gz"), (b"".join(pages(2)), "a.warc")):
        made = check_reader(warc, data, name)
        assert len(made) == 2
