"""Problem documents (RFC 9457): what every error looks like, and how each status is described."""

import json
import logging
from collections.abc import Mapping, Sequence
from http import HTTPStatus
from typing import Any
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import Response

MEDIA_TYPE = "application/problem+json"
URN = "urn:sayso:problem:"
TITLES: Mapping[str, tuple[int, str]] = {
    "unreadable-body": (400, "The body is no JSON"),
    "no-token": (401, "No token that is known here"),
    "not-allowed": (403, "The token is not for this"),
    "not-found": (404, "There is no such thing here"),
    "no-such-method": (405, "This cannot be done at this address"),
    "too-large": (413, "The body is too large"),
    "invalid": (422, "The request does not say what it must"),
    "refused": (422, "What was offered could not be read"),
    "key-used": (422, "The Idempotency-Key stands for another request"),
    "too-many-streams": (429, "Too many streams of events are open"),
    "failed": (500, "Something went wrong in Sayso"),
}
_BY_STATUS = {status: name for name, (status, _) in reversed(tuple(TITLES.items()))}
SCHEMA: dict[str, Any] = {
    "title": "Problem",
    "description": "What went wrong, and the way out (RFC 9457).",
    "type": "object",
    "required": ["type", "title", "status", "detail", "instance"],
    "properties": {
        "type": {"type": "string", "format": "uri", "description": "urn:sayso:problem:NAME"},
        "title": {"type": "string"},
        "status": {"type": "integer", "minimum": 400, "maximum": 599},
        "detail": {"type": "string", "description": "The value, the rule and the way out."},
        "instance": {"type": "string", "description": "The path that was asked."},
        "errors": {
            "type": "array",
            "description": "What is wrong, place by place.",
            "items": {
                "type": "object",
                "required": ["where", "why"],
                "properties": {"where": {"type": "string"}, "why": {"type": "string"}},
            },
        },
        "refusal": {"$ref": "#/components/schemas/RefusalRow"},
    },
}
log = logging.getLogger("sayso.api")


class Refused(Exception):
    """An error that the caller is told as a problem document; `name` is one of `TITLES`, by default the first of its status."""

    def __init__(
        self,
        status: int,
        detail: str,
        name: str = "",
        headers: Mapping[str, str] | None = None,
        **more: Any,
    ) -> None:
        super().__init__(detail)
        self.status, self.detail, self.name = status, detail, name or _BY_STATUS[status]
        self.headers, self.more = dict(headers or {}), more

    def answer(self, path: str) -> Response:
        """Return the problem document, as the answer to a request of a path."""
        content = {
            "type": URN + self.name,
            "title": TITLES[self.name][1],
            "status": self.status,
            "detail": self.detail,
            "instance": quote(path),
            **self.more,
        }
        return Response(json.dumps(content), self.status, self.headers, MEDIA_TYPE)


def problem(request: Request, refused: Refused) -> Response:
    """Return the problem document of an error."""
    return refused.answer(request.url.path)


def invalid(errors: Sequence[Mapping[str, Any]]) -> Refused:
    """Return the problem of a request that breaks its description: each place, and the rule it breaks."""
    told = [{"where": _where(one["loc"]), "why": str(one["msg"])} for one in errors]
    first = "; ".join(f"{one['where']}: {one['why']}" for one in told[:3])
    return Refused(422, first or "the request does not fit its description", errors=told)


def _where(place: Sequence[str | int]) -> str:
    return ".".join(str(part) for part in place)


def documented(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """Return how problems of these statuses are described in the OpenAPI document."""
    schema = {"schema": {"$ref": "#/components/schemas/Problem"}}
    return {
        status: {"description": HTTPStatus(status).phrase, "content": {MEDIA_TYPE: schema}}
        for status in statuses
    }


ALWAYS = (401, 403, 404, 422, 500)
READS: dict[int | str, dict[str, Any]] = {
    304: {"description": "Nothing has changed since the answer with this ETag"},
    **documented(*ALWAYS),
}
WRITES = documented(400, 413, *ALWAYS)
