"""The example story with a few of its reports, and the API over it, asked without a net."""

import asyncio
import io
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from types import SimpleNamespace

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from sayso.api import ByToken, Inside, May, Tokens, application, new_token
from sayso.desk import Desk
from sayso.ledger import open_ledger
from sayso.model import Question, Refusal, RefusalReason, When
from sayso.read import Limits, Offered, readings
from sayso.story import example_folder, load_story
from sayso.web.snapshot import Keeper

NOON = When("2026-03-01T12:00Z")
REPORTS = ("01", "03", "05", "07", "11", "13", "14", "uk")
PAGES = {
    "https://harbourpost.example/ferry": "Harbour master Ilan Dorev said the ferry had left Ostry at dawn."
}


def fetched(url: str, limits: Limits) -> Offered | Refusal:
    """Stand for the net: one page is there, nothing else."""
    if url not in PAGES:
        return Refusal(url, RefusalReason.NETWORK, "no such host; check the address")
    return Offered(url, PAGES[url].encode(), url, media_type="text/plain")


async def at_once(_seconds: float) -> None:
    await asyncio.sleep(0)


@dataclass
class Served:
    """The API over two stories, one of them empty; `client` calls it from this machine."""

    app: FastAPI
    client: TestClient
    desk: Desk
    tokens: dict[str, str]

    def get(self, path: str, **given):
        return self.client.get(f"/api/v1/stories/velmora{path}", **given)

    def post(self, path: str, body, **given):
        return self.client.post(f"/api/v1/stories/velmora{path}", json=body, **given)

    def by(self, name: str) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.tokens[name]}"}

    @property
    def question(self) -> str:
        return self.desk.ledger.records(Question)[0].id

    @property
    def claim(self) -> str:
        return next(iter(self.desk.evidence().claims))


@pytest.fixture(scope="session")
def told_story(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Some reports of the example story, added and asked once."""
    folder = example_folder()
    paths = [str(p) for p in sorted(folder.iterdir()) if p.name[:2] in REPORTS]
    path = tmp_path_factory.mktemp("api") / "velmora.sayso"
    with open_ledger(path, lambda: NOON) as ledger:
        desk = Desk(ledger)
        list(desk.add(readings(paths, stdin=io.BytesIO(), retrieved=NOON)))
        story = load_story(folder)
        desk.ask(story.question, story.sources)
    return path


@contextmanager
def serving(path: Path, *, by_token: bool = False, clock: When = NOON) -> Iterator[Served]:
    """Serve a desk file, with an empty one beside it."""
    other = path.with_name("ostry.sayso")
    with open_ledger(path, lambda: clock) as first, open_ledger(other, lambda: clock) as second:
        keepers = {
            name: Keeper(Desk(ledger), lambda: clock)
            for name, ledger in (("velmora", first), ("ostry", second))
        }
        given, tokens = _tokens()
        callers = ByToken(tokens, lambda: clock) if by_token else Inside(lambda _: "")
        app = application(keepers, callers, lambda: clock, fetch=fetched, pause=at_once)
        with TestClient(
            app,
            base_url="http://127.0.0.1",
            client=("127.0.0.1", 50_000),
            raise_server_exceptions=False,
        ) as client:
            yield Served(app, client, keepers["velmora"].desk, given)
        for keeper in keepers.values():
            keeper.rest()


def _tokens() -> tuple[dict[str, str], Tokens]:
    kinds = {
        "reader": ({"velmora"}, {May.READ}, None),
        "writer": ({"velmora"}, {May.READ, May.WRITE}, None),
        "feeder": ({"velmora"}, {May.WRITE}, None),
        "reviewer": ({"velmora"}, {May.READ, May.REVIEW}, None),
        "owner": ({"*"}, set(May), None),
        "neighbour": ({"ostry"}, set(May), None),
        "old": ({"*"}, set(May), date(2026, 2, 28)),
        "last-day": ({"*"}, {May.READ}, date(2026, 3, 1)),
    }
    made = {
        name: new_token(name, frozenset(stories), frozenset(may), expires)
        for name, (stories, may, expires) in kinds.items()
    }
    given = {name: text for name, (text, _) in made.items()}
    return given, Tokens(tuple(entry for _, entry in made.values()))


@pytest.fixture(scope="session")
def api(told_story: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The API for tests that only look."""
    copy = tmp_path_factory.mktemp("looked-at") / "velmora.sayso"
    with serving(Path(shutil.copy(told_story, copy))) as found:
        yield found


@pytest.fixture
def own(told_story: Path, tmp_path: Path) -> Iterator[Served]:
    """An API of its own for a test that changes something."""
    with serving(Path(shutil.copy(told_story, tmp_path / "velmora.sayso"))) as found:
        yield found


@pytest.fixture
def guarded(told_story: Path, tmp_path: Path) -> Iterator[Served]:
    """An API of its own, behind tokens."""
    path = Path(shutil.copy(told_story, tmp_path / "velmora.sayso"))
    with serving(path, by_token=True) as found:
        yield found


@pytest.fixture(scope="session")
def door() -> SimpleNamespace:
    """What tests use of this file."""
    return SimpleNamespace(serving=serving, NOON=NOON)
