"""The process that reads for the web desk, so that pages never wait for it: python -m sayso.web.reader < job > lines.

The job is one JSON object: `desk` (the file), `inputs`, `folder` (where files from a page lie for a moment), `retrieved`, `extractor`
(its name), and `again` (read every report of the desk again instead). Out comes a JSON object a line for each thing read or refused, {"all_read": true} after the last,
and {"settled": true} at the end.
"""

import io
import json
import os
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sayso.desk import Desk
from sayso.extractors import extractor_named
from sayso.ledger import open_ledger
from sayso.model import Document, Refusal, When
from sayso.read import readings
from sayso.rooms import Rooms


def main() -> None:
    """Do one job."""
    job = json.load(sys.stdin)
    with open_ledger(Path(job["desk"]), lambda: When.of(datetime.now(UTC)), create=False) as ledger:
        desk = Desk(ledger, Rooms(extractor=extractor_named(job["extractor"], os.environ)))
        for line in read_again(desk) if job["again"] else added(desk, job):
            print(json.dumps(line), flush=True)  # noqa: T201 the lines are what this process is for
    print(json.dumps({"settled": True}), flush=True)  # noqa: T201


def added(desk: Desk, job: dict[str, Any]) -> Iterator[dict[str, str]]:
    """Yield what became of each input."""
    given = readings(job["inputs"], stdin=io.BytesIO(), retrieved=When(job["retrieved"]))
    for one in desk.add(_to_its_end(renamed(given, Path(job["folder"])))):
        item = one.item
        if isinstance(item, Refusal) and item.is_notice:
            yield {"what": "passed", "name": item.location, "words": item.explanation}
        elif isinstance(item, Refusal):
            why = f"{item.reason.value}: {item.explanation}"
            yield {"what": "refused", "name": item.location, "words": why}
        elif one.new:
            words = _told(f"{one.claims} claims", one.notice)
            yield {"what": "read", "name": item.name, "words": words, "document": item.id}
        else:
            yield {"what": "known", "name": item.name, "words": "held already", "document": item.id}


def _to_its_end(items: Iterator[Document | Refusal]) -> Iterator[Document | Refusal]:
    """Yield all items, and tell the page when there are no more: what follows is settling the story."""
    yield from items
    print(json.dumps({"all_read": True}), flush=True)  # noqa: T201


def read_again(desk: Desk) -> Iterator[dict[str, str]]:
    """Yield what became of each report that was read again."""
    for one in desk.reread():
        words = _told(f"{one.claims} claims, {one.changed} new or gone", one.notice)
        name = one.document.name
        yield {"what": "read again", "name": name, "words": words, "document": one.document.id}


def _told(words: str, notice: str) -> str:
    return f"{words}; {notice}" if notice else words


def renamed(items: Iterator[Document | Refusal], folder: Path) -> Iterator[Document | Refusal]:
    """Yield what was read with the place a reader knows: the file's name (and the part of it), not where it lay for a moment."""
    lay = f"{folder}/"
    for item in items:
        if item.location.startswith(lay):
            _, _, name = item.location.removeprefix(lay).partition("/")
            yield replace(item, location=f"added on the desk: {name}")
        else:
            yield item


if __name__ == "__main__":
    main()
