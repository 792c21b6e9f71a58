"""The bytes of an archive, unpacked where they are packed, as a stream that counts them and stops at the caps."""

import zlib
from collections.abc import Iterator
from typing import BinaryIO

from sayso.model import RefusalReason
from sayso.read.limits import Limits
from sayso.read.unpack import GZIP, PIECE_BYTES, require_ratio
from sayso.read.unread import Stopped, Unread


class ArchiveStream:
    """An archive's bytes in order; `at` is how many were given out so far.

    Parts of gzip may follow each other, each with a ratio of its own: a record that packs well pays for no other. Raises `Stopped`:
    HOSTILE for what breaks a cap, UNREADABLE where the packing is damaged.
    """

    def __init__(self, stream: BinaryIO, limits: Limits) -> None:
        self._stream, self._limits = stream, limits
        self._held, self._from = b"", 0
        self._pieces = self._all()
        self._part_bytes = 0
        self._later: Stopped | None = None
        self.at = 0

    def read(self, count: int) -> bytes:
        """Return `count` bytes, fewer only at the end."""
        found = bytearray()
        while len(found) < count and self._more():
            found += self._take(count - len(found))
        return bytes(found)

    def skip(self, count: int) -> int:
        """Pass over `count` bytes and return how many there were."""
        left = count
        while left and self._more():
            left -= len(self._take(left))
        return count - left

    def line(self, most: int) -> bytes:
        """Return the bytes up to the next line end and with it, `most` at most, b"" at the end."""
        found = bytearray()
        while len(found) < most and self._more():
            end = self._held.find(b"\n", self._from)
            upto = end + 1 - self._from if end >= 0 else len(self._held)
            found += self._take(min(upto, most - len(found)))
            if found.endswith(b"\n"):
                break
        return bytes(found)

    def ahead(self, count: int) -> bytes:
        """Return the next bytes, `count` at most, and leave them to be read.

        Damage in a part of which nothing was given yet is raised when that part is read: what stands before it is whole.
        """
        while len(self._held) - self._from < count:
            try:
                piece = next(self._pieces, b"")
            except Stopped as why:
                if self._part_bytes:
                    raise
                self._later, piece = why, b""
            if not piece:
                break
            self._held, self._from = self._held[self._from :] + piece, 0
        return self._held[self._from : self._from + count]

    def _more(self) -> bool:
        while self._from >= len(self._held):
            if self._later is not None:
                raise self._later
            self._held, self._from = next(self._pieces, b""), 0
            if not self._held:
                return False
        return True

    def _take(self, count: int) -> bytes:
        taken = self._held[self._from : self._from + count]
        self._from += len(taken)
        self.at += len(taken)
        if self.at > self._limits.archive_bytes:
            raise Stopped(
                RefusalReason.TOO_LARGE,
                f"it holds more than {self._limits.archive_bytes:,} bytes, which is the cap of one archive; split it",
                f"{self.at} bytes",
            )
        return taken

    def _all(self) -> Iterator[bytes]:
        """Yield pieces that are not empty."""
        first = self._stream.read(PIECE_BYTES)
        if first.startswith(GZIP):
            yield from self._gzip(first)
            return
        while first:
            yield first
            first = self._stream.read(PIECE_BYTES)

    def _gzip(self, chunk: bytes) -> Iterator[bytes]:
        empty = 0
        while chunk := chunk or self._stream.read(PIECE_BYTES):
            if not chunk.strip(b"\0"):  # padding, as tapes have it
                chunk = b""
                continue
            part, came_in, full = zlib.decompressobj(31), 0, False
            self._part_bytes = 0
            while not part.eof:
                if not full:
                    chunk = chunk or self._stream.read(PIECE_BYTES)
                    if not chunk:
                        raise _damaged("it ends in the middle of a packed part")
                before = len(chunk)
                try:
                    piece = part.decompress(chunk, PIECE_BYTES)
                except zlib.error as error:
                    raise _damaged(str(error)) from error
                full = len(piece) == PIECE_BYTES
                chunk = part.unused_data or part.unconsumed_tail
                came_in += before - len(chunk)
                self._part_bytes += len(piece)
                self._require_ratio(came_in, self._part_bytes)
                if piece:
                    yield piece
            empty = 0 if self._part_bytes else empty + 1
            if empty > self._limits.archive_entries:
                raise Stopped(
                    RefusalReason.HOSTILE,
                    f"more than {self._limits.archive_entries:,} packed parts are empty",
                )

    def _require_ratio(self, came_in: int, came_out: int) -> None:
        try:
            require_ratio(came_in, came_out, self._limits)
        except Unread as why:
            raise Stopped(why.reason, why.explanation, why.evidence) from why


def _damaged(what: str) -> Stopped:
    return Stopped(RefusalReason.UNREADABLE, f"its packing is damaged ({what})", what)
