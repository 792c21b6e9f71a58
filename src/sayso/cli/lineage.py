"""`sayso lineage`: who copied or cited whom, and the witnesses that are left."""

from pathlib import Path

import click

from sayso.cli.desk_file import as_of_option, desk_option, json_option, moment, opened, plain


@click.command()
@click.option("--every", is_flag=True, help="Show every edge, not only those that tell most.")
@as_of_option
@json_option
@desk_option
def lineage(every: bool, as_of: str, as_json: bool, desk_path: Path) -> None:
    """Show the lineage of the reports, each edge with its passages on both sides, and the witnesses that several reports carry.

    An edge that is wrong is cut with `sayso cut EDGE`, one that is right is confirmed with `sayso confirm EDGE`.
    """
    from sayso.cli.lineage_views import show_echoes, show_lineage, show_utterances
    from sayso.cli.plain_views import lineage_row
    from sayso.cli.show import Screen

    screen = Screen()
    with opened(desk_path) as desk:
        evidence = desk.evidence(moment(as_of))
    if as_json:
        click.echo(plain(lineage_row(evidence)))
        return
    show_lineage(screen, evidence, every=every)
    screen.heading("The same words in several reports")
    if not show_utterances(screen, evidence):
        screen.line("None: no two reports quote the same words.")
    screen.heading("One witness, several reports")
    if not show_echoes(screen, evidence):
        screen.line("None.")
