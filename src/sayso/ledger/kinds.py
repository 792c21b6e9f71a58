"""The kinds of record that have a row of their own, and what a row says of its record.

A kind is the record's class name in lower case. Attributions, bearings and hypotheses have no row: they
live inside their claim, judgement and question.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, TypeAlias, TypeVar, get_args

from sayso.ledger.codec import Texts, decode, encode
from sayso.model import (
    Alert,
    Claim,
    Decision,
    Document,
    Edge,
    Entity,
    Extraction,
    Indicator,
    InvalidRecord,
    Judgement,
    LedgerError,
    Look,
    Origin,
    Question,
    Refusal,
    Relation,
    Source,
    Visit,
    Watched,
)

Record: TypeAlias = (
    Document
    | Refusal
    | Claim
    | Entity
    | Source
    | Edge
    | Origin
    | Question
    | Judgement
    | Relation
    | Decision
    | Watched
    | Visit
    | Indicator
    | Look
    | Alert
    | Extraction
)
R = TypeVar("R", bound=Record)

RETRACTION = "retraction"
KINDS: Mapping[str, type[Record]] = MappingProxyType(
    {kind_type.__name__.lower(): kind_type for kind_type in get_args(Record)}
)
FINDING = ("retrieved", "location")
"""The fields of a document that tell how we came by it; they are no part of what it says."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A record ready to be written: its payload, and the columns and search words that follow from it."""

    kind: str
    id: str
    document: str
    payload: str
    shown: "Shown"


@dataclass(frozen=True, slots=True)
class Shown:
    """What lists and the search show of a record without opening its payload."""

    title: str = ""
    outlet: str = ""
    words: str = ""


def kind_of(kind_type: type[Any]) -> str:
    """Return the kind of a record type; raises `LedgerError` for a type without rows."""
    kind = kind_type.__name__.lower()
    if KINDS.get(kind) is not kind_type:
        raise LedgerError(
            f"a {kind_type.__name__} has no row of its own; the ledger keeps {', '.join(KINDS)}"
        )
    return kind


def id_of(record: Record) -> str:
    """Return the id of a record's rows: a source's is its entity's, a judgement's its question and day.

    >>> from sayso.model import Source, SourceKind
    >>> id_of(Source("ent-1", "the ministry", SourceKind.COMMENTATOR))
    'ent-1'
    """
    if isinstance(record, Source):
        return record.entity
    if isinstance(record, Judgement):
        return f"{record.question}@{record.as_of}"
    return record.id


def document_of(record: Record) -> str:
    """Return the id of the document a record belongs to, empty when it belongs to none."""
    if isinstance(record, Document):
        return record.id
    return record.document if isinstance(record, Claim | Edge | Decision | Extraction) else ""


def owner(kind: str, plain: Any) -> str:
    """Return the same as `document_of` from a plain form, empty for a document itself."""
    if kind == "claim":
        return str(plain["attribution"]["content"][0]["document"])
    return str(plain["document"]) if kind in ("edge", "decision", "extraction", RETRACTION) else ""


def shown(kind: str, plain: Any) -> Shown:
    """Return what is shown of a record, taken from its plain form alone so that it can be proved."""
    if kind == "document":
        return Shown(plain["title"], plain["outlet"], plain["text"])
    if kind == "claim":
        spans = plain["passage"] or plain["attribution"]["content"]
        return Shown(words=" … ".join(span["quote"] for span in spans))
    return Shown()


def content(kind: str, plain: Any) -> Any:
    """Return the plain form without the circumstances of finding, which change with clock and folder.

    Reports without pages say nothing of pages, as those that were kept before reports had any.
    """
    if kind != "document":
        return plain
    said = {name: value for name, value in plain.items() if name not in FINDING}
    return said if said.get("pages") else {n: v for n, v in said.items() if n != "pages"}


def same(kind: str, left: str, right: str) -> bool:
    """True when two payloads say the same, however their documents were found."""
    if left == right:
        return True
    # Only a document has fields that say nothing; equal content is equal payload otherwise.
    return kind == "document" and bool(
        content(kind, json.loads(left)) == content(kind, json.loads(right))
    )


def draft(record: Record, document: str, texts: Texts) -> Draft:
    """Return a record ready to be written, built once from its own payload to prove that it can be read.

    Raises `LedgerError` when it cannot: a field of a wrong type, half a character, a document not held.
    """
    kind, record_id = kind_of(type(record)), id_of(record)
    try:
        payload = encode(record)
        payload.encode("utf-8")
        again = decode(type(record), payload, texts)
    except (TypeError, ValueError, LookupError, InvalidRecord) as error:
        raise LedgerError(
            f"{kind} {record_id} cannot be written: {error}; mend the record, or add its document first"
        ) from error
    if id_of(again) != record_id:
        raise LedgerError(f"{kind} {record_id} would come back as {id_of(again)}; build it anew")
    return Draft(
        kind, record_id, document_of(record) or document, payload, shown(kind, json.loads(payload))
    )
