"""Web archives (WARC, packed or not): each page that a server answered with is a report, fetched when the record says so."""

import zlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from hashlib import sha256
from typing import BinaryIO
from urllib.parse import urlsplit

from sayso.model import Document, InvalidRecord, Refusal, RefusalReason, When
from sayso.read.answer import HEAD_BYTES
from sayso.read.input import Head, Input, notice
from sayso.read.offered import Offered
from sayso.read.records import FIRST_LINE, Record, records
from sayso.read.report import report
from sayso.read.stream import ArchiveStream
from sayso.read.unpack import GZIP
from sayso.read.unread import Stopped, Unread
from sayso.wording import count_of

ENDINGS = (".warc", ".warc.gz")
ADDRESS_CHARS = 4_096
KINDS = frozenset({"application/warc", "application/warc+gzip"})


def sniff(head: Head) -> bool:
    """Return True for a web archive, by its name, its media type or its first line."""
    if head.named(*ENDINGS) or head.media_type in KINDS or head.data.startswith(FIRST_LINE):
        return True
    return head.data.startswith(GZIP) and _first(head.data).startswith(FIRST_LINE)


def read(given: Input) -> Iterator[Document | Refusal]:
    """Yield the reports of an archive, what of it cannot be read, and a notice that counts what else it holds."""
    if not given.size:
        raise Unread(RefusalReason.EMPTY, "it is empty; give an archive that holds records")
    if given.size > given.limits.archive_bytes:
        raise Unread(
            RefusalReason.TOO_LARGE,
            f"it has {given.size:,} bytes, the cap of one archive is {given.limits.archive_bytes:,}; split it",
        )
    passed = Passed()
    yield from pages(given, given.stream, passed)
    yield from passed.told(given.location)


@dataclass
class Passed:
    """What was passed over, by kind."""

    records: int = 0
    refused: bool = False
    kinds: Counter[str] = field(default_factory=Counter)

    def told(self, location: str) -> Iterator[Refusal]:
        """Yield the notice of what was passed over, if anything was."""
        if not self.kinds:
            if not self.records and not self.refused:
                yield Unread(RefusalReason.EMPTY, "it holds no record").refusal(location)
            return
        most = sorted(self.kinds.items(), key=lambda one: (-one[1], one[0]))
        each = ", ".join(f"{kind}: {count:,}" for kind, count in most)
        yield notice(
            location,
            f"{self.kinds.total():,} of {self.records:,} records hold no page and were passed over: {each}",
        )


def pages(
    given: Input, stream: BinaryIO, passed: Passed, within: str = ""
) -> Iterator[Document | Refusal]:
    """Yield what the pages of one stream of records give; `within` names the stream where the input holds several.

    At damage the records before it have been read, and a refusal names the place.
    """
    archive = ArchiveStream(stream, given.limits)
    done = 0
    try:
        for record in records(archive, given.limits):
            yield from _page(record, given, passed)
            done, passed.records = done + 1, passed.records + 1
    except Stopped as why:
        passed.refused = True
        where = f"{within}: {why.explanation}" if within else why.explanation
        told = f"{where}; it stops at byte {archive.at:,}, the {count_of(done, 'record')} before were read"
        yield replace(why.refusal(given.location), explanation=told)


def _page(record: Record, given: Input, passed: Passed) -> Iterator[Document | Refusal]:
    location = given.part(record.address or f"record-{record.number}")
    if record.length > given.limits.record_bytes:
        yield Unread(
            RefusalReason.TOO_LARGE,
            f"record {record.number} has {record.length:,} bytes, the cap is {given.limits.record_bytes:,}; it was passed over",
        ).refusal(location)
        return
    if other := _other(record):
        passed.kinds[other] += 1
        return
    data = b""
    try:
        told = given.worker.ask("sayso.read.answer:about", {}, record.head(HEAD_BYTES))
        if not told["page"]:
            passed.kinds[str(told["passed"])] += 1
            return
        _require_page_size(record, given)
        data = record.block()
        yield _document(record, data, told, given, location)
    except Stopped:
        raise
    except Unread as why:
        yield why.refusal(location, sha256(data).hexdigest() if data else "")


def _other(record: Record) -> str:
    """Return what a record is if it can be no page, "" if it may be one."""
    if record.kind != "response":
        known = (
            "warcinfo",
            "request",
            "metadata",
            "revisit",
            "resource",
            "conversion",
            "continuation",
        )
        return f"{record.kind} records" if record.kind in known else "records of other kinds"
    if not record.headers.get("content-type", "").lower().startswith("application/http"):
        return "responses that are not HTTP"
    try:
        place = urlsplit(record.address)
    except ValueError:
        return "responses without an address"
    if len(record.address) > ADDRESS_CHARS:
        return f"responses with an address of more than {ADDRESS_CHARS:,} characters"
    if place.scheme not in ("http", "https") or not place.netloc:
        return "responses without an address"
    return "robots.txt" if place.path == "/robots.txt" else ""


def _require_page_size(record: Record, given: Input) -> None:
    if record.length > given.limits.file_bytes + HEAD_BYTES:
        raise Unread(
            RefusalReason.TOO_LARGE,
            f"the page has {record.length:,} bytes, the cap is {given.limits.file_bytes:,}; give its text",
        )
    if cut := record.headers.get("warc-truncated", ""):
        raise Unread(
            RefusalReason.TEXT_LOST,
            f"its recorder cut it off ({cut[:40]!r}), so text would be lost; record it again",
        )


def _document(
    record: Record, block: bytes, told: dict[str, object], given: Input, location: str
) -> Document:
    asked = {"most": given.limits.file_bytes, "ratio": given.limits.unpacked_ratio}
    answer = given.worker.ask("sayso.read.answer:body", asked, block)
    if "reason" in answer:
        raise Unread(RefusalReason(answer["reason"]), str(answer["why"]))
    kind, charset = str(told["kind"]), str(told["charset"])
    offered = Offered(location, answer.get("data", b""), record.address, "", kind, charset)
    found = report(offered, _fetched(record, given), given.worker)
    return replace(found, url=record.address)


def _fetched(record: Record, given: Input) -> When:
    """Return when the record says that the page was fetched; when the archive was read where it says no date."""
    try:
        fetched = When(record.headers.get("warc-date", ""))
    except InvalidRecord:
        return given.retrieved
    return fetched if fetched.known else given.retrieved


def _first(data: bytes) -> bytes:
    try:
        return zlib.decompressobj(31).decompress(data, len(FIRST_LINE))
    except zlib.error:
        return b""
