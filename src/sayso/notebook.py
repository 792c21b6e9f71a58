"""The door for Python: a desk with reports to add, claims as a table, and questions with their judgements.

>>> import sayso, tempfile, pathlib
>>> from sayso.model import Document, When
>>> place = pathlib.Path(tempfile.mkdtemp()) / "ostry.sayso"
>>> desk = sayso.open(place)
>>> report = Document(text="Major Ilan Dorev said the Tarvian troops had withdrawn from Ostry.",
...                   outlet="Harbour Post", published=When("2031-05-01"))
>>> desk.add(report)
<1 report new, 0 known, 0 refused>
>>> desk.claims(speaker="dorev").rows[0]["words"]
'the Tarvian troops had withdrawn from Ostry'
>>> question = desk.ask("Have the Tarvian troops left Ostry?", {"gone": "They have withdrawn.", "here": "They are fighting."},
...                     actor="Tarvian troops", place="Ostry")
>>> [b.state for b in question.judgement().bearings if b.bears]
['withdrawn']
>>> round(sum(question.judgement().current.values()), 6)
1.0
>>> desk.close()
"""

import os
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import UTC, datetime
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sayso.brief import html, markdown, outline, percent
from sayso.brief.exports import export_named
from sayso.desk import Desk
from sayso.extractors import extractor_named
from sayso.ledger import open_ledger
from sayso.model import (
    Claim,
    Document,
    Hypothesis,
    InvalidRecord,
    Judgement,
    Question,
    Refusal,
    UsageError,
    When,
)
from sayso.read import readings
from sayso.rooms import Rooms
from sayso.story import Story, load_story

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl
    import pyarrow as pa

Row = dict[str, Any]
MOST_SHOWN = 50


@dataclass(frozen=True, slots=True)
class Added:
    """What became of what was offered: reports that are new, those the desk held already, refusals with their reasons, and what was passed over in what was read."""

    new: tuple[Document, ...]
    known: tuple[Document, ...]
    refused: tuple[Refusal, ...]
    passed: tuple[Refusal, ...] = ()

    def __repr__(self) -> str:
        """Return the counts."""
        word = "report" if len(self.new) == 1 else "reports"
        return f"<{len(self.new)} {word} new, {len(self.known)} known, {len(self.refused)} refused>"


@dataclass(frozen=True, slots=True)
class Claims:
    """Claims as rows; `records` are the claims themselves, in the same order."""

    rows: tuple[Row, ...]
    records: tuple[Claim, ...]

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self.rows)

    def __iter__(self) -> Iterator[Claim]:
        """Yield the claims."""
        return iter(self.records)

    def __getitem__(self, number: int) -> Claim:
        """Return one claim."""
        return self.records[number]

    def __repr__(self) -> str:
        """Return how many there are."""
        return f"<{len(self)} claims>"

    def to_pandas(self) -> "pd.DataFrame":
        """Return a data frame, one row a claim; raises `UsageError` without pandas."""
        made: pd.DataFrame = _library("pandas").DataFrame(list(self.rows))
        return made

    def to_polars(self) -> "pl.DataFrame":
        """Return a data frame, one row a claim; raises `UsageError` without polars."""
        made: pl.DataFrame = _library("polars").DataFrame(list(self.rows))
        return made

    def to_arrow(self) -> "pa.Table":
        """Return an Arrow table, one row a claim; raises `UsageError` without pyarrow."""
        made: pa.Table = _library("pyarrow").Table.from_pylist(list(self.rows))
        return made

    def _repr_html_(self) -> str:
        """Return a table for a notebook; no word of a report is markup."""
        names = ("published", "outlet", "speaker", "words", "certainty", "observation")
        head = "".join(f"<th>{name}</th>" for name in names)
        body = "".join(
            "<tr>" + "".join(f"<td>{escape(str(row[name]))}</td>" for name in names) + "</tr>"
            for row in self.rows[:MOST_SHOWN]
        )
        more = f"<p>{len(self) - MOST_SHOWN} more</p>" if len(self) > MOST_SHOWN else ""
        return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>{more}"


@dataclass(frozen=True, slots=True)
class Asked:
    """A question that was asked of a desk."""

    question: Question
    desk: Desk

    def judgement(self, as_of: str = "") -> Judgement:
        """Return the judgement by what was published by a day (ISO 8601), by default all of it."""
        return self.desk.judgement(self.question, _moment(as_of))

    def brief(self, as_of: str = "") -> str:
        """Return the cited brief as Markdown."""
        dossier = self.desk.dossier(self.question, _moment(as_of), fair=True)
        return markdown(outline(dossier), dossier)

    def page(self, as_of: str = "") -> str:
        """Return the cited brief as one HTML page."""
        dossier = self.desk.dossier(self.question, _moment(as_of), fair=True)
        return html(outline(dossier), dossier)

    def export(self, name: str, as_of: str = "") -> bytes:
        """Return an export by its name (`sayso export` lists them); raises `UsageError` for one there is none of."""
        return export_named(name)(self.desk.dossier(self.question, _moment(as_of))).content

    def __repr__(self) -> str:
        """Return the question."""
        return f"<{self.question.text}>"

    def _repr_html_(self) -> str:
        """Return the question with the probability of each answer now."""
        texts = {h.id: h.text for h in self.question.hypotheses}
        rows = "".join(
            f"<tr><td>{escape(texts.get(name, name))}</td><td>{percent(p)}</td></tr>"
            for name, p in self.judgement().current.items()
        )
        return f"<p>{escape(self.question.text)}</p><table><tbody>{rows}</tbody></table>"


