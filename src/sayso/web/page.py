"""A page: what was asked, and what answers it, as a drawn page, as JSON and as CSV."""

import csv
import io
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar
from urllib.parse import urlencode

from sayso.brief import Dossier
from sayso.judging import Hearing
from sayso.model import Question
from sayso.web.bears import Bears
from sayso.web.snapshot import Keeper, Snapshot

Row = Mapping[str, Any]
Item = TypeVar("Item")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


class Query(dict[str, str]):
    """The parameters of an address; one that is not given is empty."""

    def __missing__(self, _: str) -> str:
        return ""


@dataclass(frozen=True, slots=True)
class Visits:
    """The day of the last report there is now, and of the last that the visit before saw; '' for none. A reload changes neither."""

    before: str
    now: str

    @classmethod
    def of(cls, kept: str, now: str) -> "Visits":
        """Return the visits from what an earlier visit kept ("before_now"), and the last day there is now."""
        before, _, last = kept.partition("_")
        known = all(_DAY.fullmatch(day) for day in (before, last))
        if not known:
            return cls("", now)
        return cls(before if last == now else last, now)

    @property
    def text(self) -> str:
        """What is kept for the next visit."""
        return f"{self.before or self.now}_{self.now}"


@dataclass(frozen=True)
class Asked:
    """A request, understood: the story and its snapshot, the question in view, and the parameters of the address.

    `stale` says that the ledger has grown since the snapshot. `person` is who decides, by name; `seen` what
    this visit and the one before saw. `twin` is "json" or "csv" where
    that is asked for: a CSV holds every row, a page and its JSON one page of them.
    """

    story: str
    keeper: Keeper
    snapshot: Snapshot
    stale: bool
    question: Question | None
    query: Query
    screen: str = ""
    name: str = ""
    person: str = ""
    twin: str = ""
    seen: "Visits" = field(default_factory=lambda: Visits("", ""))

    def at(self, screen: str, /, **query: str) -> str:
        """Return the address of a screen of this story, at the same day and question unless others are named."""
        kept = {"as_of": self.snapshot.as_of, "q": self.query.get("q", "")}
        told = {
            k: v
            for k, v in {**query, **{k: v for k, v in kept.items() if k not in query}}.items()
            if v
        }
        return f"/s/{self.story}/{screen}" + (f"?{urlencode(told)}" if told else "")

    def part(self, rows: Sequence[Item], per_page: int) -> tuple[Sequence[Item], int, int]:
        """Return the rows of the page asked for, its number, and how many pages there are; for a CSV all rows."""
        text = self.query["page"]
        pages = max(1, -(-len(rows) // per_page))
        number = min(max(1, int(text)), pages) if text.isascii() and text.isdigit() else 1
        if self.twin == "csv":
            return rows, 1, 1
        return rows[(number - 1) * per_page : number * per_page], number, pages

    @property
    def judged(self) -> tuple[Hearing, Dossier] | None:
        """What is heard on the question in view, and its dossier; None where there is no question or no dated report."""
        return self.snapshot.judged(self.question) if self.question else None

    @property
    def bears(self) -> Bears:
        """How claims bear on the question in view, as far as it is worked out."""
        return self.snapshot.bears(self.question)


@dataclass(frozen=True)
class Page:
    """What answers: a template with its values, the same as plain data, and as rows of a table."""

    template: str
    title: str
    values: Mapping[str, Any] = field(default_factory=dict)
    data: Any = None
    rows: Sequence[Row] = ()
    status: int = 200


def as_json(asked: Asked, page: Page) -> str:
    """Return a page's data as JSON, with what it is of."""
    of = {
        "story": asked.story,
        "screen": asked.screen,
        "as_of": asked.snapshot.as_of or None,
        "head": asked.snapshot.head,
        "question": asked.question.id if asked.question else None,
    }
    data = page.data if page.data is not None else list(page.rows)
    return json.dumps({**of, "data": data}, ensure_ascii=False, indent=1, default=str)


def as_csv(page: Page) -> str:
    """Return a page's rows as CSV (RFC 4180); a cell that a spreadsheet would take for a formula gets an apostrophe before it."""
    names = list(dict.fromkeys(name for row in page.rows for name in row))
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(names)
    writer.writerows([_cell(row.get(name)) for name in names] for row in page.rows)
    return out.getvalue()


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return f"'{value}" if value.startswith(_FORMULA) else value
    if isinstance(value, (list, tuple)):
        return _cell("; ".join(map(str, value)))
    return str(value)
