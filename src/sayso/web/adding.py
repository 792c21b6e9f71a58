"""Adding from a page: what was pasted, dropped or addressed is read in the background; each thing read or refused is listed as it comes."""

import io
import tempfile
import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from sayso.desk import Desk
from sayso.model import Document, Refusal, When
from sayso.read import readings

MOST_JOBS = 20
_HEADER = ("Title", "Outlet", "Published", "URL")


@dataclass(frozen=True, slots=True)
class Line:
    """What became of one thing offered: "read", "known" or "refused", its name, why or how many claims, and the report's id."""

    what: str
    name: str
    words: str
    document: str = ""


@dataclass
class Job:
    """One adding: what was offered, the lines so far, and whether it is done."""

    offered: int
    lines: list[Line] = field(default_factory=list)
    done: bool = False
    failed: str = ""


class Jobs:
    """The addings of one desk, one after the other."""

    def __init__(self, desk: Desk, clock: Callable[[], When]) -> None:
        self._desk, self._clock, self._turn = desk, clock, threading.Lock()
        self.all: list[Job] = []

    def start(self, files: Sequence[tuple[str, bytes]], addresses: Sequence[str]) -> Job:
        """Begin to read files (name, bytes) and addresses, and return the job at once."""
        job = Job(len(files) + len(addresses))
        self.all = [*self.all, job][-MOST_JOBS:]
        threading.Thread(target=self._run, args=(job, files, addresses), daemon=True).start()
        return job

    def reread(self) -> Job:
        """Begin to read every report of the desk again, and return the job at once."""
        job = Job(0)
        self.all = [*self.all, job][-MOST_JOBS:]
        threading.Thread(target=self._again, args=(job,), daemon=True).start()
        return job

    def _again(self, job: Job) -> None:
        try:
            with self._turn:
                for one in self._desk.reread():
                    words = f"{one.claims} claims, {one.changed} new or gone"
                    job.lines.append(Line("read again", one.document.name, words, one.document.id))
        except Exception as error:  # noqa: BLE001 what went wrong in the background must be seen on the page
            job.failed = f"{type(error).__name__}: {error}"
        finally:
            job.done = True

    def _run(self, job: Job, files: Sequence[tuple[str, bytes]], addresses: Sequence[str]) -> None:
        try:
            with self._turn, tempfile.TemporaryDirectory(prefix="sayso-") as folder:
                paths = [_put(Path(folder), n, *one) for n, one in enumerate(files)]
                for line in self._read([*paths, *addresses], Path(folder)):
                    job.lines.append(line)
        except Exception as error:  # noqa: BLE001 what went wrong in the background must be seen on the page
            job.failed = f"{type(error).__name__}: {error}"
        finally:
            job.done = True

    def _read(self, inputs: Sequence[str], folder: Path) -> Iterator[Line]:
        given = readings(inputs, stdin=io.BytesIO(), retrieved=self._clock())
        for added in self._desk.add(_renamed(given, folder)):
            item = added.item
            if isinstance(item, Refusal):
                yield Line("refused", item.location, f"{item.reason.value}: {item.explanation}")
            elif added.new:
                yield Line("read", item.name, f"{added.claims} claims", item.id)
            else:
                yield Line("known", item.name, "held already", item.id)


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


def _renamed(items: Iterator[Document | Refusal], folder: Path) -> Iterator[Document | Refusal]:
    """Yield what was read with the places that a reader knows: the file's name, not where it lay for a moment."""
    for item in items:
        place = Path(item.location)
        if place.is_relative_to(folder):
            yield replace(item, location=f"added on the desk: {place.name}")
        else:
            yield item
