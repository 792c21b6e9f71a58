"""Unpacks gzip piece by piece under caps, so that a small file cannot become a large one unseen.

A part that follows a part is unpacked with it (RFC 1952, 2.2), as an answer of a server or a web archive may have many.
"""

import zlib
from collections.abc import Iterable, Iterator

from sayso.model import RefusalReason
from sayso.read.limits import Limits
from sayso.read.unread import Unread

GZIP = b"\x1f\x8b"
PIECE_BYTES = 64 * 1024
FREE_BYTES = 1024 * 1024
"""So much may come out of any input, however small: short texts of one letter pack very well."""


def unpacked(chunks: Iterable[bytes], limits: Limits) -> Iterator[bytes]:
    """Yield what gzip chunks hold in pieces of at most 64 KiB.

    Raises `Unread`: HOSTILE where more than `limits.unpacked_ratio` times the bytes come out, NETWORK where the chunks
    are no gzip or end too early.
    """
    packed = out = 0
    parts = _Parts()
    for chunk in chunks:
        packed += len(chunk)
        for piece in parts.pieces(chunk):
            out += len(piece)
            require_ratio(packed, out, limits)
            yield piece
        if parts.over:
            return
    if packed and not parts.at_end:
        raise _broken("it ends before its end")


class _Parts:
    """Parts of gzip one after the other; `over` once what follows is none: padding, as every reader takes it."""

    def __init__(self) -> None:
        self._part = zlib.decompressobj(31)
        self.over = False

    @property
    def at_end(self) -> bool:
        """True when the part that was begun last is whole."""
        return self._part.eof

    def pieces(self, chunk: bytes) -> Iterator[bytes]:
        """Yield what comes out of a chunk."""
        full = True
        while chunk or full:
            if self._part.eof:
                self.over = not chunk.startswith(GZIP[: len(chunk)])
                if self.over or not chunk:
                    return
                self._part = zlib.decompressobj(31)
            try:
                piece = self._part.decompress(chunk, PIECE_BYTES)
            except zlib.error as error:
                raise _broken(str(error)) from error
            full = len(piece) == PIECE_BYTES
            chunk = self._part.unconsumed_tail or self._part.unused_data
            yield piece


def require_ratio(packed: int, out: int, limits: Limits) -> None:
    """Raise `Unread` (HOSTILE) where so many packed bytes hold too many."""
    if out > max(FREE_BYTES, packed * limits.unpacked_ratio):
        raise Unread(
            RefusalReason.HOSTILE,
            f"{packed:,} packed bytes hold {out:,} or more, the cap is {limits.unpacked_ratio} times as many; "
            "unpack it and give what it holds",
            f"{packed} bytes packed, {out} unpacked",
        )


def _broken(what: str) -> Unread:
    return Unread(
        RefusalReason.NETWORK, f"what came cannot be unpacked ({what}); try again or save the page"
    )
