"""The port: what the desk and the doors may ask of a ledger, whatever it is kept in."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Generic, Protocol, Self

from sayso.ledger.kinds import R, Record
from sayso.model import When


@dataclass(frozen=True, slots=True)
class Hit:
    """A record whose words were found: its kind and id, and the document it belongs to."""

    kind: str
    id: str
    document: str


@dataclass(frozen=True, slots=True)
class Version(Generic[R]):
    """One version of a record and when the desk held it: [recorded_from, recorded_to).

    `recorded_to` is unknown while it is held; `reason` says why it was closed.
    """

    record: R
    recorded_from: When
    recorded_to: When
    reason: str


@dataclass(frozen=True, slots=True)
class Problem:
    """One row that does not say any more what was written, and the document it belongs to.

    `seq` is the row's number, 0 for what concerns the file. `document`, `title` and `outlet` are empty
    when the row belongs to no document.
    """

    explanation: str
    seq: int = 0
    kind: str = ""
    id: str = ""
    document: str = ""
    title: str = ""
    outlet: str = ""

    def __str__(self) -> str:
        label = f" ({self.kind} {self.id})" if self.kind else ""
        row = f"row {self.seq}{label}: " if self.seq else ""
        name = f" [document {self.document[:12]} “{self.title}”, {self.outlet or 'no outlet'}]"
        return row + self.explanation + (name if self.document else "")


@dataclass(frozen=True, slots=True)
class Verdict:
    """What `verify` found: the rows walked, the last link, and every problem."""

    rows: int
    head: str
    problems: tuple[Problem, ...] = ()

    @property
    def sound(self) -> bool:
        """True when nothing is wrong."""
        return not self.problems

    @property
    def documents(self) -> tuple[str, ...]:
        """The ids of the documents whose rows were changed, each once, in order of the file."""
        return tuple(dict.fromkeys(p.document for p in self.problems if p.document))


class Ledger(Protocol):
    """An append-only, bitemporal, chained store of records, kept at `path`. Every method may raise `LedgerError`."""

    path: Path

    def add(self, records: Sequence[Record], document: str = "") -> int:
        """Record all or nothing, and return how many records are new; what is held as it is adds none.

        A record whose id is held with other content replaces that version. `document` is the document
        that records without one of their own (entities, origins) came from.
        """
        ...

    def close(self, kind_type: type[R], record_id: str, reason: str) -> bool:
        """Close the current version of a record; False when there is none."""
        ...

    def replace(self, kind_type: type[R], records: Sequence[R], document: str = "") -> int:
        """Make the current records of a kind (of one document) exactly these.

        Returns how many were added or closed, 0 when nothing changed; a new version counts once.
        """
        ...

    def records(
        self, kind_type: type[R], document: str = "", as_of: When | None = None
    ) -> tuple[R, ...]:
        """Return the records of a kind (of one document) held now or at the end of `as_of`, in order."""
        ...

    def get(self, kind_type: type[R], record_id: str) -> R | None:
        """Return the current version of a record, None when there is none."""
        ...

    def history(self, kind_type: type[R], record_id: str) -> tuple[Version[R], ...]:
        """Return every version of a record ever held, the oldest first."""
        ...

    def search(self, words: str, limit: int = 50) -> tuple[Hit, ...]:
        """Return current documents and claims that hold all the words, the best match first."""
        ...

    def verify(self, head: str = "") -> Verdict:
        """Prove every row, and that the saved `head`, if given, is a link of this chain."""
        ...

    def head(self) -> str:
        """Return the last link: 64 hexadecimal digits to save elsewhere."""
        ...

    def export(self) -> Iterator[str]:
        """Yield the current records as canonical JSON lines: same inputs, same bytes."""
        ...

    def close_file(self) -> None:
        """Bring everything into the one file and let it go."""
        ...

    def __enter__(self) -> Self: ...

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None: ...
