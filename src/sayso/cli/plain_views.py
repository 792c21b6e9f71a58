"""The views of a dossier for programs: what the terminal shows, as JSON."""

from typing import TYPE_CHECKING, Any

from sayso.cli.shape import claim_row, document_row
from sayso.compare import untangle
from sayso.model import (
    Bearing,
    Decision,
    Edge,
    Extraction,
    Judgement,
    Relation,
    RelationKind,
    Span,
    Step,
)
from sayso.trace import utterances

if TYPE_CHECKING:
    from sayso.brief import Dossier
    from sayso.evidence import Evidence


def judgement_row(dossier: "Dossier") -> dict[str, Any]:
    """Return the judgement: probabilities by day, witnesses, confidence."""
    judgement = dossier.judgement
    return {
        "question": {"id": dossier.question.id, "text": dossier.question.text},
        "as_of": judgement.as_of.text,
        "probability": judgement.current,
        "history": [
            {"day": day.isoformat(), **dict(zip(judgement.hypotheses, row, strict=True))}
            for day, row in zip(judgement.days, judgement.probabilities, strict=True)
        ],
        "witnesses": judgement.witnesses,
        "reports": len(dossier.documents),
        "claims": len(dossier.claims),
        "confidence": judgement.confidence,
        "priors": [
            {"name": name, "value": value, "from": source}
            for name, value, source in dossier.parameters
        ],
        "refused": [
            {"location": r.location, "reason": r.reason.value, "explanation": r.explanation}
            for r in dossier.refusals
        ],
    }


def repeated(judgement: Judgement) -> list[Bearing]:
    """Return the bearings that moved nothing, since what they say is counted with another claim."""
    counted = {step.claim for step in judgement.steps}
    return [b for b in judgement.bearings if b.bears and b.claim not in counted]


def extraction_row(extraction: Extraction) -> dict[str, Any]:
    """Return what a served extractor did with one report."""
    return {
        "document": extraction.document,
        "model": extraction.model,
        "recipe": extraction.recipe,
        "found": extraction.found,
        "known": extraction.known,
        "alone": extraction.alone,
        "dropped": dict(extraction.dropped),
        "fallback": extraction.fallback,
    }


def why_row(dossier: "Dossier", hypothesis: str) -> dict[str, Any]:
    """Return the steps of one hypothesis; the prior's log-odds plus the steps' is the log-odds now."""
    judgement = dossier.judgement
    index = judgement.hypotheses.index(hypothesis)
    return {
        "hypothesis": hypothesis,
        "prior": judgement.start[index],
        "probability": judgement.probabilities[-1][index],
        "steps": [_step(dossier, step, index) for step in judgement.steps],
        "ignored": [
            {"claim": bearing.claim, "reason": bearing.reason}
            for bearing in judgement.bearings
            if not bearing.bears
        ],
        "repeated": [
            {"claim": bearing.claim, "reason": bearing.reason} for bearing in repeated(judgement)
        ],
    }


def _step(dossier: "Dossier", step: Step, index: int) -> dict[str, Any]:
    claim = dossier.claims.get(step.claim)
    return {
        "day": step.day.isoformat(),
        "effect": step.effect.value,
        "log_odds": step.log_odds[index],
        "reason": step.reason,
        "claim": step.claim or None,
        "speaker": claim.speaker.name if claim else None,
        "words": claim.words if claim else None,
        "document": claim.document if claim else None,
        "content": claim_row(claim, {})["content"] if claim else None,
    }


def relation_rows(evidence: "Evidence", *, every: bool = False) -> list[dict[str, Any]]:
    """Return each contradiction, or `every` compared pair, with its slot table and how both could be true."""
    return [
        {
            "kind": relation.kind.value,
            "left": _said(evidence, relation.left),
            "right": _said(evidence, relation.right),
            "slot": relation.deciding_slot.value,
            "reason": relation.reason,
            "allen": list(relation.allen),
            "untangled": _untangled(evidence, relation),
            "table": [
                {"slot": r.slot.value, "left": r.left, "right": r.right, "verdict": r.verdict.value}
                for r in relation.table
            ],
        }
        for relation in evidence.relations
        if every or relation.kind is RelationKind.CONTRADICTS
    ]


def _untangled(evidence: "Evidence", relation: Relation) -> dict[str, Any] | None:
    if relation.kind is not RelationKind.CONTRADICTS:
        return None
    left, right = (evidence.claims[claim] for claim in (relation.left, relation.right))
    reading = untangle(left, right, relation)
    return {"slot": reading.slot.value, "words": reading.words} if reading else None


def _said(evidence: "Evidence", claim_id: str) -> dict[str, Any]:
    claim = evidence.claims[claim_id]
    document = document_row(evidence.documents[claim.document])
    del document["text"]
    return {"id": claim_id, "words": claim.words, **claim_row(claim, {}), "document": document}


def lineage_row(evidence: "Evidence") -> dict[str, Any]:
    """Return the edges with the rulings on them, the utterances, and the origins."""
    lineage = evidence.lineage
    return {
        "edges": [_edge(edge, lineage.by.get(edge.id)) for edge in evidence.edges],
        "cut": [_edge(edge, lineage.by.get(edge.id)) for edge in lineage.cut],
        "utterances": [
            {"speaker": one.speaker, "words": one.words, "spans": [_place(s) for s in one.spans]}
            for one in utterances(evidence.edges, evidence.claims.values())
        ],
        "origins": [
            {
                "id": o.id,
                "name": o.name,
                "claims": list(o.claims),
                "edges": list(o.edges),
                "reason": o.reason,
                "expected": o.expected,
            }
            for o in evidence.origins
        ],
        "retracted": sorted(evidence.retracted),
    }


def _edge(edge: Edge, ruling: Decision | None) -> dict[str, Any]:
    return {
        "id": edge.id,
        "kind": edge.kind.value,
        "document": edge.document,
        "target": edge.target or None,
        "name": edge.name,
        "method": edge.method.value,
        "directed": edge.directed,
        "probability": edge.probability,
        "coverage": edge.coverage,
        "spans": [[s.start, s.end] for s in edge.spans],
        "target_spans": [[s.start, s.end] for s in edge.target_spans],
        "ruling": ruling
        and {"kind": ruling.kind.value, "person": ruling.person, "reason": ruling.reason},
    }


def _place(span: Span) -> dict[str, Any]:
    return {"document": span.document, "start": span.start, "end": span.end}
