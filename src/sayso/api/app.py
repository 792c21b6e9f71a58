"""The application: addresses, the document that describes them, and what each error becomes."""

import asyncio
from collections.abc import Callable, Mapping
from typing import Any

from fastapi import FastAPI, Request, Response, Security
from fastapi.exceptions import RequestValidationError
from fastapi.openapi.utils import get_openapi
from fastapi.security import HTTPBearer
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware

from sayso.api.callers import Callers
from sayso.api.doorway import DESCRIPTION, HEADERS, Doorway
from sayso.api.port import Keeper
from sayso.api.problems import SCHEMA, Refused, invalid, log, problem
from sayso.api.repeats import Repeats
from sayso.api.routes import ROUTERS
from sayso.api.shapes.held import RefusalRow
from sayso.api.site import Pause, Site
from sayso.api.tags import Unchanged, release
from sayso.model import InvalidRecord, LedgerError, NothingMatched, UsageError, When
from sayso.read import Fetch

ABOUT = """The evidence desk of a developing, contested story: who says so, on whose word, how sure, and what speaks against it.

Every probability is led back to claims, every claim to the exact characters of its report. Words are those of Sayso's glossary."""


def built(
    keepers: Mapping[str, Keeper],
    callers: Callers,
    clock: Callable[[], When],
    *,
    fetch: Fetch | None = None,
    pause: Pause | None = None,
) -> FastAPI:
    """Return the application; see `sayso.api.application`."""
    app = FastAPI(
        title="Sayso",
        version=release(),
        description=ABOUT,
        openapi_url=DESCRIPTION,
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
        middleware=[Middleware(Doorway, callers=callers)],
        exception_handlers=_ERRORS,
    )
    app.state.site = Site(keepers, clock, fetch, pause or asyncio.sleep, Repeats(keepers))
    guards = [Security(HTTPBearer(auto_error=False, scheme_name="token"))]
    for router in ROUTERS:
        app.include_router(
            router, prefix="/api/v1", dependencies=guards if callers.by_token else []
        )
    app.openapi = lambda: _description(app)  # type: ignore[method-assign]
    return app


def _description(app: FastAPI) -> dict[str, Any]:
    """Return the OpenAPI document, with the shape of problems, which no route returns by itself."""
    if app.openapi_schema is None:
        found = get_openapi(
            title=app.title,
            version=app.version,
            description=app.description,
            routes=app.routes,
            openapi_version="3.1.0",
        )
        shapes = found.setdefault("components", {}).setdefault("schemas", {})
        shapes["Problem"] = SCHEMA
        shapes.setdefault("RefusalRow", RefusalRow.model_json_schema())
        app.openapi_schema = found
    return app.openapi_schema


def _refused(request: Request, error: Exception) -> Response:
    return problem(request, _told(request, error))


def _told(request: Request, error: Exception) -> Refused:
    """Return how an error is told."""
    if isinstance(error, Refused):
        return error
    if isinstance(error, RequestValidationError):
        return invalid(error.errors())
    if isinstance(error, NothingMatched):
        return Refused(404, str(error))
    if isinstance(error, UsageError | InvalidRecord):
        return Refused(422, str(error))
    if isinstance(error, HTTPException):
        return _of_http(request, error)
    log.error("%s of %s failed", request.method, request.url.path, exc_info=error)
    return Refused(500, f"{type(error).__name__}: it is in the log of sayso serve; nothing is lost")


def _of_http(request: Request, error: HTTPException) -> Refused:
    if error.status_code == 405:
        allowed = ", ".join(sorted(_methods(request)))
        why = f"{request.method} is not for this address; {allowed} is"
        return Refused(405, why, headers={"Allow": allowed})
    if error.status_code == 413:
        return Refused(413, error.detail)
    if error.status_code == 400:
        return Refused(400, "the body must be one JSON value in UTF-8, nested no deeper than usual")
    return Refused(
        404, "there is nothing at this address; /api/v1/openapi.json lists what there is"
    )


def _methods(request: Request) -> set[str]:
    """Return what can be done at the address of a request, by all routes that lead there."""
    app: FastAPI = request.app
    scope = {"type": "http", "path": request.url.path}
    found: set[str] = set()
    for path, operations in app.openapi()["paths"].items():
        if _fits(path, scope["path"]):
            found |= {name.upper() for name in operations}
    return found or {"GET"}


def _fits(pattern: str, path: str) -> bool:
    parts, given = pattern.split("/"), path.split("/")
    return len(parts) == len(given) and all(
        a.startswith("{") or a == b for a, b in zip(parts, given, strict=True)
    )


def _unchanged(_request: Request, error: Exception) -> Response:
    tag = error.tag if isinstance(error, Unchanged) else ""
    return Response(status_code=304, headers={"ETag": tag})


def _failed(request: Request, error: Exception) -> Response:
    answer = _refused(request, error)
    # An error that nobody foresaw is answered outside the doorway, which sets the headers of all else.
    for name, value in HEADERS.items():
        answer.headers.setdefault(name, value)
    return answer


_ERRORS: dict[int | type[Exception], Any] = {
    Refused: _refused,
    RequestValidationError: _refused,
    NothingMatched: _refused,
    UsageError: _refused,
    InvalidRecord: _refused,
    HTTPException: _refused,
    LedgerError: _refused,
    Unchanged: _unchanged,
    Exception: _failed,
}
