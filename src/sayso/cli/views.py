"""What a dossier looks like on a terminal: claims, witnesses, contradictions, judgement, explanation, lineage."""

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Protocol

from sayso.brief import ICD203, Dossier, likelihood_words
from sayso.cli.plain_views import repeated
from sayso.cli.show import Screen
from sayso.compare import Statement
from sayso.model import (
    OTHER,
    Bearing,
    Claim,
    Document,
    Edge,
    Effect,
    Estimate,
    Origin,
    Relation,
    Step,
)
from sayso.wording import count_of, page_words, quoted, slot_words, speaker_words

_MARKS = '“”"'
BAR = "█"
BAR_CELLS = 30
LEAST_MOVE = 0.01
LEAST_COVERAGE = 0.1


class Evidence(Protocol):
    """What is shown of a desk with or without a question: a dossier is one, so is the desk's evidence."""

    @property
    def documents(self) -> Mapping[str, Document]:
        """Reports by id."""
        ...

    @property
    def claims(self) -> Mapping[str, Claim]:
        """Claims by id."""
        ...

    @property
    def origins(self) -> Sequence[Origin]:
        """Independent witnesses."""
        ...

    @property
    def edges(self) -> Sequence[Edge]:
        """Lineage."""
        ...

    @property
    def relations(self) -> Sequence[Relation]:
        """How claims stand to each other."""
        ...

    @property
    def retracted(self) -> frozenset[str]:
        """Ids of reports taken back."""
        ...


def show_claims(screen: Screen, evidence: Evidence, claims: Iterable[Claim]) -> None:
    """Print each claim: published, speaker, outlet; the exact words; then the slots that are filled."""
    for claim in claims:
        _show_claim(screen, evidence, claim, ())


def show_statements(screen: Screen, evidence: Evidence, claims: Iterable[Claim]) -> None:
    """Print each statement once, where it stands first, with the other reports that carry it."""
    wanted = {claim.id for claim in claims}
    for origin in sorted(evidence.origins, key=lambda o: _published(evidence, o)):
        said = [evidence.claims[c] for c in origin.claims if c in wanted]
        if said:
            outlets = [evidence.documents[c.document].outlet or "?" for c in said[1:]]
            _show_claim(screen, evidence, said[0], tuple(dict.fromkeys(outlets)))


def show_alike(screen: Screen, evidence: Evidence, groups: Sequence[Statement]) -> None:
    """Print what two mouths or more say alike, the most mouths first, each in its own words; then count the rest."""
    told = [(_mouths(evidence, group), group) for group in groups]
    told = [one for one in told if one[0] > 1]
    for mouths, group in sorted(told, key=lambda one: (-one[0], one[1].claims)):
        screen.heading(f"{count_of(mouths, 'mouth')} say so")
        surest = max(tie.probability for tie in group.ties)
        for name in group.claims:
            _show_claim(screen, evidence, evidence.claims[name], ())
        screen.line(f"the surest pair says the same at {surest:.2f}", 12, "dim")
    alone = len(groups) - len(told)
    screen.line(f"{count_of(alone, 'further statement')} told by one mouth alone.")


def _mouths(evidence: Evidence, group: Statement) -> int:
    speakers = [evidence.claims[name].speaker for name in group.claims]
    return len({speaker.entity or speaker.name.casefold() for speaker in speakers})


def _published(evidence: Evidence, origin: Origin) -> tuple[str, int]:
    first = evidence.claims[origin.claims[0]]
    return evidence.documents[first.document].published.text, first.content[0].start


def _show_claim(screen: Screen, evidence: Evidence, claim: Claim, also_in: tuple[str, ...]) -> None:
    document = evidence.documents[claim.document]
    taken_back = "  [report taken back]" if claim.document in evidence.retracted else ""
    day = document.published.text[:10] or "no date   "
    who = speaker_words(claim.speaker)
    page = page_words(document, claim.place[0])
    where = f"{document.outlet or 'no outlet'}{f', {page}' if page else ''}"
    screen.line(f"{day}  {who} · {where}{taken_back}")
    screen.line(f"{_shortened(quoted(claim))}", 12, "italic")
    screen.line(slot_words(claim), 12, "dim")
    if also_in:
        screen.line(f"echoed by {', '.join(also_in)}", 12, "dim")


