"""What every request passes before it is looked at: who sends it, and whether its body is too large. Every answer gets its headers here."""

from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from sayso.api.callers import Callers
from sayso.api.problems import Refused, problem

MOST_BODY_BYTES = 2 * 1024 * 1024
TOO_LARGE = f"a body may have {MOST_BODY_BYTES:,} bytes at most; send less at a time"
BODILESS = frozenset({"GET", "HEAD"})
DESCRIPTION = "/api/v1/openapi.json"
HEADERS = {
    "Cache-Control": "private, no-cache",
    "Vary": "Authorization, Cookie",
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'; sandbox",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
}


class Doorway:
    """The middleware; the description of the API is open to whoever knows where it is, where tokens guard the rest."""

    def __init__(self, app: ASGIApp, callers: Callers) -> None:
        self.app, self.callers = app, callers

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request in with its caller, or answer it here."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def headed(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        request = Request(scope)
        try:
            self._let_in(request)
            if scope["method"] not in BODILESS:
                receive = Body(Headers(scope=scope), receive).receive
        except Refused as refused:
            await problem(request, refused)(scope, receive, headed)
            return
        await self.app(scope, receive, headed)

    def _let_in(self, request: Request) -> None:
        if request.url.path == DESCRIPTION and self.callers.by_token:
            return
        request.state.caller = self.callers.caller(request)


class Body:
    """A body that is counted as it comes, whatever its headers say; raises a problem (413) beyond the cap."""

    def __init__(self, headers: Headers, receive: Receive) -> None:
        self._receive, self._bytes = receive, 0
        told = headers.get("content-length", "")
        if told.isdecimal() and int(told[:18]) > MOST_BODY_BYTES:
            raise Refused(413, TOO_LARGE)

    async def receive(self) -> Message:
        """Return the next message."""
        message = await self._receive()
        self._bytes += len(message.get("body", b""))
        if self._bytes > MOST_BODY_BYTES:
            # The one error that whoever reads the body for a route hands on as it is.
            raise HTTPException(413, TOO_LARGE)
        return message
