"""`sayso alerts`: what was told, when, and because of which claims."""

from pathlib import Path

import click

from sayso.cli.desk_file import desk_option, json_option, moment, opened, plain
from sayso.model import Alert


@click.command()
@click.option("--since", default="", metavar="DAY", help="Only those raised on this day or later.")
@click.option("--desk-url", default="", help="Where the web desk answers; claims then link there.")
@json_option
@desk_option
def alerts(since: str, desk_url: str, as_json: bool, desk_path: Path) -> None:
    """List the alerts that were raised, oldest first, each with the claims that caused it and a link to each passage."""
    from sayso.cli.show import Screen
    from sayso.watch import alerts_told

    first = moment(since)
    with opened(desk_path) as desk:
        held = sorted(desk.ledger.records(Alert), key=lambda a: (a.at.text, a.id))
        wanted = [a for a in held if first is None or a.at.latest >= first.earliest]
        told = alerts_told(desk, wanted, desk_url)
    if as_json:
        click.echo(plain([one.plain() | {"delivered": list(one.alert.delivered)} for one in told]))
        return
    screen = Screen()
    if not told:
        screen.line("no alert was raised")
    for one in told:
        screen.line(f"{one.alert.at.text}  {one.title}")
        for cause in one.causes:
            screen.line(f"{cause.claim}  {cause.speaker}: “{cause.words}”", indent=4, style="dim")
            if cause.link:
                screen.line(cause.link, indent=6, style="dim")
