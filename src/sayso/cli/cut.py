"""`sayso cut`: a person rules that an edge of lineage is none."""

from pathlib import Path

import click

from sayso.cli.desk_file import because_option, by_option, desk_option, now, opened


@click.command()
@click.argument("edge")
@because_option
@by_option
@desk_option
def cut(edge: str, reason: str, person: str, desk_path: Path) -> None:
    """Rule that EDGE (its id, as `sayso lineage` shows it) is none: nobody copied, quoted or cited there.

    Witnesses are counted anew. The ruling is kept with its reason, holds after reports are read anew, and is undone by `sayso confirm EDGE`.
    """
    with opened(desk_path) as desk:
        ruling = desk.cut(edge, made=now(), person=person, reason=reason)
        count = len(desk.evidence().origins)
    click.echo(f"{ruling.id}: {edge} is cut; {count} origins now; undo with: sayso confirm {edge}")
