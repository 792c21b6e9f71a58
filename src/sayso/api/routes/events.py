"""Server-sent events."""

from typing import Annotated

from fastapi import APIRouter, Depends, Header, Query
from starlette.responses import StreamingResponse

from sayso.api.callers import Caller
from sayso.api.events import Watcher, streamed
from sayso.api.problems import ALWAYS, Refused, documented
from sayso.api.site import Asked, Site, StoryName, caller_of, site_of
from sayso.api.tokens import May
from sayso.model import When

router = APIRouter(prefix="/stories/{story}", tags=["events"])
MOST_STREAMS, MOST_SECONDS, MOST_EVENTS = 32, 3600, 10_000
MOMENT = r"^$|^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}(:[0-9]{2})?Z$"


@router.get(
    "/events",
    operation_id="events",
    response_class=StreamingResponse,
    responses={
        **documented(429, *ALWAYS),
        200: {
            "description": "Events `document` (a new report) and `judgement` (what changed), until limit or seconds are reached",
            "content": {"text/event-stream": {"schema": {"type": "string"}}},
        },
    },
)
def events(
    site: Annotated[Site, Depends(site_of)],
    caller: Annotated[Caller, Depends(caller_of)],
    story: StoryName,
    limit: Annotated[int, Query(ge=1, le=MOST_EVENTS, description="Ends after so many.")] = 1000,
    seconds: Annotated[int, Query(ge=1, le=MOST_SECONDS, description="Ends after so long.")] = 300,
    last_event_id: Annotated[
        str,
        Header(
            alias="Last-Event-ID",
            pattern=MOMENT,
            description="The id of the last event you had: reports since then come first.",
        ),
    ] = "",
) -> StreamingResponse:
    """Stream what happens in a story: each new report, and each change of a judgement with the claims that caused it."""
    caller.must(May.READ)
    keeper = site.keeper(caller, story)
    if len(site.streams) >= MOST_STREAMS:
        raise Refused(
            429,
            f"{MOST_STREAMS} streams are open; close one, or try again",
            headers={"Retry-After": "30"},
        )
    watcher = Watcher(site, Asked(story, keeper, keeper.now()[0], caller, {}))
    stream = streamed(watcher, _moment(last_event_id), limit, seconds)
    return StreamingResponse(stream, media_type="text/event-stream")


def _moment(text: str) -> str:
    """Return the moment of an event; raises `InvalidRecord` for none, before the stream has begun."""
    return When(text).text
