"""Names the document behind a damaged row, even when the row itself cannot be read any more."""

import sqlite3
from dataclasses import dataclass

from sayso.ledger.chain import Row
from sayso.ledger.port import Problem
from sayso.ledger.proof import belongs


@dataclass(frozen=True, slots=True)
class Names:
    """Makes problems that name their document, from the row, from an index, or from the document's row."""

    connection: sqlite3.Connection

    def of_row(self, row: Row, explanation: str) -> Problem:
        """Return the problem of a row that can be read."""
        document, title, outlet = belongs(row)
        if document and not title and not outlet:
            title, outlet = self._title(document)
        return Problem(explanation, row.seq, str(row.kind), str(row.id), document, title, outlet)

    def of_number(self, seq: int, explanation: str) -> Problem:
        """Return the problem of a row of which only the number is known for sure."""
        document = self._one(
            # Both columns stand in the index, so the torn table is not touched.
            "SELECT document, seq FROM entry INDEXED BY entry_document"
            " WHERE document > '' AND seq = ?",
            seq,
        )[0]
        return Problem(explanation, seq, "", "", document, *self._title(document))

    def _title(self, document: str) -> tuple[str, str]:
        return self._one(
            "SELECT title, outlet FROM entry WHERE document = ? AND title || outlet <> ''"
            " ORDER BY seq LIMIT 1",
            document,
        )

    def _one(self, query: str, value: str | int) -> tuple[str, str]:
        try:
            found = self.connection.execute(query, (value,)).fetchone() or ("", "")
        except (sqlite3.DatabaseError, UnicodeError):
            found = ("", "")
        return str(found[0]), str(found[1])
