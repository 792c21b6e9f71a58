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
    unpack = zlib.decompressobj(31)
    for chunk in chunks:
        packed += len(chunk)
        if unpack.eof and not chunk.startswith(GZIP[: len(chunk)]):
            return  # what is no part is padding, as every reader of gzip takes it
        for piece, part in _pieces(unpack, chunk):
            unpack = part
            out += len(piece)
            require_ratio(packed, out, limits)
            yield piece
    if packed and not unpack.eof:
        raise _broken("it ends before its end")


def _pieces(unpack: "zlib._Decompress", chunk: bytes) -> Iterator[tuple[bytes, "zlib._Decompress"]]:
    """Yield what comes out of one chunk, each piece with the part it belongs to."""
    full = True
    while chunk or full:
        if unpack.eof:
            if not chunk or not chunk.startswith(GZIP[: len(chunk)]):
                return
            unpack = zlib.decompressobj(31)
        try:
            piece = unpack.decompress(chunk, PIECE_BYTES)
        except zlib.error as error:
            raise _broken(str(error)) from error
        full = len(piece) == PIECE_BYTES
        chunk = unpack.unconsumed_tail or unpack.unused_data
        yield piece, unpack


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