def _shortened(words: str, most: int = 160) -> str:
    words = " ".join(words.split())
    return words if len(words) <= most else words[: most - 1] + "…"


def show_witnesses(screen: Screen, dossier: Dossier) -> None:
    """Print each witness whose word bears on the question, with its claims and the reports that carry it."""
    bearing = {b.claim for b in dossier.judgement.bearings if b.bears}
    heard: defaultdict[str, list[Claim]] = defaultdict(list)
    for origin in dossier.origins:
        heard[origin.name] += [dossier.claims[c] for c in origin.claims if c in bearing]
    rows = [_witness_row(dossier, name, claims) for name, claims in heard.items() if claims]
    rows.sort(key=lambda row: (-int(row[2]), row[0]))
    reports = len({dossier.claims[c].document for c in bearing})
    screen.line(
        f"{count_of(dossier.judgement.witnesses, 'independent witness', 'es')} behind "
        f"{count_of(len(bearing), 'claim')} in {count_of(reports, 'report')} that bear on the question "
        f"({count_of(len(dossier.documents), 'report')} in all)."
    )
    idle = len(dossier.judgement.bearings) - len(bearing)
    screen.line(
        f"{count_of(idle, 'further claim')} could not be used: sayso why --ignored tells why not, one by one."
    )
    columns = {"witness": "left", "claims": "right", "reports": "right", "carried by": "left"}
    screen.table(columns, rows)


def _witness_row(dossier: Dossier, name: str, claims: list[Claim]) -> tuple[str, ...]:
    carriers = {c.document for c in claims}
    outlets = sorted({dossier.documents[d].outlet or "?" for d in carriers})
    return name, str(len(claims)), str(len(carriers)), ", ".join(outlets)


def show_judgement(screen: Screen, dossier: Dossier, scale: str = ICD203) -> None:
    """Print the probability of each answer now, in words and number, and the days on which it moved."""
    judgement = dossier.judgement
    for name, value in sorted(judgement.current.items(), key=lambda item: -item[1]):
        bar = BAR * round(value * BAR_CELLS)
        screen.line(f"{name:<12} {100 * value:5.1f} %  {likelihood_words(value, scale):<20} {bar}")
        screen.line(_answer(dossier, name), 13, "dim")
    if judgement.estimate:
        screen.line(estimate_words(judgement.estimate))
    screen.line(f"Confidence in this judgement: {judgement.confidence or 'not stated'}")
    screen.line("")
    screen.table(
        {"day": "fixed", **dict.fromkeys(judgement.hypotheses, "right")},
        [
            (day.isoformat(), *(f"{100 * p:.1f} %" for p in row))
            for day, row in _moving_days(dossier)
        ],
    )


def estimate_words(found: Estimate) -> str:
    """Return a pooled number in one line, the claimed range beside it."""
    return (
        f"Estimate: {found.best:,.0f} (90 %: {found.low:,.0f} to {found.high:,.0f}) from {count_of(found.counted, 'number')}; "
        f"claimed {found.lowest_claimed:,.0f} to {found.highest_claimed:,.0f}"
    )


def _answer(dossier: Dossier, name: str) -> str:
    if name == OTHER:
        return "none of the answers above: something nobody has thought of"
    return next(h.text for h in dossier.question.hypotheses if h.id == name)


def _moving_days(dossier: Dossier) -> list[tuple[date, tuple[float, ...]]]:
    """Return the first and last day, and each day on which an answer moved by a point or more."""
    judgement = dossier.judgement
    kept = [(judgement.days[0], judgement.probabilities[0])]
    for day, row in zip(judgement.days[1:], judgement.probabilities[1:], strict=True):
        moved = max(abs(a - b) for a, b in zip(row, kept[-1][1], strict=True))
        if moved >= LEAST_MOVE or day == judgement.days[-1]:
            kept.append((day, row))
    return kept


