"""From the bytes of a recorded HTTP answer to what it sent: status, kind, charset and body. Runs in the child process only."""

import re
import zlib
from collections.abc import Mapping
from typing import Any

from sayso.read.limits import Limits
from sayso.read.unpack import GZIP, unpacked
from sayso.read.unread import Unread

HEAD_BYTES = 64 * 1024
PAGES = frozenset({"text/html", "application/xhtml+xml"})
TEXTS = frozenset({"text/plain", "text/markdown"})
OK = 200
_STATUS = re.compile(rb"HTTP/\d(?:\.\d)? +(\d{3})\b")
_HEAD_END = re.compile(rb"\r?\n\r?\n")
_CHARSET = re.compile(r"charset\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.IGNORECASE)
_CHUNK = re.compile(rb"[ \t]*([0-9A-Fa-f]{1,8})[ \t]*(?:;[^\r\n]{0,1000})?\r?\n")
_LOOKS_LIKE_A_PAGE = re.compile(rb"\s*<(?:!doctype\s+html|html[\s>])", re.IGNORECASE)


class _Spoiled(Exception):
    """The body cannot be had; the message says why."""


def about(data: bytes) -> dict[str, Any]:
    """Return what the first bytes of an answer say: `page` if it is a page or text, else `passed` (what it is instead)."""
    head = _head(data)
    if head is None:
        return {"page": False, "passed": "answers without a head of their own"}
    status, headers, start = head
    kind = _kind(headers)
    if status != OK:
        return {"page": False, "passed": f"answers of status {status}"}
    if not kind and _LOOKS_LIKE_A_PAGE.match(data, start):
        kind = "text/html"
    if kind not in PAGES | TEXTS:
        return {"page": False, "passed": f"answers of kind {_family(kind)}"}
    charset = _CHARSET.search(headers.get("content-type", ""))
    return {"page": True, "kind": kind, "charset": charset[1] if charset else ""}


def body(data: bytes, most: int, ratio: int) -> dict[str, Any]:
    """Return the body of an answer under `data`, unpacked, or why it cannot be had (`reason`, `why`)."""
    head = _head(data)
    if head is None:
        return {"reason": "text-lost", "why": "its answer has no head"}
    _, headers, start = head
    try:
        sent = _transferred(data[start:], headers)
        return {"data": _decoded(sent, headers, most, ratio)}
    except _Spoiled as why:
        return {"reason": "text-lost", "why": str(why)}
    except Unread as why:
        return {"reason": why.reason.value, "why": f"its answer is packed: {why.explanation}"}


def _head(data: bytes) -> tuple[int, Mapping[str, str], int] | None:
    status = _STATUS.match(data)
    end = _HEAD_END.search(data, 0, HEAD_BYTES)
    if status is None or end is None:
        return None
    headers: dict[str, str] = {}
    for line in data[: end.start()].split(b"\n")[1:]:
        name, colon, value = line.decode("latin-1").partition(":")
        if colon:
            name = name.strip().lower()
            headers[name] = (
                f"{headers[name]}, {value.strip()}" if name in headers else value.strip()
            )
    return int(status[1]), headers, end.end()


def _kind(headers: Mapping[str, str]) -> str:
    return headers.get("content-type", "").partition(";")[0].strip().lower()


def _family(kind: str) -> str:
    family = kind.partition("/")[0]
    known = (
        "application",
        "audio",
        "font",
        "image",
        "message",
        "model",
        "multipart",
        "text",
        "video",
    )
    return f"{family}/…" if family in known else "not told"


def _transferred(sent: bytes, headers: Mapping[str, str]) -> bytes:
    coding = headers.get("transfer-encoding", "").lower()
    if "chunked" in coding and (sent == b"" or _CHUNK.match(sent)):
        return _joined(sent)
    declared = headers.get("content-length", "")
    if (
        declared.isascii()
        and declared.isdigit()
        and len(declared) < 16
        and len(sent) < int(declared)
    ):
        raise _Spoiled(
            f"{len(sent):,} of its {int(declared):,} bytes were kept, so text would be lost"
        )
    return sent


def _joined(sent: bytes) -> bytes:
    """Return the chunks of a body put together (RFC 9112, 7.1)."""
    found: list[bytes] = []
    at = 0
    while chunk := _CHUNK.match(sent, at):
        size, start = int(chunk[1], 16), chunk.end()
        if size == 0:
            return b"".join(found)
        if start + size > len(sent):
            break
        found.append(sent[start : start + size])
        at = start + size
        at += 2 if sent.startswith(b"\r\n", at) else 1 if sent.startswith(b"\n", at) else 0
    raise _Spoiled("its last chunk is missing or broken, so text would be lost")


def _decoded(sent: bytes, headers: Mapping[str, str], most: int, ratio: int) -> bytes:
    codings = [one.strip().lower() for one in headers.get("content-encoding", "").split(",")]
    codings = [one for one in codings if one not in ("", "identity")]
    if not codings:
        return _within(sent, most)
    if len(codings) > 1 or codings[0] not in ("gzip", "x-gzip", "deflate"):
        raise _Spoiled(
            f"it is packed as {', '.join(codings)[:60]!r}, which is not unpacked here; record it with gzip or unpacked"
        )
    if codings[0] == "deflate":
        return _inflated(sent, most, ratio)
    if not sent.startswith(GZIP):  # recorders that unpack leave the header as it was
        return _within(sent, most)
    out = bytearray()
    for piece in unpacked([sent], Limits(unpacked_ratio=ratio)):
        out += piece
        _require_most(len(out), most)
    return bytes(out)


def _inflated(sent: bytes, most: int, ratio: int) -> bytes:
    """Return what deflate holds, with or without the frame it should have (RFC 9110, 8.4.1.2)."""
    most = min(most, max(1024 * 1024, ratio * len(sent)))
    for frame in (zlib.MAX_WBITS, -zlib.MAX_WBITS):
        part = zlib.decompressobj(frame)
        try:
            out = part.decompress(sent, most + 1)
        except zlib.error:
            continue
        if not part.eof and len(out) <= most:
            raise _Spoiled("its packing ends too early, so text would be lost")
        return _within(out, most)
    raise _Spoiled("it says it is packed as 'deflate' and is not")


def _within(data: bytes, most: int) -> bytes:
    _require_most(len(data), most)
    return data


def _require_most(size: int, most: int) -> None:
    if size > most:
        raise _Spoiled(f"it has more than {most:,} bytes, which is the cap of one page")
