"""Walks the whole desk file and names every row, and its document, that was changed since it was written.

Each row's link is compared with the row before as it stands, or as it should stand: one change never
hides another, and never accuses its neighbour.
"""

import re
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass, field

from sayso.ledger.chain import GENESIS, Chain, Row
from sayso.ledger.kinds import RETRACTION, Shown
from sayso.ledger.naming import Names
from sayso.ledger.opening import busy, schema_faults
from sayso.ledger.port import Problem, Verdict
from sayso.ledger.proof import Closing, faults

STRETCH = 100
"""Rows read at a time; a row may hold a text of many megabytes."""

MISSING_ROW = re.compile(r"row (\d+) missing from index")


def verify(connection: sqlite3.Connection, head: str = "") -> Verdict:
    """Return the verdict on a whole desk file; `head`, if given, must be one of its links.

    A chain alone cannot show that its tail was cut or that it was made anew: only a saved head can.
    """
    connection.execute("BEGIN")
    try:
        walk = _Walk(connection, Names(connection), Chain(), head)
        walk.whole()
    finally:
        connection.execute("ROLLBACK")
    problems = (*walk.problems, *_file(connection, walk.names))
    return Verdict(walk.chain.rows, walk.chain.stored, problems)


def _file(connection: sqlite3.Connection, names: Names) -> Iterator[Problem]:
    try:
        for name in schema_faults(connection):
            yield Problem(f"the table, index or trigger {name} is not as Sayso made it")
        for (line,) in connection.execute("PRAGMA integrity_check(20)"):
            row = MISSING_ROW.match(line)
            if row:
                yield names.of_number(int(row[1]), f"the file itself is damaged: {line}")
            elif line != "ok":
                yield Problem(f"the file itself is damaged: {line}")
        _check_search(connection)
    except sqlite3.DatabaseError as error:
        if busy(error):
            raise
        yield Problem(f"the file or its search index is damaged: {error}")


def _check_search(connection: sqlite3.Connection) -> None:
    # This INSERT writes nothing: it is how FTS5 compares its index with the words it indexes. The
    # rollback frees the index blocks that a failed check leaves open.
    connection.execute("BEGIN IMMEDIATE")
    try:
        connection.execute("INSERT INTO search (search, rank) VALUES ('integrity-check', 1)")
    finally:
        connection.execute("ROLLBACK")


@dataclass(slots=True)
class _Walk:
    connection: sqlite3.Connection
    names: Names
    chain: Chain
    wanted: str
    problems: list[Problem] = field(default_factory=list)
    closings: dict[str, Closing] = field(default_factory=dict)

    def whole(self) -> None:
        """Check every row in its order, then what the rows together must say."""
        found = self.wanted in ("", GENESIS)
        self.closings = self._closings()
        for row, words in self._rows_with_words():
            self._missing(self.chain.number + 1, row.seq)
            wrong = [*self.chain.faults(row), *faults(row, self._closing(row), words)]
            if wrong:
                self.problems.append(self.names.of_row(row, "; ".join(wrong)))
            found = found or row.link == self.wanted
        for seq in self.closings:
            self.problems.append(Problem(f"row {seq} has a retraction that is not about it"))
        if not found:
            self.problems.append(
                Problem(f"no row has the saved head {self.wanted}: cut off or made anew")
            )

    def _missing(self, first: int, end: int) -> None:
        for seq in range(first, min(end, first + STRETCH)):
            self.problems.append(self.names.of_number(seq, "the row is missing"))

    def _closings(self) -> dict[str, Closing]:
        try:
            rows = self.connection.execute(
                "SELECT id, recorded_from, payload FROM entry WHERE kind = ?", (RETRACTION,)
            )
            made = {seq: Closing.of(moment, payload) for seq, moment, payload in rows}
        except sqlite3.DatabaseError as error:
            self.problems.append(Problem(f"the retractions cannot be read: {error}"))
            return {}
        return {seq: closing for seq, closing in made.items() if closing is not None}

    def _closing(self, row: Row) -> Closing | None:
        closing = self.closings.get(str(row.seq))
        if closing is None or not closing.closes(row):
            return None
        return self.closings.pop(str(row.seq))

    def _rows_with_words(self) -> Iterator[tuple[Row, Shown | None]]:
        after = -(2**63)
        while rows := self._stretch(after):
            words = self._words(after, rows[-1].seq)
            for row in rows:
                yield row, words.pop(row.seq, None)
            self._orphans(words)
            after = rows[-1].seq
        self._orphans(self._words(after, 2**63 - 1))

    def _orphans(self, words: dict[int, Shown]) -> None:
        for seq, shown in words.items():
            what = f"the search shows “{shown.title}”, and there is no such row"
            self.problems.append(self.names.of_number(seq, what))

    def _stretch(self, after: int) -> list[Row]:
        try:
            rows = self.connection.execute(
                "SELECT * FROM entry WHERE seq > ? ORDER BY seq LIMIT ?", (after, STRETCH)
            )
            return [Row(*row) for row in rows]
        except sqlite3.DatabaseError:
            return list(self._one_by_one(after))

    def _one_by_one(self, after: int) -> Iterator[Row]:
        """Read all rows behind a torn page, by the numbers that an index still knows."""
        try:
            numbers = self.connection.execute(
                "SELECT seq FROM entry INDEXED BY entry_kind WHERE kind >= ''"
            ).fetchall()
        except sqlite3.DatabaseError as error:
            self.problems.append(Problem(f"the rows after {after} cannot be read: {error}"))
            return
        for seq in sorted(seq for (seq,) in numbers if seq > after):
            try:
                query = "SELECT * FROM entry WHERE seq = ?"
                yield from (Row(*row) for row in self.connection.execute(query, (seq,)))
            except sqlite3.DatabaseError as error:
                what = f"the row cannot be read: {error}"
                self.problems.append(self.names.of_number(seq, what))

    def _words(self, after: int, end: int) -> dict[int, Shown]:
        try:
            rows = self.connection.execute(
                "SELECT rowid, title, words FROM search WHERE rowid > ? AND rowid <= ?",
                (after, end),
            ).fetchall()
        except sqlite3.DatabaseError as error:
            self.problems.append(Problem(f"the search words cannot be read: {error}"))
            return {}
        return {seq: Shown(title=title, words=words) for seq, title, words in rows}
