"""The watcher: visits what is due, hands what it finds to the desk, and tells what changed in the answer to each question.

What was read is kept report by report, what was seen place by place, and an alert together with the look it was told from; so a
watcher that is killed goes on where it ended, tells nothing twice and leaves nothing out.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from sayso.brief import Dossier
from sayso.desk import Desk
from sayso.model import (
    Alert,
    Document,
    Indicator,
    Look,
    NothingMatched,
    Question,
    Refusal,
    Visit,
    Watched,
    WatchedKind,
    When,
)
from sayso.watch.changes import changes, look_of
from sayso.watch.due import is_due
from sayso.watch.manners import Manners
from sayso.watch.visiting import Visiting


@dataclass(frozen=True, slots=True)
class Round:
    """What one round came to: places visited, reports new to the desk, what was refused or passed over, and the alerts that were raised."""

    visits: tuple[Visit, ...]
    new: tuple[Document, ...]
    refused: tuple[Refusal, ...]
    alerts: tuple[Alert, ...]


@dataclass
class Watcher:
    """Watches for one desk. `manners` asks the web, `clock` says what time it is."""

    desk: Desk
    manners: Manners
    clock: Callable[[], When]
    _begun: bool = False

    def round(self, *, everything: bool = False) -> Round:
        """Visit the places that are due (or all), read what is new there, and raise the alerts that follow.

        The first round brings to an end what an earlier run may have left half done.
        """
        left = self._begin()
        visits: list[Visit] = []
        added = list(self.desk.add(self._found(visits, everything=everything)))
        new = tuple(a.item for a in added if a.new and isinstance(a.item, Document))
        refused = tuple(a.item for a in added if isinstance(a.item, Refusal))
        return Round(tuple(visits), new, refused, (*left, *(self._tell() if new else ())))

    def _begin(self) -> tuple[Alert, ...]:
        if self._begun:
            return ()
        self._begun = True
        if self.desk.ledger.records(Document):
            self.desk.settle()
        return self._tell()

    def due(self) -> When:
        """Return when the next place is due, unknown where nothing is watched."""
        held = {v.watched: v for v in self.desk.ledger.records(Visit)}
        watched = self.desk.ledger.records(Watched)
        if any(is_due(held.get(w.id), self.clock()) for w in watched):
            return self.clock()
        return min((held[w.id].due for w in watched), key=lambda d: d.earliest, default=When())

    def _found(self, visits: list[Visit], *, everything: bool) -> Iterator[Document | Refusal]:
        ledger = self.desk.ledger
        for watched in ledger.records(Watched):
            last, now = ledger.get(Visit, watched.id), self.clock()
            if not everything and not is_due(last, now):
                continue
            on_web = watched.kind is not WatchedKind.FOLDER
            visiting = Visiting(watched, last, self.manners if on_web else None, now)
            yield from visiting.articles()
            ledger.add([visiting.visit])
            visits.append(visiting.visit)

    def _tell(self) -> tuple[Alert, ...]:
        raised: list[Alert] = []
        for question in self.desk.ledger.records(Question):
            raised += self._told_of(question)
        return tuple(raised)

    def _told_of(self, question: Question) -> Sequence[Alert]:
        """Raise what changed on a question since it was last told; the first look tells nothing."""
        ledger, now = self.desk.ledger, self.clock()
        try:
            dossier: Dossier = self.desk.dossier(question)
        except NothingMatched:
            return ()  # no report has a date yet: there is no judgement that could change
        before = ledger.get(Look, question.id)
        if before is None:
            ledger.add([look_of(dossier, now)])
            return ()
        found = changes(before, dossier, ledger.records(Indicator))
        alerts = [
            Alert(question.id, c.kind.value, c.what, c.was, c.now, c.because, now) for c in found
        ]
        ledger.add([*alerts, look_of(dossier, now, before)])
        return alerts
