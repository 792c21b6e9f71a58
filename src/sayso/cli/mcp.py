"""`sayso mcp`: desks for programs that speak the Model Context Protocol, over stdin and stdout."""

from contextlib import ExitStack
from pathlib import Path

import click

from sayso.cli.desk_file import now
from sayso.model import UsageError


@click.command()
@click.argument("desks", nargs=-1, type=click.Path(dir_okay=False, path_type=Path))
@click.option(
    "--links",
    "base",
    default="",
    metavar="ADDRESS",
    help="Lead to this web desk (such as http://127.0.0.1:8765), not to sayso: references.",
)
def mcp(desks: tuple[Path, ...], base: str) -> None:
    """Let a program read DESKS (desk files; desk.sayso by default): claims, judgements, contradictions, lineage, the brief.

    It only reads. Every answer has the exact words and a link; words of others are marked as theirs. Start it from the program that asks.
    """
    try:
        from sayso.mcp import Links, Shelf, server
    except ImportError as error:
        raise UsageError(
            f"sayso mcp needs the library mcp, 2 or newer ({error}); pip install 'sayso[mcp]'"
        ) from error
    from sayso.desk import Desk
    from sayso.ledger import open_ledger

    links, paths = Links(base), desks or (Path("desk.sayso"),)
    names = [path.stem for path in paths]
    if len(set(names)) < len(names):
        raise UsageError(f"two desk files share a name: {', '.join(names)}; rename one of them")
    with ExitStack() as stack:
        held = {
            path.stem: Desk(stack.enter_context(open_ledger(path, now, create=False)))
            for path in paths
        }
        click.echo(f"Reading aloud: {', '.join(names)}. End with Ctrl+C.", err=True)
        server(Shelf(held), links).run("stdio")
