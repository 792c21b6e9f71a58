"""Adding from a page: what was pasted, dropped or addressed is read by a process of its own; each thing read or refused is listed as it comes."""

import json
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sayso.model import When

MOST_JOBS = 20
_HEADER = ("Title", "Outlet", "Published", "URL")


@dataclass(frozen=True, slots=True)
class Line:
    """What became of one thing offered: "read", "known", "refused" or "passed" (over in something that was read), its name, why or how many claims, and the report's id."""

    what: str
    name: str
    words: str
    document: str = ""


@dataclass
class Job:
    """One adding: what was offered, the lines so far, whether all of it is read, and whether it is done."""

    offered: int
    lines: list[Line] = field(default_factory=list)
    all_read: bool = False
    done: bool = False
    failed: str = ""


class Jobs:
    """The addings of one desk, one after the other; `extractor` is the name of the one that reads."""

    def __init__(self, desk: Path, clock: Callable[[], When], extractor: str = "best") -> None:
        self._desk, self._clock, self._turn = desk, clock, threading.Lock()
        self._extractor = extractor
        self.all: list[Job] = []

    def start(self, files: Sequence[tuple[str, bytes]], addresses: Sequence[str]) -> Job:
        """Begin to read files (name, bytes) and addresses, and return the job at once."""
        return self._begin(Job(len(files) + len(addresses)), files, addresses, again=False)

    def reread(self) -> Job:
        """Begin to read every report of the desk again, and return the job at once."""
        return self._begin(Job(0), (), (), again=True)

    def _begin(
        self,
        job: Job,
        files: Sequence[tuple[str, bytes]],
        addresses: Sequence[str],
        *,
        again: bool,
    ) -> Job:
        self.all = [*self.all, job][-MOST_JOBS:]
        what = (job, files, addresses, again)
        threading.Thread(target=self._run, args=what, daemon=True).start()
        return job

    def _run(
        self, job: Job, files: Sequence[tuple[str, bytes]], addresses: Sequence[str], again: bool
    ) -> None:
        try:
            with self._turn, tempfile.TemporaryDirectory(prefix="sayso-") as folder:
                paths = [_put(Path(folder), n, *one) for n, one in enumerate(files)]
                told = {
                    "desk": str(self._desk.absolute()),
                    "inputs": [*paths, *addresses],
                    "folder": folder,
                    "retrieved": self._clock().text,
                    "extractor": self._extractor,
                    "again": again,
                }
                job.failed = _read(told, job)
        except Exception as error:  # noqa: BLE001 what went wrong in the background must be seen on the page
            job.failed = f"{type(error).__name__}: {error}"
        finally:
            job.done = True


def _read(told: dict[str, Any], job: Job) -> str:
    """Have a process of its own do what is told, keep its lines as they come, and return how it failed, '' where it did not."""
    command = [sys.executable, "-m", "sayso.web.reader"]
    with (
        tempfile.TemporaryFile("w+", encoding="utf-8") as errors,
        subprocess.Popen(  # noqa: S603 our own interpreter runs our own module
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=errors, text=True
        ) as reader,
    ):
        if reader.stdin is None or reader.stdout is None:
            raise ChildProcessError("the reader cannot be talked to")
        reader.stdin.write(json.dumps(told))
        reader.stdin.close()
        for text in reader.stdout:
            line = json.loads(text)
            if "settled" in line:
                return ""
            if "all_read" in line:
                job.all_read = True
            else:
                job.lines.append(Line(**line))
        reader.wait()
        errors.seek(0)
        said = errors.read().strip().splitlines()
    return said[-1] if said else f"the reader ended with code {reader.returncode}"


def pasted(text: str, title: str, outlet: str, published: str, url: str) -> tuple[str, bytes]:
    """Return a pasted report as a file: what is known of it in the header block that plain reports have."""
    values = (title, outlet, published, url)
    lines = [
        f"{name}: {' '.join(value.split())}"
        for name, value in zip(_HEADER, values, strict=True)
        if value.strip()
    ]
    head = "\n".join(lines) + "\n\n" if lines else ""
    return "pasted.txt", (head + text).encode("utf-8", "replace")


def _put(folder: Path, number: int, name: str, data: bytes) -> str:
    """Write a file under its own last name, in a folder of its own, so that no name can lead elsewhere."""
    own = folder / str(number)
    own.mkdir()
    safe = "".join(c for c in Path(name.replace("\\", "/")).name if c.isprintable()).lstrip(".")
    path = own / (safe[-120:] or "report.txt")
    path.write_bytes(data)
    return str(path)
