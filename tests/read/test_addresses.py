"""No spelling of an address that is not public is ever connected to: given, as a redirect, or as a resolver's answer."""

import gzip
import ipaddress
import json
import socket
import sys
import threading
import time
import unicodedata
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import unquote

import httpcore
import pytest

from sayso.model import Refusal, RefusalReason
from sayso.read import Limits
from sayso.read.address import is_public
from sayso.read.fetch import Gate, ask_url, fetch_url

CASES = json.loads((Path(__file__).parent / "address_cases.json").read_text(encoding="utf-8"))
each_case = pytest.mark.parametrize("case", CASES, ids=lambda case: case["label"])
PUBLIC = "9.9.9.9"
NAMES = {case["host"].lower(): case["addresses"] for case in CASES if case["addresses"]}


def as_the_system_does(host, port):
    """Answers like getaddrinfo over inet_aton, and more willingly: whatever can be taken for an address is one."""
    name = unicodedata.normalize("NFKC", unquote(unquote(host))).lower().strip(" []")
    name = name.partition("\0")[0].removesuffix(".")
    for read in (ipv6, socket_aton):
        try:
            return [read(name)]
        except (OSError, ValueError):
            pass
    if name in NAMES or host.lower() in NAMES:
        return NAMES.get(name) or NAMES[host.lower()]
    if name.endswith(".example"):
        return [PUBLIC]
    raise OSError("Name or service not known")


def ipv6(name):
    return str(ipaddress.IPv6Address(name))


def socket_aton(name):
    return socket.inet_ntoa(socket.inet_aton(name))


class Wire(httpcore.SyncBackend):
    """A network of one public address, which is a server of ours; it notes all that is connected to."""

    def __init__(self, port):
        self.port, self.connected = port, []

    def connect_tcp(self, host, port, *arguments, **more):
        self.connected.append(host)
        assert host == PUBLIC, f"connected to {host}"
        return super().connect_tcp("127.0.0.1", self.port, *arguments, **more)


class Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        self.server.seen.append((self.path, self.headers))
        self.server.answer(self)

    def leads(self, target, body=b"", **headers):
        self.send_response(302)
        # A header's bytes are what they are: names in other scripts come as UTF-8.
        self.send_header("Location", target.encode().decode("latin-1"))
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)

    def gives(self, body, **headers):
        self.send_response(200)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *arguments):
        pass


