"""`sayso add`: reports into a desk file."""

import sys
from pathlib import Path

import click

from sayso.cli.desk_file import desk_option, extractor_option, now, opened

PARTLY_DONE, FAILED = 4, 1


@click.command()
@click.argument("inputs", nargs=-1, required=True)
@extractor_option
@desk_option
def add(inputs: tuple[str, ...], extractor: str, desk_path: Path) -> None:
    """Add INPUTS (files, folders, http(s) addresses, - for stdin) to the desk file.

    What the desk holds already is left as it is. A stopped run goes on where it ended when repeated.
    Exit code 4 when something was refused, 1 when all was.
    """
    from sayso.cli.show import Screen
    from sayso.read import readings

    screen = Screen()
    with opened(desk_path, create=True, extractor=extractor) as desk:
        counts = screen.added(
            desk.add(readings(inputs, stdin=sys.stdin.buffer, retrieved=now())),
            desk_path,
        )
        screen.line(f"head of the chain, to keep elsewhere: {desk.ledger.head()}", style="dim")
    if counts.refused:
        raise click.exceptions.Exit(PARTLY_DONE if counts.new or counts.known else FAILED)
