"""`sayso confirm`: a person rules that an edge of lineage is so."""

from pathlib import Path

import click

from sayso.cli.desk_file import because_option, by_option, desk_option, now, opened


@click.command()
@click.argument("edge")
@because_option
@by_option
@desk_option
def confirm(edge: str, reason: str, person: str, desk_path: Path) -> None:
    """Rule that EDGE (its id, as `sayso lineage` shows it) is so, whatever its probability; one that was cut stands again.

    Witnesses are counted anew. The ruling is kept with its reason, holds after reports are read anew, and is undone by `sayso cut EDGE`.
    """
    with opened(desk_path) as desk:
        ruling = desk.confirm(edge, made=now(), person=person, reason=reason)
        count = len(desk.evidence().origins)
    click.echo(
        f"{ruling.id}: {edge} stands, at probability 1; {count} origins now; undo with: sayso cut {edge}"
    )
