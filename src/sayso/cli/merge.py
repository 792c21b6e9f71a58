"""`sayso merge`: a person rules that two names are one."""

from pathlib import Path

import click

from sayso.cli.desk_file import because_option, by_option, desk_option, now, opened


@click.command()
@click.argument("name")
@click.argument("into")
@because_option
@by_option
@desk_option
def merge(name: str, into: str, reason: str, person: str, desk_path: Path) -> None:
    """Rule that NAME is INTO: from now on its claims stand under that name, one witness instead of two.

    The ruling is kept with its reason, holds for reports added later, and is undone by `sayso split NAME`.
    """
    with opened(desk_path) as desk:
        ruling = desk.merge(name, into, made=now(), person=person, reason=reason)
    click.echo(
        f"{ruling.id}: {name} goes under {into} from now on; undo with: sayso split {name!r}"
    )
