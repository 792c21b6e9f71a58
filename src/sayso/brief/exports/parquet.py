"""Parquet: the claims as typed columns, for data frames. Needs pyarrow (the extra `parquet`)."""

import io

import pyarrow as pa
import pyarrow.parquet as pq

from sayso.brief.dossier import Dossier
from sayso.brief.exports.plain import ordered
from sayso.brief.exports.port import Exported
from sayso.model import Claim, Document

SCHEMA = pa.schema(
    [
        ("id", pa.string()),
        ("speaker", pa.string()),
        ("words", pa.string()),
        ("document", pa.string()),
        ("outlet", pa.string()),
        ("published", pa.string()),
        ("start", pa.int64()),
        ("end", pa.int64()),
        ("event", pa.string()),
        ("polarity", pa.string()),
        ("certainty", pa.string()),
        ("tense", pa.string()),
        ("evidence_basis", pa.string()),
        ("observation", pa.string()),
        ("places", pa.list_(pa.string())),
        ("origin", pa.string()),
        ("stands", pa.bool_()),
    ]
)


def export(dossier: Dossier) -> Exported:
    """Return one row a claim; `start` and `end` are code points of the report's text."""
    origins = {claim: origin.id for origin in dossier.origins for claim in origin.claims}
    claims = ordered(dossier)
    rows = [_row(c, dossier.documents[c.document], origins, dossier) for c in claims]
    out = io.BytesIO()
    pq.write_table(pa.Table.from_pylist(rows, schema=SCHEMA), out)
    return Exported(out.getvalue(), "application/vnd.apache.parquet", ".parquet", len(rows))


def _row(
    claim: Claim, document: Document, origins: dict[str, str], dossier: Dossier
) -> dict[str, object]:
    return {
        "id": claim.id,
        "speaker": claim.speaker.name,
        "words": claim.words,
        "document": document.id,
        "outlet": document.outlet,
        "published": document.published.text,
        "start": claim.place[0],
        "end": claim.place[1],
        "event": claim.event,
        "polarity": claim.polarity.value,
        "certainty": claim.certainty.value,
        "tense": claim.tense.value,
        "evidence_basis": claim.evidence_basis.value,
        "observation": claim.observation.value,
        "places": [place.name for place in claim.places],
        "origin": origins.get(claim.id, ""),
        "stands": dossier.stands(claim.id),
    }
