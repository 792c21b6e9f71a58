"""The only socket: gets one URL from a public address, under caps, and without credentials.

A name is resolved once for each connection; every address it has must be public; the connection goes to the address
that was checked. Each redirect is a new connection and so a new check. What a redirect says besides its address is not
read, cookies are neither kept nor sent, of the caller's headers only those in `CARRIED` go on, and nothing that was
asked for over https is fetched over http. Proxies and .netrc of the environment are not used: a proxy would connect
where we cannot check. Source of the rules: OWASP ASVS 5.0, 1.3.6 and 15.3.2.
"""

import socket
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass, field, replace
from http.cookiejar import CookieJar, DefaultCookiePolicy
from ipaddress import ip_address
from queue import Empty, Queue
from threading import Thread
from types import MappingProxyType
from typing import Any, TypeAlias

import httpcore
import httpx

from sayso.model import Refusal, RefusalReason
from sayso.read.address import host_problem, is_public
from sayso.read.limits import Limits
from sayso.read.offered import Answer, Offered, without_credentials
from sayso.read.unpack import unpacked
from sayso.read.unread import Unread

Resolve: TypeAlias = Callable[[str, int], list[str]]
_HEADERS = {
    "User-Agent": "Sayso/0.1 (reads one report at a person's request)",
    "Accept": "text/html, application/xhtml+xml, text/markdown, text/plain;q=0.9, */*;q=0.1",
    "Accept-Encoding": "gzip, identity",
}
CARRIED = frozenset({"user-agent", "accept", "if-none-match", "if-modified-since"})
NO_HEADERS: Mapping[str, str] = MappingProxyType({})
_ADVICE = "save the page and give the file instead"


def system_addresses(host: str, port: int) -> list[str]:
    """Return every address the system's resolver knows for a host; raises OSError when there is none."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(address[0]) for *_, address in found))


@dataclass(frozen=True, slots=True)
class Gate:
    """Decides where a connection may go; tests put their own resolver, rules and network in.

    `problem` says what is wrong with a host as it is spelled, '' for nothing.
    """

    resolve: Resolve = system_addresses
    allows: Callable[[str], bool] = is_public
    problem: Callable[[str], str] = host_problem
    any_port: bool = False
    network: httpcore.NetworkBackend = field(default_factory=httpcore.SyncBackend)

    def address(self, host: str, port: int, limits: Limits, seconds: float) -> str:
        """Return the checked address to connect to; raises `Unread` (ADDRESS, NETWORK)."""
        if not self.any_port and port not in limits.ports:
            raise Unread(
                RefusalReason.ADDRESS,
                f"port {port} is not one of {', '.join(map(str, limits.ports))}; {_ADVICE}",
                f"{host}:{port}",
            )
        if problem := self.problem(host):
            raise _not_web(problem)
        addresses = _resolved(self.resolve, host, port, seconds)
        refused = [address for address in addresses if not self.allows(address)]
        if refused or not addresses:
            raise Unread(
                RefusalReason.ADDRESS,
                f"{host} is at {', '.join(refused) or 'no address'}, which is not a public address; {_ADVICE}",
                f"{host}:{port}",
            )
        return addresses[0]


def own_network() -> Gate:
    """Return a gate that lets any address and port through: only for an address that the desk's owner wrote down for it."""
    return Gate(allows=lambda _address: True, problem=lambda _host: "", any_port=True)


def this_machine() -> Gate:
    """Return a gate that lets only addresses of this machine itself through: whatever the name, what is sent stays here."""
    return Gate(
        allows=lambda address: ip_address(address).is_loopback,
        problem=lambda _host: "",
        any_port=True,
    )


def fetch_url(url: str, limits: Limits, gate: Gate | None = None) -> Offered | Refusal:
    """Return what stands at an http(s) URL, or why it was not fetched; `Offered.url` is where redirects ended."""
    answer = ask_url(url, limits, gate)
    if isinstance(answer, Refusal):
        return answer
    if answer.offered is not None:
        return answer.offered
    why = _network(f"the server answered {answer.status} {answer.phrase}")
    return why.refusal(without_credentials(url))


