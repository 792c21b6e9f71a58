"""Which server may be asked, and that the key goes into one header and nowhere else."""

import pytest

from sayso.attribute import RuleExtractor
from sayso.attribute.served import NoReply, Terms
from sayso.extractors import Server, extractor_named, server_of
from sayso.model import Document, UsageError
from sayso.read.fetch import this_machine


def named(url, model="m", key=""):
    return server_of(
        {"SAYSO_SERVER_URL": url, "SAYSO_SERVER_MODEL": model, "SAYSO_SERVER_KEY": key}
    )


@pytest.mark.parametrize(
    ("url", "base"),
    [
        ("http://127.0.0.1:8080", "http://127.0.0.1:8080"),
        ("http://127.0.0.1:8080/v1/", "http://127.0.0.1:8080"),
        ("http://localhost:11434/v1", "http://localhost:11434"),
        ("http://[::1]:8000", "http://[::1]:8000"),
        ("https://models.example/team/v1", "https://models.example/team"),
        ("https://10.0.0.7:8443", "https://10.0.0.7:8443"),
    ],
)
def test_a_server_of_this_machine_or_one_over_https_may_be_named(url, base):
    assert named(url).base == base


@pytest.mark.parametrize(
    "url",
    [
        "http://models.example:8080", "http://192.168.1.5:8080", "http://10.0.0.7", "http://127.0.0.1.example", "http://localhost.example",
        "http://0.0.0.0:8080", "http://2130706433/", "http://127.0.0.1@models.example", "https://me:pass-word@models.example",
        "https://models.example?key=pass-word", "https://models.example/#x", "ftp://127.0.0.1", "file:///etc/passwd", "127.0.0.1:8080", "https://",
        "http://127.0.0.1:99999", "http://127.0.0.1\\@models.example", "http://127.0.0.1 .example", "http://[::1", "http://exämple.org",
    ],
)  # fmt: skip
def test_no_other_server_may_be_named_and_no_secret_is_told(url):
    with pytest.raises(UsageError, match="SAYSO_SERVER_URL") as told:
        named(url)
    assert "pass-word" not in str(told.value)


@pytest.mark.parametrize("key", ["sk-secret\n", "sk secret", "sk-sécret", "sk-secret\r\nX: y"])
def test_a_key_that_would_break_the_header_is_refused_unseen(key):
    with pytest.raises(UsageError, match="SAYSO_SERVER_KEY") as told:
        named("http://127.0.0.1", key=key)
    assert "secret" not in str(told.value)


def test_a_key_is_never_shown():
    assert "sk-secret" not in repr(named("http://127.0.0.1", key="sk-secret"))


def test_a_model_must_be_named():
    with pytest.raises(UsageError, match="SAYSO_SERVER_MODEL"):
        named("http://127.0.0.1", model="")


def test_nothing_is_asked_where_nothing_is_set_up():
    assert server_of({}) is None
    assert extractor_named("rules", {}) == RuleExtractor()
    with pytest.raises(UsageError, match="SAYSO_SERVER_URL"):
        extractor_named("served", {})


def test_naming_a_server_alone_sends_nothing(environ):
    import os

    found = extractor_named("best", os.environ)
    found.attributions(Document(text="Ana Oln said the road was shut."), lambda: None)
    assert environ.seen == []


def test_a_name_of_this_machine_that_leads_elsewhere_is_refused():
    """localhost is looked up like any name; whatever the resolver says, only loopback addresses are let through."""
    allowed = [
        a
        for a in ("127.0.0.1", "127.8.8.8", "::1", "10.0.0.7", "9.9.9.9", "0.0.0.0")
        if this_machine().allows(a)
    ]
    assert allowed == ["127.0.0.1", "127.8.8.8", "::1"]
    elsewhere = Server("http://192.0.2.1:9", "m").send(b"{}", 1.0, Terms())
    assert isinstance(elsewhere, NoReply)
    assert elsewhere.why == "its name leads to another machine, which is asked only over https"
    assert not elsewhere.passing
