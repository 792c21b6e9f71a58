"""W3C Web Annotation (Recommendation, 2017): each claim as an annotation of the exact characters of its report."""

from sayso.brief.dossier import Dossier
from sayso.brief.exports.plain import Row, around, dumped, iri, ordered, slots
from sayso.brief.exports.port import Exported
from sayso.model import Claim, Document, Span

CONTEXT = "http://www.w3.org/ns/anno.jsonld"


def export(dossier: Dossier) -> Exported:
    """Return an annotation page; offsets are code points of the report's text, as Sayso keeps it."""
    items = [_annotation(claim, dossier.documents[claim.document]) for claim in ordered(dossier)]
    content = {
        "@context": CONTEXT,
        "id": f"urn:sayso:annotations:{dossier.question.id}",
        "type": "AnnotationPage",
        "items": items,
    }
    return Exported(
        dumped(content),
        'application/ld+json; profile="http://www.w3.org/ns/anno.jsonld"',
        ".jsonld",
        len(items),
    )


def _annotation(claim: Claim, document: Document) -> Row:
    told = slots(claim)
    return {
        "id": f"urn:sayso:claim:{claim.id}",
        "type": "Annotation",
        "motivation": "identifying",
        "body": [
            {"type": "TextualBody", "purpose": "identifying", "value": claim.speaker.name},
            *(
                {"type": "TextualBody", "purpose": "tagging", "value": f"{key}: {told[key]}"}
                for key in ("polarity", "certainty", "observation", "evidence_basis")
            ),
        ],
        "target": [_target(span, document) for span in claim.content],
    }


def _target(span: Span, document: Document) -> Row:
    before, after = around(document, span)
    return {
        "source": iri(document),
        "selector": [
            {"type": "TextPositionSelector", "start": span.start, "end": span.end},
            {"type": "TextQuoteSelector", "exact": span.quote, "prefix": before, "suffix": after},
        ],
    }
