"""One batch of writing inside one transaction: rows are put and closed, and the chain goes on."""

import sqlite3
from dataclasses import dataclass
from typing import Self

from sayso.ledger.chain import GENESIS, Row, link, new_salt, salted
from sayso.ledger.kinds import RETRACTION, Draft, Shown, same
from sayso.model import LedgerError, When, canonical_json

SUPERSEDED = "another version was recorded"


@dataclass(frozen=True, slots=True)
class Held:
    """The current row of a record."""

    seq: int
    document: str
    payload: str


@dataclass(slots=True)
class Batch:
    """The end of the chain while a transaction is open; `moment` is the time its rows are recorded at."""

    connection: sqlite3.Connection
    seq: int
    link: str
    moment: str

    @classmethod
    def begin(cls, connection: sqlite3.Connection, now: When) -> Self:
        """Return the batch that follows the last row; time never runs backwards in a desk file."""
        if not now.known:
            raise LedgerError("the clock gave the unknown date; give open_ledger a clock that runs")
        last = connection.execute(
            "SELECT seq, link, recorded_from FROM entry ORDER BY seq DESC LIMIT 1"
        ).fetchone()
        seq, end, latest = last or (0, GENESIS, "")
        return cls(connection, seq, end, max(second(now), latest))

    def put(self, draft: Draft) -> bool:
        """Write a record unless it is held as it is; an older version is closed. True when written."""
        held = self.held(draft.kind, draft.id)
        if held is not None:
            if same(draft.kind, draft.payload, held.payload):
                return False
            self.close(held, draft.kind, draft.id, SUPERSEDED)
        self._append(draft.kind, draft.id, draft.document, draft.payload, draft.shown)
        if draft.shown.words:
            self.connection.execute(
                "INSERT INTO search (rowid, title, words) VALUES (?, ?, ?)",
                (self.seq, draft.shown.title, draft.shown.words),
            )
        return True

    def held(self, kind: str, record_id: str) -> Held | None:
        """Return the current row of a record, None when there is none."""
        found = self.connection.execute(
            "SELECT seq, document, payload FROM entry"
            " WHERE kind = ? AND id = ? AND recorded_to = ''",
            (kind, record_id),
        ).fetchone()
        return None if found is None else Held(*found)

    def current(self, kind: str, document: str) -> list[tuple[str, Held]]:
        """Return ids and current rows of a kind (of one document), in order of recording."""
        rows = self.connection.execute(
            "SELECT id, seq, document, payload FROM entry"
            " WHERE kind = ? AND recorded_to = '' AND (? = '' OR document = ?) ORDER BY seq",
            (kind, document, document),
        )
        return [(record_id, Held(*row)) for record_id, *row in rows]

    def close(self, held: Held, kind: str, record_id: str, reason: str) -> None:
        """Close a current row; the retraction is itself a row of the chain, with the reason."""
        closed = {"kind": kind, "id": record_id, "document": held.document, "reason": reason}
        payload = canonical_json(closed)
        self._append(RETRACTION, str(held.seq), held.document, payload, Shown())
        self.connection.execute(
            "UPDATE entry SET recorded_to = ? WHERE seq = ?", (self.moment, held.seq)
        )
        self.connection.execute("DELETE FROM search WHERE rowid = ?", (held.seq,))

    def _append(self, kind: str, record_id: str, document: str, payload: str, shown: Shown) -> None:
        salt = new_salt()
        row = Row(
            *(self.seq + 1, kind, record_id, document, shown.title, shown.outlet, self.moment, ""),
            *(payload, salt, salted(salt, payload), ""),
        )
        self.seq, self.link = row.seq, link(self.link, row)
        self.connection.execute(
            "INSERT INTO entry VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", (*row[:-1], self.link)
        )


def second(when: When) -> str:
    """Return the first second a date may be, as the text in which the ledger keeps time.

    >>> second(When("2031-05"))
    '2031-05-01T00:00:00Z'
    """
    return When.of(when.earliest).text
