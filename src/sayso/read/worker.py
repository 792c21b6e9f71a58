"""The parent's side of the child process that reads pages: start it, ask it, kill it, start another.

One child serves many pages in turn, because starting it takes longer than reading a page. A page that
kills its child is refused; the next page gets a new one.
"""

import json
import math
import signal
import subprocess
import sys
import time
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from threading import Event, Timer
from types import TracebackType
from typing import Any, Self

from sayso.model import RefusalReason
from sayso.read.limits import Limits
from sayso.read.unread import Unread

START_SECONDS = 60.0


@dataclass
class PageWorker:
    """A child process that reads pages under `limits`; a context manager that ends the child.

    Nothing is started before the first page.
    """

    limits: Limits = field(default_factory=Limits)
    _child: "subprocess.Popen[bytes] | None" = field(default=None, repr=False)
    _pages: int = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """End the child; harmless when there is none."""
        if self._child is None:
            return
        child, self._child, self._pages = self._child, None, 0
        child.kill()
        for pipe in (child.stdin, child.stdout):
            if pipe is not None:
                with suppress(OSError):
                    pipe.close()
        child.wait()

    def ask(
        self,
        work: str,
        given: Mapping[str, Any],
        data: bytes | None = None,
        seconds: float | None = None,
    ) -> dict[str, Any]:
        """Return what the function `work` ("module:function") answers in the child to the plain values `given`.

        `data` reaches it as an argument of that name where there is any, and bytes it answers under `data` come back. Raises `Unread`
        (TOO_SLOW, TOO_LARGE or FAILED) when there is no answer. It may take `seconds` by clock and processor, where none are given what the limits give a page.

        A failure that an earlier page may have left behind is tried once more in a fresh child and in the
        time that is left, so that what becomes of a page does not hang on what was read before it.
        """
        used, started = self._pages > 0, time.monotonic()
        processor = self.limits.page_cpu_seconds if seconds is None else math.ceil(seconds)
        seconds = self.limits.page_seconds if seconds is None else seconds
        request = {"work": work, "given": given, "cpu_seconds": processor}
        try:
            return self._ask_once(request, data, seconds)
        except Unread as failure:
            self.close()
            left = seconds - (time.monotonic() - started)
            if not used or failure.reason is RefusalReason.TOO_SLOW or left <= 0:
                raise
        try:
            return self._ask_once(request, data, left)
        except Unread:
            self.close()
            raise

    def _ask_once(
        self, request: dict[str, Any], data: bytes | None, seconds: float
    ) -> dict[str, Any]:
        sized = {} if data is None else {"data_bytes": len(data)}
        line = json.dumps({**request, **sized}).encode() + b"\n"
        if self._child is None:
            self._child = _start(self.limits)
            _converse(self._child, b"", b"", START_SECONDS)
        answer = _converse(self._child, line, data or b"", seconds)
        self._pages += 1
        if answer.pop("last", False):
            self.close()
        if problem := answer.get("problem"):
            raise _problem(problem, self.limits)
        return answer


def _start(limits: Limits) -> "subprocess.Popen[bytes]":
    try:
        return subprocess.Popen(  # noqa: S603 (our own interpreter and module)
            [sys.executable, "-P", "-m", "sayso.read.child", str(limits.page_memory_bytes)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
    except OSError as error:
        raise Unread(
            RefusalReason.FAILED, f"no process could be started to read it ({error}); try again"
        ) from error


def _converse(
    child: "subprocess.Popen[bytes]", line: bytes, data: bytes, seconds: float
) -> dict[str, Any]:
    """Send a line with its bytes and return the child's next; a timer kills the child when it takes too long.

    The kill closes both pipes, so neither the writing nor the reading can hang.
    """
    assert child.stdin is not None  # noqa: S101 (both are pipes: see `_start`)
    assert child.stdout is not None  # noqa: S101
    late = Event()

    def stop() -> None:
        late.set()
        child.kill()

    timer = Timer(seconds, stop)
    timer.daemon = True
    timer.start()
    try:
        child.stdin.write(line)
        child.stdin.write(data)
        child.stdin.flush()
        answer = child.stdout.readline()
        if answer.endswith(b"\n"):
            read: dict[str, Any] = json.loads(answer)
            if not (size := read.pop("data_bytes", 0)):
                return read
            read["data"] = child.stdout.read(size)
            if len(read["data"]) == size:
                return read
    except OSError:
        pass
    finally:
        timer.cancel()
    raise _death(child, late.is_set())


def _death(child: "subprocess.Popen[bytes]", late: bool) -> Unread:
    child.kill()
    status = child.wait()
    if late or status == -getattr(signal, "SIGXCPU", 0):
        return Unread(
            RefusalReason.TOO_SLOW,
            "reading it took more time than the cap allows; give it as plain text",
        )
    return Unread(
        RefusalReason.FAILED,
        f"the process that read it died (status {status}); give the article as plain text",
    )


def _problem(problem: str, limits: Limits) -> Unread:
    if problem == "memory":
        return Unread(
            RefusalReason.TOO_LARGE,
            f"reading it needs more than {limits.page_memory_bytes:,} bytes of memory, which is the cap; "
            "give the article as plain text",
        )
    return Unread(
        RefusalReason.FAILED,
        "the page reader failed on it; give the article as plain text",
        problem,
    )
