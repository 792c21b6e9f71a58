"""Proves one row by itself: what was changed in it, and which document it belongs to all the same."""

import json
from collections.abc import Iterator
from dataclasses import dataclass

from sayso.ledger.chain import Row, proven
from sayso.ledger.codec import decode
from sayso.ledger.kinds import KINDS, RETRACTION, Shown, owner, shown
from sayso.model import Document, InvalidRecord

UNREADABLE = (TypeError, ValueError, LookupError, AttributeError, InvalidRecord)


@dataclass(frozen=True, slots=True)
class Closing:
    """What a retraction row says: which record it closed, and when."""

    kind: str
    id: str
    moment: str

    @classmethod
    def of(cls, recorded_from: str, payload: str) -> "Closing | None":
        """The closing that a retraction's payload describes, None when it describes none."""
        try:
            plain = json.loads(payload)
            return cls(plain["kind"], plain["id"], recorded_from)
        except UNREADABLE:
            return None

    def closes(self, row: Row) -> bool:
        """True when the retraction is about the record of this row."""
        return (self.kind, self.id) == (row.kind, row.id)


def faults(row: Row, closing: Closing | None, words: Shown | None) -> Iterator[str]:
    """Yield what is wrong with a row: its columns, its closing, its payload, and its search words."""
    if not all(isinstance(value, str) for value in row[1:]):
        yield "a column holds something else than text"
        return
    closed = closing.moment if closing else ""
    if row.recorded_to != closed:
        yield f"it is closed {row.recorded_to or 'never'}, its retraction says {closed or 'never'}"
    if not proven(row):
        yield "its content (or the salt or digest of it) was changed"
        return
    try:
        yield from _against_payload(row, words)
    except UNREADABLE as error:
        yield f"its content is no {row.kind} ({error})"


def _against_payload(row: Row, words: Shown | None) -> Iterator[str]:
    if row.kind not in KINDS and row.kind != RETRACTION:
        yield f"{row.kind!r} is no kind of record"
    expected = shown(row.kind, json.loads(row.payload))
    if (row.title, row.outlet) != (expected.title, expected.outlet):
        yield f"its columns show the title {row.title!r} and the outlet {row.outlet!r}"
    held = Shown(expected.title, "", expected.words) if expected.words else None
    if words != (None if row.recorded_to else held):
        yield "the search does not show its words"
    if row.kind == "document" and _document(row).id not in (row.id,):
        yield "its id is not the hash of its content"


def belongs(row: Row) -> tuple[str, str, str]:
    """Return id, title and outlet of the document a row belongs to, as far as the row can tell.

    A payload that is proven is believed before the columns, which may be what was changed.
    """
    columns = (str(row.document), str(row.title), str(row.outlet))
    try:
        if not proven(row):
            return columns
        plain = json.loads(row.payload)
        if {"text", "title", "outlet"} <= plain.keys():
            document = _document(row)
            return document.id, document.title, document.outlet
        return owner(row.kind, plain) or columns[0], "", ""
    except UNREADABLE:
        return columns


def _document(row: Row) -> Document:
    return decode(Document, row.payload, str)
