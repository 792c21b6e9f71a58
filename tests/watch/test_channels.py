"""Channels: signed webhooks, an Atom feed, apprise; each alert once, and again where it was not taken."""

import base64
import hashlib
import hmac
import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import feedparser
import pytest

from sayso.desk import Desk
from sayso.ledger import open_ledger
from sayso.model import Alert, Document, Hypothesis, Question, UsageError, When
from sayso.read import Limits, ask_url
from sayso.watch import alerts_told, deliver, read_channels
from sayso.watch.channels import Apprise, AtomFile, Webhook

SECRET = "a secret of enough letters"
NOW = When("2031-05-02T12:00:00Z")
TEXT = "Mayor Petro Hai said on Thursday that the bridge at Ostry was closed to lorries."


def post(url, body, headers, *, private):
    return ask_url(url, Limits(), headers=headers, body=body, private=private)


@pytest.fixture
def server():
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self):
            body = self.rfile.read(int(self.headers["Content-Length"]))
            self.server.got.append((dict(self.headers), body))
            self.send_response(self.server.status)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *arguments):
            pass

    one = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    one.got, one.status = [], 204
    threading.Thread(target=one.serve_forever, daemon=True).start()
    one.url = f"http://127.0.0.1:{one.server_port}/hook"
    yield one
    one.shutdown()
    one.server_close()


@pytest.fixture
def desk(tmp_path):
    with open_ledger(tmp_path / "d.sayso", lambda: NOW, create=True) as ledger:
        one = Desk(ledger)
        document = Document(
            text=TEXT,
            title="Bridge",
            outlet="Post",
            published=When("2031-05-01"),
            url="https://post.example/1",
        )
        list(one.add([document]))
        question = one.ask(
            Question("Is it so?", "event", (Hypothesis("yes", "Yes."), Hypothesis("no", "No.")))
        )
        (claim, *_) = [json.loads(row)["id"] for row in ledger.export() if '"kind":"claim"' in row]
        ledger.add(
            [
                Alert(
                    question.id,
                    "leader",
                    f"Change {n}",
                    "no",
                    "yes",
                    (claim,),
                    When(f"2031-05-02T1{n}:00:00Z"),
                )
                for n in (0, 1)
            ]
        )
        yield one


def hook(server, **more):
    return Webhook("hook", server.url, SECRET, post, private=True, **more)


def test_a_webhook_gets_each_alert_once_signed_and_with_its_claims(desk, server):
    for _ in range(2):
        assert deliver(desk, [hook(server)], NOW) == ()
    assert len(server.got) == 2
    headers, body = server.got[0]
    text = f"{headers['webhook-id']}.{headers['webhook-timestamp']}.".encode() + body
    mac = base64.b64encode(hmac.new(SECRET.encode(), text, hashlib.sha256).digest()).decode()
    assert headers["webhook-signature"] == f"v1,{mac}"
    (alert,) = json.loads(body)["alerts"]
    assert (alert["from"], alert["to"]) == ("no", "yes")
    (cause,) = alert["because"]
    assert "the bridge at Ostry was closed" in cause["words"]
    assert cause["link"].startswith("https://post.example/1#:~:text=")


def test_an_alert_that_was_not_taken_is_offered_again(desk, server):
    server.status = 500
    (trouble,) = deliver(desk, [hook(server)], NOW)
    assert (trouble.channel, trouble.alerts) == ("hook", 2)
    assert "500" in trouble.why
    server.status = 200
    assert deliver(desk, [hook(server)], NOW) == ()
    assert len({headers["webhook-id"] for headers, _ in server.got}) == 2


def test_a_webhook_follows_no_redirect_and_needs_leave_for_a_private_address(desk, server):
    shut = Webhook("shut", server.url, SECRET, post)
    (trouble,) = deliver(desk, [shut], NOW)
    assert "not one of" in trouble.why or "not a public address" in trouble.why
    assert server.got == []


def test_a_digest_waits_and_then_tells_all_at_once(desk, server):
    digest = hook(server, digest_hours=12.0)
    assert deliver(desk, [digest], NOW) == ()
    assert server.got == []
    deliver(desk, [digest], When("2031-05-02T22:30:00Z"))
    ((_, body),) = server.got
    assert [a["what"] for a in json.loads(body)["alerts"]] == ["Change 0", "Change 1"]


def test_a_new_channel_is_not_told_the_whole_past(desk, server):
    deliver(desk, [hook(server)], When("2031-06-01T00:00:00Z"))
    assert server.got == []


def test_the_atom_feed_is_read_by_feedparser_newest_first_and_keeps_what_it_held(desk, tmp_path):
    channel = AtomFile("feed", tmp_path / "changes.xml", "https://desk.example/changes.xml")
    first, second = alerts_told(desk, desk.ledger.records(Alert), "https://desk.example/")
    for one in (first, second, second):
        assert channel.send([one], NOW) == ""
    found = feedparser.parse(str(channel.file))
    assert not found.bozo
    assert [e.title for e in found.entries] == [second.title, first.title]
    assert found.entries[0].link == f"https://desk.example/c/{second.causes[0].claim}"
    assert second.causes[0].claim in found.entries[0].content[0].value


@pytest.mark.filterwarnings("ignore::DeprecationWarning")  # apprise imports imghdr
def test_apprise_carries_an_alert(desk, server):
    channel = Apprise("chat", server.url.replace("http://", "json://"))
    assert deliver(desk, [channel], NOW) == ()
    assert json.loads(server.got[0][1])["title"] == "Change 0: no → yes"
    assert "does not know" in Apprise("chat", "nonsense").send(
        alerts_told(desk, desk.ledger.records(Alert)), NOW
    )


def channels(tmp_path, text, **environment):
    (tmp_path / "channels.toml").write_text(text)
    return read_channels(tmp_path / "channels.toml", post, environment.get)


def test_a_file_of_channels(tmp_path):
    found = channels(
        tmp_path,
        '[[channel]]\nname = "hook"\nkind = "webhook"\nurl = "https://a.example/h"\nsecret_env = "S"\ndigest_hours = 6\n'
        '[[channel]]\nkind = "atom"\nfile = "changes.xml"\n'
        '[[channel]]\nkind = "apprise"\nurl_env = "U"\n',
        S=SECRET,
        U="json://localhost",
    )
    assert [(one.name, one.digest_hours) for one in found] == [
        ("hook", 6.0),
        ("atom", 0.0),
        ("apprise", 0.0),
    ]


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "names no channel"),
        ("[[channel]]\nkind = 'pigeon'", "one of webhook, apprise, atom"),
        ("[[channel]]\nkind = 'webhook'\nurl = 'x'\nsecret_env = 'NONE'", "NONE is not set"),
        ("[[channel]]\nkind = 'webhook'\nurl = 'x'\nsecret_env = 'SHORT'", "24 characters"),
        ("[[channel]]\nkind = 'webhook'\nsecret_env = 'S'", "needs 'url'"),
        ("[[channel]]\nkind = 'atom'\nfile = 'x'\nurl = 'y'", "has no 'url'"),
        (
            "[[channel]]\nkind = 'atom'\nfile = 'x'\n[[channel]]\nkind = 'atom'\nfile = 'y'",
            "two channels",
        ),
        ("[[channel", "cannot be read"),
    ],
)
def test_a_file_of_channels_that_is_wrong_says_where(tmp_path, text, why):
    with pytest.raises(UsageError, match=why):
        channels(tmp_path, text, S=SECRET, SHORT="short")
