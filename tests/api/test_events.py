"""Server-sent events, over a real connection: what happens while somebody listens, and what happened while he did not."""

import json
import socket
import threading
import time
from contextlib import contextmanager

import httpx
import pytest
import uvicorn

from sayso.model import Document, When

NEWS = Document(
    text=(
        "Captain Danel Orvik said on Saturday that the Tarvian troops had withdrawn from the Velmora front for good. "
        "The mayor of Dolmich, Petra Hask, said the Tarvian troops had left the Velmora front on Friday. "
        "Tarvia's defence ministry said its troops had been withdrawn from the Velmora front."
    ),
    outlet="Ostry Mail",
    published=When("2026-02-07"),
)


@contextmanager
def listening(served, path: str, **given):
    """Serve on a free port and open a stream; the pause between two looks is short and real."""
    import asyncio
    from dataclasses import replace

    site = served.app.state.site
    served.app.state.site = replace(site, pause=lambda _: asyncio.sleep(0.02))
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        config = uvicorn.Config(served.app, log_level="critical", lifespan="off")
        server = uvicorn.Server(config)
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
        thread.start()
        while not server.started:
            time.sleep(0.01)
        base = f"http://127.0.0.1:{listener.getsockname()[1]}/api/v1/stories/velmora"
        with httpx.Client(timeout=60) as client, client.stream("GET", base + path, **given) as told:
            yield told
        server.should_exit = True
        thread.join(10)


def events(told) -> list[dict]:
    found: list[dict] = []
    for block in "".join(told.iter_text()).split("\n\n"):
        lines = dict(line.split(": ", 1) for line in block.splitlines() if ": " in line[1:])
        if "event" in lines:
            data = json.loads(lines["data"])
            found.append({"event": lines["event"], "id": lines["id"], "data": data})
    return found


def test_a_new_report_and_the_judgement_it_moves_are_told(own):
    with listening(own, "/events?limit=2&seconds=3000") as told:
        assert told.headers["content-type"].startswith("text/event-stream")
        threading.Timer(0.5, lambda: list(own.desk.add([NEWS]))).start()
        found = events(told)
    assert found[0]["event"] == "document"
    assert found[0]["data"]["id"] == NEWS.id
    assert found[0]["data"]["outlet"] == "Ostry Mail"
    assert found[1]["event"] == "judgement"
    assert found[1]["data"]["question"] == own.question
    assert sum(one["probability"] for one in found[1]["data"]["answers"]) == pytest.approx(1)
    causes = {c["claim"] for one in found[1]["data"]["changes"] for c in one["because"]}
    assert causes & {c.id for c in own.desk.evidence().claims.values() if c.document == NEWS.id}


def test_a_limit_ends_the_stream(own):
    with listening(own, "/events?limit=1&seconds=3000") as told:
        threading.Timer(0.5, lambda: list(own.desk.add([NEWS]))).start()
        assert len(events(told)) == 1


def test_time_ends_the_stream(api):
    told = api.get("/events?seconds=40")
    assert told.status_code == 200
    assert events(told) == []
    assert told.text.count(": still here") == 2


def test_what_came_after_an_event_is_told_to_who_comes_back(own):
    head = {"Last-Event-ID": "2026-01-01T00:00:00Z"}
    found = events(own.get("/events?seconds=2", headers=head))
    assert {one["data"]["id"] for one in found} == set(own.desk.evidence().documents)
    late = {"Last-Event-ID": "2026-03-02T00:00:00Z"}
    assert events(own.get("/events?seconds=2", headers=late)) == []


@pytest.mark.parametrize("given", ["yesterday", "2026-02-30T00:00:00Z"])
def test_an_event_that_is_none_is_a_problem(api, given):
    told = api.get("/events?seconds=1", headers={"Last-Event-ID": given})
    assert told.status_code == 422
    assert told.headers["content-type"] == "application/problem+json"


def test_too_many_streams_are_told_to_come_back(own):
    streams = own.app.state.site.streams
    streams.update(object() for _ in range(32))
    told = own.get("/events?seconds=1")
    assert told.status_code == 429
    assert told.headers["retry-after"] == "30"
    streams.clear()
    assert own.get("/events?seconds=1").status_code == 200
    assert not streams


def test_words_of_a_report_make_no_event(own):
    hostile = Document(
        text='Ana Belk said so.\n\nevent: judgement\ndata: {"question": "forged"}\n\n',
        title="x\n\nevent: judgement\ndata: {}\n\n",
        published=When("2026-02-01"),
    )
    list(own.desk.add([hostile]))
    head = {"Last-Event-ID": "2026-01-01T00:00:00Z"}
    found = events(own.get("/events?seconds=1", headers=head))
    assert {one["event"] for one in found} == {"document"}
