"""Files and folders: every file below a folder in a fixed order, opened so that nothing can hang or surprise.

Hidden files, desk files, `story.json` (the question of a story folder) and `gold.json` (what is so in a written one) are no reports and are passed over.
"""

import os
import re
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from sayso.model import Refusal, RefusalReason
from sayso.read.input import require_size
from sayso.read.limits import Limits
from sayso.read.offered import Offered
from sayso.read.unread import Unread

NOT_REPORTS = frozenset({"story.json", "gold.json"})
DESK_FILE = re.compile(r"\.sayso(?:-wal|-shm|-watch)?$")
_KINDS = (
    (stat.S_ISFIFO, "a named pipe"),
    (stat.S_ISSOCK, "a socket"),
    (stat.S_ISCHR, "a device"),
    (stat.S_ISBLK, "a device"),
    (stat.S_ISDIR, "a folder"),
)


def shown(path: Path) -> str:
    """Return a path as text that can be printed: bytes that are no UTF-8 are written as escapes."""
    return os.fsencode(path).decode("utf-8", "backslashreplace")


def files_at(path: Path) -> Iterator[Path | Refusal]:
    """Yield the file at path, or every file below the folder at path, sorted by name level by level.

    Each folder is entered once, however many links lead to it. What cannot be listed is a refusal.
    """
    try:
        is_folder = stat.S_ISDIR(path.stat().st_mode)
    except OSError as error:
        yield _unreadable(error).refusal(shown(path))
        return
    if not is_folder:
        yield path
        return
    count = 0
    for found in _below(path):
        count += 1
        yield found
    if not count:
        nothing = "the folder holds no file to read; put reports into it (docs/reading.md says which kinds)"
        yield Refusal(shown(path), RefusalReason.EMPTY, nothing)


def _below(folder: Path) -> Iterator[Path | Refusal]:
    waiting, entered = [folder], set()
    while waiting:
        path = waiting.pop()
        try:
            about = path.stat()
            if not stat.S_ISDIR(about.st_mode):
                yield path
                continue
            if (about.st_dev, about.st_ino) in entered:
                yield _link_back().refusal(shown(path))
                continue
            entered.add((about.st_dev, about.st_ino))
            waiting.extend(_entries(path))
        except OSError as error:
            yield _unreadable(error).refusal(shown(path))


def _entries(folder: Path) -> list[Path]:
    """Return what stands in a folder, last name first, so that a stack gives the first name first."""
    with os.scandir(folder) as entries:
        names = [entry.name for entry in entries]
    return [
        folder / name
        for name in sorted(names, reverse=True)
        if not name.startswith(".") and name not in NOT_REPORTS and DESK_FILE.search(name) is None
    ]


@contextmanager
def opened_file(path: Path) -> Iterator[tuple[BinaryIO, int]]:
    """Give a regular file as a stream, with its size; raises `Unread` (UNREADABLE)."""
    try:
        _require_regular(path.stat().st_mode)
        # Another file may have taken its place since: a pipe must not block, so it is opened without waiting.
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0))
        with os.fdopen(descriptor, "rb") as stream:
            about = os.fstat(descriptor)
            _require_regular(about.st_mode)
            yield stream, about.st_size
    except OSError as error:
        raise _unreadable(error) from error


def offered_stdin(stream: BinaryIO, limits: Limits) -> Offered:
    """Return what stands on standard input; raises `Unread` (UNREADABLE, TOO_LARGE)."""
    try:
        data = stream.read(limits.file_bytes + 1) or b""
    except OSError as error:
        raise _unreadable(error) from error
    require_size(len(data), limits.file_bytes)
    return Offered("-", data)


def _require_regular(mode: int) -> None:
    for is_kind, name in _KINDS:
        if is_kind(mode):
            raise Unread(
                RefusalReason.UNREADABLE,
                f"it is {name}, not a file; give a file, or '-' for standard input",
            )


def _unreadable(error: OSError) -> Unread:
    reason = (error.strerror or type(error).__name__).lower()
    return Unread(
        RefusalReason.UNREADABLE,
        f"it cannot be read: {reason}; check its name and its access rights",
        type(error).__name__,
    )


def _link_back() -> Unread:
    return Unread(
        RefusalReason.UNREADABLE,
        "it is a link to a folder that is being read already, so it is not read twice",
    )
