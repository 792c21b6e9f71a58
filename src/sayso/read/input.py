"""What a reader is given, and the promise every reader keeps: the port behind the entry point `sayso.readers`."""

import io
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import BinaryIO, Protocol
from urllib.parse import urlsplit

from sayso.model import Document, Refusal, RefusalReason, When
from sayso.read.limits import Limits
from sayso.read.offered import Offered
from sayso.read.unread import Unread
from sayso.read.worker import PageWorker

HEAD_BYTES = 4096


@dataclass(frozen=True, slots=True)
class Head:
    """What a reader sees of an input before it says whether it reads it: its first bytes, its name in lower case and its media type.

    `name` and `media_type` are '' where nobody gave any.

    >>> Head(b"%PDF-1.7", "report.pdf").named(".pdf", ".fdf")
    True
    """

    data: bytes
    name: str = ""
    media_type: str = ""

    def named(self, *endings: str) -> bool:
        """Return True when the name has one of the endings."""
        return self.name.endswith(endings)


@dataclass(frozen=True, slots=True)
class Input:
    """One input that a reader reads: its bytes as a stream that can seek, and how it was come by.

    `location` names it to the user, `url` is its address ('' when it has none), `retrieved` when it was come by. What is hostile is given to
    `worker`, which does it in a child process of limited time and memory.
    """

    location: str
    stream: BinaryIO
    size: int
    retrieved: When
    worker: PageWorker
    name: str = ""
    url: str = ""
    media_type: str = ""
    charset: str = ""

    @classmethod
    def of(cls, offered: Offered, retrieved: When, worker: PageWorker) -> "Input":
        """Return the input of bytes that are held already."""
        return cls(
            offered.location,
            io.BytesIO(offered.data),
            len(offered.data),
            retrieved,
            worker,
            _name(offered),
            offered.url,
            offered.media_type,
            offered.charset,
        )

    @property
    def limits(self) -> Limits:
        """The caps that hold for this input."""
        return self.worker.limits

    def head(self) -> Head:
        """Return what a reader sees of it first; the stream is at its beginning again."""
        data = self.stream.read(HEAD_BYTES)
        self.stream.seek(0)
        return Head(data, self.name, self.media_type)

    def data(self, cap: int) -> bytes:
        """Return all its bytes; raises `Unread` (TOO_LARGE) when there are more than `cap`."""
        require_size(self.size, cap)
        data = self.stream.read(cap + 1)
        require_size(len(data), cap)
        return data

    def part(self, name: str) -> str:
        """Return how a part of it is named to the user: `file.warc.gz#https://...`."""
        return f"{self.location}#{name}"


class Reader(Protocol):
    """Reads one kind of input; a module with these two functions is one."""

    def sniff(self, head: Head) -> bool:
        """Return True for an input of this kind; looks at nothing but its head and never raises."""
        ...

    def read(self, given: Input) -> Iterator[Document | Refusal]:
        """Yield each report of an input, a refusal for each that cannot be read, and a notice that counts what was passed over.

        The same input gives the same items. Where nothing more can be read it raises `Unread`, which becomes a refusal of the input.
        """
        ...


def notice(location: str, explanation: str, evidence: str = "") -> Refusal:
    """Return a notice: what was passed over in an input that was read."""
    return Refusal(location, RefusalReason.NOTICE, explanation, evidence)


def require_size(size: int, cap: int) -> None:
    """Raise `Unread` (TOO_LARGE) for more bytes than a cap allows."""
    if size > cap:
        raise Unread(
            RefusalReason.TOO_LARGE,
            f"it has {size:,} bytes or more, the cap is {cap:,}; split it into its reports",
            f"{size} bytes",
        )


def _name(offered: Offered) -> str:
    """Return the last part of the address or location, in lower case, with the ending that was told."""
    try:
        place = urlsplit(offered.url).path if offered.url else offered.location
    except ValueError:
        place = ""
    name = PurePosixPath(place).name.lower()
    return name if name.endswith(offered.suffix) else name + offered.suffix
