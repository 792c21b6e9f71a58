"""Reading: each input becomes documents and refusals, in the order given, and no input stops the next."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import BinaryIO, TypeAlias

from sayso.model import Document, Refusal, SaysoError, When
from sayso.read.files import files_at, offered_stdin, opened_file, shown
from sayso.read.input import Input
from sayso.read.limits import Limits
from sayso.read.offered import Answer, Fetch, Offered, without_credentials
from sayso.read.seats import Seat, seat_for, seats
from sayso.read.unread import Unread
from sayso.read.worker import PageWorker

Progress: TypeAlias = Callable[[str], None]
_Open: TypeAlias = Callable[[], AbstractContextManager[Input]]
STDIN = "-"


def readings(
    inputs: Sequence[str],
    *,
    stdin: BinaryIO,
    retrieved: When,
    limits: Limits | None = None,
    fetch: Fetch | None = None,
    progress: Progress | None = None,
) -> Iterator[Document | Refusal]:
    """Yield the documents and refusals of each file, URL or standard input ("-") among inputs, in order.

    A text or page gives one, an archive, a mailbox or an export one for each report in it and a notice (a refusal for which `is_notice`
    is true) of what was passed over. A folder gives all its files, sorted by name level by level. `retrieved` is when reading takes place.
    `fetch` gets URLs (`fetch_url` when none is given); `progress` is told each location before it is read. A reader of another package that
    cannot be loaded is a refusal, before all else.

    >>> import io
    >>> [found] = readings(["-"], stdin=io.BytesIO(b"The ferry left at dawn."), retrieved=When("2031"))
    >>> found.text, found.location
    ('The ferry left at dawn.', '-')
    """
    limits = limits or Limits()
    among, broken = seats()
    yield from broken
    with PageWorker(limits) as worker:
        by = _By(worker, retrieved, fetch or fetch_url, stdin)
        for item in _items(inputs, by):
            if isinstance(item, Refusal):
                yield item
                continue
            location, opened = item
            if progress is not None:
                progress(location)
            yield from _read(location, opened, among)


def offered_readings(
    offered: Offered, *, retrieved: When, limits: Limits | None = None
) -> Iterator[Document | Refusal]:
    """Yield the documents and refusals of bytes that are held already, as `readings` does of files."""
    among, broken = seats()
    yield from broken
    with PageWorker(limits or Limits()) as worker:
        given = Input.of(offered, retrieved, worker)
        yield from _read(offered.location, lambda: nullcontext(given), among)


def readers() -> tuple[tuple[str, ...], tuple[Refusal, ...]]:
    """Return the names of the readers that are installed, in the order in which they are asked, and a refusal for each that cannot be loaded."""
    among, broken = seats()
    return tuple(seat.name for seat in among), broken


@dataclass(frozen=True, slots=True)
class _By:
    """What inputs are opened by: the worker that reads them, when, and where they come from."""

    worker: PageWorker
    retrieved: When
    fetch: Fetch
    stdin: BinaryIO


def _items(inputs: Sequence[str], by: _By) -> Iterator[tuple[str, _Open] | Refusal]:
    for given in inputs:
        if given == STDIN:
            yield STDIN, partial(_held, partial(offered_stdin, by.stdin, by.worker.limits), by)
        elif given.lower().startswith(("http://", "https://")):
            take = partial(by.fetch, given, by.worker.limits)
            yield without_credentials(given), partial(_held, take, by)
        else:
            for found in files_at(Path(given)):
                if isinstance(found, Refusal):
                    yield found
                else:
                    yield shown(found), partial(_file, found, by)


def _read(location: str, opened: _Open, among: tuple[Seat, ...]) -> Iterator[Document | Refusal]:
    try:
        with opened() as given:
            yield from seat_for(given, among).read(given)
    except _Refused as refused:
        yield refused.refusal_given
    except Unread as why:
        yield why.refusal(location)


class _Refused(SaysoError):
    """Fetching gave a refusal instead of bytes."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal.explanation)
        self.refusal_given = refusal


@contextmanager
def _held(take: Callable[[], Offered | Refusal], by: _By) -> Iterator[Input]:
    offered = take()
    if isinstance(offered, Refusal):
        raise _Refused(offered)
    yield Input.of(offered, by.retrieved, by.worker)


@contextmanager
def _file(path: Path, by: _By) -> Iterator[Input]:
    with opened_file(path) as (stream, size):
        yield Input(shown(path), stream, size, by.retrieved, by.worker, path.name.lower())


def ask_url(
    url: str,
    limits: Limits,
    *,
    headers: Mapping[str, str],
    body: bytes | None = None,
    private: bool = False,
) -> Answer | Refusal:
    """Return what a server answers to a request with headers of ours: see `sayso.read.fetch`, loaded when needed.

    `private` lets the address be one of this machine or network: only for what the desk's owner wrote down.
    """
    from sayso.read import fetch

    gate = fetch.own_network() if private else None
    return fetch.ask_url(url, limits, gate, headers=headers, body=body)


def ask_machine(
    url: str, limits: Limits, *, headers: Mapping[str, str], body: bytes
) -> Answer | Refusal:
    """Return what a server of this machine answers to what is posted to it; refused where any address of its name is another machine's."""
    from sayso.read import fetch

    return fetch.ask_url(url, limits, fetch.this_machine(), headers=headers, body=body)


def fetch_url(url: str, limits: Limits) -> Offered | Refusal:
    """Return what stands at a public http(s) URL, or why not: see `sayso.read.fetch`, loaded when needed."""
    from sayso.read import fetch

    return fetch.fetch_url(url, limits)
