"""The desks that are open, and what each holds on a day: read once, and again when its ledger has grown."""

import threading
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from sayso.brief import Dossier
from sayso.desk import Desk
from sayso.evidence import Evidence
from sayso.model import InvalidRecord, NothingMatched, Origin, Question, UsageError, When

LOOKS_KEPT = 6


@dataclass(frozen=True)
class Look:
    """What a desk holds by the end of a day (`as_of`, None for all of it), with the dossiers worked out so far."""

    name: str
    desk: Desk
    as_of: When | None
    view: Evidence
    questions: tuple[Question, ...]
    _dossiers: dict[str, Dossier] = field(default_factory=dict)

    @cached_property
    def origin_of(self) -> dict[str, Origin]:
        """The origin of each claim."""
        return {claim: origin for origin in self.view.origins for claim in origin.claims}

    def question(self, name: str = "") -> Question:
        """Return the question with this id, or the beginning of it, or the only one; raises `NothingMatched`."""
        fitting = [q for q in self.questions if q.id.startswith(name)]
        if len(fitting) == 1:
            return fitting[0]
        if not self.questions:
            raise NothingMatched(f"no question is asked of the desk {self.name!r} yet")
        ids = ", ".join(q.id for q in self.questions)
        which = (
            f"no one question is named by {name!r}" if name else "the desk has several questions"
        )
        raise NothingMatched(f"{which}; give the id of one: {ids}")

    def dossier(self, question: Question) -> Dossier:
        """Return the judgement of a question with its evidence; raises `NothingMatched` before the first report."""
        if question.id not in self._dossiers:
            hearing = self.desk.hearing(question, self.as_of, self.view)
            self._dossiers[question.id] = self.desk.dossier_of(hearing)
        return self._dossiers[question.id]


class Shelf:
    """Desks by name. Threads may share it: its looks take turns."""

    def __init__(self, desks: Mapping[str, Desk]) -> None:
        self.desks = dict(desks)
        self.turn = threading.RLock()
        self._looks: OrderedDict[tuple[str, str, str], Look] = OrderedDict()

    def look(self, name: str = "", as_of: str = "") -> Look:
        """Return what a desk (by default the only one) holds by the end of a day (ISO 8601, by default all of it).

        Raises `NothingMatched` for a desk there is none of, `UsageError` for a day that is none.
        """
        name = self._named(name)
        moment = day(as_of)
        desk = self.desks[name]
        key = (name, desk.ledger.head(), moment.text if moment else "")
        with self.turn:
            if key not in self._looks:
                held = desk.ledger.records(Question)
                self._looks[key] = Look(name, desk, moment, desk.evidence(moment), held)
                while len(self._looks) > LOOKS_KEPT:
                    self._looks.popitem(last=False)
            self._looks.move_to_end(key)
            return self._looks[key]

    def _named(self, name: str) -> str:
        if not name and len(self.desks) == 1:
            return next(iter(self.desks))
        if name not in self.desks:
            told = f"no desk {name!r} is open" if name else "several desks are open"
            raise NothingMatched(f"{told}; give one of {', '.join(self.desks)} as desk")
        return name


def day(text: str) -> When | None:
    """Return a day that was given, None for none; raises `UsageError` for what is no day."""
    try:
        return When(text) if text else None
    except InvalidRecord as error:
        raise UsageError(str(error)) from error
