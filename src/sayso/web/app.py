"""The application: addresses to pages, and how each page is drawn."""

import mimetypes
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import cache
from importlib.resources import files
from typing import Any
from urllib.parse import unquote

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from sayso.desk import Desk
from sayso.model import InvalidRecord, NothingMatched, SaysoError, When
from sayso.web.acting import Acting
from sayso.web.drawn import drawn
from sayso.web.gate import Gate, Gated
from sayso.web.page import Asked, Page, Query, Visits, as_csv, as_json
from sayso.web.pages import NAMED, SCREENS
from sayso.web.snapshot import Keeper

YEAR_SECONDS = 31_536_000
FOREVER = f"public, max-age={YEAR_SECONDS}, immutable"


def application(desks: Mapping[str, Desk], gate: Gate, clock: Callable[[], When]) -> Starlette:
    """Return the web desk over desks by the name of their story, each read already; `clock` dates what persons decide on it."""
    keepers = {name: Keeper(desk, clock) for name, desk in desks.items()}
    for keeper in keepers.values():
        keeper.warm()
    site = _Site(keepers, gate)
    acting = Acting(site.asked, gate, clock)
    routes = [
        Route("/", site.home),
        Route("/static/{name}", _static),
        Route("/c/{name}", site.found),
        Route("/d/{name}", site.found),
        Route("/s/{story}", site.story),
        Route("/s/{story}/", site.story),
        Route("/s/{story}/do/{what}", acting.act, methods=["POST"]),
        Route("/s/{story}/{kind:path}/{name}", site.one),
        Route("/s/{story}/{screen}", site.screen),
    ]
    errors: Mapping[Any, Any] = {
        SaysoError: site.refused,
        HTTPException: site.refused,
        Exception: site.failed,
    }
    gated = Middleware(Gated, gate=gate)
    app = Starlette(routes=routes, middleware=[gated], exception_handlers=errors)
    app.state.keepers = keepers
    return app


def rest(app: Starlette) -> None:
    """Wait until nothing is read in the background any more; call it before the ledgers are closed."""
    for keeper in app.state.keepers.values():
        keeper.rest()


class _Site:
    """The pages of all stories."""

    def __init__(self, keepers: Mapping[str, Keeper], gate: Gate) -> None:
        self._keepers, self._gate = keepers, gate

    def home(self, _request: Request) -> Response:
        """Lead to the only story, or list them."""
        if len(self._keepers) == 1:
            return RedirectResponse(f"/s/{next(iter(self._keepers))}/overview", 303)
        links = [(name, f"/s/{name}/overview") for name in self._keepers]
        return HTMLResponse(drawn("stories.html.jinja", stories=links))

    def story(self, request: Request) -> Response:
        """Lead to a story's overview."""
        return RedirectResponse(f"/s/{request.path_params['story']}/overview", 303)

    def found(self, request: Request) -> Response:
        """Lead a claim or report to the story that holds it."""
        kind, name = request.url.path[1], request.path_params["name"]
        for story, keeper in self._keepers.items():
            view = keeper.now()[0].view
            if name in (view.claims if kind == "c" else view.documents):
                return RedirectResponse(f"/s/{story}/{kind}/{name}", 303)
        raise NothingMatched(f"no story of this desk holds {name!r}")

    def screen(self, request: Request) -> Response:
        """Answer one of the screens, or its twin."""
        screen, _, twin = request.path_params["screen"].partition(".")
        page = SCREENS.get(screen)
        if page is None:
            raise HTTPException(404, f"there is no page {screen!r}")
        return self._answer(replace(self.asked(request), screen=screen, twin=twin), page)

    def one(self, request: Request) -> Response:
        """Answer the page of one claim or report, or its twin."""
        page = NAMED.get(request.path_params["kind"])
        if page is None:
            raise HTTPException(404, "there is no such page")
        name, _, twin = request.path_params["name"].partition(".")
        asked = replace(
            self.asked(request), screen=request.path_params["kind"], name=name, twin=twin
        )
        return self._answer(asked, page)

    def asked(self, request: Request) -> Asked:
        """Understand a request; raises `NothingMatched` for a story or question there is none of, `InvalidRecord` for a day that is none."""
        story, query = request.path_params["story"], _query(request)
        keeper = self._keepers.get(story)
        if keeper is None:
            raise NothingMatched(f"no story {story!r} here; {', '.join(self._keepers)} is open")
        as_of = When(query["as_of"]).latest.date().isoformat() if query.get("as_of") else ""
        snapshot, stale = keeper.now(as_of)
        question = snapshot.question(query.get("q", ""))
        person = unquote(request.cookies.get("sayso_person", ""))
        seen = Visits.of(request.cookies.get(f"sayso_seen_{story}", ""), snapshot.last_day)
        return Asked(story, keeper, snapshot, stale, question, query, person=person, seen=seen)

    def _answer(self, asked: Asked, page: Callable[[Asked], Page]) -> Response:
        found, twin = page(asked), asked.twin
        if twin == "json":
            return Response(as_json(asked, found), media_type="application/json")
        if twin == "csv":
            return Response(as_csv(found), media_type="text/csv; charset=utf-8")
        if twin:
            raise HTTPException(404, f"a page has the twins .json and .csv, no .{twin}")
        html = drawn(
            found.template,
            asked=asked,
            page=found,
            form_key=self._gate.form_key,
            stories=list(self._keepers),
            **found.values,
        )
        answer = HTMLResponse(html, found.status)
        if asked.screen == "overview" and not asked.snapshot.as_of and asked.seen.now:
            name = f"sayso_seen_{asked.story}"
            answer.set_cookie(name, asked.seen.text, max_age=YEAR_SECONDS, samesite="strict")
        return answer

    def refused(self, _request: Request, error: Exception) -> Response:
        """Say what was wrong with a request, and the way out."""
        status = error.status_code if isinstance(error, HTTPException) else _status(error)
        words = error.detail if isinstance(error, HTTPException) else str(error)
        return HTMLResponse(drawn("refused.html.jinja", status=status, words=words), status)

    def failed(self, _request: Request, error: Exception) -> Response:
        """Say that something went wrong here."""
        words = f"Something went wrong in Sayso ({type(error).__name__}). Nothing was changed."
        return HTMLResponse(drawn("refused.html.jinja", status=500, words=words), 500)


def _query(request: Request) -> Query:
    """Return the parameters of an address; those given several times with commas between."""
    given = request.query_params
    return Query({name: ",".join(given.getlist(name)) for name in given})


def _status(error: Exception) -> int:
    if isinstance(error, NothingMatched):
        return 404
    return 400 if isinstance(error, (InvalidRecord, SaysoError)) else 500


def _static(request: Request) -> Response:
    name = request.path_params["name"]
    held = _files().get(name)
    if held is None:
        return PlainTextResponse("no such file\n", 404)
    kind = mimetypes.guess_type(name)[0] or "text/plain"
    return Response(held, media_type=kind, headers={"Cache-Control": FOREVER})


@cache
def _files() -> dict[str, bytes]:
    folder = files("sayso.web") / "static"
    return {one.name: one.read_bytes() for one in folder.iterdir() if one.is_file()}
