"""The error budget of a written world: the judgement again with one room after the other made right, so that each room's share of the loss is a number."""

import tempfile
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, timedelta
from io import BytesIO
from pathlib import Path

import numpy as np

from sayso.assess import daily
from sayso.desk import Desk
from sayso.evaluation.gold import Gold, Saying, load_gold
from sayso.evaluation.layers import Layers, layers
from sayso.evaluation.rooms_made_right import (
    GoldExtractor,
    gold_bearings,
    right_bearing,
    right_lineage,
    right_slots,
)
from sayso.ledger import open_ledger
from sayso.model import Bearing, Document, Question, Refusal, Source, When
from sayso.read import readings
from sayso.rooms import Rooms
from sayso.story import Story, load_story

ROOMS = ("attribution", "slots", "lineage", "bearing")
FROM_DAY = 3
RAW, GOLD_CLAIMS = "raw text", "gold claims"

Rows = tuple[tuple[float, ...], ...]


@dataclass(frozen=True, slots=True)
class Budget:
    """One story: the probabilities by day (answers in the order of `hypotheses`) for each way of reading it, and what was so.

    `rows` has the keys `RAW`, "gold" with a room of `ROOMS` alone ("gold slots"), "up to" with a room and all before it ("up to slots"), and `GOLD_CLAIMS`.
    `bearings` are what was read from the raw text, `days` the days of the rows.
    """

    name: str
    hypotheses: tuple[str, ...]
    truth: tuple[str, ...]
    days: tuple[date, ...]
    rows: Mapping[str, Rows]
    layers: Layers
    bearings: tuple[Bearing, ...]
    sources: Mapping[str, Source]
    reports: int


def daily_brier(one: Budget, name: str) -> float:
    """Return the Brier score (0 best, 2 worst) of one way of reading against what was so on each day, the mean over days from the fourth on."""
    rows = np.array(one.rows[name])[FROM_DAY:]
    at = np.array([one.hypotheses.index(true) for true in one.truth])[FROM_DAY:]
    return float(((rows - np.eye(len(one.hypotheses))[at]) ** 2).sum(axis=1).mean())


@dataclass(frozen=True)
class _Judged:
    """A story and how to judge it with some rooms made right."""

    gold: Gold
    sayings: Mapping[str, Sequence[Saying]]
    documents: Mapping[str, Document]
    items: Sequence[Document | Refusal]
    story: Story
    rooms: Rooms
    clock: Callable[[], When]

    @property
    def days(self) -> tuple[date, ...]:
        """The days of the story."""
        return tuple(self.gold.first_day + timedelta(days=n) for n in range(len(self.gold.truth)))

    @property
    def notices(self) -> list[tuple[date, str]]:
        """The reports that are taken back: the day on which, and the file."""
        found = []
        by_file = {Path(d.location).name: d for d in self.documents.values()}
        for file, article in self.gold.articles.items():
            if article.tie == "retracts" and file in by_file:
                day = by_file[file].published.latest.date()
                found += [(day, other) for other in by_file if Path(other).stem == article.source]
        return sorted(found)

    @property
    def ends(self) -> list[date]:
        """The days up to which one state of the evidence holds: a report taken back later still counts until then."""
        before = {day - timedelta(days=1) for day, _ in self.notices}
        return sorted({*(day for day in before if day in self.days), self.days[-1]})

    @contextmanager
    def desk(self) -> Iterator[tuple[Desk, Question]]:
        """Yield a desk that has read everything, and the question asked of it."""
        with (
            tempfile.TemporaryDirectory(prefix="sayso-") as place,
            open_ledger(Path(place) / "desk.sayso", self.clock) as ledger,
        ):
            desk = Desk(ledger, self.rooms)
            list(desk.add(self.items))
            yield desk, desk.ask(self.story.question, self.story.sources)

    def rows(self, desk: Desk, question: Question, right: Collection[str] = ()) -> Rows:
        """Return the probabilities by day with some rooms after attribution made right."""

        def heard(end: date) -> tuple[Sequence[Bearing], Mapping[str, Source]]:
            when = When(end.isoformat())
            view = desk.evidence(when)
            view = right_slots(view, self.sayings) if "slots" in right else view
            view = right_lineage(view, self.sayings) if "lineage" in right else view
            hearing = desk.hearing(question, when, view)
            if "bearing" in right:
                return right_bearing(hearing.bearings, view, self.sayings), hearing.sources
            return hearing.bearings, hearing.sources

        return self._rows(question, heard)

    def gold_rows(self, question: Question, sources: Mapping[str, Source]) -> Rows:
        """Return the probabilities by day from what is said in truth."""
        files = {Path(d.location).name: d.id for d in self.documents.values()}

        def heard(end: date) -> tuple[Sequence[Bearing], Mapping[str, Source]]:
            out = frozenset(files[file] for day, file in self.notices if day <= end)
            return gold_bearings(self.sayings, self.documents, out), sources

        return self._rows(question, heard)

    def _rows(
        self,
        question: Question,
        heard: Callable[[date], tuple[Sequence[Bearing], Mapping[str, Source]]],
    ) -> Rows:
        rows: list[tuple[float, ...]] = []
        for end in self.ends:
            bearings, sources = heard(end)
            known = [b for b in bearings if b.published <= end.toordinal()]
            count = (end - self.gold.first_day).days + 1
            found = daily(question, known, sources, days=count, first=self.gold.first_day)
            asked = np.array([found[h.id] for h in question.hypotheses]).T
            told = asked / asked.sum(axis=1, keepdims=True)
            rows += [tuple(map(float, row)) for row in told[len(rows) :]]
        return tuple(rows)


def budget(folder: Path, rooms: Rooms, clock: Callable[[], When], *, each: bool = True) -> Budget:
    """Return a written world read and judged; `each` makes the rooms right in turn as well, which reads it twice.

    Raises `UsageError` where the folder has no gold.
    """
    gold = load_gold(folder)
    story = load_story(folder)
    items = list(readings([str(folder)], stdin=BytesIO(), retrieved=When.unknown()))
    documents = {Path(d.location).name: d for d in items if isinstance(d, Document)}
    sayings = gold.placed(documents)
    known = {d.id: d for d in documents.values()}
    plain = _Judged(gold, sayings, known, items, story, rooms, clock)
    with plain.desk() as (desk, question):
        end = plain.ends[-1]
        hearing = desk.hearing(question, When(end.isoformat()))
        told = layers(hearing, sayings)
        rows = {RAW: plain.rows(desk, question)}
        if each:
            for room in ROOMS[1:]:
                rows[f"gold {room}"] = plain.rows(desk, question, {room})
    if each:
        right = replace(plain, rooms=replace(rooms, extractor=GoldExtractor(sayings)))
        with right.desk() as (desk, question):
            rows["gold attribution"] = right.rows(desk, question)
            for upto in range(1, len(ROOMS)):
                rows[f"up to {ROOMS[upto]}"] = right.rows(desk, question, set(ROOMS[1 : upto + 1]))
    rows[GOLD_CLAIMS] = plain.gold_rows(question, hearing.sources)
    return Budget(
        folder.name,
        tuple(h.id for h in question.hypotheses),
        gold.truth,
        plain.days,
        rows,
        told,
        hearing.bearings,
        hearing.sources,
        len(documents),
    )
