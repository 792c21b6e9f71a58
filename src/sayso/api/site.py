"""What all routes share: the open stories, and a request understood as one to a story by a caller who may."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import Annotated, TypeVar

from fastapi import Depends, Header, Path, Query, Request, Response

from sayso.api.callers import Caller
from sayso.api.port import Keeper, Look
from sayso.api.problems import Refused
from sayso.api.repeats import Repeats
from sayso.api.tags import must_be_new, tag_of
from sayso.api.tokens import May
from sayso.brief import Dossier
from sayso.judging import Hearing
from sayso.model import NothingMatched, Question, When
from sayso.read import Fetch

Pause = Callable[[float], Awaitable[None]]
Item = TypeVar("Item")
LATEST_DAYS = 366
DAY = r"^[0-9]{4}(-[0-9]{2}(-[0-9]{2}(T[0-9]{2}:[0-9]{2}(:[0-9]{2})?Z?)?)?)?$"
StoryName = Annotated[str, Path(description="The story: the name of its desk file.")]
AsOf = Annotated[
    str,
    Query(
        description="Only what was published by the end of this day (ISO 8601); all of it where left out.",
        examples=["2026-01-20"],
        pattern=f"^$|{DAY}",
    ),
]


@dataclass(frozen=True)
class Site:
    """The open stories, and what the doors of the desk hand in."""

    keepers: Mapping[str, Keeper]
    clock: Callable[[], When]
    fetch: Fetch | None
    pause: Pause
    repeats: Repeats
    streams: set[object] = field(default_factory=set)

    def keeper(self, caller: Caller, story: str) -> Keeper:
        """Return who keeps a story; raises a problem (404) for one that is not there for this caller."""
        found = self.keepers.get(story) if caller.sees(story) else None
        if found is None:
            raise Refused(404, f"no story {story!r} is open here; /api/v1/stories lists them")
        return found


def site_of(request: Request) -> Site:
    """Return the site a request came to."""
    found: Site = request.app.state.site
    return found


def caller_of(request: Request) -> Caller:
    """Return who sent a request, as the doorway found."""
    found: Caller = request.state.caller
    return found


@dataclass(frozen=True)
class Asked:
    """A request to look: the story, the look that answers it, and the headers of every answer made from it."""

    story: str
    keeper: Keeper
    look: Look
    caller: Caller
    headers: Mapping[str, str]

    def at(self, path: str) -> str:
        """Return an address of this story in the API."""
        return f"/api/v1/stories/{self.story}/{path}"

    def page(self, path: str) -> str:
        """Return an address of this story on the web desk."""
        return f"/s/{self.story}/{path}"

    def question(self, name: str) -> Question:
        """Return a question by its id; raises `NothingMatched`."""
        found = next((q for q in self.look.questions if q.id == name), None)
        if found is None:
            raise NothingMatched(f"no question {name!r} in this story")
        return found

    def judged(self, question: Question, look: Look | None = None) -> tuple[Hearing, Dossier]:
        """Return what is heard on a question and its dossier; raises `NothingMatched` where no dated report is there."""
        found = (look or self.look).judged(question)
        if found is None:
            raise NothingMatched("no dated report of this story was published by then")
        return found


def asked(
    request: Request,
    response: Response,
    site: Annotated[Site, Depends(site_of)],
    caller: Annotated[Caller, Depends(caller_of)],
    story: StoryName,
    as_of: AsOf = "",
    if_none_match: Annotated[  # noqa: ARG001 it is read where the tag is known; here it is described
        str, Header(description="The ETag of an answer you hold; 304 where it still is so.")
    ] = "",
) -> Asked:
    """Understand a request to look; raises problems, and `Unchanged` where the caller holds the answer."""
    caller.must(May.READ)
    keeper = site.keeper(caller, story)
    must_be_new(request, tag_of(request, keeper.desk.ledger.head()))
    look, stale = keeper.now(day_of(as_of, keeper, "as_of"))
    headers = {"ETag": tag_of(request, look.head), "Sayso-Head": look.head}
    if stale:
        headers["Sayso-Stale"] = "true"
    response.headers.update(headers)
    return Asked(story, keeper, look, caller, headers)


def day_of(text: str, keeper: Keeper, name: str) -> str:
    """Return the last day of a date that was given, '' for none.

    Raises `InvalidRecord` for no date, and a problem (422) for one more than a year after the last report: judging goes day by day.
    """
    if not text:
        return ""
    day = When(text).latest.date()
    last = When(keeper.now()[0].last_day)
    if last.known and (day - last.latest.date()).days > LATEST_DAYS:
        why = f"{day} lies more than {LATEST_DAYS} days after the last report ({last}); choose an earlier day"
        raise Refused(422, why, errors=[{"where": f"query.{name}", "why": why}])
    return day.isoformat()


@dataclass(frozen=True)
class Told:
    """A request to change something: the story, who asks, and the key under which it may be sent again."""

    site: Site
    story: str
    keeper: Keeper
    caller: Caller
    key: str

    def once(self, what: str, make: Callable[[], Response]) -> Response:
        """Return what `make` answers, done once for the key; `what` says what was asked."""
        return self.site.repeats.answer(self.caller.name, self.story, self.key, what, make)


IdempotencyKey = Annotated[
    str,
    Header(
        alias="Idempotency-Key",
        description="Names this request; sent again with the same body it gives the same answer and does nothing twice.",
        max_length=255,
        pattern=r"^[\x21-\x7e]*$",
    ),
]


def told_by(act: May) -> Callable[..., Told]:
    """Return the dependency of routes that do what `act` says."""

    def told(
        site: Annotated[Site, Depends(site_of)],
        caller: Annotated[Caller, Depends(caller_of)],
        story: StoryName,
        key: IdempotencyKey = "",
    ) -> Told:
        caller.must(act)
        return Told(site, story, site.keeper(caller, story), caller, key)

    return told
