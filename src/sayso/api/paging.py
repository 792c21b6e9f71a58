"""Pages: each ends in a cursor that names the last row given, so that what comes in between moves no row to another page.

A cursor is opaque to callers: the key of that row and what was asked, as base64url of JSON.
"""

import base64
import json
from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Annotated, Generic, TypeVar

from fastapi import Query, Request

from sayso.api.problems import Refused

Item = TypeVar("Item")
Key = tuple[str | int, ...]
MOST_ROWS, USUAL_ROWS = 200, 50


@dataclass(frozen=True, slots=True)
class Part(Generic[Item]):
    """Some rows of all, in order; `next` is the cursor of those that follow, None at the end."""

    rows: Sequence[Item]
    next: str | None
    count: int


class Wanted:
    """The page that is asked for: a dependency of routes that list."""

    def __init__(
        self,
        request: Request,
        limit: Annotated[int, Query(ge=1, le=MOST_ROWS, description="Rows at most.")] = USUAL_ROWS,
        cursor: Annotated[
            str,
            Query(
                max_length=2000,
                description="The `next` of the page before; with the same filters.",
            ),
        ] = "",
    ) -> None:
        self._limit, self._cursor = limit, cursor
        filters = [
            (k, v) for k, v in request.query_params.multi_items() if k not in ("limit", "cursor")
        ]
        asked = json.dumps([request.url.path, sorted(filters)])
        self._asked = sha256(asked.encode()).hexdigest()[:12]

    def of(self, rows: Sequence[Item], key: Callable[[Item], Key]) -> Part[Item]:
        """Return the page of rows, which stand in the order of their keys; raises a problem (422) for a cursor that is none of theirs."""
        start = 0
        if self._cursor:
            last = self._last()
            if rows and [type(one) for one in key(rows[0])] != [type(one) for one in last]:
                raise _foreign()
            start = bisect_right(rows, last, key=key)
        page = rows[start : start + self._limit]
        more = start + len(page) < len(rows)
        return Part(page, self._after(key(page[-1])) if more else None, len(rows))

    def _after(self, key: Key) -> str:
        told = json.dumps([self._asked, *key], separators=(",", ":"))
        return base64.urlsafe_b64encode(told.encode()).decode().rstrip("=")

    def _last(self) -> Key:
        try:
            padded = self._cursor + "=" * (-len(self._cursor) % 4)
            told = json.loads(base64.b64decode(padded, b"-_", validate=True))
        except (ValueError, RecursionError):
            raise _foreign() from None
        if not isinstance(told, list) or told[:1] != [self._asked]:
            raise _foreign()
        return tuple(told[1:])


def _foreign() -> Refused:
    return Refused(
        422,
        "cursor must be the `next` of a page with the same address and filters; leave it out to begin anew",
        errors=[{"where": "query.cursor", "why": "it is none of this list's"}],
    )
