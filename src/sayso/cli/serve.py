"""`sayso serve`: the web desk and the HTTP API on this machine."""

import socket
from contextlib import ExitStack, suppress
from pathlib import Path

import click

from sayso.cli.desk_file import extractor_option, now, rooms_with
from sayso.model import UsageError

HOST = "127.0.0.1"
LEAVING_SECONDS = 2


@click.command()
@click.argument("desks", nargs=-1, type=click.Path(dir_okay=False, path_type=Path))
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=8765,
    show_default=True,
    help="0 takes a free one.",
)
@click.option("--create", is_flag=True, help="Make a desk file that is not there yet.")
@click.option(
    "--tokens",
    type=click.Path(dir_okay=False, path_type=Path),
    help="A file of tokens (sayso token) for the HTTP API; without one it answers whoever has the web desk open.",
)
@extractor_option
def serve(
    desks: tuple[Path, ...], port: int, create: bool, tokens: Path | None, extractor: str
) -> None:
    """Open DESKS (desk files; desk.sayso by default) in the browser of this machine, with the HTTP API below /api/v1.

    The address printed opens the desk once; the browser keeps the session. Nobody else can reach it. Ctrl+C ends it.
    """
    import uvicorn

    from sayso.cli.mounted import mounted
    from sayso.desk import Desk
    from sayso.ledger import open_ledger
    from sayso.web import Gate, application, rest

    paths = desks or (Path("desk.sayso"),)
    names = [path.stem for path in paths]
    if len(set(names)) < len(names):
        raise UsageError(f"two desk files share a name: {', '.join(names)}; rename one of them")
    rooms = rooms_with(extractor)
    with ExitStack() as stack:
        held = {
            path.stem: Desk(stack.enter_context(open_ledger(path, now, create=create)), rooms)
            for path in paths
        }
        listener, gate = stack.enter_context(_listening(port)), Gate()
        click.echo("Reading the desk …", err=True)
        app = application(held, gate, now)
        both = mounted(app, app.state.keepers, gate, tokens, now)
        address = f"http://{HOST}:{listener.getsockname()[1]}/?token={gate.token}"
        click.echo(address)
        click.echo("Open this address in a browser; it opens once. Ctrl+C ends the desk.", err=True)
        config = uvicorn.Config(
            both,
            log_level="warning",
            lifespan="off",
            server_header=False,
            timeout_graceful_shutdown=LEAVING_SECONDS,
        )
        with suppress(KeyboardInterrupt):
            uvicorn.Server(config).run(sockets=[listener])
        rest(app)
        click.echo("The desk is closed.", err=True)


def _listening(port: int) -> socket.socket:
    """Return a socket on this machine's own address; raises `UsageError` for a port that is taken."""
    # Named TCP, or the event loop would leave small answers waiting forty milliseconds for more.
    found = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    found.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        found.bind((HOST, port))
    except OSError as error:
        found.close()
        raise UsageError(
            f"port {port} cannot be used ({error.strerror}); choose another --port, or 0"
        ) from error
    return found
