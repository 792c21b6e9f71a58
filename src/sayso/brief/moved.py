"""What moved the judgement, and what would change it."""

import math
from dataclasses import dataclass
from datetime import date

from sayso.brief.dossier import Dossier
from sayso.brief.likelihood import likelihood_words, percent
from sayso.brief.phrasing import (
    count,
    day_words,
    largest,
    move_words,
    published_in,
    short,
    size,
    speaker,
    wording,
)
from sayso.brief.sentence import Section, Sentence, Theirs, note, say
from sayso.model import Effect, Influence, Judgement, Step

MOST_MOVES = 7
MOST_INFLUENCES = 5
CITED_PER_ORIGIN = 3
CITED_PER_HYPOTHESIS = 3
LEAST_LOG_ODDS = 0.005


@dataclass(frozen=True, slots=True)
class Move:
    """All steps of one claim together, what a bound took back included: log-odds (natural logarithm)."""

    claim: str
    day: date
    reason: str
    log_odds: tuple[float, ...]


def moves(judgement: Judgement) -> list[Move]:
    """Return the moves of the claims that print as more than 0.00, the largest first, equals by claim id."""
    by_claim: dict[str, list[Step]] = {}
    for step in judgement.steps:
        if _of_claim(step):
            by_claim.setdefault(step.claim, []).append(step)
    found = [_move_of(claim, steps) for claim, steps in by_claim.items()]
    seen = [move for move in found if size(move.log_odds) >= LEAST_LOG_ODDS]
    return sorted(seen, key=lambda move: (-size(move.log_odds), move.claim))


def mainstays(
    judgement: Judgement, index: int, most: int = CITED_PER_HYPOTHESIS
) -> tuple[str, ...]:
    """Return the claims that moved one hypothesis most, the largest move first; `most` of them."""
    felt = [move for move in moves(judgement) if abs(move.log_odds[index]) >= LEAST_LOG_ODDS]
    felt.sort(key=lambda move: (-abs(move.log_odds[index]), move.claim))
    return tuple(move.claim for move in felt[:most])


def _of_claim(step: Step) -> bool:
    return bool(step.claim) and step.effect in (Effect.CLAIM, Effect.BOUND)


def _move_of(claim: str, steps: list[Step]) -> Move:
    reasons = [step.reason.strip().rstrip(".") for step in steps if step.effect is Effect.CLAIM]
    if any(step.effect is Effect.BOUND for step in steps):
        reasons.append(wording("bounded"))
    reason = "; ".join(dict.fromkeys(filter(None, reasons)))
    return Move(
        claim, min(step.day for step in steps), reason, _sum([step.log_odds for step in steps])
    )


def moved_section(dossier: Dossier) -> Section:
    """Return the largest moves, each with its claim, then what else moved the log-odds in all."""
    every = moves(dossier.judgement)
    sentences = [_move(dossier, move) for move in every[:MOST_MOVES]]
    if not every:
        sentences.append(note("No claim has moved the judgement yet."))
    rest = every[MOST_MOVES:]
    if rest:
        log_odds = _sum([move.log_odds for move in rest])
        start = f"{count(len(rest), 'further claim')} moved it less; together they "
        sentences.append(_total(dossier, start, log_odds))
    sentences.extend(_other_effects(dossier))
    return Section("What moved it", tuple(sentences))


def change_section(dossier: Dossier) -> Section:
    """Return the origins without which the judgement would differ most, and by how much."""
    felt = [i for i in dossier.judgement.influences if size(i.log_odds) >= LEAST_LOG_ODDS]
    ranked = sorted(felt, key=lambda i: (-size(i.log_odds), i.name, i.origin))
    sentences = [_influence(dossier, influence) for influence in ranked[:MOST_INFLUENCES]]
    if not sentences:
        sentences.append(note("No origin has an influence that could be measured."))
    if len(ranked) > MOST_INFLUENCES:
        left = count(len(ranked) - MOST_INFLUENCES, "further origin")
        sentences.append(note(f"{left} would change it less."))
    return Section("What would change the judgement", tuple(sentences))


def _move(dossier: Dossier, move: Move) -> Sentence:
    claim, index = dossier.claims[move.claim], largest(move.log_odds)
    return say(
        f"{day_words(move.day)}: ",
        speaker(claim),
        " ",
        *published_in(dossier.document_of(claim.id)),
        ", “",
        short(claim.words),
        "”, moved the odds of “",
        Theirs(_answer(dossier, index)),
        f"” {move_words(move.log_odds[index])}",
        *(("; ", Theirs(move.reason), ".") if move.reason else (".",)),
        claims=(move.claim,),
    )


def _other_effects(dossier: Dossier) -> list[Sentence]:
    sentences = []
    for effect in Effect:
        steps = [
            step
            for step in dossier.judgement.steps
            if step.effect is effect and not _of_claim(step)
        ]
        log_odds = _sum([step.log_odds for step in steps])
        if size(log_odds) >= LEAST_LOG_ODDS:
            start = f"{wording('effect')[effect.value]}, {count(len(steps), 'step')}, in all "
            sentences.append(_total(dossier, start, log_odds))
    return sentences


def _total(dossier: Dossier, start: str, log_odds: tuple[float, ...]) -> Sentence:
    index = largest(log_odds)
    answer = Theirs(_answer(dossier, index))
    return note(f"{start}moved the odds of “", answer, f"” {move_words(log_odds[index])}.")


def _influence(dossier: Dossier, influence: Influence) -> Sentence:
    index = largest(influence.log_odds)
    now = dossier.judgement.probabilities[-1]
    then = [_without(p, lost) for p, lost in zip(now, influence.log_odds, strict=True)]
    claims = claims_of(dossier, influence.origin)
    parts: tuple[str | Theirs, ...] = (
        "Without ",
        Theirs(influence.name or "one origin"),
        f" ({count(len(claims), 'claim')}), the odds of “",
        Theirs(_answer(dossier, index)),
        f"” would move {move_words(-influence.log_odds[index])}: "
        f"{percent(now[index])} would become {percent(then[index])}, {_words(now[index], then[index])}"
        f"{_leader(now, then)}.",
    )
    return say(*parts, claims=claims[:CITED_PER_ORIGIN]) if claims else note(*parts)


def _words(now: float, then: float) -> str:
    before, after = likelihood_words(now), likelihood_words(then)
    return f"still “{after}”" if before == after else f"“{after}” instead of “{before}”"


def _leader(now: tuple[float, ...], then: list[float]) -> str:
    changed = now.index(max(now)) != then.index(max(then))
    return ", and another answer would lead" if changed else ""


def claims_of(dossier: Dossier, origin: str) -> tuple[str, ...]:
    """Return the claims of an origin, those that bear on the question first."""
    for candidate in dossier.origins:
        if candidate.id == origin:
            bearing = {b.claim for b in dossier.judgement.bearings if b.bears}
            return tuple(sorted(candidate.claims, key=lambda claim: claim not in bearing))
    return ()


def _without(probability: float, log_odds_lost: float) -> float:
    if probability in (0.0, 1.0):
        return probability
    log_odds = math.log(probability / (1.0 - probability)) - log_odds_lost
    return 1.0 / (1.0 + math.exp(-max(min(log_odds, 700.0), -700.0)))


def _sum(rows: list[tuple[float, ...]]) -> tuple[float, ...]:
    return tuple(math.fsum(column) for column in zip(*rows, strict=True))


def _answer(dossier: Dossier, index: int) -> str:
    return dossier.answer(dossier.judgement.hypotheses[index])
