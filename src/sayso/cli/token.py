"""`sayso token`: a token for the HTTP API."""

import os
from datetime import timedelta
from pathlib import Path

import click

from sayso.cli.desk_file import now
from sayso.model import UsageError

ACTS = ("read", "write", "review")


@click.command()
@click.argument("name")
@click.option(
    "--story",
    "stories",
    multiple=True,
    required=True,
    help="A story it is for: the name of a desk file without .sayso; '*' for every story. May be repeated.",
)
@click.option(
    "--may",
    "acts",
    multiple=True,
    type=click.Choice(ACTS),
    default=("read",),
    show_default=True,
    help="What it is for: to look, to add reports and questions, to decide. May be repeated.",
)
@click.option("--days", type=click.IntRange(1, 3650), help="It expires after so many days.")
@click.option(
    "--tokens",
    "path",
    type=click.Path(dir_okay=False, path_type=Path),
    default=Path("tokens.toml"),
    show_default=True,
    help="The file it is entered in, for sayso serve --tokens; made if it is not there.",
)
def token(
    name: str, stories: tuple[str, ...], acts: tuple[str, ...], days: int | None, path: Path
) -> None:
    """Make a token called NAME and print it, once: the file holds only its SHA-256.

    To take it back, take its entry out of the file and start sayso serve anew.
    """
    from sayso.api import May, Tokens, load_tokens, new_token

    expires = now().day + timedelta(days=days) if days else None
    held = load_tokens(path) if path.exists() else Tokens()
    if any(one.name == name for one in held.all):
        raise UsageError(f"{path} has a token {name!r} already; choose another name")
    given, entry = new_token(name, frozenset(stories), frozenset(map(May, acts)), expires)
    _enter(path, entry.text)
    click.echo(given)
    click.echo(
        f"Keep it: it is shown this once. {path} holds its digest; Authorization: Bearer TOKEN uses it.",
        err=True,
    )


def _enter(path: Path, text: str) -> None:
    """Write an entry at the end of a file, which nobody else may read."""
    try:
        with os.fdopen(
            os.open(path, os.O_RDWR | os.O_CREAT, 0o600), "r+", encoding="utf-8"
        ) as file:
            before = file.read()
            gap = "\n" if before.endswith("\n") else "\n\n"
            file.write((gap if before else "") + text)
    except OSError as error:
        raise UsageError(
            f"{path} cannot be written ({error.strerror}); choose another --tokens"
        ) from error
