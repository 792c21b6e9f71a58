"""Who may come in: the one who started the desk, from this machine, by the address that was printed; nobody else's page may act for him.

A token in the address opens a session once and is spent (a cookie takes over). The names a browser may call this host by are fixed,
so that no foreign name can be made to lead here; a request that changes something must come from one of our own pages.
"""

import hmac
import secrets
from dataclasses import dataclass, field
from hashlib import sha256
from urllib.parse import urlsplit

from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

COOKIE = "sayso"
LOCAL_NAMES = frozenset({"127.0.0.1", "localhost", "[::1]"})
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}


@dataclass
class Gate:
    """The token of the printed address, spent on first use, and the session it opens; `names` may stand in a Host header."""

    token: str = field(default_factory=lambda: secrets.token_urlsafe(24))
    session: str = field(default_factory=lambda: secrets.token_urlsafe(24))
    names: frozenset[str] = LOCAL_NAMES
    spent: bool = False

    @property
    def form_key(self) -> str:
        """What every form of ours carries: derived from the session, of no use without its cookie."""
        return hmac.new(self.session.encode(), b"form", sha256).hexdigest()

    def open(self, token: str) -> bool:
        """Return whether a token opens a session; the right one does so once."""
        fits = not self.spent and secrets.compare_digest(token.encode(), self.token.encode())
        self.spent = self.spent or fits
        return fits

    def inside(self, request: Request) -> bool:
        """Return whether a request carries the session."""
        held = request.cookies.get(COOKIE, "")
        return secrets.compare_digest(held.encode(), self.session.encode())

    def named(self, request: Request) -> bool:
        """Return whether the host is called by one of its own names."""
        host = request.headers.get("host", "")
        return host.rpartition(":")[0] in self.names or host in self.names

    def own(self, request: Request) -> bool:
        """Return whether a request comes from one of our own pages, as far as its browser tells."""
        origin = request.headers.get("origin")
        if origin is None:
            return request.headers.get("sec-fetch-site", "same-origin") in ("same-origin", "none")
        return urlsplit(origin).netloc == request.headers.get("host", "")


class Gated:
    """The middleware that asks the gate, and puts the headers on every answer."""

    def __init__(self, app: ASGIApp, gate: Gate) -> None:
        self.app, self.gate = app, gate

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request through, or answer it here."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        refused = self._refused(Request(scope))

        async def headed(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(HEADERS)
            await send(message)

        await (refused or self.app)(scope, receive, headed)

    def _refused(self, request: Request) -> Response | None:
        if not self.gate.named(request):
            return _plain(421, "This desk answers only to its own name on this machine.")
        token = request.query_params.get("token", "")
        if token and request.url.path == "/" and self.gate.open(token):
            answer = RedirectResponse("/", 303)
            answer.set_cookie(COOKIE, self.gate.session, httponly=True, samesite="strict")
            return answer
        if not self.gate.inside(request):
            return _plain(
                401,
                "This desk is locked. Open it by the address that sayso serve printed; it opens once. Start sayso serve anew for another.",
            )
        if request.method not in ("GET", "HEAD") and not self.gate.own(request):
            return _plain(403, "This request did not come from a page of this desk.")
        return None


def _plain(status: int, words: str) -> Response:
    return PlainTextResponse(words + "\n", status)
