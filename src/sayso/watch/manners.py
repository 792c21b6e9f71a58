"""Manners towards publishers: robots.txt is kept to (RFC 9309), no host is asked twice in a breath, and what has not changed is not sent again."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol
from urllib.parse import urlsplit

from sayso.model import Refusal, RefusalReason, UsageError
from sayso.read import Answer, without_credentials

if TYPE_CHECKING:
    from protego import Protego

NAME = "Sayso"
AGENT = "Sayso/0.1 (watches this site for a desk; keeps to robots.txt)"
PACE_SECONDS, MOST_PACE_SECONDS = 2.0, 30.0
RULES_SECONDS = 24 * 3600.0
SERVER_FAILS = 500
_ADVICE = "open it yourself, save the page and add the file"


class Ask(Protocol):
    """Asks a server for a page under the address check, with headers of ours."""

    def __call__(self, url: str, headers: dict[str, str]) -> Answer | Refusal:
        """Return what it answers."""
        ...


@dataclass(frozen=True, slots=True)
class Rules:
    """What a site's robots.txt lets us do, and until when that is believed. `parsed` is None where it says nothing or could not be had."""

    until: float
    parsed: "Protego | None" = None
    closed: str = ""


@dataclass
class Manners:
    """One visitor: remembers each site's rules and when each host was last asked. `seconds` is a monotonic clock, `sleep` waits."""

    ask: Ask
    seconds: Callable[[], float]
    sleep: Callable[[float], None]
    _rules: dict[str, Rules] = field(default_factory=dict)
    _asked: dict[str, float] = field(default_factory=dict)

    def get(self, url: str, etag: str = "", modified: str = "") -> Answer | Refusal:
        """Return what stands at a URL, unless its site does not want it read; a validator spares what has not changed."""
        parts = urlsplit(url)
        site = f"{parts.scheme}://{parts.netloc}"
        rules = self._rules_of(site)
        if rules.closed or (rules.parsed is not None and not rules.parsed.can_fetch(url, NAME)):
            why = rules.closed or f"its robots.txt asks programs not to read it; {_ADVICE}"
            return Refusal(without_credentials(url), RefusalReason.NETWORK, why)
        delay = rules.parsed.crawl_delay(NAME) if rules.parsed is not None else None
        wanted = {"If-None-Match": etag, "If-Modified-Since": modified}
        self._wait(parts.netloc, min(max(delay or 0.0, PACE_SECONDS), MOST_PACE_SECONDS))
        return self._ask(url, {name: value for name, value in wanted.items() if value})

    def _rules_of(self, site: str) -> Rules:
        held = self._rules.get(site)
        if held is None or held.until <= self.seconds():
            held = self._rules[site] = self._fetched(site)
        return held

    def _fetched(self, site: str) -> Rules:
        """Return the rules of a site: none where it has no robots.txt, all closed while its server fails (RFC 9309, 2.3.1)."""
        try:
            from protego import Protego
        except ImportError as error:
            raise UsageError(
                "robots.txt needs a library more: pip install 'sayso[feeds]'"
            ) from error
        answer = self._ask(f"{site}/robots.txt", {})
        until = self.seconds() + RULES_SECONDS
        if isinstance(answer, Refusal):
            return Rules(self.seconds() + PACE_SECONDS, closed=answer.explanation)
        if answer.status >= SERVER_FAILS:
            why = (
                f"its robots.txt could not be had (the server answered {answer.status}); {_ADVICE}"
            )
            return Rules(self.seconds() + PACE_SECONDS, closed=why)
        if answer.offered is None:
            return Rules(until)
        return Rules(until, Protego.parse(answer.offered.data.decode("utf-8", "replace")))

    def _ask(self, url: str, headers: dict[str, str]) -> Answer | Refusal:
        self._asked[urlsplit(url).netloc] = self.seconds()
        return self.ask(url, {"User-Agent": AGENT, **headers})

    def _wait(self, host: str, pace: float) -> None:
        last = self._asked.get(host)
        left = 0.0 if last is None else last + pace - self.seconds()
        if left > 0:
            self.sleep(left)
