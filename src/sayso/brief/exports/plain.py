"""Records as plain values: what JSON exports share."""

import json
from collections.abc import Sequence
from typing import Any

from sayso.brief.dossier import Dossier
from sayso.model import Claim, Document, Place, Quantity, Span

Row = dict[str, Any]
CONTEXT_CHARS = 40


def dumped(value: Any) -> bytes:
    """Return a value as JSON in UTF-8, keys in the order given."""
    return (json.dumps(value, ensure_ascii=False, indent=1, allow_nan=False) + "\n").encode()


def ordered(dossier: Dossier) -> list[Claim]:
    """Return the claims in order of publication, then of the text."""
    documents = dossier.documents
    return sorted(
        dossier.claims.values(),
        key=lambda c: (documents[c.document].published.text or "~", c.document, *c.place, c.id),
    )


def iri(document: Document) -> str:
    """Return what names a report: its address, else its digest."""
    return document.url or f"urn:sha256:{document.id}"


def slots(claim: Claim) -> Row:
    """Return the slots of a claim; what is not known is left out."""
    row: Row = {
        "polarity": claim.polarity.value,
        "certainty": claim.certainty.value,
        "tense": claim.tense.value,
        "evidence_basis": claim.evidence_basis.value,
        "observation": claim.observation.value,
        "event": claim.event,
        "by_network": list(claim.by_network),
        "places": [place_row(place) for place in claim.places],
        "time": {"value": claim.time.value, "edtf": claim.time.edtf} if claim.time else None,
        "quantities": [quantity_row(quantity) for quantity in claim.quantities],
    }
    return {key: value for key, value in row.items() if value not in ("", [], None)}


def place_row(place: Place) -> Row:
    """Return a place no finer than its report names it."""
    row: Row = {"name": place.name, "sector": place.sector, "geonameid": place.geonameid or None}
    if place.lat is not None and place.lon is not None:
        row |= {"lat": place.lat, "lon": place.lon, "precision": place.precision}
    return {key: value for key, value in row.items() if value not in ("", None)}


def quantity_row(quantity: Quantity) -> Row:
    """Return a quantity; open ends are None."""

    def end(value: float) -> float | None:
        return value if abs(value) != float("inf") else None

    return {
        "low": end(quantity.low),
        "best": end(quantity.best),
        "high": end(quantity.high),
        "bound": quantity.bound.value,
        "noun": quantity.noun,
        "role": quantity.role.value,
        "unit": quantity.unit,
    }


def spans(found: Sequence[Span]) -> list[list[int]]:
    """Return spans as [start, end] in code points."""
    return [[span.start, span.end] for span in found]


def around(document: Document, span: Span) -> tuple[str, str]:
    """Return a few characters before and after a span, by which it is found again."""
    before = document.text[max(0, span.start - CONTEXT_CHARS) : span.start]
    return before, document.text[span.end : span.end + CONTEXT_CHARS]
