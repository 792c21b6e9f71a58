"""Reading: each input becomes a document or a refusal, in the order given, and no input stops the next."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO, TypeAlias

from sayso.model import Document, Refusal, When
from sayso.read.files import files_at, offered_file, offered_stdin, shown
from sayso.read.limits import Limits
from sayso.read.offered import Answer, Fetch, Offered, without_credentials
from sayso.read.report import report
from sayso.read.unread import Unread
from sayso.read.worker import PageWorker

Progress: TypeAlias = Callable[[str], None]
_Take: TypeAlias = Callable[[], Offered | Refusal]
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
    """Yield one document or refusal for each file, URL or standard input ("-") among inputs, in order.

    A folder gives all its files, sorted by name level by level. `retrieved` is when reading takes place.
    `fetch` gets URLs (`fetch_url` when none is given); `progress` is told each location before it is read.

    >>> import io
    >>> [found] = readings(["-"], stdin=io.BytesIO(b"The ferry left at dawn."), retrieved=When("2031"))
    >>> found.text, found.location
    ('The ferry left at dawn.', '-')
    """
    limits = limits or Limits()
    with PageWorker(limits) as worker:
        for item in _items(inputs, stdin, limits, fetch or fetch_url):
            if isinstance(item, Refusal):
                yield item
                continue
            location, take = item
            if progress is not None:
                progress(location)
            yield _reading(location, take, retrieved, worker)


def _items(
    inputs: Sequence[str], stdin: BinaryIO, limits: Limits, fetch: Fetch
) -> Iterator[tuple[str, _Take] | Refusal]:
    for given in inputs:
        if given == STDIN:
            yield STDIN, partial(offered_stdin, stdin, limits)
        elif given.lower().startswith(("http://", "https://")):
            yield without_credentials(given), partial(fetch, given, limits)
        else:
            for found in files_at(Path(given)):
                if isinstance(found, Refusal):
                    yield found
                else:
                    yield shown(found), partial(offered_file, found, limits)


def _reading(location: str, take: _Take, retrieved: When, worker: PageWorker) -> Document | Refusal:
    digest = ""
    try:
        offered = take()
        if isinstance(offered, Refusal):
            return offered
        digest = sha256(offered.data).hexdigest()
        return report(offered, retrieved, worker)
    except Unread as why:
        return why.refusal(location, digest)


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
