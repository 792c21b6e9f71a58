"""`sayso read`: what the rooms make of reports, without a desk file."""

import json
import sys
from typing import TYPE_CHECKING

import click

from sayso.cli.desk_file import extractor_option, now, rooms_with
from sayso.model import Refusal

PARTLY_DONE, FAILED = 4, 1

if TYPE_CHECKING:
    from sayso.cli.show import Screen


@click.command()
@click.argument("inputs", nargs=-1, required=True)
@click.option("--jsonl", "as_jsonl", is_flag=True, help="Print one JSON object a document.")
@click.option("--brief", "is_short", is_flag=True, help="Leave out the slots of each claim.")
@extractor_option
def read(inputs: tuple[str, ...], as_jsonl: bool, is_short: bool, extractor: str) -> None:
    """Read INPUTS (files, folders, http(s) addresses, - for stdin) and show who says what.

    Exit code 4 when some inputs were refused, 1 when all were.
    """
    from sayso.cli.shape import reading_row, refusal_row
    from sayso.cli.show import Screen
    from sayso.read import readings

    rooms, screen, done, refused = rooms_with(extractor), Screen(), 0, 0
    for item in readings(inputs, stdin=sys.stdin.buffer, retrieved=now()):
        if isinstance(item, Refusal):
            refused += not item.is_notice
            row = refusal_row(item)
            _show_refusal(screen, item, as_jsonl)
        else:
            done += 1
            reading = rooms.reading(item)
            row = reading_row(reading)
            if not as_jsonl:
                screen.reading(reading, slots=not is_short)
            elif reading.extraction:
                click.echo(f"{item.location}: {reading.extraction.notice}", err=True)
        if as_jsonl:
            click.echo(json.dumps(row, ensure_ascii=False))
    if refused:
        raise click.exceptions.Exit(PARTLY_DONE if done else FAILED)


def _show_refusal(screen: "Screen", item: Refusal, as_jsonl: bool) -> None:
    if as_jsonl:
        what = "passed" if item.is_notice else "refused"
        click.echo(f"{what} {item.location}: {item.explanation}", err=True)
    else:
        screen.refusal(item)
