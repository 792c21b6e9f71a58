"""A ZIP file that comes from anybody: its list of entries is checked for every known trick before one of them is opened."""

import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO, BinaryIO

from sayso.model import RefusalReason
from sayso.read.limits import Limits
from sayso.read.unread import Unread

MAGIC = b"PK\x03\x04"
END = b"PK\x05\x06"
END_64_AT = b"PK\x06\x07"
END_64 = b"PK\x06\x06"
END_BYTES, END_64_AT_BYTES, END_64_BYTES = 22, 20, 56
LONGEST_NOTE_BYTES = 65_535
ENTRY_BYTES = 1024
LOCAL_BYTES = 30
FREE_BYTES = 1024 * 1024
ENCRYPTED = 0x1
_METHODS = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    NotImplementedError,
    RuntimeError,
    ValueError,
    struct.error,
)


@contextmanager
def unzipped(stream: BinaryIO, size: int, limits: Limits) -> Iterator[zipfile.ZipFile]:
    """Give a ZIP file whose entries may be opened; raises `Unread` (HOSTILE, TOO_LARGE, UNREADABLE)."""
    _require_few(stream, size, limits)
    with _mended(), zipfile.ZipFile(stream) as pack:
        _require_honest(pack.infolist(), stream, size, limits)
        yield pack


@contextmanager
def opened(pack: zipfile.ZipFile, name: str) -> Iterator[IO[bytes]]:
    """Give one entry as a stream; raises `Unread` (UNREADABLE) where it is damaged, also while it is read."""
    with _mended(name), pack.open(name) as stream:
        yield stream


@contextmanager
def _mended(name: str = "") -> Iterator[None]:
    try:
        yield
    except _BROKEN as error:
        what = f"{name} in it is" if name else "it is"
        raise Unread(
            RefusalReason.UNREADABLE,
            f"{what} damaged ({error}); get the archive again",
            str(error)[:200],
        ) from error


def _require_few(stream: BinaryIO, size: int, limits: Limits) -> None:
    """Refuse a list of too many entries by what its end says of it, before it is read into memory."""
    back = min(size, END_BYTES + LONGEST_NOTE_BYTES + END_64_AT_BYTES)
    stream.seek(size - back)
    tail = stream.read(back)
    stream.seek(0)
    at = tail.rfind(END)
    if at < 0 or at + END_BYTES > len(tail):
        raise Unread(
            RefusalReason.UNREADABLE,
            "it is damaged: a ZIP file without its end; get the archive again",
        )
    count, length = struct.unpack_from("<HI", tail, at + 10)
    if tail[at - END_64_AT_BYTES : at - END_64_AT_BYTES + 4] == END_64_AT:
        (place,) = struct.unpack_from("<Q", tail, at - END_64_AT_BYTES + 8)
        stream.seek(min(place, size))
        end = stream.read(END_64_BYTES)
        stream.seek(0)
        if len(end) == END_64_BYTES and end.startswith(END_64):
            count, length = struct.unpack_from("<QQ", end, 32)
    if count > limits.archive_entries or length > limits.archive_entries * ENTRY_BYTES:
        raise Unread(
            RefusalReason.HOSTILE,
            f"it lists {count:,} entries in {length:,} bytes, the cap is {limits.archive_entries:,} entries; split it",
            f"{count} entries",
        )


def _require_honest(
    entries: list[zipfile.ZipInfo], stream: BinaryIO, size: int, limits: Limits
) -> None:
    if len(entries) > limits.archive_entries:
        raise _trick(f"it lists {len(entries):,} entries, the cap is {limits.archive_entries:,}")
    names: set[str] = set()
    for one in entries:
        _require_plain(one)
        if one.filename in names:
            raise _trick("it lists two entries of one name", one.filename)
        names.add(one.filename)
        if one.file_size > max(FREE_BYTES, one.compress_size * limits.unpacked_ratio):
            raise _trick(
                f"an entry of {one.compress_size:,} bytes holds {one.file_size:,}, the cap is {limits.unpacked_ratio} times as many",
                one.filename,
            )
    total = sum(one.file_size for one in entries)
    if total > limits.archive_bytes:
        raise Unread(
            RefusalReason.TOO_LARGE,
            f"it holds {total:,} bytes, the cap of one archive is {limits.archive_bytes:,}; split it",
        )
    _require_apart(entries, stream, size)


def _require_plain(entry: zipfile.ZipInfo) -> None:
    """Refuse names that lead elsewhere, links, and what is packed in ways that are not read."""
    name = entry.orig_filename
    parts = name.replace("\\", "/").split("/")
    if name.startswith(("/", "\\")) or ".." in parts or ":" in parts[0] or "\0" in name:
        raise _trick("an entry has a name that leads out of the archive", name)
    if stat.S_ISLNK(entry.external_attr >> 16):
        raise _trick("an entry is a link", name)
    if entry.flag_bits & ENCRYPTED:
        raise Unread(
            RefusalReason.UNREADABLE, "it is encrypted; save it without a password", name[:200]
        )
    if entry.compress_type not in _METHODS:
        raise Unread(
            RefusalReason.UNREADABLE,
            f"an entry is packed by method {entry.compress_type}, read are stored and deflated; pack it anew",
            name[:200],
        )


def _require_apart(entries: list[zipfile.ZipInfo], stream: BinaryIO, size: int) -> None:
    """Refuse entries that share bytes: a few bytes could then be unpacked many times over."""
    last = 0
    for one in sorted(entries, key=lambda e: e.header_offset):
        stream.seek(one.header_offset)
        local = stream.read(LOCAL_BYTES)
        if len(local) < LOCAL_BYTES or not local.startswith(MAGIC):
            raise _trick("an entry does not stand where the list says", one.filename)
        name_bytes, extra_bytes = struct.unpack_from("<HH", local, 26)
        end = one.header_offset + LOCAL_BYTES + name_bytes + extra_bytes + one.compress_size
        if one.header_offset < last or end > size:
            raise _trick("entries lie over each other", one.filename)
        last = end


def _trick(what: str, name: str = "") -> Unread:
    told = f"{what} ({name[:80]!r})" if name else what
    return Unread(
        RefusalReason.HOSTILE, f"{told}; get the archive from whoever recorded it", name[:200]
    )