def ask_url(
    url: str,
    limits: Limits,
    gate: Gate | None = None,
    *,
    headers: Mapping[str, str] = NO_HEADERS,
    body: bytes | None = None,
) -> Answer | Refusal:
    """Return what a server answers to a GET, or to a POST where a `body` is given; a refusal where it was not asked or gave no answer.

    A POST follows no redirect: what it carries is for the address that was named.
    """
    location = str(url)
    try:
        parsed = httpx.URL(url)
        location = str(parsed.copy_with(userinfo=b""))
        return _asked(parsed, limits, gate or Gate(), headers, body)
    except Unread as why:
        return why.refusal(location)
    except (httpx.UnsupportedProtocol, httpx.InvalidURL) as error:
        return _not_web(f"it is no address ({error})").refusal(location)
    except (httpx.HTTPError, httpx.StreamError) as error:
        what = f"{type(error).__name__}: {error}"[:300]
        return _network(f"it could not be fetched ({what})").refusal(location)


def _asked(
    url: httpx.URL, limits: Limits, gate: Gate, headers: Mapping[str, str], body: bytes | None
) -> Answer:
    deadline = time.monotonic() + limits.fetch_seconds
    with httpx.Client(
        transport=_CheckedTransport(_CheckedBackend(gate, limits, deadline)),
        headers=_HEADERS,
        cookies=CookieJar(DefaultCookiePolicy(allowed_domains=[])),
        trust_env=False,
        timeout=limits.fetch_seconds,
    ) as client:
        method = "GET" if body is None else "POST"
        request = client.build_request(method, _named(url), headers=dict(headers), content=body)
        for _ in range(limits.redirects + 1):
            with closing(client.send(request, stream=True)) as response:
                if body is not None or response.next_request is None:
                    return _answer(url, response, limits)
                following = _named(response.next_request.url)
            if request.url.scheme == "https" and following.scheme != "https":
                raise _not_web(
                    f"an https address leads to {following.scheme}, where all can change it"
                )
            request = client.build_request("GET", following, headers=_carried(headers))
    raise _network(f"it leads on more than {limits.redirects} times, which is the cap")


def _named(url: httpx.URL) -> httpx.URL:
    """Return url when it names a place on the web and nobody's password; raises `Unread` (ADDRESS)."""
    if url.scheme not in ("http", "https") or not url.host:
        raise _not_web(f"{url.scheme}: is no http or https address of a host")
    if url.userinfo:
        raise _not_web("the URL holds a user name or password")
    return url


def _carried(headers: Mapping[str, str]) -> dict[str, str]:
    """Return the headers that may be shown to whoever a redirect leads to."""
    return {name: value for name, value in headers.items() if name.lower() in CARRIED}


def _answer(url: httpx.URL, response: httpx.Response, limits: Limits) -> Answer:
    told = response.headers
    wait = told.get("retry-after", "")
    answer = Answer(
        response.status_code,
        response.reason_phrase,
        None,
        told.get("etag", ""),
        told.get("last-modified", ""),
        int(wait) if wait.isascii() and wait.isdigit() else 0,
    )
    if answer.status != httpx.codes.OK:
        return answer
    media_type = told.get("content-type", "").partition(";")[0].strip().lower()
    charset = response.charset_encoding or ""
    body = _body(response, limits)
    return replace(
        answer, offered=Offered(str(url), body, str(response.url), "", media_type, charset)
    )


def _body(response: httpx.Response, limits: Limits) -> bytes:
    """Return the unpacked body; never holds more than the cap, however well it was packed."""
    encoding = response.headers.get("content-encoding", "identity").strip().lower()
    if encoding not in ("identity", "gzip", "x-gzip", ""):
        raise _network(f"the server packed its answer as {encoding!r} without being asked to")
    chunks = response.iter_raw()
    body = bytearray()
    for piece in unpacked(chunks, limits) if encoding.endswith("gzip") else chunks:
        body += piece
        if len(body) > limits.file_bytes:
            raise Unread(
                RefusalReason.TOO_LARGE,
                f"it has more than {limits.file_bytes:,} bytes, which is the cap; {_ADVICE}",
            )
    return bytes(body)


