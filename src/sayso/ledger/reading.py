"""Rebuilds records from rows: every payload is proved against its digest before a word of it is used."""

import json
import sqlite3
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

from sayso.ledger.batch import second
from sayso.ledger.chain import salted
from sayso.ledger.codec import Texts, decode
from sayso.ledger.kinds import R, id_of
from sayso.ledger.port import Version
from sayso.model import InvalidRecord, LedgerDamaged, LedgerError, When

TEXTS_KEPT = 512
"""Texts of documents kept in memory while spans are rebuilt."""


@dataclass(slots=True)
class Reader:
    """Reads what rows hold; raises `LedgerDamaged` for any row that was changed."""

    connection: sqlite3.Connection
    path: Path
    text: Texts = field(init=False)

    def __post_init__(self) -> None:
        self.text = lru_cache(TEXTS_KEPT)(self._text)

    def record(
        self, kind_type: type[R], seq: int, record_id: str, payload: str, salt: str, digest: str
    ) -> R:
        """Return the record of a row, built from its payload and the texts its spans quote."""
        proven = self._proven(seq, payload, salt, digest)
        try:
            record = decode(kind_type, proven, self.text)
        except (TypeError, ValueError, LookupError, InvalidRecord) as error:
            raise LedgerDamaged(
                f"{self.path}: row {seq} is no {kind_type.__name__} any more ({error});"
                " read it with the Sayso that wrote it, or run `sayso verify`"
            ) from error
        if id_of(record) != record_id:
            raise self._damaged(seq, f"it is named {record_id} and holds {id_of(record)}")
        return record

    def version(self, kind_type: type[R], start: str, end: str, seq: int, *row: str) -> Version[R]:
        """Return the record of a row with the times of its row, and why it was closed."""
        record = self.record(kind_type, seq, *row)
        try:
            return Version(record, When(start), When(end), self._reason(seq) if end else "")
        except InvalidRecord as error:
            raise self._damaged(seq, str(error)) from error

    def plain(self, seq: int) -> tuple[str, str, Any]:
        """Return kind, id and the plain form of the record of a row."""
        row = self.connection.execute(
            "SELECT kind, id, payload, salt, digest FROM entry WHERE seq = ?", (seq,)
        ).fetchone()
        if row is None:
            raise self._damaged(seq, "an index names it and it is not there")
        kind, record_id, *rest = row
        return kind, record_id, json.loads(self._proven(seq, *rest))

    def _text(self, document: str) -> str:
        row = self.connection.execute(
            "SELECT seq, payload, salt, digest FROM entry WHERE kind = 'document' AND id = ?"
            " ORDER BY seq DESC LIMIT 1",
            (document,),
        ).fetchone()
        if row is None:
            raise LookupError(f"the desk does not hold the document {document[:12]}")
        return str(json.loads(self._proven(*row))["text"])

    def _reason(self, seq: int) -> str:
        row = self.connection.execute(
            "SELECT seq, payload, salt, digest FROM entry WHERE kind = 'retraction' AND id = ?",
            (str(seq),),
        ).fetchone()
        if row is None:
            raise self._damaged(seq, "it is closed and no retraction says why")
        return str(json.loads(self._proven(*row))["reason"])

    def _proven(self, seq: int, payload: str, salt: str, digest: str) -> str:
        if salted(salt, payload) != digest:
            raise self._damaged(seq, "its content was changed")
        return payload

    def _damaged(self, seq: int, what: str) -> LedgerDamaged:
        return LedgerDamaged(
            f"{self.path} is damaged at row {seq}: {what}; run `sayso verify`, restore a backup"
        )


def rows_of(kind: str, document: str, as_of: When | None) -> tuple[str, tuple[str, ...]]:
    """Return the query, and its values, for the rows of a kind held now or at the end of `as_of`."""
    if as_of is None and not document:
        return (
            "SELECT seq, id, payload, salt, digest FROM entry"
            " WHERE kind = ? AND recorded_to = '' ORDER BY seq",
            (kind,),
        )
    if as_of is None:
        return (
            "SELECT seq, id, payload, salt, digest FROM entry"
            " WHERE document = ? AND kind = ? AND recorded_to = '' ORDER BY seq",
            (document, kind),
        )
    if not as_of.known:
        raise LedgerError("as_of must be a date; leave it out for what is held now")
    moment = second(When.of(as_of.latest))
    return (
        "SELECT seq, id, payload, salt, digest FROM entry WHERE kind = ? AND recorded_from <= ?"
        " AND (recorded_to = '' OR recorded_to > ?) AND (? = '' OR document = ?) ORDER BY seq",
        (kind, moment, moment, document, document),
    )
