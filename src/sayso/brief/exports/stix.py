"""STIX 2.1 (OASIS Standard, 2021): a claim is a note with an extension, a speaker an identity, a contradiction an opinion, the brief a report.

`confidence` is left out: a likelihood of ours is none of STIX's scale, and what a claim is worth hangs on the question.
"""

from datetime import UTC, datetime
from uuid import UUID, uuid5

from sayso.brief.dossier import Dossier
from sayso.brief.exports.plain import Row, dumped, iri, ordered, slots, spans
from sayso.brief.exports.port import Exported
from sayso.model import Claim, Document, EntityKind, Relation, RelationKind, When

NAMESPACE = UUID("00abedb4-aa42-466c-9c01-fed23315a9b7")
"""The namespace that STIX 2.1 gives for deterministic ids."""

SCHEMA = "https://github.com/sayso/sayso/blob/main/docs/exports.md#stix"
BEGINNING = When("1970-01-01")
_OPINION = {RelationKind.CONTRADICTS: "strongly-disagree"}
_CLASSES = {
    EntityKind.PERSON: "individual",
    EntityKind.GROUP: "group",
    EntityKind.UNIT: "group",
    EntityKind.ORGANISATION: "organization",
    EntityKind.GOVERNMENT: "organization",
    EntityKind.OUTLET: "organization",
}


def export(dossier: Dossier) -> Exported:
    """Return a bundle; the same dossier gives the same ids."""
    claims = ordered(dossier)
    stamp = _moment(dossier.judgement.as_of)
    maker = _identity("Sayso", "system", stamp)
    extension = _extension(maker, stamp)
    speakers: dict[str, Row] = {}
    notes: dict[str, Row] = {}
    for claim in claims:
        name = claim.speaker.name
        speaker = speakers.setdefault(name, _identity(name, _class(claim), stamp))
        document = dossier.documents[claim.document]
        notes[claim.id] = _note(claim, document, speaker, maker, extension)
    opinions = [
        _opinion(r, notes, maker, stamp)
        for r in dossier.relations
        if r.kind in _OPINION and r.left in notes and r.right in notes
    ]
    held = [*speakers.values(), *notes.values(), *opinions]
    objects = [maker, extension, *held, _report(dossier, held, maker, stamp)]
    bundle = {"type": "bundle", "id": _id("bundle", dossier.question.id, stamp), "objects": objects}
    return Exported(dumped(bundle), "application/stix+json;version=2.1", ".stix.json", len(notes))


def _id(kind: str, *parts: str) -> str:
    return f"{kind}--{uuid5(NAMESPACE, chr(31).join((kind, *parts)))}"


def _moment(when: When) -> str:
    moment: datetime = (when if when.known else BEGINNING).earliest.astimezone(UTC)
    return f"{moment:%Y-%m-%dT%H:%M:%S.000Z}"


def _common(kind: str, stamp: str, maker: Row | None, *key: str) -> Row:
    row: Row = {"type": kind, "spec_version": "2.1", "id": _id(kind, *key)}
    if maker:
        row["created_by_ref"] = maker["id"]
    return row | {"created": stamp, "modified": stamp}


def _identity(name: str, kind: str, stamp: str) -> Row:
    return {**_common("identity", stamp, None, name), "name": name, "identity_class": kind}


def _class(claim: Claim) -> str:
    return _CLASSES.get(claim.speaker.kind, "unknown")


def _extension(maker: Row, stamp: str) -> Row:
    return {
        **_common("extension-definition", stamp, maker, "claim"),
        "name": "Sayso claim",
        "description": "The slots of an attributed claim and the exact characters it is bound to.",
        "schema": SCHEMA,
        "version": "1.0.0",
        "extension_types": ["property-extension"],
    }


def _note(claim: Claim, document: Document, speaker: Row, maker: Row, extension: Row) -> Row:
    stamp = _moment(document.published)
    told = {
        "extension_type": "property-extension",
        "claim": claim.id,
        "spans": spans(claim.content),
        "document": document.id,
        **slots(claim),
    }
    return {
        **_common("note", stamp, maker, claim.id),
        "abstract": f"{claim.speaker.name} says, as {document.outlet or document.name} reports",
        "content": claim.words,
        "authors": [claim.speaker.name],
        "object_refs": [speaker["id"]],
        "external_references": [
            {"source_name": document.outlet or document.name, "description": iri(document)}
        ],
        "extensions": {extension["id"]: told},
    }


def _opinion(relation: Relation, notes: dict[str, Row], maker: Row, stamp: str) -> Row:
    pair = [notes[relation.left]["id"], notes[relation.right]["id"]]
    return {
        **_common("opinion", stamp, maker, relation.left, relation.right),
        "opinion": _OPINION[relation.kind],
        "explanation": "These two claims cannot both be so.",
        "object_refs": pair,
    }


def _report(dossier: Dossier, held: list[Row], maker: Row, stamp: str) -> Row:
    judgement = dossier.judgement
    rows = zip(judgement.hypotheses, judgement.probabilities[-1], strict=True)
    told = "; ".join(f"{dossier.answer(name)}: {100 * p:.0f} %" for name, p in rows)
    return {
        **_common("report", stamp, maker, dossier.question.id, judgement.as_of.text),
        "name": dossier.question.text,
        "description": told,
        "published": stamp,
        "object_refs": [row["id"] for row in held] or [maker["id"]],
    }
