"""`sayso verify`: the proof that the desk file says what was written."""

from pathlib import Path

import click

from sayso.cli.desk_file import desk_option, opened
from sayso.model import LedgerDamaged


@click.command()
@click.option("--head", default="", help="A link saved earlier: finds a tail that was cut off.")
@desk_option
def verify(head: str, desk_path: Path) -> None:
    """Walk the whole chain; name every document whose rows were changed. Exit code 1 when there are any."""
    with opened(desk_path) as desk:
        verdict = desk.ledger.verify(head)
    for problem in verdict.problems:
        click.echo(str(problem))
    if not verdict.sound:
        raise LedgerDamaged(
            f"{len(verdict.problems)} problems in {desk_path}; restore the file from a copy, or read the "
            "named documents again into a new desk file"
        )
    click.echo(
        f"{desk_path}: all {verdict.rows} rows stand as they were written; head {verdict.head}"
    )
