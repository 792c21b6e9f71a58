"""Asking a server about one part of a text: bounded tries, bounded waits, bounded time."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

from sayso.attribute.served.answer import Quoted, Unusable, quoted
from sayso.attribute.served.terms import Terms

OK = 200
PASSING = frozenset({408, 425, 429, 500, 502, 503, 504})
_WORDS = {
    401: "it wants a key, or another one: SAYSO_SERVER_KEY",
    403: "it does not let this key in",
    404: "it has no /v1/chat/completions, or no model of this name",
    429: "it is asked too often",
}


@dataclass(frozen=True, slots=True)
class Reply:
    """What a server replied: its status, its body, and how many seconds it asks us to wait."""

    status: int
    body: bytes = b""
    wait_seconds: int = 0


@dataclass(frozen=True, slots=True)
class NoReply:
    """Why there is no reply; `passing`: another try may go better."""

    why: str
    passing: bool = True


Send: TypeAlias = Callable[[bytes, float], Reply | NoReply]
"""Sends the body of a request, and waits so many seconds at most; it never raises for what a server does."""


@dataclass(frozen=True)
class Asker:
    """Asks with a clock (seconds that only grow) and a sleep that are handed in; `until` is when the time for the document is over."""

    send: Send
    clock: Callable[[], float]
    sleep: Callable[[float], None]
    terms: Terms
    until: float

    def answer(self, body_of: Callable[[int], bytes]) -> tuple[Quoted, ...]:
        """Return the attributions that the server gives; `body_of` has the request of each attempt. Raises `Unusable`."""
        last = self.terms.tries - 1
        for attempt in range(last):
            try:
                return self._once(body_of(attempt))
            except Unusable as why:
                if not why.passing:
                    raise
                self.sleep(min(why.wait_seconds, self._left()))
        return self._once(body_of(last))

    def _once(self, body: bytes) -> tuple[Quoted, ...]:
        reply = self.send(body, min(self._left(), self.terms.request_seconds))
        if isinstance(reply, NoReply):
            raise Unusable(reply.why, passing=reply.passing)
        if reply.status == OK:
            return quoted(reply.body, self.terms)
        raise self._status(reply)

    def _left(self) -> float:
        left = self.until - self.clock()
        if left <= 0:
            most = self.terms.document_seconds
            raise Unusable(
                f"one document may take {most:g} seconds, and they are over", passing=False
            )
        return left

    def _status(self, reply: Reply) -> Unusable:
        """Return why a reply is no answer, and whether and when to ask again."""
        passing, most = reply.status in PASSING, self.terms.wait_seconds
        if passing and reply.wait_seconds > most:
            return Unusable(f"it asks to wait longer than {most} seconds", passing=False)
        wait = max(reply.wait_seconds, 1)
        return Unusable(_status_words(reply.status), passing=passing, wait_seconds=wait)


def _status_words(status: int) -> str:
    if 300 <= status < 400:
        return f"it leads on to another address ({status}), which is not followed"
    told = _WORDS.get(status)
    return f"the server answered {status}" + (f": {told}" if told else "")