def _not_web(what: str) -> Unread:
    return Unread(RefusalReason.ADDRESS, f"{what}; {_ADVICE}")


def _network(what: str) -> Unread:
    return Unread(RefusalReason.NETWORK, f"{what}; try again later or {_ADVICE}")


def _resolved(resolve: Resolve, host: str, port: int, seconds: float) -> list[str]:
    """Return resolve(host, port), given up after some seconds: the system's resolver has no time limit."""
    answers: Queue[list[str] | Exception] = Queue()

    def ask() -> None:
        try:
            answers.put(resolve(host, port))
        except (OSError, UnicodeError) as error:
            answers.put(error)

    Thread(target=ask, daemon=True).start()
    try:
        answer = answers.get(timeout=max(seconds, 0.0))
    except Empty:
        raise _network(f"the name {host} was not resolved in time") from None
    if isinstance(answer, Exception):
        raise _network(f"the name {host} has no address ({answer})")
    return answer


class _TimedStream(httpcore.NetworkStream):
    """A stream that ends at the deadline, so that a server sending a byte at a time cannot hold us."""

    def __init__(self, stream: httpcore.NetworkStream, deadline: float) -> None:
        self._stream, self._deadline = stream, deadline

    def _left(self) -> float:
        left = self._deadline - time.monotonic()
        if left <= 0:
            raise httpcore.ReadTimeout("the time for one URL is over")
        return left

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:  # noqa: ARG002 (ours)
        return self._stream.read(max_bytes, self._left())

    def write(self, buffer: bytes, timeout: float | None = None) -> None:  # noqa: ARG002
        self._stream.write(buffer, self._left())

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self,
        ssl_context: Any,
        server_hostname: str | None = None,
        timeout: float | None = None,  # noqa: ARG002
    ) -> httpcore.NetworkStream:
        """Return the stream under TLS, with the same deadline."""
        secured = self._stream.start_tls(ssl_context, server_hostname, self._left())
        return _TimedStream(secured, self._deadline)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)


@dataclass
class _CheckedBackend(httpcore.NetworkBackend):
    """Connects to the address the gate let through, never to a name."""

    gate: Gate
    limits: Limits
    deadline: float

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ARG002
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        """Return a stream to the address that the gate lets through; raises what the gate and the network raise."""
        left = self.deadline - time.monotonic()
        address = self.gate.address(host, port, self.limits, left)
        left = max(self.deadline - time.monotonic(), 0.001)
        network = self.gate.network
        stream = network.connect_tcp(address, port, left, local_address, socket_options)
        return _TimedStream(stream, self.deadline)


class _CheckedTransport(httpx.BaseTransport):
    """httpx over a pool that connects through the checked backend alone."""

    def __init__(self, backend: _CheckedBackend) -> None:
        self._pool = httpcore.ConnectionPool(
            ssl_context=httpx.create_ssl_context(trust_env=False),
            max_keepalive_connections=0,
            network_backend=backend,
        )

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Return the answer of a web address; raises `httpx.TransportError` where the network fails."""
        try:
            answer = self._pool.handle_request(_bare(request))
        except (httpcore.NetworkError, httpcore.TimeoutException, httpcore.ProtocolError) as error:
            raise httpx.TransportError(str(error) or type(error).__name__) from error
        return httpx.Response(
            answer.status,
            headers=answer.headers,
            stream=_Body(answer),
            extensions=answer.extensions,
        )

    def close(self) -> None:
        self._pool.close()


def _bare(request: httpx.Request) -> httpcore.Request:
    url = request.url
    target = httpcore.URL(
        scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path
    )
    return httpcore.Request(
        request.method, target, headers=request.headers.raw, content=request.read()
    )


class _Body(httpx.SyncByteStream):
    """The body of an answer, with httpcore's errors told as httpx's."""

    def __init__(self, answer: httpcore.Response) -> None:
        self._answer = answer

    def __iter__(self) -> Iterator[bytes]:
        try:
            yield from self._answer.iter_stream()
        except (httpcore.NetworkError, httpcore.TimeoutException, httpcore.ProtocolError) as error:
            raise httpx.TransportError(str(error) or type(error).__name__) from error

    def close(self) -> None:
        self._answer.close()
