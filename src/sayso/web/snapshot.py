"""What a desk holds at one moment, ready for pages: read once, and again when the ledger has grown."""

import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TypeVar

from sayso.brief import Dossier
from sayso.desk import Desk
from sayso.evidence import Evidence
from sayso.extractors import name_of
from sayso.judging import Hearing
from sayso.model import (
    Decision,
    NothingMatched,
    Origin,
    Question,
    Refusal,
    Source,
    When,
)
from sayso.web.adding import Jobs
from sayso.web.bears import Bears
from sayso.web.rows import Rows

Made = TypeVar("Made")

KEPT = 6
AT_ONCE_SECONDS = 1.0


@dataclass(frozen=True)
class Snapshot:
    """The evidence by the end of a day (`as_of`, '' for all of it) as the ledger held it at `head`.

    Judgements are worked out when first asked for. Pages of one snapshot never disagree.
    """

    desk: Desk
    head: str
    as_of: str
    questions: tuple[Question, ...]
    view: Evidence
    sources: Mapping[str, Source]
    decisions: tuple[Decision, ...]
    every_decision: tuple[Decision, ...]
    refusals: tuple[Refusal, ...]
    _judged: dict[str, tuple[Hearing, Dossier]] = field(default_factory=dict)
    _bears: dict[str, Bears] = field(default_factory=dict)
    _made: dict[str, object] = field(default_factory=dict)
    _turn: threading.RLock = field(default_factory=threading.RLock)

    @classmethod
    def of(cls, desk: Desk, as_of: str, head: str) -> "Snapshot":
        """Read the desk as it stood on a day."""
        day = When(as_of) if as_of else None
        view = desk.evidence(day)
        return cls(
            desk,
            head,
            as_of,
            desk.ledger.records(Question),
            view,
            desk.sources(view),
            desk.decisions(),
            desk.ledger.records(Decision),
            tuple(sorted(desk.ledger.records(Refusal), key=lambda r: (r.location, r.id))),
        )

    @cached_property
    def rows(self) -> Rows:
        """The claims as columns to be filtered."""
        return Rows.of(self.view, self.sources)

    @cached_property
    def origin_of(self) -> dict[str, Origin]:
        """The origin of each claim."""
        return {claim: origin for origin in self.view.origins for claim in origin.claims}

    @cached_property
    def last_day(self) -> str:
        """The day of the last report, '' where none has a date."""
        dated = [d.published.text[:10] for d in self.view.documents.values() if d.published.known]
        return max(dated, default="")

    def question(self, name: str = "") -> Question | None:
        """Return the question with this id, by default the first; None where none is asked. Raises `NothingMatched`."""
        if name:
            found = next((q for q in self.questions if q.id == name), None)
            if found is None:
                raise NothingMatched(f"no question {name!r} in this desk")
            return found
        return self.questions[0] if self.questions else None

    def judged(self, question: Question) -> tuple[Hearing, Dossier] | None:
        """Return what is heard on a question and the dossier; None before the first dated report."""
        if not any(d.published.known for d in self.view.documents.values()):
            return None
        with self._turn:
            if question.id not in self._judged:
                day = When(self.as_of) if self.as_of else None
                hearing = self.desk.hearing(question, day, self.view)
                self._judged[question.id] = (hearing, self.desk.dossier_of(hearing))
            return self._judged[question.id]

    def once(self, what: str, make: Callable[[], Made]) -> Made:
        """Return what a page makes of this snapshot, made when first asked for; `what` names it."""
        if what not in self._made:
            self._made[what] = make()
        return self._made[what]  # type: ignore[return-value]

    def known(self, question: Question | None) -> Dossier | None:
        """Return the dossier of a question if it is worked out already."""
        held = self._judged.get(question.id) if question else None
        return held[1] if held else None

    def bears(self, question: Question | None) -> Bears:
        """Return how claims bear on a question, nothing where it is not worked out yet."""
        dossier = self.known(question)
        if question is None or dossier is None:
            return Bears()
        if question.id not in self._bears:
            self._bears[question.id] = Bears.of(dossier)
        return self._bears[question.id]


class Keeper:
    """Keeps the snapshots of one desk: anew when its ledger has grown, in the background where that takes long."""

    def __init__(
        self, desk: Desk, now: Callable[[], When], clock: Callable[[], float] = time.monotonic
    ) -> None:
        self.desk = desk
        self.jobs = Jobs(desk.ledger.path, now, name_of(desk.rooms.extractor))
        self._clock, self._turn = clock, threading.RLock()
        self._held: OrderedDict[str, Snapshot] = OrderedDict()
        self._took: dict[str, float] = {}
        self._renewing: set[str] = set()
        self._at_work: list[threading.Thread] = []

    def rest(self) -> None:
        """Wait until what is read in the background is done; after that the ledger may be closed."""
        while self._at_work:
            self._at_work.pop().join()

    def now(self, as_of: str = "") -> tuple[Snapshot, bool]:
        """Return the snapshot of a day, and whether the ledger has grown since and a newer one is on its way."""
        head = self.desk.ledger.head()
        with self._turn:
            held = self._held.get(as_of)
            if held is not None:
                self._held.move_to_end(as_of)
            if held is not None and held.head == head:
                return held, False
            if held is None or self._took.get(as_of, 0.0) <= AT_ONCE_SECONDS:
                return self._renew(as_of, head), False
            if as_of not in self._renewing:
                self._renewing.add(as_of)
                later = threading.Thread(target=self._later, args=(as_of, head), daemon=True)
                self._at_work.append(later)
                later.start()
            return held, True

    def warm(self) -> None:
        """Read the desk and judge its first question, so that the first page need not wait for it."""
        snapshot, _ = self.now()
        question = snapshot.question()
        if question is not None:
            snapshot.judged(question)

    def _renew(self, as_of: str, head: str) -> Snapshot:
        began = self._clock()
        found = Snapshot.of(self.desk, as_of, head)
        _ = found.rows
        before = self._held.get(as_of)
        for name in before._judged if before else ():
            question = next((q for q in found.questions if q.id == name), None)
            if question is not None:
                found.judged(question)
        with self._turn:
            self._held[as_of] = found
            self._took[as_of] = self._clock() - began
            while len(self._held) > KEPT:
                self._held.popitem(last=False)
        return found

    def _later(self, as_of: str, head: str) -> None:
        try:
            self._renew(as_of, head)
        finally:
            self._renewing.discard(as_of)
