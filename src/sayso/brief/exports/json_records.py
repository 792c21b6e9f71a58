"""JSON: all that the judgement rests on, in the words of the glossary."""

from sayso.brief.dossier import Dossier
from sayso.brief.exports.plain import Row, dumped, ordered, slots, spans
from sayso.brief.exports.port import Exported
from sayso.model import Claim, Document, Judgement, Question


def export(dossier: Dossier) -> Exported:
    """Return question, judgement, reports, claims, origins, lineage and relations."""
    claims = ordered(dossier)
    content = {
        "question": _question(dossier.question),
        "judgement": _judgement(dossier.judgement),
        "documents": [_document(d, dossier) for d in dossier.documents.values()],
        "claims": [_claim(c, dossier) for c in claims],
        "bearings": [
            {
                "claim": b.claim,
                "bears": b.bears,
                "observation": b.observation,
                "state": b.state,
                "sector": b.sector,
                "probability": b.probability,
                "reason": b.reason,
            }
            for b in dossier.judgement.bearings
        ],
        "origins": [
            {"id": o.id, "name": o.name, "claims": list(o.claims), "reason": o.reason}
            for o in dossier.origins
        ],
        "edges": [
            {
                "id": e.id,
                "kind": e.kind.value,
                "document": e.document,
                "target": e.target,
                "name": e.name,
                "probability": e.probability,
            }
            for e in dossier.edges
        ],
        "relations": [
            {"left": r.left, "right": r.right, "kind": r.kind.value} for r in dossier.relations
        ],
        "refusals": [
            {"location": r.location, "reason": r.reason.value, "explanation": r.explanation}
            for r in dossier.refusals
        ],
    }
    return Exported(dumped(content), "application/json", ".json", len(claims))


def _question(question: Question) -> Row:
    return {
        "id": question.id,
        "text": question.text,
        "kind": question.kind,
        "actor": question.actor,
        "place": question.place,
        "hypotheses": [{"id": h.id, "text": h.text} for h in question.hypotheses],
    }


def _judgement(judgement: Judgement) -> Row:
    return {
        "as_of": judgement.as_of.text,
        "hypotheses": list(judgement.hypotheses),
        "days": [
            {"day": day.isoformat(), "probabilities": list(row)}
            for day, row in zip(judgement.days, judgement.probabilities, strict=True)
        ],
        "confidence": judgement.confidence,
        "witnesses": judgement.witnesses,
    }


def _document(document: Document, dossier: Dossier) -> Row:
    return {
        "id": document.id,
        "title": document.title,
        "outlet": document.outlet,
        "published": document.published.text,
        "url": document.url,
        "text": document.text,
        "pages": list(document.pages),
        "retracted": document.id in dossier.retracted,
    }


def _claim(claim: Claim, dossier: Dossier) -> Row:
    return {
        "id": claim.id,
        "document": claim.document,
        "speaker": claim.speaker.name,
        "chain": list(claim.speaker.chain),
        "words": claim.words,
        "content": spans(claim.content),
        "stands": dossier.stands(claim.id),
        **slots(claim),
    }
