"""`sayso label LAYER`: one room for the shell, JSONL in, JSONL out, no desk file."""

import json
import os
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO, TypeVar

import click

from sayso.cli.desk_file import extractor_option
from sayso.cli.layers import CORPUS_LAYERS, LAYERS, SET_LAYERS, Labeller, Row, labeller, with_text
from sayso.cli.tables import TABLE_LAYERS, told
from sayso.model import UsageError

PARTLY_DONE = 4
T = TypeVar("T")


@click.command()
@click.argument("layer", type=click.Choice(LAYERS))
@click.argument("files", nargs=-1, type=click.File(mode="rb"))
@extractor_option
@click.option(
    "--corpus",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="The texts to look in, for reuse and match.",
)
@click.option(
    "--index",
    type=click.Path(file_okay=False, path_type=Path),
    help="A folder that keeps the corpus's index, so that a stopped run goes on and the next one need not build it.",
)
def label(
    layer: str,
    files: tuple[IO[bytes], ...],
    extractor: str,
    corpus: Path | None,
    index: Path | None,
) -> None:
    """Label the lines of JSONL FILES (or stdin), one object a line in, one line out.

    attribution, times, quantities, places and casualties take documents {"id", "text", "published"?}; events
    and factuality take texts with the words asked about, {"id", "text", "targets": [{"start"}]}; relation takes
    pairs {"id", "a", "b"}; judgement takes stories reduced to claims; reuse and match take texts {"id", "text"} and
    look for them in the texts of --corpus; stories puts all articles {"id", "text", "title"?} into stories; truth
    takes claims {"item", "source", "value"} and gives one line an item. A line that cannot be labelled is named on stderr and the exit code is 4.
    """
    failures = Failures()
    if layer in TABLE_LAYERS:
        rows = list(failures.each(told, files or (sys.stdin.buffer,)))
        for row in TABLE_LAYERS[layer](rows):
            click.echo(json.dumps(row, ensure_ascii=False, allow_nan=False))
        if failures.count:
            raise click.exceptions.Exit(PARTLY_DONE)
        return
    with ExitStack() as held:
        if layer in CORPUS_LAYERS:
            if corpus is None:
                raise UsageError(
                    f"{layer} needs --corpus FILE: the texts it looks in, one object a line"
                )
            folder = index or Path(held.enter_context(TemporaryDirectory()))
            with corpus.open("rb") as texts:
                labelled = CORPUS_LAYERS[layer](failures.each(with_text, [texts]), folder)
        elif layer not in SET_LAYERS:
            labelled = _of_rooms(layer, extractor)
        given = files or (sys.stdin.buffer,)
        lines: Iterator[bytes]
        if layer in SET_LAYERS:
            rows = list(failures.each(with_text, given))
            lines = (
                _line(row, made) for row, made in zip(rows, SET_LAYERS[layer](rows), strict=True)
            )
        else:
            lines = failures.each(lambda row: _line(row, labelled(row)), given)
        for line in lines:
            click.echo(line)
    if failures.count:
        raise click.exceptions.Exit(PARTLY_DONE)


class Failures:
    """Names on stderr each line that fails, and counts them; the rest goes on."""

    def __init__(self) -> None:
        self.count = 0

    def each(self, make: Callable[[Row], T], files: Iterable[IO[bytes]]) -> Iterator[T]:
        """Yield what is made of each line of the files."""
        for where, line in _lines(files):
            try:
                yield make(_given(line))
            except Exception as error:  # noqa: BLE001 (a door: a line that fails is named, the rest goes on)
                self.count += 1
                click.echo(f"{where}: not labelled: {type(error).__name__}: {error}", err=True)


def _line(given: Row, made: Row) -> bytes:
    row = {"id": given.get("id"), **made}
    return json.dumps(row, ensure_ascii=False, allow_nan=False).encode()


def _given(line: bytes) -> Row:
    given = json.loads(line)
    if not isinstance(given, dict):
        raise UsageError(f"a line must hold an object, got {type(given).__name__}")
    return given


def _lines(files: Iterable[IO[bytes]]) -> Iterator[tuple[str, bytes]]:
    for file in files:
        for number, line in enumerate(file, 1):
            if line.strip():
                yield f"{getattr(file, 'name', 'stdin')}:{number}", line


def _of_rooms(layer: str, extractor: str) -> Labeller:
    from sayso.extractors import extractor_named, measured
    from sayso.rooms import Rooms

    chosen = extractor_named(extractor, os.environ)
    if layer == "attribution":
        chosen = measured(chosen)
    return labeller(layer, Rooms(extractor=chosen))
