"""`sayso lineage`: who copied or cited whom, and the witnesses that are left."""

from pathlib import Path

import click

from sayso.cli.desk_file import as_of_option, desk_option, json_option, moment, opened, plain


@click.command()
@as_of_option
@json_option
@desk_option
def lineage(as_of: str, as_json: bool, desk_path: Path) -> None:
    """Show the lineage of the reports, each edge with its passage, and the witnesses that several reports carry."""
    from sayso.cli.plain_views import lineage_row
    from sayso.cli.show import Screen
    from sayso.cli.views import show_echoes, show_lineage

    screen = Screen()
    with opened(desk_path) as desk:
        evidence = desk.evidence(moment(as_of))
    if as_json:
        click.echo(plain(lineage_row(evidence)))
        return
    show_lineage(screen, evidence)
    screen.heading("One witness, several reports")
    show_echoes(screen, evidence)
