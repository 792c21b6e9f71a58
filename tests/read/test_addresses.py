"""No spelling of an address that is not public is fetched: not given outright, not behind a redirect, not by a resolver's answer."""

import json
from pathlib import Path

import httpcore
import pytest

from sayso.model import Refusal, RefusalReason
from sayso.read import Limits, Offered
from sayso.read.fetch import Gate, ask_url, fetch_url

CASES = json.loads((Path(__file__).parent / "address_cases.json").read_text(encoding="utf-8"))
PUBLIC, OTHER_PUBLIC = "9.9.9.9", "149.112.112.112"


class Network(httpcore.NetworkBackend):
    """Records every address that is connected to, and answers with what a server there would send."""

    def __init__(self, *answers):
        self.connected, self._answers = [], list(answers)

    def connect_tcp(self, host, port, timeout=None, local_address=None, socket_options=None):
        self.connected.append(host)
        return httpcore.MockStream([self._answers.pop(0)])


class Names:
    """A resolver with an answer for each time it is asked of a name; the last one stands."""

    def __init__(self, **answers):
        self.asked, self._answers = [], answers

    def __call__(self, host, port):
        self.asked.append(host)
        found = self._answers.get(host.partition(".")[0])
        if found is None:
            raise OSError("no such name")
        return found.pop(0) if len(found) > 1 else found[0]


def page(text=b"The ferry left at dawn."):
    return b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: %d\r\n\r\n%s" % (
        len(text),
        text,
    )


def leads_to(target):
    return b"HTTP/1.1 302 Found\r\nLocation: %s\r\nContent-Length: 0\r\n\r\n" % target.encode()


def fetched(url, network, resolve, **limits):
    return fetch_url(url, Limits(**limits), Gate(resolve=resolve, network=network))


def test_there_are_more_than_sixty_spellings_each_once():
    hosts = [case["host"] for case in CASES]
    assert len(hosts) == len(set(hosts)) >= 60


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["label"])
def test_no_spelling_is_fetched_outright(case):
    network = Network()
    found = fetched(f"http://{case['host']}/", network, lambda host, port: case["addresses"])
    assert isinstance(found, Refusal)
    assert found.reason is RefusalReason.ADDRESS
    assert network.connected == []


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["label"])
def test_no_spelling_is_followed_to(case):
    network = Network(leads_to(f"http://{case['host']}/"), page())

    def resolve(host, port):
        return [PUBLIC] if host == "harbour.example" else case["addresses"]

    found = fetched("http://harbour.example/", network, resolve)
    assert isinstance(found, Refusal)
    assert network.connected == [PUBLIC]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["label"])
def test_no_resolver_leads_there_alone_or_among_public_addresses(case):
    if all(address == PUBLIC for address in case["addresses"]):
        pytest.skip("what this spelling means to a resolver is public")
    for answer in (case["addresses"], [PUBLIC, *case["addresses"]], [*case["addresses"], PUBLIC]):
        network = Network(page())
        found = fetched("http://harbour.example/", network, lambda host, port, given=answer: given)
        assert isinstance(found, Refusal) or set(network.connected) <= {PUBLIC, *public(answer)}
        if not public(answer) or len(public(answer)) < len(answer):
            assert network.connected == []


def public(addresses):
    from sayso.read.address import is_public

    return [address for address in addresses if is_public(address)]


def test_the_checked_address_is_the_connected_address():
    network, names = Network(page()), Names(harbour=[[PUBLIC]])
    found = fetched("http://harbour.example/", network, names)
    assert isinstance(found, Offered)
    assert network.connected == [PUBLIC]
    assert names.asked == ["harbour.example"]


def test_a_name_that_changes_its_address_after_the_check_gains_nothing():
    network, names = Network(page()), Names(harbour=[[PUBLIC], ["127.0.0.1"]])
    assert isinstance(fetched("http://harbour.example/", network, names), Offered)
    assert network.connected == [PUBLIC]
    again = fetched("http://harbour.example/", network, names)
    assert isinstance(again, Refusal)
    assert network.connected == [PUBLIC]


def test_each_hop_of_a_redirect_is_checked_anew():
    network = Network(leads_to("http://harbour.example/second"), page())
    names = Names(harbour=[[PUBLIC], ["10.0.0.1"]])
    found = fetched("http://harbour.example/", network, names)
    assert isinstance(found, Refusal)
    assert found.reason is RefusalReason.ADDRESS
    assert network.connected == [PUBLIC]


def test_a_redirect_to_another_public_host_is_followed_to_its_own_address():
    network = Network(leads_to("http://quay.example/x"), page())
    found = fetched(
        "http://harbour.example/", network, Names(harbour=[[PUBLIC]], quay=[[OTHER_PUBLIC]])
    )
    assert isinstance(found, Offered)
    assert found.url == "http://quay.example/x"
    assert network.connected == [PUBLIC, OTHER_PUBLIC]


def test_redirects_end_at_the_cap():
    network = Network(*[leads_to("http://harbour.example/") for _ in range(9)])
    found = fetched("http://harbour.example/", network, Names(harbour=[[PUBLIC]]), redirects=3)
    assert isinstance(found, Refusal)
    assert "more than 3 times" in found.explanation
    assert len(network.connected) == 4


def test_a_redirect_learns_nothing_but_our_name_and_validators():
    network = Network(leads_to("http://quay.example/"), page())
    seen = []
    plain = network.connect_tcp

    def connect(*arguments, **more):
        stream = plain(*arguments, **more)
        write = stream.write
        stream.write = lambda data, timeout=None: (seen.append(data), write(data, timeout))[1]
        return stream

    network.connect_tcp = connect
    names = Names(harbour=[[PUBLIC]], quay=[[OTHER_PUBLIC]])
    headers = {"Authorization": "Bearer secret", "Cookie": "a=b", "If-None-Match": '"1"'}
    ask_url(
        "http://harbour.example/", Limits(), Gate(resolve=names, network=network), headers=headers
    )
    first, second = (b"".join(part) for part in split(seen))
    assert b"secret" in first
    assert b"secret" not in second
    assert b"a=b" not in second
    assert b"if-none-match" in second.lower()


def split(writes):
    """Return the writes of the first request and those of the second."""
    at = [number for number, data in enumerate(writes) if data.startswith(b"GET ")]
    return writes[: at[1]], writes[at[1] :]


def test_what_packs_too_well_is_refused_before_it_is_held():
    import gzip

    data = gzip.compress(bytes(30_000_000))
    answer = (
        b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Type: text/plain\r\nContent-Length: %d\r\n\r\n%s"
        % (len(data), data)
    )
    found = fetched(
        "http://harbour.example/", Network(answer), Names(harbour=[[PUBLIC]]), file_bytes=10**9
    )
    assert isinstance(found, Refusal)
    assert found.reason is RefusalReason.HOSTILE
