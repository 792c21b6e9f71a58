"""The records of a web archive (WARC 1.0 and 1.1, ISO 28500), one after the other, framed by their own lengths.

Nothing but the frame is looked at here. A record is given out whole or not at all: what follows it must be the next one or the end.
"""

import base64
import binascii
import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from sayso.model import RefusalReason
from sayso.read.decode import one_line
from sayso.read.limits import Limits
from sayso.read.stream import ArchiveStream
from sayso.read.unread import Stopped, Unread

FIRST_LINE = b"WARC/"
VERSIONS = frozenset({b"WARC/1.0", b"WARC/1.1"})
LINE_BYTES = 64 * 1024
HEADER_BYTES = 256 * 1024
LENGTH_DIGITS = 15
_TRAILER = b"\r\n\r\n"
_NAME = re.compile(rb"[!#$%&'*+.^_`|~0-9A-Za-z-]{1,200}")
_DIGEST_BYTES = {"sha1": 20, "sha256": 32, "sha512": 64, "md5": 16}


@dataclass
class Record:
    """One record: its headers, names in lower case, and its block of `length` bytes, to be taken once."""

    number: int
    headers: Mapping[str, str]
    length: int
    _archive: ArchiveStream = field(repr=False)
    _head: bytes = field(default=b"", repr=False)
    _left: int = 0

    @property
    def kind(self) -> str:
        """What kind of record it is: response, request, metadata, ..."""
        return self.headers.get("warc-type", "").lower()

    @property
    def address(self) -> str:
        """The address it is of; some writers put it between < and >."""
        return one_line(self.headers.get("warc-target-uri", "").removeprefix("<").removesuffix(">"))

    def head(self, count: int) -> bytes:
        """Return the first bytes of the block."""
        wanted = min(count, self.length) - len(self._head)
        if wanted > 0:
            self._head += self._exactly(wanted)
        return self._head[:count]

    def block(self) -> bytes:
        """Return the whole block; raises `Stopped` unless all of it is there, `Unread` (ALTERED) unless it is as it was written."""
        whole = self._head + self._exactly(self._left)
        self._head = b""
        self.end()
        declared = self.headers.get("warc-block-digest", "")
        if not _holds(declared, whole):
            raise Unread(
                RefusalReason.ALTERED,
                f"its {self.length:,} bytes are not those of its digest {declared[:80]}; get the archive again",
                declared[:200],
            )
        return whole

    def end(self) -> None:
        """Pass over what is left of the record; raises `Stopped` unless another or the end follows."""
        if self._left:
            passed = self._archive.skip(self._left)
            self._left -= passed
            self._require_whole()
        if self._archive.ahead(len(_TRAILER)) == _TRAILER:
            self._archive.skip(len(_TRAILER))
        following = self._archive.ahead(len(FIRST_LINE))
        if not FIRST_LINE.startswith(following):
            raise damage(f"no record begins where record {self.number} ends", following)

    def _exactly(self, count: int) -> bytes:
        data = self._archive.read(count)
        self._left -= len(data)
        if len(data) < count:
            self._require_whole()
        return data

    def _require_whole(self) -> None:
        if self._left:
            raise damage(f"record {self.number} ends {self._left:,} bytes before its end")


def records(archive: ArchiveStream, limits: Limits) -> Iterator[Record]:
    """Yield each record of an archive, which is passed over before the next is asked for.

    Raises `Stopped`: UNREADABLE at the first damage, TOO_LARGE for more records than the cap.
    """
    number = 0
    while line := archive.line(LINE_BYTES):
        number += 1
        if line.strip() not in VERSIONS:
            raise damage(
                f"record {number} begins with no version line that is read (WARC/1.0, WARC/1.1)",
                line,
            )
        if number > limits.archive_entries:
            raise Stopped(
                RefusalReason.TOO_LARGE,
                f"it has more than {limits.archive_entries:,} records, which is the cap; split it",
            )
        headers = _headers(archive, number)
        length = _length(headers, number)
        record = Record(number, headers, length, archive, _left=length)
        yield record
        record.end()


def damage(what: str, evidence: bytes = b"") -> Stopped:
    """Return why reading stops: the frame is broken here."""
    shown = evidence[:80].decode("ascii", "backslashreplace")
    return Stopped(RefusalReason.UNREADABLE, f"it is damaged: {what}", shown)


def _headers(archive: ArchiveStream, number: int) -> Mapping[str, str]:
    found: dict[str, str] = {}
    name, size = "", 0
    while (line := archive.line(LINE_BYTES)).strip(b"\r\n"):
        size += len(line)
        if size > HEADER_BYTES or not line.endswith(b"\n"):
            raise damage(f"the header of record {number} is too long or has no end", line)
        if line[:1] in b" \t" and name:
            found[name] += " " + line.decode("utf-8", "replace").strip()
            continue
        given, colon, value = line.partition(b":")
        if not colon or not _NAME.fullmatch(given):
            raise damage(f"the header of record {number} has a line that is none", line)
        name, told = given.decode("ascii").lower(), value.decode("utf-8", "replace").strip()
        if name == "content-length" and found.get(name, told) != told:
            raise damage(f"record {number} gives two lengths", line)
        found.setdefault(name, told)
    if not line:
        raise damage(f"it ends in the header of record {number}")
    return found


def _length(headers: Mapping[str, str], number: int) -> int:
    given = headers.get("content-length", "")
    if not (given.isascii() and given.isdigit() and len(given) <= LENGTH_DIGITS):
        raise damage(f"record {number} does not say how long it is", given.encode())
    return int(given)


def _holds(declared: str, data: bytes) -> bool:
    """Return False when a digest we know how to make is not the one of data."""
    algorithm, _, given = declared.partition(":")
    name = algorithm.strip().lower().replace("-", "")
    if name not in _DIGEST_BYTES:
        return True
    made = hashlib.new(name, data, usedforsecurity=False).digest()
    given = given.strip()
    try:
        if len(given) == 2 * _DIGEST_BYTES[name]:
            return bytes.fromhex(given) == made
        return base64.b32decode(given.upper()) == made
    except (ValueError, binascii.Error):
        return False
