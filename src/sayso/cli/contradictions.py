"""`sayso contradictions`: the claims that clash, side by side, with the slot that decides and the re-reading that frees both."""

from pathlib import Path

import click

from sayso.cli.desk_file import as_of_option, desk_option, json_option, moment, opened, plain

NOTHING_MATCHED = 3


@click.command()
@click.option(
    "--all",
    "every",
    is_flag=True,
    help="Show every compared pair: same, narrower, wider, superseding, incomparable.",
)
@as_of_option
@json_option
@desk_option
def contradictions(every: bool, as_of: str, as_json: bool, desk_path: Path) -> None:
    """List the pairs of claims that contradict each other: both passages, the slot that decides, and how both could be true.

    Exit code 3 when there are none.
    """
    from sayso.cli.plain_views import relation_rows
    from sayso.cli.relation_views import show_contradictions, show_relations
    from sayso.cli.show import Screen

    with opened(desk_path) as desk:
        evidence = desk.evidence(moment(as_of))
    if as_json:
        click.echo(plain(relation_rows(evidence, every=every)))
    elif not (show_relations if every else show_contradictions)(Screen(), evidence):
        raise click.exceptions.Exit(NOTHING_MATCHED)
