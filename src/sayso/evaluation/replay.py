"""Stories with a known end, replayed day by day through the whole product, and how the judgement did, beside what counting would have said."""

import json
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from io import BytesIO
from math import log
from pathlib import Path

from sayso.desk import Desk
from sayso.ledger import open_ledger
from sayso.model import OTHER, Bearing, Judgement, Question, Refusal, UsageError, When
from sayso.read import readings
from sayso.rooms import Rooms
from sayso.story import FILE_NAME, load_story

LEAST_SHARE = 0.01
SURE_OF_THE_WRONG = 0.95

Rows = tuple[tuple[float, ...], ...]


@dataclass(frozen=True, slots=True)
class Replay:
    """One story replayed: probabilities by day (answers in the order of `hypotheses`), what was so, and what simpler judges say of the same claims.

    `read` and `refused` count reports, `bearing` the claims that bear.
    """

    name: str
    kind: str
    hypotheses: tuple[str, ...]
    settled: str
    rows: Rows
    counting: Rows
    latest: Rows
    read: int
    refused: int
    bearing: int

    @property
    def at(self) -> int:
        """The column of what was so."""
        return self.hypotheses.index(self.settled)

    @property
    def leads(self) -> bool:
        """True where what was so leads on the last day."""
        return self.rows[-1][self.at] == max(self.rows[-1])

    @property
    def midpoint(self) -> float:
        """The probability of what was so in the middle of the story."""
        return self.rows[len(self.rows) // 2][self.at]

    @property
    def surest_wrong(self) -> float:
        """The highest probability of an answer that was not so, on the last day."""
        return max(p for n, p in enumerate(self.rows[-1]) if n != self.at)


def replay(folder: Path, rooms: Rooms, clock: Callable[[], When]) -> Replay:
    """Return a story folder replayed; raises `UsageError` where its `story.json` does not say how it ended."""
    name, day = settled_of(folder)
    story = load_story(folder)
    with (
        tempfile.TemporaryDirectory(prefix="sayso-") as place,
        open_ledger(Path(place) / "desk.sayso", clock) as ledger,
    ):
        desk = Desk(ledger, rooms)
        items = readings([str(folder)], stdin=BytesIO(), retrieved=When.unknown())
        added = list(desk.add(items))
        question = desk.ask(story.question, story.sources)
        judgement = desk.judgement(question, When(day))
    if name not in judgement.hypotheses:
        raise UsageError(f"{folder} was settled as {name!r}, which is none of its answers")
    refused = sum(isinstance(one.item, Refusal) for one in added)
    bearing = [b for b in judgement.bearings if b.bears]
    return Replay(
        folder.name,
        question.kind,
        judgement.hypotheses,
        name,
        judgement.probabilities,
        _counting(judgement, question, bearing),
        _latest(judgement, question, bearing),
        len(added) - refused,
        refused,
        len(bearing),
    )


def settled_of(folder: Path) -> tuple[str, str]:
    """Return the answer that was so, by its id, and the day on which that was settled; raises `UsageError`."""
    file = folder / FILE_NAME
    try:
        told = json.loads(file.read_text(encoding="utf-8")).get("settled")
        return str(told["hypothesis"]), When(told["date"]).latest.date().isoformat()
    except (OSError, ValueError, TypeError, KeyError, AttributeError) as error:
        raise UsageError(
            f'{file} does not say how it ended; it needs "settled": {{"date", "hypothesis"}}'
        ) from error


def brier(rows: Rows, at: int) -> float:
    """Return the Brier score summed over answers, the mean over days (0 best, 2 worst)."""
    return sum(sum((p - (n == at)) ** 2 for n, p in enumerate(row)) for row in rows) / len(rows)


def log_score(rows: Rows, at: int) -> float:
    """Return the mean over days of -ln of the share of what was so."""
    return sum(-log(max(row[at], LEAST_SHARE)) for row in rows) / len(rows)


def _counting(judgement: Judgement, question: Question, bearing: Sequence[Bearing]) -> Rows:
    """Return for each day the shares of the claims made by then, each answer with one to begin with."""
    return _by_day(judgement, question, bearing, keep=len(bearing))


def _latest(judgement: Judgement, question: Question, bearing: Sequence[Bearing]) -> Rows:
    """Return for each day what the latest claim alone says."""
    return _by_day(judgement, question, bearing, keep=1)


def _by_day(
    judgement: Judgement, question: Question, bearing: Sequence[Bearing], keep: int
) -> Rows:
    names = judgement.hypotheses
    ordered = sorted(bearing, key=lambda b: (b.published, b.claim))
    rows = []
    for day in judgement.days:
        told = [b for b in ordered if b.published <= day.toordinal()][-keep:] if keep else []
        weights = [1.0] * len(names)
        for b in told:
            for name, share in _votes(question, b).items():
                weights[names.index(name)] += share
        total = sum(weights)
        rows.append(tuple(w / total for w in weights))
    return tuple(rows)


def _votes(question: Question, b: Bearing) -> dict[str, float]:
    """Return which answers a claim is counted for: the one it names, or all the others where it denies it or sees nobody."""
    named = [h.id for h in question.hypotheses if b.state and b.state in (h.id, h.state)]
    if not b.state:
        there = b.observation in ("sighting", "asserted-presence")
        fighting = [h.id for h in question.hypotheses if h.state == "fighting"]
        named, against = fighting, not there
    else:
        against = b.observation == "denial"
    if not named:
        return {}
    if not against:
        return dict.fromkeys(named, 1.0 / len(named))
    rest = [h.id for h in question.hypotheses if h.id not in named and h.id != OTHER]
    return dict.fromkeys(rest, 1.0 / len(rest)) if rest else {}
