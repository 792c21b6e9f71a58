"""The first sections: the question, the judgement now, and the analytic confidence in it."""

import re
from datetime import date, timedelta

from sayso.brief.dossier import Dossier
from sayso.brief.likelihood import leading_opening, likelihood_opening, percent
from sayso.brief.moved import mainstays
from sayso.brief.phrasing import answer_clause, count, day_words
from sayso.brief.sentence import Section, Sentence, Table, Theirs, note, say
from sayso.model import Estimate, Judgement

WEEK = timedelta(days=7)
DAYS_CAPTION = "Probability by day"
MOST_DAYS = 10
MOST_CITED = 5
_LEVEL = re.compile(r"(low|moderate|high)\b[ .,:;]*", re.IGNORECASE)
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=[A-Z])")


def question_section(dossier: Dossier) -> Section:
    """Return what was asked, which answers were weighed, and as of when."""
    answers = [
        note(f"Answer {number}: ", Theirs(dossier.answer(hypothesis)), ".")
        for number, hypothesis in enumerate(dossier.judgement.hypotheses, 1)
    ]
    known = dossier.judgement.as_of
    as_of = known.text if known.known else dossier.judgement.days[-1].isoformat()
    return Section(
        "The question",
        (
            note("Asked: ", Theirs(dossier.question.text)),
            *answers,
            note(f"Everything below is what was known as of {as_of}."),
        ),
    )


def judgement_section(dossier: Dossier) -> Section:
    """Return each hypothesis with its word and number, most likely first, and where it stood before."""
    judgement = dossier.judgement
    now = judgement.probabilities[-1]
    sentences = []
    for index in sorted(range(len(now)), key=lambda i: (-now[i], i)):
        cited = mainstays(judgement, index)
        sentences.append(_likelihood(dossier, index, cited))
        sentences.append(_history(judgement, index, cited))
    if judgement.estimate:
        sentences.append(_estimate(judgement, judgement.estimate))
    return Section("The judgement now", tuple(sentences), (_days_table(dossier),))


def _estimate(judgement: Judgement, found: Estimate) -> Sentence:
    """Return the pooled number beside the claimed range, citing the claims that gave numbers."""
    counted = count(found.counted, "number")
    return say(
        f"Pooled estimate: {found.best:,.0f}, with nine in ten between {found.low:,.0f} and {found.high:,.0f}, from {counted}; "
        f"claimed were {found.lowest_claimed:,.0f} to {found.highest_claimed:,.0f}.",
        claims=tuple(b.claim for b in judgement.bearings if b.bears)[:MOST_CITED],
    )


def confidence_section(dossier: Dossier) -> Section:
    """Return the analytic confidence, in sentences of its own, never beside a likelihood."""
    stated = dossier.judgement.confidence.strip()
    if not stated:
        sentences = [note("No analytic confidence was stated for this judgement.")]
    elif level := _LEVEL.match(stated):
        rest = stated[level.end() :].strip().rstrip(".")
        said = f"Analytic confidence in this judgement is {level[1].lower()}"
        sentences = [note(f"{said}: {rest}." if rest else f"{said}.")]
    else:
        sentences = [note(part) for part in _SENTENCE_END.split(stated)]
    base = note(
        "It speaks of how good the base of evidence is: "
        f"independent witnesses, {dossier.judgement.witnesses}; "
        f"claims that bear on the question, {sum(b.bears for b in dossier.judgement.bearings)}."
    )
    return Section("Analytic confidence", (*sentences, base))


def _likelihood(dossier: Dossier, index: int, cited: tuple[str, ...]) -> Sentence:
    judgement = dossier.judgement
    now = judgement.probabilities[-1]
    leads = index == max(range(len(now)), key=lambda i: (now[i], -i))
    opening = leading_opening(now[index], len(now)) if leads else likelihood_opening(now[index])
    clause = answer_clause(dossier, judgement.hypotheses[index])
    if cited:
        return say(f"{opening} that ", *clause, ".", claims=cited)
    return note(f"{opening} that ", *clause, "; no claim moved it.")


def _history(judgement: Judgement, index: int, cited: tuple[str, ...]) -> Sentence:
    values = [row[index] for row in judgement.probabilities]
    before, whole_week = _week_earlier(judgement.days)
    since = values[before:]
    lowest, highest = percent(min(since)), percent(max(since))
    ran = (
        f"it ran between {lowest} and {highest}" if lowest != highest else f"it stayed at {lowest}"
    )
    then = f"{day_words(judgement.days[before])}, it was {percent(values[before])}"
    if len(values) == 1:
        text = f"This is the first day judged; the prior was {percent(judgement.start[index])}."
    elif whole_week:
        text = f"A week earlier, on {then}; since then {ran}."
    else:
        text = f"The judgement is younger than a week: at its start, on {then}; since then {ran}."
    return say(text, claims=cited) if cited else note(text)


def _week_earlier(days: tuple[date, ...]) -> tuple[int, bool]:
    """Return the index of the last day at least a week before the last, else of the first day."""
    old = [index for index, day in enumerate(days) if day <= days[-1] - WEEK]
    return (old[-1], True) if old else (0, False)


def _days_table(dossier: Dossier) -> Table:
    judgement = dossier.judgement
    last = len(judgement.days) - 1
    steps = min(last, MOST_DAYS - 1)
    chosen = sorted({round(last * i / steps) for i in range(steps + 1)}) if steps else [0]
    rows = tuple(
        (
            note(judgement.days[index].isoformat()),
            *(note(percent(value)) for value in judgement.probabilities[index]),
        )
        for index in chosen
    )
    answers = (f"Answer {number}" for number in range(1, len(judgement.hypotheses) + 1))
    return Table(DAYS_CAPTION, ("Day", *answers), rows)
