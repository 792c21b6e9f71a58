"""The web desk and the HTTP API under one address, and how the gate of the one keeps the other where there are no tokens."""

from collections.abc import Callable, Mapping
from pathlib import Path

from starlette.requests import Request
from starlette.types import ASGIApp, Receive, Scope, Send

from sayso.api import ByToken, Callers, Inside, application, load_tokens
from sayso.api.port import Keeper
from sayso.model import UsageError, When
from sayso.web import Gate


class Mounted:
    """Everything below /api goes to the API, all else to the web desk."""

    def __init__(self, desk: ASGIApp, api: ASGIApp) -> None:
        self.desk, self.api = desk, api

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Hand a request on."""
        asked = scope["type"] == "http" and f"{scope['path']}/".startswith("/api/")
        await (self.api if asked else self.desk)(scope, receive, send)


def mounted(
    desk: ASGIApp,
    keepers: Mapping[str, Keeper],
    gate: Gate,
    tokens: Path | None,
    clock: Callable[[], When],
) -> ASGIApp:
    """Return the web desk with the API beside it: by the tokens of a file, else for whoever stands inside the gate.

    Raises `UsageError` for a file of tokens that is none, and where tokens are given and the API cannot run; without them the web desk goes
    alone.
    """
    callers: Callers = (
        ByToken(load_tokens(tokens), clock) if tokens else Inside(lambda r: kept_out(gate, r))
    )
    try:
        return Mounted(desk, application(keepers, callers, clock))
    except UsageError:
        if tokens:
            raise
        return desk


def kept_out(gate: Gate, request: Request) -> str:
    """Return why the gate of the web desk does not let a request in, '' where it does."""
    if not gate.named(request):
        return "this desk answers only to its own name on this machine"
    if not gate.inside(request):
        return (
            "open the address that sayso serve printed and keep its cookie, or serve with --tokens FILE "
            "(sayso token makes one)"
        )
    if request.method not in ("GET", "HEAD") and not gate.own(request):
        return "this request did not come from a page of this desk"
    return ""
