"""A desk with the example story, served on a free port."""

import shutil
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from types import SimpleNamespace

import pytest
import uvicorn
from click.testing import CliRunner

from sayso.cli.demo import story_folder
from sayso.cli.main import main
from sayso.desk import Desk
from sayso.ledger import open_ledger
from sayso.model import When
from sayso.web import Gate, application, rest

NOON = When("2026-03-01T12:00Z")


@pytest.fixture(scope="session")
def told_story(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example story, added and asked once."""
    path = tmp_path_factory.mktemp("web") / "velmora.sayso"
    for command in (["add", str(story_folder())], ["ask", "--from", str(story_folder())]):
        assert CliRunner().invoke(main, [*command, "--desk", str(path)]).exit_code in (0, 4)
    return path


@dataclass
class Served:
    """A desk that is being served: its address, its gate, and the desk itself."""

    base: str
    gate: Gate
    desk: Desk

    def at(self, screen: str) -> str:
        return f"{self.base}/s/velmora/{screen}"


@contextmanager
def serving(path: Path) -> Iterator[Served]:
    """Serve a desk file on a free port until the block ends."""
    with open_ledger(path, lambda: NOON, create=True) as ledger, socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        gate, desk = Gate(), Desk(ledger)
        app = application({"velmora": desk}, gate, lambda: NOON)
        config = uvicorn.Config(app, log_level="critical", lifespan="off")
        server = uvicorn.Server(config)
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
        thread.start()
        while not server.started:
            time.sleep(0.01)
        yield Served(f"http://127.0.0.1:{listener.getsockname()[1]}", gate, desk)
        server.should_exit = True
        thread.join(10)
        rest(app)


@pytest.fixture(scope="session")
def web() -> SimpleNamespace:
    """What tests use of this file."""
    return SimpleNamespace(serving=serving, looking=looking, NOON=NOON)


@pytest.fixture(scope="session")
def served(told_story: Path) -> Iterator[Served]:
    """The example story, served for all tests that only look."""
    with serving(told_story) as found:
        yield found


@pytest.fixture
def own(told_story: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Served]:
    """The example story, served for one test that changes it; on a slow machine, too, a page waits for what was just decided."""
    monkeypatch.setattr("sayso.web.snapshot.AT_ONCE_SECONDS", 60.0)
    with serving(Path(shutil.copy(told_story, tmp_path / "own.sayso"))) as found:
        yield found


@dataclass
class Watch:
    """What went wrong on a page, or left it: errors, breaches of the policy, requests to other hosts, dialogs."""

    wrong: list[str] = field(default_factory=list)
    foreign: list[str] = field(default_factory=list)


@contextmanager
def looking(browser, served: Served, **options):
    """Open a page of the desk with a session, watched."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, **options)
    context.add_cookies([{"name": "sayso", "value": served.gate.session, "url": served.base}])
    page, watch = context.new_page(), Watch()
    page.set_default_timeout(60_000)
    page.on("pageerror", lambda error: watch.wrong.append(f"error {error}"))
    page.on("console", lambda line: line.type == "error" and watch.wrong.append(line.text))
    page.on("request", lambda r: r.url.startswith(served.base) or watch.foreign.append(r.url))
    page.on(
        "dialog", lambda dialog: (watch.wrong.append(f"dialog {dialog.message}"), dialog.dismiss())
    )
    page.watch = watch
    try:
        yield page
    finally:
        context.close()


@pytest.fixture
def page(browser, served):
    """A page of the story that nobody changes; nothing may go wrong on it."""
    with looking(browser, served) as found:
        yield found
        assert found.watch.wrong == []
        assert found.watch.foreign == []


@pytest.fixture
def own_page(browser, own):
    """A page of a story of one's own; nothing may go wrong on it."""
    with looking(browser, own) as found:
        yield found
        assert found.watch.wrong == []
        assert found.watch.foreign == []
