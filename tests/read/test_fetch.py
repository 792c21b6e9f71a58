import gzip
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from sayso.model import Document, Refusal, RefusalReason
from sayso.read import Limits
from sayso.read.address import is_public
from sayso.read.fetch import Gate, fetch_url

NOT_PUBLIC = [
    "127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0", "224.0.0.1", "240.0.0.1",
    "255.255.255.255", "192.0.2.1", "198.18.0.1", "::1", "::", "fe80::1", "fe80::1%eth0", "fc00::1", "ff02::1", "::ffff:127.0.0.1",
    "::ffff:169.254.169.254", "64:ff9b::7f00:1", "64:ff9b::a9fe:a9fe", "64:ff9b:1::1", "2002:7f00:1::", "2002:c0a8:101::1", "2001:db8::1",
    "2001:0:7f00:1::", "::127.0.0.1", "", "localhost", "127.1",
]  # fmt: skip


@pytest.mark.parametrize("address", NOT_PUBLIC)
def test_addresses_that_are_not_public_are_known(address):
    assert not is_public(address)


@pytest.mark.parametrize(
    "address", ["9.9.9.9", "2620:fe::fe", "64:ff9b::909:909", "::ffff:9.9.9.9"]
)
def test_public_addresses_are_known(address):
    assert is_public(address)


class Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        self.server.seen.append((self.path, dict(self.headers)))
        getattr(self, "answer_" + self.path.strip("/").partition("/")[0])()

    def answer(self, body=b"", status=200, **headers):
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)

    def answer_text(self):
        self.answer(b"The ferry left.", Content_Type="text/plain; charset=utf-8")

    def answer_away(self):
        target = self.path.removeprefix("/away/")
        self.answer(status=302, Location=target)

    def answer_round(self):
        self.answer(status=302, Location="/round")

    def answer_gone(self):
        self.answer(status=404)

    def answer_large(self):
        self.answer(b"a" * 5000)

    def answer_packed(self):
        self.answer(gzip.compress(b"The ferry left."), Content_Encoding="gzip")

    def answer_bomb(self):
        self.answer(gzip.compress(bytes(50_000_000)), Content_Encoding="gzip")

    def answer_broken(self):
        self.answer(b"no gzip", Content_Encoding="gzip")

    def answer_drip(self):
        try:
            while True:
                self.wfile.write(b"H")
                self.wfile.flush()
                time.sleep(0.05)
        except OSError:
            pass

    def log_message(self, *arguments):
        pass


@pytest.fixture
def server():
    served = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    served.seen, served.daemon_threads = [], True
    thread = threading.Thread(target=served.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    yield served
    served.shutdown()
    served.server_close()
    thread.join()


@pytest.fixture
def get(server):
    """Fetches a path of the local server under a public name, or any URL, through a gate that knows it."""
    port = server.server_port
    names = {"harbour.example": ["127.0.0.1"], "inside.example": ["10.0.0.7"]}
    names["both.example"] = ["127.0.0.1", "10.0.0.7"]
    gate = Gate(
        resolve=lambda host, port: names.get(host, [host]),
        allows=lambda address: address == "127.0.0.1",
    )

    def gets(path, **caps):
        url = path if "://" in path else f"http://harbour.example:{port}{path}"
        caps = {"ports": (port,), "fetch_seconds": 5.0, "file_bytes": 2000} | caps
        return fetch_url(url.replace("PORT", str(port)), Limits(**caps), gate)

    return gets


def test_a_page_comes_from_the_checked_address_under_its_own_name(get, server):
    found = get("/text")
    assert (found.data, found.media_type, found.charset) == (
        b"The ferry left.",
        "text/plain",
        "utf-8",
    )
    ((_, headers),) = server.seen
    assert headers["Host"].startswith("harbour.example:")
    assert not {"Authorization", "Cookie"} & set(headers)


def test_redirects_are_followed_and_the_last_address_is_given(get):
    assert get("/away//text").url.endswith("/text")
    assert get("/packed").data == b"The ferry left."


@pytest.mark.parametrize(
    ("url", "word"),
    [
        ("http://inside.example:PORT/text", "10.0.0.7"),
        ("http://both.example:PORT/text", "10.0.0.7"),
        ("http://[::1]:PORT/text", "::1"),
        ("http://harbour.example:22/text", "port 22"),
        ("http://ana:secret@harbour.example:PORT/text", "password"),
        ("http://harbour.example:PORT/away/http://inside.example:PORT/text", "10.0.0.7"),
        ("http://harbour.example:PORT/away/http://harbour.example:25/", "port 25"),
        ("http://harbour.example:PORT/away/file:///etc/passwd", "http"),
        ("http://harbour.example:PORT/away/gopher://harbour.example/", "http"),
        ("file:///etc/passwd", "http"),
        ("http://\x00/", "address"),
        ("http://①②⑦.⓪.⓪.①/", "address"),
    ],
)
def test_no_other_address_is_ever_connected_to(get, server, url, word):
    found = get(url)
    assert isinstance(found, Refusal), found
    assert found.reason is RefusalReason.ADDRESS, found
    assert word in found.explanation
    assert "secret" not in found.location
    assert all(path.startswith("/away/") for path, _ in server.seen)


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("/gone", RefusalReason.NETWORK),
        ("/round", RefusalReason.NETWORK),
        ("/broken", RefusalReason.NETWORK),
        ("/large", RefusalReason.TOO_LARGE),
        ("/bomb", RefusalReason.TOO_LARGE),
    ],
)
def test_what_a_server_does_wrong_is_a_refusal(get, path, reason):
    found = get(path)
    assert isinstance(found, Refusal), found
    assert found.reason is reason


def test_a_server_that_sends_a_byte_at_a_time_is_left(get):
    started = time.monotonic()
    found = get("/drip", fetch_seconds=0.5)
    assert time.monotonic() - started < 3
    assert found.reason is RefusalReason.NETWORK


def test_a_name_that_is_not_resolved_in_time_or_at_all_is_a_refusal():
    def never(host, port):
        time.sleep(2)
        return []

    def unknown(host, port):
        raise OSError("Name or service not known")

    for resolve in (never, unknown):
        found = fetch_url("http://harbour.example/", Limits(fetch_seconds=0.1), Gate(resolve))
        assert found.reason is RefusalReason.NETWORK


def test_the_default_gate_lets_no_spelling_of_this_machine_through():
    for host in (
        "127.0.0.1",
        "127.1",
        "2130706433",
        "0x7f.1",
        "0177.0.0.1",
        "localhost",
        "[::1]",
        "0",
    ):
        found = fetch_url(f"http://{host}/", Limits(fetch_seconds=2.0))
        assert isinstance(found, Refusal)
        assert found.reason in (RefusalReason.ADDRESS, RefusalReason.NETWORK)
        assert (
            found.reason is RefusalReason.ADDRESS
            or "resolved" in found.explanation
            or "no address" in found.explanation
        )


def test_a_url_among_the_inputs_becomes_a_document(read, get):
    def fetch(url, limits):
        return get("/text")

    (found,) = read("https://ana:secret@harbour.example/text", fetch=fetch)
    assert isinstance(found, Document)
    assert found.text == "The ferry left."
    assert found.url.endswith("/text")
