"""`sayso contradictions`: the claims that clash, side by side, with the slot that decides."""

from pathlib import Path

import click

from sayso.cli.desk_file import as_of_option, desk_option, json_option, moment, opened, plain

NOTHING_MATCHED = 3


@click.command()
@as_of_option
@json_option
@desk_option
def contradictions(as_of: str, as_json: bool, desk_path: Path) -> None:
    """List the pairs of claims that contradict each other. Exit code 3 when there are none."""
    from sayso.cli.plain_views import contradiction_rows
    from sayso.cli.show import Screen
    from sayso.cli.views import show_contradictions

    with opened(desk_path) as desk:
        evidence = desk.evidence(moment(as_of))
    if as_json:
        click.echo(plain(contradiction_rows(evidence)))
    elif not show_contradictions(Screen(), evidence):
        raise click.exceptions.Exit(NOTHING_MATCHED)
