"""Who calls, and what they may do: by a token, or, where there are none, whoever stands inside the gate of this machine."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from ipaddress import ip_address
from typing import Protocol

from starlette.requests import Request

from sayso.api.problems import Refused
from sayso.api.tokens import EVERY, May, Tokens
from sayso.model import When


@dataclass(frozen=True, slots=True)
class Caller:
    """Who calls: a name for the record, the stories it may see, and what it may do in them. The name is '' where nobody gave one."""

    name: str
    stories: frozenset[str]
    may: frozenset[May]

    def sees(self, story: str) -> bool:
        """Return whether a story is there for this caller."""
        return EVERY in self.stories or story in self.stories

    def must(self, act: May) -> None:
        """Raise a problem (403) unless the caller may do this."""
        if act not in self.may:
            held = ", ".join(one.value for one in May if one in self.may)
            raise Refused(403, f"this needs a token that may {act.value}; this one may {held}")


class Callers(Protocol):
    """Knows callers."""

    by_token: bool

    def caller(self, request: Request) -> Caller:
        """Return who sends a request; raises a problem (401, 403, 421) for somebody who may not come in."""
        ...


class ByToken:
    """Callers with a bearer token (RFC 6750)."""

    by_token = True

    def __init__(self, tokens: Tokens, clock: Callable[[], When]) -> None:
        self._tokens, self._clock = tokens, clock

    def caller(self, request: Request) -> Caller:
        """See `Callers.caller`."""
        scheme, _, given = request.headers.get("authorization", "").partition(" ")
        if scheme.lower() != "bearer" or not given.strip():
            raise _locked("send a token: Authorization: Bearer ...", "")
        token = self._tokens.fitting(given.strip())
        if token is None or self._expired(token.expires):
            raise _locked(
                "the token is not known here, or has expired; sayso token makes one",
                ', error="invalid_token"',
            )
        return Caller(token.name, token.stories, token.may)

    def _expired(self, expires: date | None) -> bool:
        return expires is not None and self._clock().latest.date() > expires


class Inside:
    """Whoever stands inside the gate of this machine may do everything; `refused` says why a request does not, '' where it does."""

    by_token = False

    def __init__(self, refused: Callable[[Request], str]) -> None:
        self._refused = refused

    def caller(self, request: Request) -> Caller:
        """See `Callers.caller`."""
        if not _loopback(request.client.host if request.client else ""):
            raise Refused(403, "without tokens the API answers this machine alone; sayso token")
        why = self._refused(request)
        if why:
            raise _locked(why, "")
        return Caller("", frozenset({EVERY}), frozenset(May))


def _locked(detail: str, error: str) -> Refused:
    return Refused(401, detail, headers={"WWW-Authenticate": f'Bearer realm="sayso"{error}'})


def _loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False
