"""What the API needs of an open story: a look at what it holds, and somebody who keeps such looks."""

from collections.abc import Callable, Mapping, Sequence
from typing import Protocol, TypeVar

from sayso.brief import Dossier
from sayso.desk import Desk
from sayso.evidence import Evidence
from sayso.judging import Hearing
from sayso.model import Decision, Origin, Question, Refusal, Source

Made = TypeVar("Made")


class Look(Protocol):
    """The evidence by the end of a day (`as_of`, '' for all of it) as the ledger held it at `head`; it never changes."""

    @property
    def head(self) -> str:
        """The last link of the chain it was taken at."""
        ...

    @property
    def as_of(self) -> str:
        """The day (ISO 8601), '' for all that is held."""
        ...

    @property
    def questions(self) -> Sequence[Question]:
        """The questions asked."""
        ...

    @property
    def view(self) -> Evidence:
        """The evidence."""
        ...

    @property
    def sources(self) -> Mapping[str, Source]:
        """The sources by their entity."""
        ...

    @property
    def decisions(self) -> Sequence[Decision]:
        """The decisions in force."""
        ...

    @property
    def every_decision(self) -> Sequence[Decision]:
        """All decisions, those undone and those that undo among them, in order."""
        ...

    @property
    def refusals(self) -> Sequence[Refusal]:
        """What could not be read."""
        ...

    @property
    def origin_of(self) -> Mapping[str, Origin]:
        """The origin of each claim."""
        ...

    @property
    def last_day(self) -> str:
        """The day of the last report, '' where none has a date."""
        ...

    def judged(self, question: Question) -> tuple[Hearing, Dossier] | None:
        """Return what is heard on a question and the dossier; None before the first dated report."""
        ...

    def once(self, what: str, make: Callable[[], Made]) -> Made:
        """Return what is made of this look, made when first asked for; `what` names it."""
        ...


class Keeper(Protocol):
    """Keeps the looks at one desk."""

    @property
    def desk(self) -> Desk:
        """The desk."""
        ...

    def now(self, as_of: str = "") -> tuple[Look, bool]:
        """Return the look of a day, and whether the ledger has grown since and a newer one is on its way."""
        ...
