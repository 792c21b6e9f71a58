"""GeoJSON (RFC 7946): each claim where its report says it happened, no finer; a claim without a place on the map has no geometry."""

from sayso.brief.dossier import Dossier
from sayso.brief.exports.plain import Row, dumped, ordered, slots
from sayso.brief.exports.port import Exported
from sayso.model import Claim, Document

MOST_DECIMALS = 4


def export(dossier: Dossier) -> Exported:
    """Return one feature a claim; several places of one claim are one MultiPoint."""
    claims = ordered(dossier)
    features = [_feature(claim, dossier.documents[claim.document]) for claim in claims]
    content = {"type": "FeatureCollection", "features": features}
    return Exported(dumped(content), "application/geo+json", ".geojson", len(features))


def _feature(claim: Claim, document: Document) -> Row:
    points = [
        [round(p.lon, MOST_DECIMALS), round(p.lat, MOST_DECIMALS)]
        for p in claim.places
        if p.lat is not None and p.lon is not None
    ]
    geometry: Row | None = (
        {"type": "MultiPoint", "coordinates": points} if len(points) > 1 else None
    )
    if len(points) == 1:
        geometry = {"type": "Point", "coordinates": points[0]}
    return {
        "type": "Feature",
        "id": claim.id,
        "geometry": geometry,
        "properties": {
            "speaker": claim.speaker.name,
            "words": claim.words,
            "outlet": document.outlet,
            "published": document.published.text,
            **slots(claim),
        },
    }
