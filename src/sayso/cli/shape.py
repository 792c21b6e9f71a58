"""The public shape of `sayso read --jsonl`: one object a document. Offsets are code points into `text`."""

import math
from typing import TYPE_CHECKING, Any

from sayso.model import Claim, Document, Edge, Place, Quantity, Refusal, Span, TimeExpression

if TYPE_CHECKING:
    from sayso.rooms import Reading


def reading_row(reading: "Reading") -> dict[str, Any]:
    """Return the object of a document that was read."""
    claims = reading.claims
    first = {claim.attribution.id: index for index, claim in reversed(list(enumerate(claims)))}
    return {
        "document": document_row(reading.document),
        "refusal": None,
        "claims": [claim_row(claim, first) for claim in claims],
        "cites": [_cite(edge) for edge in reading.citations],
    }


def refusal_row(refusal: Refusal) -> dict[str, Any]:
    """Return the object of something that was refused."""
    return {
        "document": None,
        "refusal": {
            "location": refusal.location,
            "reason": refusal.reason.value,
            "explanation": refusal.explanation,
            "evidence": refusal.evidence,
            "digest": refusal.digest,
        },
        "claims": [],
        "cites": [],
    }


def document_row(document: Document) -> dict[str, Any]:
    """Return what is shown of a document; `pages` is there where it has pages: the offset at which each begins."""
    paged = {"pages": list(document.pages)} if document.pages else {}
    return paged | {
        "id": document.id,
        "title": document.title,
        "outlet": document.outlet,
        "published": document.published.text,
        "language": document.language,
        "text": document.text,
    }


def claim_row(claim: Claim, index_of: dict[str, int]) -> dict[str, Any]:
    """Return one claim; `index_of` gives the row of the first claim of each attribution."""
    speaker, attribution = claim.speaker, claim.attribution
    return {
        "speaker": {
            "name": speaker.name,
            "span": _ends(speaker.span) if speaker.span else None,
            "chain": list(speaker.chain),
        },
        "source": [_ends(span) for span in attribution.source],
        "cue": [_ends(span) for span in attribution.cue],
        "content": [_ends(span) for span in claim.content],
        "quote": attribution.quote.value,
        "nested_in": index_of.get(attribution.nested_in),
        "polarity": claim.polarity.value,
        "certainty": claim.certainty.value,
        "evidence_basis": claim.evidence_basis.value,
        "observation": claim.observation.value,
        "event": claim.event,
        "places": [_place(place) for place in claim.places],
        "time": _time(claim.time) if claim.time else None,
        "quantities": [_quantity(quantity) for quantity in claim.quantities],
    }


def full_row(claim: Claim) -> dict[str, Any]:
    """Return one claim with what the promised shape of `claim_row` leaves out: tense, EDTF, side, scope, the network's part."""
    row = claim_row(claim, {})
    if claim.time:
        row["time"]["edtf"] = claim.time.edtf
    for shown, quantity in zip(row["quantities"], claim.quantities, strict=True):
        shown |= {"side": quantity.side, "scope": quantity.scope.value}
    return row | {"tense": claim.tense.value, "by_network": list(claim.by_network)}


def _ends(span: Span) -> list[int]:
    return [span.start, span.end]


def _place(place: Place) -> dict[str, Any]:
    return {
        "name": place.name,
        "span": _ends(place.span),
        "geonameid": place.geonameid or None,
        "lat": place.lat,
        "lon": place.lon,
        "precision": place.precision,
    }


def _time(time: TimeExpression) -> dict[str, Any]:
    return {
        "type": time.type.value,
        "value": time.value,
        "start_earliest": time.earliest.text or None,
        "end_latest": time.latest.text or None,
        "precision": time.precision,
        "span": _ends(time.span),
    }


def _quantity(quantity: Quantity) -> dict[str, Any]:
    return {
        "span": _ends(quantity.span),
        "low": _finite(quantity.low),
        "best": _finite(quantity.best),
        "high": _finite(quantity.high),
        "bound": quantity.bound.value,
        "noun": quantity.noun,
        "role": quantity.role.value,
    }


def _finite(value: float) -> float | None:
    """Return None for an open end: JSON has no infinity."""
    return value if math.isfinite(value) else None


def _cite(edge: Edge) -> dict[str, Any]:
    return {"span": _ends(edge.spans[0]) if edge.spans else None, "name": edge.name}
