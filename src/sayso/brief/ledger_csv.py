"""Renders the claims of a dossier as CSV (RFC 4180), one row a claim, safe to open in a spreadsheet."""

import csv
import io
import math

from sayso.brief.dossier import Dossier
from sayso.brief.visible import visible
from sayso.model import Claim, Place, Quantity, Scope

COLUMNS = (
    "id",
    "speaker",
    "words",
    "document",
    "outlet",
    "published",
    "start",
    "end",
    "event",
    "polarity",
    "certainty",
    "tense",
    "evidence_basis",
    "observation",
    "by_network",
    "place",
    "time",
    "quantities",
    "origin",
)
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def claims_csv(dossier: Dossier) -> str:
    """Return all claims as CSV, in order of publication, then of the text.

    `start` and `end` bound the claim's words in code points of its document. A cell that a spreadsheet
    would take for a formula gets an apostrophe in front.
    """
    origins = {claim: origin.id for origin in dossier.origins for claim in origin.claims}
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    for claim in sorted(dossier.claims.values(), key=lambda claim: _order(claim, dossier)):
        writer.writerow([harmless(cell) for cell in _cells(claim, dossier, origins)])
    return out.getvalue()


def harmless(cell: str) -> str:
    """Return a cell that no spreadsheet computes.

    >>> harmless("=1+1"), harmless("-5 people"), harmless("five people")
    ("'=1+1", "'-5 people", 'five people')
    """
    shown = visible(cell)
    return f"'{shown}" if shown.lstrip(" ").startswith(_FORMULA_STARTS) else shown


def _order(claim: Claim, dossier: Dossier) -> tuple[str, str, int, str]:
    published = dossier.documents[claim.document].published.text
    return published, claim.document, claim.attribution.start, claim.id


def _cells(claim: Claim, dossier: Dossier, origins: dict[str, str]) -> tuple[str, ...]:
    document = dossier.documents[claim.document]
    return (
        claim.id,
        claim.speaker.name,
        claim.words,
        claim.document,
        document.outlet,
        document.published.text,
        str(claim.content[0].start),
        str(max(span.end for span in claim.content)),
        claim.event,
        claim.polarity.value,
        claim.certainty.value,
        claim.tense.value,
        claim.evidence_basis.value,
        claim.observation.value,
        " ".join(claim.by_network),
        "; ".join(map(_place, claim.places)),
        claim.time.value if claim.time else "",
        "; ".join(map(_quantity, claim.quantities)),
        origins.get(claim.id, ""),
    )


def _place(place: Place) -> str:
    return f"{place.name} ({place.sector})" if place.sector else place.name


def _quantity(quantity: Quantity) -> str:
    """Return "casualties 4000 about": the role (or noun), the number or its ends, the bound, the unit; whose, over what."""
    what = (
        quantity.noun if quantity.role.value == "other" and quantity.noun else quantity.role.value
    )
    low, high = f"{quantity.low:.15g}", f"{quantity.high:.15g}"
    number = f"{quantity.best:.15g}"
    if math.isfinite(quantity.low) and math.isfinite(quantity.high) and low != high:
        number = f"{low} to {high}"
    scope = "" if quantity.scope is Scope.INCIDENT else quantity.scope.value
    parts = (what, number, quantity.unit, quantity.bound.value, quantity.side, scope)
    return " ".join(part for part in parts if part)