def show_why(screen: Screen, dossier: Dossier, hypothesis: str, most: int = 0) -> None:
    """Print the steps from the prior to the probability now, each with the claim that caused it.

    The column adds up: log-odds of the prior, plus every step, is the log-odds now. What a bound takes
    from a claim is shown with the claim.
    """
    judgement = dossier.judgement
    index = judgement.hypotheses.index(hypothesis)
    moves = _moves(judgement.steps, index)
    ordered = sorted(moves, key=lambda move: -abs(move[1]))
    shown, rest = (ordered[:most], ordered[most:]) if most else (moves, [])
    rows = [_move_row(dossier, *move) for move in shown]
    if rest:
        total = math.fsum(size for _, size, _ in rest)
        rows.append(("", f"{total:+.3f}", f"{len(rest)} smaller steps (sayso why shows each)"))
    start = _log_odds(judgement.start[index])
    total = math.fsum(step.log_odds[index] for step in judgement.steps)
    screen.line(
        f"Why {hypothesis} stands at {100 * judgement.probabilities[-1][index]:.1f} %: "
        f"log-odds {start:+.3f} (prior {100 * judgement.start[index]:.1f} %) "
        f"{total:+.3f} (all steps) = {start + total:+.3f}"
    )
    screen.table({"day": "fixed", "log-odds": "right", "because": "left"}, rows)


Move = tuple[Step, float, bool]
"""A step, by how much it moved the log-odds after its bound, and whether a bound held it back."""


def _moves(steps: Sequence[Step], index: int) -> list[Move]:
    """Return the steps with the bound on a claim taken into the claim's own step; the sum is the same."""
    bounded = [s for s in steps if s.effect is Effect.BOUND and s.claim]
    taken = {step.claim: step.log_odds[index] for step in bounded}
    return [
        (s, s.log_odds[index] + taken.get(s.claim, 0.0), s.claim in taken)
        for s in steps
        if s not in bounded
    ]


def _move_row(dossier: Dossier, step: Step, size: float, held_back: bool) -> tuple[str, str, str]:
    words = step.reason
    if step.effect is Effect.CLAIM and step.claim in dossier.claims:
        claim = dossier.claims[step.claim]
        outlet = dossier.documents[claim.document].outlet or "no outlet"
        said = _shortened(quoted(claim), 120)
        bound = "; held back by a bound" if held_back else ""
        words = f"{speaker_words(claim.speaker)} ({outlet}): {said} — {step.reason}{bound}"
    return step.day.isoformat(), f"{size:+.3f}", words


def _log_odds(probability: float) -> float:
    return math.log(probability / (1.0 - probability))


def show_ignored(screen: Screen, dossier: Dossier) -> None:
    """Print the claims that do not bear on the question."""
    _show_reasons(screen, dossier, [b for b in dossier.judgement.bearings if not b.bears])


def show_repeated(screen: Screen, dossier: Dossier) -> int:
    """Print the claims that bear and add nothing, each with the claim it repeats; return how many."""
    found = repeated(dossier.judgement)
    _show_reasons(screen, dossier, found)
    return len(found)


def _show_reasons(screen: Screen, dossier: Dossier, chosen: Iterable[Bearing]) -> None:
    """Print claims, those with one reason under it, the commonest reason first."""
    told: defaultdict[str, list[str]] = defaultdict(list)
    for b in chosen:
        claim = dossier.claims[b.claim]
        told[b.reason].append(f"{speaker_words(claim.speaker)}: {_shortened(quoted(claim), 120)}")
    for reason, lines in sorted(told.items(), key=lambda one: -len(one[1])):
        screen.line(f"{count_of(len(lines), 'claim')}: {reason}", style="bold")
        for line in lines:
            screen.line(line, 4)
