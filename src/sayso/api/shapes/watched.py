"""What is watched, and what was told."""

from typing import Self

from pydantic import Field

from sayso.api.shapes.plain import Day, Shape, day
from sayso.api.site import Asked
from sayso.model import Alert, Visit, Watched, WatchedKind, When
from sayso.watch import is_dead


class WatchedRow(Shape):
    """A watched place and its last visit: `failures` counts those in a row that failed, `dead`: its silence is not the world's."""

    id: str
    location: str
    kind: WatchedKind
    minutes: int
    last_read: Day
    due: Day
    failures: int = Field(ge=0)
    dead: bool
    trouble: str
    articles: int = Field(ge=0)

    @classmethod
    def of(cls, watched: Watched, visit: Visit | None) -> Self:
        """Return a watched place; one never visited has no last visit."""
        last = visit or Visit(watched.id, When.unknown())
        return cls(
            id=watched.id,
            location=watched.location,
            kind=watched.kind,
            minutes=watched.minutes,
            last_read=day(last.well),
            due=day(last.due),
            failures=last.failures,
            dead=is_dead(last),
            trouble=last.trouble,
            articles=len(last.seen),
        )


class AlertCause(Shape):
    """A claim behind an alert, with the address of its passage."""

    claim: str
    self: str
    page: str


class AlertRow(Shape):
    """A change that was told: `was` and `now` in words, and the claims that caused it; `delivered` names the channels that took it."""

    id: str
    question: str
    kind: str
    what: str
    was: str
    now: str
    at: Day
    because: list[AlertCause]
    delivered: list[str]

    @classmethod
    def of(cls, alert: Alert, asked: Asked) -> Self:
        """Return an alert."""
        return cls(
            id=alert.id,
            question=alert.question,
            kind=alert.kind,
            what=alert.what,
            was=alert.was,
            now=alert.now,
            at=day(alert.at),
            because=[
                AlertCause(claim=c, self=asked.at(f"claims/{c}"), page=asked.page(f"c/{c}"))
                for c in alert.because
            ],
            delivered=list(alert.delivered),
        )
