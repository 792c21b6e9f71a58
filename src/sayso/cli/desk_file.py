"""The desk file a command works on: `--desk NAME.sayso`, or SAYSO_DESK, or desk.sayso here."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from sayso.model import InvalidRecord, UsageError, When

if TYPE_CHECKING:
    from sayso.desk import Desk
    from sayso.rooms import Rooms

desk_option = click.option(
    "--desk",
    "desk_path",
    type=click.Path(dir_okay=False, path_type=Path),
    default=Path("desk.sayso"),
    envvar="SAYSO_DESK",
    show_default=True,
    help="The desk file; SAYSO_DESK may name it as well.",
)
json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON for programs.")
question_option = click.option(
    "--question", "question_id", default="", help="Id of the question, if the desk has several."
)
because_option = click.option("--because", "reason", required=True, help="Why; it is kept.")
by_option = click.option(
    "--by", "person", default="", envvar="SAYSO_PERSON", help="Who rules; SAYSO_PERSON may say so."
)
extractor_option = click.option(
    "--extractor",
    type=click.Choice(["best", "rules", "served"]),
    default="best",
    envvar="SAYSO_EXTRACTOR",
    show_default=True,
    help="Who finds attributions: the best built-in one, the rules alone, or with a model on your server beside it (docs/served-extractor.md).",
)
as_of_option = click.option(
    "--as-of", "as_of", default="", help="Judge by what was published by this day (ISO 8601)."
)


def now() -> When:
    """Return this moment to the second, in UTC."""
    return When(datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"))


@contextmanager
def opened(
    path: Path,
    *,
    create: bool = False,
    clock: Callable[[], When] = now,
    extractor: str = "best",
) -> "Iterator[Desk]":
    """Yield the desk of a file, reading with the extractor of a name, and let go of the file afterwards."""
    from sayso.desk import Desk
    from sayso.ledger import open_ledger

    rooms = rooms_with(extractor)
    with open_ledger(path, clock, create=create) as ledger:
        yield Desk(ledger, rooms)


def rooms_with(extractor: str) -> "Rooms":
    """Return the rooms with the extractor of a name; raises `UsageError` for a served one without a server."""
    from sayso.extractors import extractor_named
    from sayso.rooms import Rooms

    return Rooms(extractor=extractor_named(extractor, os.environ))


def moment(text: str) -> When | None:
    """Return a date given on the command line, None for an empty one; raises `UsageError`."""
    try:
        return When(text) if text else None
    except InvalidRecord as error:
        raise UsageError(str(error)) from error


def plain(value: Any) -> str:
    """Return a value as JSON for programs, readable characters kept."""
    import json

    return json.dumps(value, ensure_ascii=False, indent=2)
