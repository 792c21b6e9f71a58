import io
import stat
import struct
import zipfile

import pytest
from tests.read.archives import packed, pages
from tests.read.archives import wacz as package

from sayso.model import RefusalReason
from sayso.read import Limits, wacz
from sayso.testing import check_reader

NAME = "a.wacz"
ARCHIVE = "archive/data.warc.gz"
FILES = {ARCHIVE: packed(pages(2)), "pages/pages.jsonl": b'{"format": "json-pages-1.0"}\n'}


def test_the_pages_of_a_package_are_reports(read, tmp_path):
    (tmp_path / NAME).write_bytes(package(FILES))
    found = read(tmp_path / NAME)
    assert [one.url for one in found] == ["https://harbour.example/0", "https://harbour.example/1"]
    assert found[0].location == f"{tmp_path / NAME}#https://harbour.example/0"


def test_a_changed_bit_is_a_refusal_that_names_the_file(pull):
    for name, reads in ((ARCHIVE, 0), ("pages/pages.jsonl", 2)):
        data = bytearray(FILES[name])
        data[len(data) // 2] ^= 1
        changed = package({**FILES, name: bytes(data)}, listed=FILES)
        documents, (refusal,), _ = pull(wacz, changed, NAME)
        assert refusal.reason is RefusalReason.ALTERED
        assert name in refusal.explanation
        assert refusal.location == f"there/{NAME}#{name}"
        assert len(documents) == reads


def test_every_changed_bit_of_what_is_packed_is_found(pull):
    whole = package(FILES)
    at = whole.index(FILES[ARCHIVE])
    for place in range(at, at + len(FILES[ARCHIVE]), 97):
        data = bytearray(whole)
        data[place] ^= 4
        documents, refusals, _ = pull(wacz, bytes(data), NAME)
        assert not documents
        assert any(ARCHIVE in one.explanation for one in refusals)


def test_a_package_that_was_signed_and_changed_is_refused_whole(pull):
    whole = bytearray(package(FILES))
    whole[whole.index(b'"profile"') + 2] ^= 1
    data = bytes(whole)
    documents, (refusal,), _ = pull(wacz, data, NAME)
    assert not documents
    assert "datapackage.json" in refusal.explanation


def test_what_was_put_in_or_taken_out_is_named(pull):
    put_in = package(FILES, extra=[("archive/more.warc.gz", packed(pages(1)))])
    documents, (refusal,), _ = pull(wacz, put_in, NAME)
    assert "archive/more.warc.gz is not listed" in refusal.explanation
    assert len(documents) == 2
    taken_out = package({ARCHIVE: FILES[ARCHIVE]}, listed=FILES)
    documents, (refusal,), _ = pull(wacz, taken_out, NAME)
    assert "pages/pages.jsonl" in refusal.explanation
    assert len(documents) == 2


def link():
    info = zipfile.ZipInfo("archive/passwd.warc")
    info.external_attr = (stat.S_IFLNK | 0o777) << 16
    return info


def overlapping():
    """Two entries of the list that stand on the same bytes."""
    data = bytearray(package({**FILES, "archive/zz.warc.gz": FILES[ARCHIVE]}))
    (first,) = struct.unpack_from("<I", data, data.rindex(ARCHIVE.encode()) - 4)
    struct.pack_into("<I", data, data.rindex(b"archive/zz.warc.gz") - 4, first)
    return bytes(data)


def bomb():
    out = io.BytesIO(package(FILES))
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as pack:
        pack.writestr("archive/bomb.warc", bytes(20_000_000))
    return out.getvalue()


def encrypted():
    data = bytearray(package(FILES))
    at = data.rindex(b"PK\x01\x02")
    data[at + 8] |= 1
    return bytes(data)


@pytest.mark.parametrize(
    ("data", "word"),
    [
        (package(FILES, extra=[("../../etc/passwd", b"x")]), "leads out"),
        (package(FILES, extra=[("/etc/passwd", b"x")]), "leads out"),
        (package(FILES, extra=[("archive/..\\x.warc", b"x")]), "leads out"),
        (package(FILES, extra=[("C:x.warc", b"x")]), "leads out"),
        (package(FILES, extra=[(link(), b"/etc/passwd")]), "link"),
        (overlapping(), "over each other"),
        (bomb(), "200 times"),
        (encrypted(), "encrypted"),
    ],
    ids=["up", "root", "back", "drive", "link", "overlap", "bomb", "encrypted"],
)
def test_tricks_are_refused(pull, data, word):
    documents, (refusal,), _ = pull(wacz, data, NAME)
    assert not documents
    assert word in refusal.explanation


def test_a_list_of_too_many_entries_is_refused_whatever_its_end_says(pull):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as pack:
        for number in range(25_000):
            pack.writestr(zipfile.ZipInfo(f"{number}"), b"")
    data = out.getvalue()
    _, (refusal,), _ = pull(wacz, data, NAME)
    assert refusal.reason is RefusalReason.HOSTILE
    assert "25,000" in refusal.explanation
    lying = bytearray(data)
    struct.pack_into("<HH", lying, len(lying) - 14, 5, 5)
    _, (refusal,), _ = pull(wacz, bytes(lying), NAME)
    assert refusal.reason in (RefusalReason.HOSTILE, RefusalReason.UNREADABLE)


def test_a_package_over_the_cap_and_one_without_a_list_are_refused(pull):
    _, (refusal,), _ = pull(wacz, package(FILES), NAME, Limits(archive_bytes=1000))
    assert refusal.reason is RefusalReason.TOO_LARGE
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as pack:
        pack.writestr(ARCHIVE, FILES[ARCHIVE])
    documents, (refusal,), _ = pull(wacz, out.getvalue(), NAME)
    assert not documents
    assert "datapackage.json" in refusal.explanation


@pytest.mark.parametrize("listed", [b"[" * 100_000, b"{}", b'{"resources": 7}', b"\xff"])
def test_a_list_that_is_none_is_refused(pull, listed):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as pack:
        pack.writestr("datapackage.json", listed)
        pack.writestr(ARCHIVE, FILES[ARCHIVE])
    documents, (refusal,), _ = pull(wacz, out.getvalue(), NAME)
    assert not documents
    assert "damaged" in refusal.explanation


def test_the_reader_keeps_its_contract():
    assert len(check_reader(wacz, package(FILES), NAME)) == 2
