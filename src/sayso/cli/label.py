"""`sayso label LAYER`: one room for the shell, JSONL in, JSONL out, no desk file."""

import json
import sys
from collections.abc import Callable, Iterator
from typing import IO, TYPE_CHECKING, Any

import click

from sayso.model import Document, InvalidRecord, Span, When
from sayso.text import Canonical, canonicalise

if TYPE_CHECKING:
    from sayso.desk import Reading

PARTLY_DONE = 4


def _attribution(reading: "Reading", canonical: Canonical) -> dict[str, Any]:
    def back(spans: tuple[Span, ...]) -> list[list[int]]:
        return [list(canonical.back(span.start, span.end)) for span in spans]

    return {
        "attributions": [
            {"source": back(a.source), "cue": back(a.cue), "content": back(a.content)}
            for a in reading.attributions
        ]
    }


LAYERS: dict[str, Callable[["Reading", Canonical], dict[str, Any]]] = {"attribution": _attribution}


@click.command()
@click.argument("layer", type=click.Choice(sorted(LAYERS)))
@click.argument("files", nargs=-1, type=click.File(mode="r", encoding="utf-8"))
def label(layer: str, files: tuple[IO[str], ...]) -> None:
    """Label documents of JSONL FILES (or stdin): one {"id", "text", ...} a line in, one line out.

    A line that cannot be labelled is named on stderr and the exit code is 4.
    """
    from sayso.desk import Rooms

    rooms, failed = Rooms(), 0
    for where, line in _lines(files or (sys.stdin,)):
        try:
            given = json.loads(line)
            canonical = canonicalise(given["text"])
            reading = rooms.reading(_document(given, canonical.text))
        except (json.JSONDecodeError, KeyError, TypeError, AttributeError, InvalidRecord) as error:
            failed += 1
            click.echo(f"{where}: not labelled: {error!r}", err=True)
            continue
        row = {"id": given.get("id"), **LAYERS[layer](reading, canonical)}
        click.echo(json.dumps(row, ensure_ascii=False))
    if failed:
        raise click.exceptions.Exit(PARTLY_DONE)


def _lines(files: tuple[IO[str], ...]) -> Iterator[tuple[str, str]]:
    for file in files:
        for number, line in enumerate(file, 1):
            if line.strip():
                yield f"{getattr(file, 'name', 'stdin')}:{number}", line


def _document(given: dict[str, Any], text: str) -> Document:
    return Document(
        text=text,
        title=given.get("title") or "",
        outlet=given.get("outlet") or "",
        published=When(given.get("published") or ""),
    )
