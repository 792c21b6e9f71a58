"""What `sayso cut` and `sayso confirm` share: a person rules on one edge of lineage, and hears what it does to the witnesses."""

from pathlib import Path

import click

from sayso.cli.desk_file import because_option, by_option, desk_option, now, opened


def edge_ruling(verb: str, undo: str, done: str, meaning: str) -> click.Command:
    """Return the command `verb`, which is undone by the command `undo`; `done` says what an edge then is."""

    @click.argument("edge")
    @because_option
    @by_option
    @desk_option
    def rule(edge: str, reason: str, person: str, desk_path: Path) -> None:
        """Record the ruling."""
        with opened(desk_path) as desk:
            ruling = getattr(desk, verb)(edge, made=now(), person=person, reason=reason)
            count = len(desk.evidence().origins)
        click.echo(
            f"{ruling.id}: {edge} {done}; {count} origins now; undo with: sayso {undo} {edge}"
        )

    text = (
        f"Rule that EDGE (its id, as `sayso lineage` shows it) {meaning}\n\nWitnesses are counted anew. The ruling is kept "
        f"with its reason, holds after reports are read anew, and is undone by `sayso {undo} EDGE`."
    )
    return click.command(verb, help=text)(rule)
