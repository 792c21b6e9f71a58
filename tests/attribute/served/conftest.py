"""A server of the OpenAI kind on this machine that replays answers, good and hostile."""

import json
import threading
import time
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from sayso.attribute.served import Terms
from sayso.extractors import Server, served


def completion(content, *, ended="stop", refusal=None):
    """The bytes of a chat completion; content that is no text is written as JSON."""
    text = content if isinstance(content, str) else json.dumps(content)
    message = {"role": "assistant", "content": text, "refusal": refusal}
    return json.dumps({"choices": [{"message": message, "finish_reason": ended}]}).encode()


def told(*rows):
    """A good answer: rows of (source, cue, content), each one quotation or several."""
    lists = [[[one] if isinstance(one, str) else list(one) for one in row] for row in rows]
    names = ("source", "cue", "content")
    return {"attributions": [dict(zip(names, row, strict=True)) for row in lists]}


class Handler(BaseHTTPRequestHandler):
    def do_POST(self):
        body = json.loads(self.rfile.read(int(self.headers["content-length"])))
        seen = self.server.seen
        seen.append((self.path, dict(self.headers), body))
        script = self.server.script
        answer = script[min(len(seen), len(script)) - 1]
        with suppress(OSError):  # whoever asked may have gone
            answer(self, body) if callable(answer) else self.reply(answer)

    def reply(self, body=b"", status=200, **headers):
        data = body if isinstance(body, bytes) else completion(body)
        self.send_response(status)
        for name, value in {"Content-Type": "application/json", **headers}.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(data)

    def drip(self):
        self.send_response(200)
        self.end_headers()
        while True:
            self.wfile.write(b" ")
            self.wfile.flush()
            time.sleep(0.05)

    def log_message(self, *arguments):
        pass


def status(code, **headers):
    """An answer with a status of its own."""
    return lambda handler, _body: handler.reply(b"{}", code, **headers)


def part_of(body):
    """The part of the article that a request shows."""
    words = body["messages"][1]["content"]
    mark = words.rsplit(" ", 1)[1]
    return words.split(f"PART {mark}\n")[1].split(f"\nEND OF REPORT {mark}")[0]


@pytest.fixture
def fake():
    """The server; put answers into `script`, the last one stands for all that follow."""
    found = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    found.daemon_threads = True
    found.seen, found.script = [], []
    thread = threading.Thread(target=lambda: found.serve_forever(0.02), daemon=True)
    thread.start()
    found.url = f"http://127.0.0.1:{found.server_port}"
    yield found
    found.shutdown()
    found.server_close()


@pytest.fixture
def asking(fake):
    """The served extractor that asks the server, and the waits it made; nobody waits in a test."""

    def make(model="m-7b", key="", **terms):
        server = Server(fake.url, model, key)
        found = Terms(**{"request_seconds": 5.0, **terms})
        return served(server, clock=time.monotonic, sleep=fake.waits.append, terms=found)

    fake.waits = []
    return make


@pytest.fixture
def environ(fake, monkeypatch):
    """The environment that names the server."""
    monkeypatch.setenv("SAYSO_SERVER_URL", f"{fake.url}/v1")
    monkeypatch.setenv("SAYSO_SERVER_MODEL", "m-7b")
    monkeypatch.setenv("SAYSO_SERVER_KEY", "sk-very-secret")
    return fake