@pytest.fixture(scope="module")
def listening():
    served = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    served.daemon_threads = True
    thread = threading.Thread(target=served.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    yield served
    served.shutdown()
    served.server_close()
    thread.join()


@pytest.fixture
def server(listening):
    listening.seen = []
    listening.answer = lambda request: request.gives(b"The ferry left.")
    return listening


@pytest.fixture
def wire(server):
    return Wire(server.server_port)


@pytest.fixture
def get(wire):
    """Fetches a URL over the wire, with the rules of the product and a resolver."""

    def gets(url, resolve=as_the_system_does, **caps):
        limits = Limits(**({"fetch_seconds": 5.0} | caps))
        return fetch_url(url, limits, Gate(resolve=resolve, network=wire))

    return gets


def test_the_table_is_large_and_the_resolver_is_willing():
    assert len(CASES) >= 60
    answered = 0
    for case in CASES:
        host = case["host"].rpartition("@")[2]
        for wanted in case["addresses"]:
            try:
                answered += wanted.partition("%")[0] in str(as_the_system_does(host, 80))
            except OSError:
                continue
    assert answered >= 110


@each_case
def test_no_spelling_is_connected_to(get, wire, case):
    found = get(f"http://{case['host']}/")
    assert isinstance(found, Refusal), found
    assert found.reason is RefusalReason.ADDRESS, found.explanation
    assert wire.connected == []


@each_case
@pytest.mark.parametrize("hops", [1, 2, 3])
def test_no_redirect_leads_to_it(get, wire, server, case, hops):
    def answer(request):
        hop = int(request.path.strip("/"))
        last = f"http://{case['host']}/"
        request.leads(last if hop == hops else f"http://hop{hop}.example/{hop + 1}")

    server.answer = answer
    found = get("http://start.example/1")
    assert isinstance(found, Refusal), found
    assert found.reason in (RefusalReason.ADDRESS, RefusalReason.NETWORK)
    assert wire.connected == [PUBLIC] * hops
    assert len(server.seen) == hops


@each_case
def test_no_answer_of_a_resolver_leads_to_it(get, wire, case):
    for answer in [*case["addresses"], case["host"]]:
        if is_public(answer):
            assert case["label"].startswith("octal that looks decimal")
            continue
        for mixed in ([answer], [PUBLIC, answer], [answer, PUBLIC]):
            found = get("http://harbour.example/", resolve=lambda host, port, mixed=mixed: mixed)
            assert isinstance(found, Refusal), found
            assert found.reason is RefusalReason.ADDRESS
    assert wire.connected == []


def test_a_name_is_asked_for_once_for_each_connection_and_what_was_checked_is_connected_to(
    get, wire
):
    asked = []

    def rebinding(host, port):
        asked.append(host)
        return [PUBLIC] if len(asked) == 1 else ["127.0.0.1"]

    assert get("http://harbour.example/", resolve=rebinding).data == b"The ferry left."
    assert (asked, wire.connected) == (["harbour.example"], [PUBLIC])


def test_a_name_that_changes_its_address_between_two_hops_is_left(get, wire, server):
    server.answer = lambda request: request.leads("http://harbour.example/again")
    answers = iter([[PUBLIC], [PUBLIC], ["10.0.0.7"]])
    found = get("http://harbour.example/", resolve=lambda host, port: next(answers))
    assert found.reason is RefusalReason.ADDRESS
    assert "10.0.0.7" in found.explanation
    assert wire.connected == [PUBLIC, PUBLIC]


CONNECTED: list[tuple] = []
HOOKED = []


def test_the_process_connects_to_the_checked_address_alone(server):
    def note(event, arguments):
        if event == "socket.connect" and HOOKED:
            CONNECTED.append(arguments[1])

    sys.addaudithook(note)  # it stays for the life of the process, but notes only what happens here
    gate = Gate(resolve=lambda host, port: ["127.0.0.1"], allows=lambda address: True)
    HOOKED.append(True)
    try:
        url = f"http://harbour.example:{server.server_port}/"
        found = fetch_url(url, Limits(ports=(server.server_port,)), gate)
    finally:
        HOOKED.clear()
    assert found.data == b"The ferry left."
    assert [("127.0.0.1", server.server_port)] == CONNECTED


def test_neither_cookies_nor_credentials_go_with_a_redirect(wire, server):
    def answer(request):
        if request.path == "/":
            request.leads("/in", Set_Cookie="session=secret; Path=/")
        elif request.path == "/in":
            request.leads("http://other.example/end", Set_Cookie="more=secret")
        else:
            request.gives(b"The ferry left.")

    server.answer = answer
    secrets = {"Authorization": "Bearer s3cret", "X-Api-Key": "s3cret", "Cookie": "own=s3cret"}
    kept = {"If-None-Match": '"mark"', "User-Agent": "Watch/1"}
    gate = Gate(resolve=as_the_system_does, network=wire)
    found = ask_url("http://harbour.example/", Limits(), gate, headers={**secrets, **kept})
    assert found.status == 200
    first, *later = (headers for _, headers in server.seen)
    assert first["Authorization"] == "Bearer s3cret"
    assert len(later) == 2
    for headers in later:
        assert "secret" not in str(headers)
        assert "s3cret" not in str(headers)
        assert "Referer" not in headers
        assert (headers["If-None-Match"], headers["User-Agent"]) == ('"mark"', "Watch/1")


@pytest.mark.parametrize(
    ("target", "word"),
    [
        ("http://ana:s3cret@harbour.example/", "password"),
        ("ftp://harbour.example/", "http"),
        ("file:///etc/passwd", "http"),
        ("javascript:alert(1)", "address"),
        ("data:text/html,hello", "address"),
        ("//127.0.0.1/", "127.0.0.1"),
        ("http://harbour.example:6379/", "6379"),
    ],
)
def test_a_redirect_leads_to_the_web_and_to_no_password(get, wire, server, target, word):
    server.answer = lambda request: request.leads(target)
    found = get("http://harbour.example/")
    assert isinstance(found, Refusal), found
    assert found.reason in (RefusalReason.ADDRESS, RefusalReason.NETWORK)
    assert word in found.explanation
    assert "s3cret" not in found.explanation
    assert wire.connected in ([PUBLIC], [PUBLIC, PUBLIC])
    assert len(server.seen) == 1


def test_what_was_asked_for_over_https_is_not_fetched_over_http():
    answers = [
        b"HTTP/1.1 301 Moved\r\nLocation: http://harbour.example/\r\nContent-Length: 0\r\n\r\n"
    ]
    asked = []

    class Secured(httpcore.MockBackend):
        """TLS without a certificate: the rule is about the scheme, and no authority signs for .example."""

        def connect_tcp(self, host, port, *arguments, **more):
            asked.append((host, port))
            return httpcore.MockStream(list(answers))

    gate = Gate(resolve=as_the_system_does, network=Secured([]))
    found = fetch_url("https://harbour.example/", Limits(), gate)
    assert isinstance(found, Refusal)
    assert (found.reason, asked) == (RefusalReason.ADDRESS, [(PUBLIC, 443)])
    assert "https address leads to http" in found.explanation


def test_redirects_end_however_new_each_address_is(get, server, wire):
    server.answer = lambda request: request.leads(f"http://n{len(server.seen)}.example/")
    found = get("http://harbour.example/", redirects=5)
    assert (found.reason, len(server.seen)) == (RefusalReason.NETWORK, 6)
    assert "5 times" in found.explanation


def test_what_a_redirect_says_besides_its_address_is_not_read(get, server):
    """Its body may be as long as it likes, and packed as well as it likes."""
    sent = []

    def answer(request):
        if request.path == "/end":
            return request.gives(b"The ferry left.")
        request.leads("/end", gzip.compress(bytes(1_000_000)), Content_Encoding="gzip")
        try:
            for _ in range(2_000):
                request.wfile.write(bytes(100_000))
                sent.append(100_000)
        except OSError:
            pass

    server.answer = answer
    started = time.monotonic()
    assert get("http://harbour.example/").data == b"The ferry left."
    assert time.monotonic() - started < 4
    assert sum(sent) < 100_000_000


@pytest.mark.parametrize("path", ["/", "/leads"])
def test_a_bomb_is_known_by_its_ratio_before_it_fills_the_cap(get, server, path):
    def answer(request):
        if request.path == "/leads":
            return request.leads("/")
        return request.gives(gzip.compress(bytes(15_000_000)), Content_Encoding="gzip")

    server.answer = answer
    found = get(f"http://harbour.example{path}")
    assert found.reason is RefusalReason.HOSTILE
    assert "200 times" in found.explanation


@pytest.mark.parametrize(
    ("body", "data"),
    [
        (gzip.compress(b"The ferry ") + gzip.compress(b"left."), b"The ferry left."),
        (gzip.compress(b"The ferry left.") + bytes(512), b"The ferry left."),
        (gzip.compress(b"The ferry left." * 50_000), b"The ferry left." * 50_000),
        (gzip.compress(bytes(1024 * 1024)), bytes(1024 * 1024)),
    ],
)
def test_an_answer_in_parts_is_unpacked_whole(get, server, body, data):
    server.answer = lambda request: request.gives(body, Content_Encoding="gzip")
    assert get("http://harbour.example/").data == data


def test_an_answer_that_ends_too_early_is_no_answer(get, server):
    whole = gzip.compress(bytes(range(256)) * 50)
    server.answer = lambda request: request.gives(whole[:-20], Content_Encoding="gzip")
    found = get("http://harbour.example/")
    assert found.reason is RefusalReason.NETWORK
    assert "unpacked" in found.explanation


def test_a_body_that_drips_is_left_when_the_time_is_over(get, server):
    def drip(request):
        request.gives(b"<p>", Content_Type="text/html")
        try:
            while True:
                request.wfile.write(b"a")
                request.wfile.flush()
                time.sleep(0.05)
        except OSError:
            pass

    server.answer = drip
    started = time.monotonic()
    found = get("http://harbour.example/", fetch_seconds=0.7)
    assert time.monotonic() - started < 3
    assert found.reason is RefusalReason.NETWORK


def test_headers_without_end_are_left(get, server):
    def endless(request):
        try:
            request.wfile.write(b"HTTP/1.1 200 OK\r\n")
            for number in range(1_000_000):
                request.wfile.write(b"X-%d: %s\r\n" % (number, b"a" * 1_000))
        except OSError:
            pass

    server.answer = endless
    started = time.monotonic()
    assert get("http://harbour.example/").reason is RefusalReason.NETWORK
    assert time.monotonic() - started < 4
