"""Which extractor a person chose, and the server that a served one asks: the one place that joins it to the socket.

A server is asked only where a person chose `served` and named it. It is one of this machine (http or https, every address of the host a loopback one) or an
https address, whose certificate is checked; a redirect is never followed, and the key goes into one header and nowhere else.
"""

import re
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from ipaddress import ip_address
from urllib.parse import urlsplit

from sayso.attribute import Extractor, RuleExtractor, best_extractor
from sayso.attribute.served import NoReply, Reply, Send, ServedAlone, ServedExtractor, Terms
from sayso.model import Document, Refusal, RefusalReason, UsageError
from sayso.read import Limits, ask_machine, ask_url

EXTRACTORS = ("best", "rules", "served")
URL, MODEL, KEY = "SAYSO_SERVER_URL", "SAYSO_SERVER_MODEL", "SAYSO_SERVER_KEY"
LONGEST_MODEL_CHARS = 200
SENTENCE = "Harbour master Edda Kjaer said that the ferry to Lonna would not sail before noon."
_GRAPHIC = re.compile(r"[!-~]*")


@dataclass(frozen=True, slots=True)
class Server:
    """A server of the OpenAI kind that a person named: its address up to /v1, the model to ask, and the key, which is never shown."""

    base: str
    model: str
    key: str = field(default="", repr=False)

    @property
    def on_this_machine(self) -> bool:
        """True when only a loopback address may be asked."""
        return self.base.startswith("http://")

    def send(self, body: bytes, seconds: float, terms: Terms) -> Reply | NoReply:
        """Send one request, and return what the server replied or why nothing."""
        limits = Limits(file_bytes=terms.answer_bytes, fetch_seconds=seconds, redirects=0)
        headers = {"Content-Type": "application/json", "Accept": "application/json"}
        if self.key:
            headers["Authorization"] = f"Bearer {self.key}"
        url = f"{self.base}/v1/chat/completions"
        if self.on_this_machine:
            answer = ask_machine(url, limits, headers=headers, body=body)
        else:
            answer = ask_url(url, limits, headers=headers, body=body, private=True)
        if isinstance(answer, Refusal):
            return _no_reply(answer, terms)
        data = answer.offered.data if answer.offered else b""
        return Reply(answer.status, data, answer.retry_seconds)


def _no_reply(refusal: Refusal, terms: Terms) -> NoReply:
    if refusal.reason is RefusalReason.TOO_LARGE:
        return NoReply(f"its answer has more than {terms.answer_bytes:,} bytes", passing=False)
    if refusal.reason is RefusalReason.NETWORK:
        return NoReply("it cannot be reached, or does not answer in time")
    if refusal.reason is RefusalReason.ADDRESS:
        return NoReply(
            "its name leads to another machine, which is asked only over https", passing=False
        )
    return NoReply("its answer is packed beyond all measure", passing=False)


def server_of(environ: Mapping[str, str]) -> Server | None:
    """Return the server that the environment names, None where it names none; raises `UsageError` for one that may not be asked.

    >>> server_of({"SAYSO_SERVER_URL": "http://127.0.0.1:8080/v1/", "SAYSO_SERVER_MODEL": "m"})
    Server(base='http://127.0.0.1:8080', model='m')
    """
    url, model = environ.get(URL, "").strip(), environ.get(MODEL, "").strip()
    if not url:
        return None
    if not model or len(model) > LONGEST_MODEL_CHARS or not model.isprintable():
        raise UsageError(
            f"{MODEL} must name the model to ask, in at most {LONGEST_MODEL_CHARS} characters"
        )
    key = environ.get(KEY, "")
    if not _GRAPHIC.fullmatch(key):
        raise UsageError(f"{KEY} holds a blank or a character that no key has; set it anew")
    return Server(_base(url), model, key)


def _base(url: str) -> str:
    """Return an address up to /v1; raises `UsageError`, in words that show nothing of what may be secret in it."""
    if not _GRAPHIC.fullmatch(url) or "\\" in url:
        raise UsageError(f"{URL} holds a blank or a character that no address has")
    try:
        parts = urlsplit(url)
        host, scheme = parts.hostname or "", parts.scheme.lower()
        parts.port  # noqa: B018 (raises for a port that is none)
    except ValueError as error:
        raise UsageError(f"{URL} is no address of a server") from error
    if scheme not in ("http", "https") or not host:
        raise UsageError(f"{URL} must be an http or https address, such as http://127.0.0.1:8080")
    if parts.username is not None or parts.query or parts.fragment:
        raise UsageError(
            f"{URL} holds a user name, a query or a mark; only the address belongs there, the key into {KEY}"
        )
    if scheme == "http" and not _is_own(host):
        raise UsageError(
            f"{URL} names {host} over http, where what is sent can be read on the way: use https, or a server on this machine (http://127.0.0.1:PORT)"
        )
    return f"{scheme}://{parts.netloc}{parts.path.rstrip('/').removesuffix('/v1')}".rstrip("/")


def _is_own(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host.casefold() == "localhost"


def extractor_named(
    name: str,
    environ: Mapping[str, str],
    *,
    clock: Callable[[], float] = time.monotonic,
    sleep: Callable[[float], None] = time.sleep,
    terms: Terms | None = None,
) -> Extractor:
    """Return the extractor of a name: `best`, `rules`, or `served` beside the best; raises `UsageError`."""
    if name == "rules":
        return RuleExtractor()
    if name == "best":
        return best_extractor()
    if name != "served":
        raise UsageError(f"{name!r} is no extractor; choose one of {', '.join(EXTRACTORS)}")
    server = server_of(environ)
    if server is None:
        raise UsageError(
            f"the extractor served needs a server: set {URL} and {MODEL} (docs/served-extractor.md)"
        )
    return served(server, clock=clock, sleep=sleep, terms=terms or Terms())


def served(
    server: Server,
    *,
    clock: Callable[[], float],
    sleep: Callable[[float], None],
    terms: Terms,
) -> ServedExtractor:
    """Return the extractor that asks a server, beside the best that runs here."""
    send: Send = lambda body, seconds: server.send(body, seconds, terms)  # noqa: E731
    return ServedExtractor(server.model, best_extractor(), send, clock, sleep, terms)


def name_of(extractor: Extractor) -> str:
    """Return the name by which an extractor is chosen.

    >>> name_of(RuleExtractor())
    'rules'
    """
    if isinstance(extractor, ServedExtractor):
        return "served"
    return "rules" if isinstance(extractor, RuleExtractor) else "best"


def measured(extractor: Extractor) -> Extractor:
    """Return an extractor as it is to be measured: of a served one what the server finds by itself."""
    return ServedAlone(extractor) if isinstance(extractor, ServedExtractor) else extractor


def check_server(environ: Mapping[str, str]) -> str:
    """Return in words whether a server is set up and what it makes of an invented sentence; raises `SaysoError` where it gives no answer that can be used."""
    server = server_of(environ)
    if server is None:
        return "no extractor on a server is set up, and no text leaves this machine"
    terms = Terms(tries=1, request_seconds=20.0)
    asked = ServedAlone(served(server, clock=time.monotonic, sleep=time.sleep, terms=terms))
    found = asked.found(Document(text=SENTENCE))
    where = "on this machine" if server.on_this_machine else f"at {server.base}"
    good = any("Edda Kjaer" in s.quote for a in found for s in a.source)
    told = (
        "finds who speaks in an invented sentence"
        if good
        else "answers, but does not find who speaks in an invented sentence: measure it before you use it"
    )
    return f"{server.model} {where} {told} (used only with --extractor served)"
