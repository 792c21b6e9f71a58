"""A judgement as an answer: how likely each answer is, how good the evidence is, and which claims moved it."""

from sayso.brief import Dossier, likelihood_words, percent
from sayso.brief.moved import Move, moves
from sayso.mcp.fence import Others, Value
from sayso.mcp.rows import Row, Rows
from sayso.model import OTHER, Question

MOST_DAYS = 15


def question_row(question: Question) -> Row:
    """Return a question with its rival answers."""
    return {
        "id": question.id,
        "text": Others(question.text),
        "kind": question.kind,
        "answers": [{"id": h.id, "text": Others(h.text)} for h in question.hypotheses],
        "besides": f"{OTHER}: none of them holds",
    }


def judgement_row(dossier: Dossier) -> Row:
    """Return the probabilities with their words, and apart from them the analytic confidence."""
    judgement = dossier.judgement
    bearing = sum(b.bears for b in judgement.bearings)
    found: Row = {
        "question": question_row(dossier.question),
        "as_of": judgement.as_of.text,
        "likelihood": [
            {
                "answer": name,
                "text": Others(dossier.answer(name)),
                "words": likelihood_words(value),
                "percent": percent(value),
                "probability": round(value, 4),
                "prior": round(prior, 4),
            }
            for name, value, prior in zip(
                judgement.hypotheses, judgement.probabilities[-1], judgement.start, strict=True
            )
        ],
        "analytic_confidence": {
            "stated": Others(judgement.confidence, 2000) if judgement.confidence else "none stated",
            "independent_witnesses": judgement.witnesses,
            "claims_that_bear": bearing,
            "claims_that_do_not": len(judgement.bearings) - bearing,
        },
        "by_day": _days(dossier),
    }
    if judgement.estimate:
        found["estimate"] = {
            "best": judgement.estimate.best,
            "nine_in_ten_between": [judgement.estimate.low, judgement.estimate.high],
            "claimed_between": [
                judgement.estimate.lowest_claimed,
                judgement.estimate.highest_claimed,
            ],
        }
    return found


def _days(dossier: Dossier) -> Value:
    """Return the probabilities of the last days, `MOST_DAYS` at most."""
    judgement = dossier.judgement
    last = list(zip(judgement.days, judgement.probabilities, strict=True))[-MOST_DAYS:]
    return {
        "answers": list(judgement.hypotheses),
        "rows": [[day.isoformat(), *(round(p, 4) for p in row)] for day, row in last],
        "days_not_shown": len(judgement.days) - len(last),
    }


def moved(dossier: Dossier) -> list[Move]:
    """Return the moves of the judgement, the largest first."""
    return moves(dossier.judgement)


def move_row(rows: Rows, dossier: Dossier, move: Move) -> Row:
    """Return one move: the claim, the day, the reason, and by how much the log-odds of each answer moved."""
    names = dossier.judgement.hypotheses
    return {
        "claim": rows.claim(move.claim),
        "day": move.day.isoformat(),
        "why": Others(move.reason),
        "log_odds": {n: round(v, 3) for n, v in zip(names, move.log_odds, strict=True)},
    }


def bearing_row(dossier: Dossier, claim: str) -> Row:
    """Return whether a claim bears on a question and why, and what it moved."""
    found = next((b for b in dossier.judgement.bearings if b.claim == claim), None)
    move = next((m for m in moved(dossier) if m.claim == claim), None)
    names = dossier.judgement.hypotheses
    return {
        "question": question_row(dossier.question),
        "bears": bool(found and found.bears),
        "why": Others(found.reason if found else "it does not count or was not heard"),
        "log_odds": {n: round(v, 3) for n, v in zip(names, move.log_odds, strict=True)}
        if move
        else None,
    }
