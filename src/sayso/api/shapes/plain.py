"""What the shapes share: a frozen model, a page of rows, a place in a text."""

from collections.abc import Callable
from typing import Generic, Self, TypeVar

from pydantic import BaseModel, ConfigDict, Field

from sayso.api.paging import Part
from sayso.model import Span, When

Row = TypeVar("Row")
Item = TypeVar("Item")
Day = str | None


class Shape(BaseModel):
    """A part of an answer."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Page(Shape, Generic[Row]):
    """Some rows of a list in its order; `next` leads on and is null on the last page, `count` counts all rows that fit."""

    items: list[Row]
    next: str | None
    count: int

    @classmethod
    def of(cls, part: Part[Item], shape: Callable[[Item], Row]) -> Self:
        """Return a page, each row in its shape."""
        return cls(items=[shape(row) for row in part.rows], next=part.next, count=part.count)


class Passage(Shape):
    """Exact words of a report: `start` and `end` count Unicode code points of its text, and text[start:end] is `quote`."""

    start: int = Field(ge=0)
    end: int = Field(ge=0)
    quote: str

    @classmethod
    def of(cls, span: Span) -> Self:
        """Return a span without its document, which the answer names elsewhere."""
        return cls(start=span.start, end=span.end, quote=span.quote)


class Links(Shape):
    """Where it stands in the API, and on the web desk."""

    self: str
    page: str


def day(when: When) -> Day:
    """Return a date as it was given, None for an unknown one."""
    return when.text or None
