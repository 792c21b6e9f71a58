"""The desk file in SQLite: one writer at a time, one transaction a batch, acknowledged after commit.

Each payload is proved against its digest whenever it is read, so no changed fact is ever handed out.
"""

import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Self

from sayso.ledger.batch import Batch
from sayso.ledger.chain import GENESIS
from sayso.ledger.kinds import Draft, R, Record, content, draft, kind_of, same
from sayso.ledger.opening import connect, told
from sayso.ledger.port import Hit, Ledger, Verdict, Version
from sayso.ledger.reading import Reader, rows_of
from sayso.ledger.search import checked, query_of
from sayso.ledger.verify import verify
from sayso.model import (
    Document,
    LedgerError,
    When,
    canonical_json,
)

DROPPED = "it is no longer derived"


def open_ledger(path: str | Path, clock: Callable[[], When], create: bool = True) -> Ledger:
    """Return the ledger in the desk file at path; `clock` gives the time that rows are recorded at.

    Raises `LedgerError` when the file cannot be used, `LedgerDamaged` when it is torn.
    """
    return SQLiteLedger(Path(path), clock, create=create)


class SQLiteLedger:
    """The SQLite adapter of `Ledger`. Threads may share it: its methods take turns."""

    def __init__(self, path: Path, clock: Callable[[], When], *, create: bool) -> None:
        self.path, self._clock, self._turn = path, clock, threading.RLock()
        self._connection = connect(path, create=create)
        self._reader = Reader(self._connection, path)

    def add(self, records: Sequence[Record], document: str = "") -> int:
        """See `Ledger.add`; raises `LedgerError` when two different records of a batch share an id."""
        with self._turn:
            drafts = self._drafts(records, document)
            with self._writing() as batch:
                return sum(batch.put(one) for one in drafts)

    def close(self, kind_type: type[R], record_id: str, reason: str) -> bool:
        """See `Ledger.close`."""
        kind = kind_of(kind_type)
        if not reason.strip():
            raise LedgerError(f"closing {kind} {record_id} needs a reason, got {reason!r}; say why")
        with self._writing() as batch:
            held = batch.held(kind, record_id)
            if held is not None:
                batch.close(held, kind, record_id, reason)
            return held is not None

    def replace(self, kind_type: type[R], records: Sequence[R], document: str = "") -> int:
        """See `Ledger.replace`."""
        kind = kind_of(kind_type)
        with self._turn:
            drafts = self._drafts(records, document)
            wanted = {one.id for one in drafts}
            if any(one.kind != kind or document not in ("", one.document) for one in drafts):
                raise LedgerError(f"only {kind} records of the same document can replace {kind}s")
            with self._writing() as batch:
                gone = [pair for pair in batch.current(kind, document) if pair[0] not in wanted]
                for name, held in gone:
                    batch.close(held, kind, name, DROPPED)
                return len(gone) + sum(batch.put(one) for one in drafts)

    def records(
        self, kind_type: type[R], document: str = "", as_of: When | None = None
    ) -> tuple[R, ...]:
        """See `Ledger.records`."""
        with self._reading():
            rows = self._connection.execute(
                *rows_of(kind_of(kind_type), document, as_of)
            ).fetchall()
            return tuple([self._reader.record(kind_type, *row) for row in rows])

    def get(self, kind_type: type[R], record_id: str) -> R | None:
        """See `Ledger.get`."""
        with self._reading():
            row = self._connection.execute(
                "SELECT seq, id, payload, salt, digest FROM entry"
                " WHERE kind = ? AND id = ? AND recorded_to = ''",
                (kind_of(kind_type), record_id),
            ).fetchone()
            return None if row is None else self._reader.record(kind_type, *row)

    def history(self, kind_type: type[R], record_id: str) -> tuple[Version[R], ...]:
        """See `Ledger.history`."""
        with self._reading():
            rows = self._connection.execute(
                "SELECT recorded_from, recorded_to, seq, id, payload, salt, digest FROM entry"
                " WHERE kind = ? AND id = ? ORDER BY seq",
                (kind_of(kind_type), record_id),
            ).fetchall()
            return tuple([self._reader.version(kind_type, *row) for row in rows])

    def search(self, words: str, limit: int = 50) -> tuple[Hit, ...]:
        """See `Ledger.search`; raises `UsageError` when limit is out of bounds."""
        query = query_of(words)
        checked(limit)
        if not query:
            return ()
        with self._reading():
            rows = self._connection.execute(
                "SELECT kind, id, document FROM search JOIN entry ON entry.seq = search.rowid"
                " WHERE search MATCH ? ORDER BY search.rank, search.rowid LIMIT ?",
                (query, limit),
            ).fetchall()
            return tuple(Hit(*row) for row in rows)

    def verify(self, head: str = "") -> Verdict:
        """See `Ledger.verify`."""
        with self._reading():
            return verify(self._connection, head)

    def head(self) -> str:
        """See `Ledger.head`."""
        with self._reading():
            row = self._connection.execute(
                "SELECT link FROM entry ORDER BY seq DESC LIMIT 1"
            ).fetchone()
            return GENESIS if row is None else str(row[0])

    def export(self) -> Iterator[str]:
        """See `Ledger.export`; how and when a document was found is left out, order is kind, then id."""
        with self._reading():
            seqs = self._connection.execute(
                "SELECT seq FROM entry WHERE recorded_to = '' AND kind <> 'retraction'"
                " ORDER BY kind, id"
            ).fetchall()
        for (seq,) in seqs:
            with self._reading():
                kind, record_id, plain = self._reader.plain(seq)
            yield canonical_json({"kind": kind, "id": record_id, "record": content(kind, plain)})

    def close_file(self) -> None:
        """See `Ledger.close_file`; raises `LedgerError` when the log could not be brought in."""
        with self._turn:
            try:
                with told(self.path):
                    self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            finally:
                self._connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close_file()

    @contextmanager
    def _reading(self) -> Iterator[None]:
        with self._turn, told(self.path):
            yield

    @contextmanager
    def _writing(self) -> Iterator[Batch]:
        # IMMEDIATE takes the write lock at once: a deferred BEGIN fails half-way when two write.
        with self._turn, told(self.path):
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield Batch.begin(self._connection, self._clock())
                self._connection.execute("COMMIT")
            except BaseException:
                if self._connection.in_transaction:
                    self._connection.execute("ROLLBACK")
                raise

    def _drafts(self, records: Sequence[Record], document: str) -> list[Draft]:
        given = {one.id: one.text for one in records if isinstance(one, Document)}
        drafts: dict[tuple[str, str], Draft] = {}
        for record in records:
            one = draft(record, document, lambda name: given.get(name) or self._reader.text(name))
            if not same(one.kind, one.payload, drafts.setdefault((one.kind, one.id), one).payload):
                raise LedgerError(
                    f"one batch holds two different records {one.kind} {one.id}; keep one of them"
                )
        return list(drafts.values())
