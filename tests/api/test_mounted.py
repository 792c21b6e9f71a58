"""The API beside the web desk: by the gate without tokens, by tokens with them, and in a process of its own."""

import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import httpx
import pytest
from click.testing import CliRunner
from starlette.testclient import TestClient

from sayso.cli.main import main
from sayso.cli.mounted import mounted
from sayso.desk import Desk
from sayso.ledger import open_ledger
from sayso.web import Gate, application, rest

SAYSO = Path(sys.executable).with_name("sayso")


@pytest.fixture
def both(told_story, tmp_path, door):
    """The web desk with the API beside it, and its gate."""
    path = shutil.copy(told_story, tmp_path / "velmora.sayso")
    with open_ledger(path, lambda: door.NOON) as ledger:
        gate = Gate()
        desk = application({"velmora": Desk(ledger)}, gate, lambda: door.NOON)
        app = mounted(desk, desk.state.keepers, gate, None, lambda: door.NOON)
        with TestClient(app, base_url="http://127.0.0.1", client=("127.0.0.1", 1)) as client:
            yield client, gate
        rest(desk)


def test_whoever_has_the_desk_open_may_use_the_api(both):
    client, gate = both
    assert client.get("/api/v1/stories").status_code == 401
    client.get(f"/?token={gate.token}")
    told = client.get("/api/v1/stories")
    assert told.status_code == 200
    assert told.json()["items"][0]["name"] == "velmora"
    assert client.get("/s/velmora/overview").status_code == 200


def test_the_page_of_a_claim_is_there(both):
    client, gate = both
    client.cookies.set("sayso", gate.session)
    row = client.get("/api/v1/stories/velmora/claims?limit=1").json()["items"][0]
    assert "<h1" in client.get(row["links"]["page"]).text
    document = client.get(row["links"]["self"]).json()["document"]
    links = client.get(f"/api/v1/stories/velmora/documents/{document}").json()["links"]
    assert client.get(links["page"]).status_code == 200


def test_what_is_decided_through_the_api_is_seen_on_the_desk(both):
    client, gate = both
    client.cookies.set("sayso", gate.session)
    claim = client.get("/api/v1/stories/velmora/claims?limit=1").json()["items"][0]["id"]
    body = {"kind": "reject", "claim": claim, "reason": "it is the headline", "person": "Ana Belk"}
    assert client.post("/api/v1/stories/velmora/decisions", json=body).status_code == 201
    assert "it is the headline" in client.get(f"/s/velmora/c/{claim}").text


@pytest.mark.parametrize(
    "headers",
    [
        {"Host": "desk.example"},
        {"Origin": "https://elsewhere.example"},
        {"Sec-Fetch-Site": "cross-site"},
    ],
)
def test_a_foreign_page_can_do_nothing(both, headers):
    client, gate = both
    client.cookies.set("sayso", gate.session)
    body = {"text": "Ana Belk said the road was open."}
    told = client.post("/api/v1/stories/velmora/documents", json=body, headers=headers)
    assert told.status_code == 401
    assert told.headers["content-type"] == "application/problem+json"


def test_served_with_tokens_and_closed_while_somebody_listens(told_story, tmp_path):
    desk, file = shutil.copy(told_story, tmp_path / "velmora.sayso"), tmp_path / "tokens.toml"
    made = CliRunner().invoke(main, ["token", "a", "--story", "velmora", "--tokens", str(file)])
    bearer = {"Authorization": f"Bearer {made.stdout.strip()}"}
    with subprocess.Popen(
        [SAYSO, "serve", desk, "--port", "0", "--tokens", file],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as server:
        base = server.stdout.readline().strip().partition("/?")[0]
        api = f"{base}/api/v1"
        with httpx.Client(timeout=60) as client:
            assert client.get(f"{api}/stories").status_code == 401
            assert client.get(f"{api}/stories", headers=bearer).status_code == 200
            assert client.get(f"{base}/s/velmora/overview", headers=bearer).status_code == 401
            with client.stream("GET", f"{api}/stories/velmora/events", headers=bearer) as told:
                assert told.status_code == 200
                began = time.monotonic()
                server.send_signal(signal.SIGINT)
                errors = server.communicate(timeout=60)[1]
        assert time.monotonic() - began < 20
    assert server.returncode == 0
    assert errors.endswith("The desk is closed.\n")
