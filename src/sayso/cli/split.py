"""`sayso split`: a person rules that a name stands for itself, or that a claim is another's word."""

from pathlib import Path

import click

from sayso.cli.desk_file import because_option, by_option, desk_option, now, opened


@click.command()
@click.argument("what")
@click.argument("into", default="")
@because_option
@by_option
@desk_option
def split(what: str, into: str, reason: str, person: str, desk_path: Path) -> None:
    """Rule that the name WHAT is led to no other name, or that the claim WHAT is the word of INTO.

    INTO may be "unknown". The ruling is kept with its reason; a later one goes before it.
    """
    with opened(desk_path) as desk:
        ruling = desk.split(what, into, made=now(), person=person, reason=reason)
    told = f"is the word of {ruling.value}" if ruling.document else "stands for itself"
    click.echo(f"{ruling.id}: {what} {told} from now on")