class OpenDesk:
    """A desk file that is open; leave its `with`, or close it, to let go of the file."""

    def __init__(
        self,
        path: Path,
        *,
        create: bool = True,
        clock: Callable[[], When] | None = None,
        extractor: str = "best",
    ) -> None:
        self._open = ExitStack()
        self._clock = clock or _now
        rooms = Rooms(extractor=extractor_named(extractor, os.environ))
        ledger = self._open.enter_context(open_ledger(path, self._clock, create=create))
        self.desk = Desk(ledger, rooms)

    def __enter__(self) -> "OpenDesk":
        """Return the desk."""
        return self

    def __exit__(self, *_: object) -> None:
        """Let go of the file."""
        self.close()

    def close(self) -> None:
        """Let go of the file."""
        self._open.close()

    def add(self, *what: str | Path | Document) -> Added:
        """Add files, folders, web addresses or documents; what is refused is told and kept, what is held already is left."""
        given = [one for one in what if isinstance(one, Document)]
        named = [str(one) for one in what if not isinstance(one, Document)]
        items: list[Document | Refusal] = list(given)
        if named:
            items += readings(named, stdin=sys.stdin.buffer, retrieved=self._clock())
        told = list(self.desk.add(items))
        refusals = [a.item for a in told if isinstance(a.item, Refusal)]
        documents = [(a.item, a.new) for a in told if isinstance(a.item, Document)]
        return Added(
            tuple(d for d, new in documents if new),
            tuple(d for d, new in documents if not new),
            tuple(r for r in refusals if not r.is_notice),
            tuple(r for r in refusals if r.is_notice),
        )

    def claims(
        self, *, speaker: str = "", outlet: str = "", text: str = "", as_of: str = ""
    ) -> Claims:
        """Return the claims in which all filters are found (parts of names and words, case aside), as of a day."""
        view = self.desk.evidence(_moment(as_of))
        found = [
            claim
            for claim in view.claims.values()
            if speaker.casefold() in claim.speaker.name.casefold()
            and outlet.casefold() in view.documents[claim.document].outlet.casefold()
            and text.casefold() in claim.words.casefold()
        ]
        rows = tuple(
            _row(claim, view.documents[claim.document], view.stands(claim)) for claim in found
        )
        return Claims(rows, tuple(found))

    def ask(
        self,
        question: str | Path,
        answers: Mapping[str, str] | None = None,
        *,
        kind: str = "presence",
        actor: str = "",
        place: str = "",
        measure: str = "",
    ) -> Asked:
        """Ask the question of a `story.json` (a path), or one in words with its rival answers by id.

        Raises `UsageError` for a file that holds no story, and for fewer than two answers.
        """
        story = _story(question) if answers is None else None
        if story is None:
            told = tuple(Hypothesis(name, text) for name, text in (answers or {}).items())
            try:
                story = Story(Question(str(question), kind, told, actor, place, measure))
            except InvalidRecord as error:
                raise UsageError(str(error)) from error
        return Asked(self.desk.ask(story.question, story.sources), self.desk)

    def question(self, name: str = "") -> Asked:
        """Return a question that was asked before, by its id or the beginning of it, or the only one."""
        return Asked(self.desk.question(name), self.desk)


def _story(path: str | Path) -> Story:
    if not Path(path).exists():
        raise UsageError(f"{path} is no story.json; for a question in words give its answers too")
    return load_story(Path(path))


def _row(claim: Claim, document: Document, stands: bool) -> Row:
    return {
        "id": claim.id,
        "published": document.published.text,
        "outlet": document.outlet,
        "speaker": claim.speaker.name,
        "words": claim.words,
        "document": document.id,
        "start": claim.place[0],
        "end": claim.place[1],
        "event": claim.event,
        "polarity": claim.polarity.value,
        "certainty": claim.certainty.value,
        "evidence_basis": claim.evidence_basis.value,
        "observation": claim.observation.value,
        "places": [place.name for place in claim.places],
        "time": claim.time.edtf if claim.time else "",
        "stands": stands,
    }


def _library(name: str) -> Any:
    from importlib import import_module

    try:
        return import_module(name)
    except ImportError as error:
        raise UsageError(f"{name} is not installed; pip install {name}") from error


def _moment(text: str) -> When | None:
    try:
        return When(text) if text else None
    except InvalidRecord as error:
        raise UsageError(str(error)) from error


def _now() -> When:
    return When(datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"))
