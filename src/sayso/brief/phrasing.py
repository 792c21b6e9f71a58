"""The small phrases every section of a brief shares: counts, dates, names, sizes of a move."""

import math
from datetime import date
from typing import Any

from sayso.brief.dossier import Dossier
from sayso.brief.sentence import Theirs
from sayso.model import Claim, Document, Precision, When
from sayso.text import load_lexicon

SHORT_CHARS = 160
LONG_CHARS = 320
UNMEASURED_FACTOR = 1000.0
SHORTEST_CLAUSE_WORDS = 3
NAMELESS = "somebody the report does not name"


def wording(table: str) -> Any:
    """Return one entry of `wording.toml`."""
    return load_lexicon(__package__, "wording.toml")[table]


_AUXILIARIES, _NO_SUBJECTS = frozenset(wording("auxiliaries")), frozenset(wording("no_subjects"))


def count(number: int, noun: str, plural: str = "") -> str:
    """Return a number with its noun.

    >>> count(1, "claim"), count(2, "claim"), count(2, "witness", "witnesses")
    ('1 claim', '2 claims', '2 witnesses')
    """
    return f"{number} {noun if number == 1 else plural or noun + 's'}"


def day_words(day: date) -> str:
    """Return a day in words.

    >>> day_words(date(2031, 5, 1))
    '1 May 2031'
    """
    return f"{day.day} {wording('months')[day.month - 1]} {day.year}"


def when_words(when: When) -> str:
    """Return a date in words, no finer than it was given.

    >>> when_words(When("2031-05")), when_words(When.unknown()), when_words(When("2031-05-01T10:30Z"))
    ('May 2031', 'undated', '1 May 2031, 10:30 UTC')
    """
    if not when.known:
        return "undated"
    if when.precision is Precision.YEAR:
        return when.text
    if when.precision is Precision.MONTH:
        return f"{wording('months')[when.day.month - 1]} {when.day.year}"
    clock = when.text[11:16]
    return day_words(when.day) + (f", {clock} UTC" if clock else "")


def short(text: str, limit_chars: int = SHORT_CHARS) -> Theirs:
    """Return others' words for our quotation marks: their own outer ones off, cut at a blank before the limit."""
    words = " ".join(text.split()).strip('“”"')
    if len(words) <= limit_chars:
        return Theirs(words)
    cut = words[:limit_chars].rsplit(" ", 1)[0]
    return Theirs(cut + "…")


def speaker(claim: Claim) -> str | Theirs:
    """Return the name of a claim's speaker, or our words for one nobody names."""
    return Theirs(claim.speaker.name) if claim.speaker.known else NAMELESS


def outlet(document: Document) -> str | Theirs:
    """Return the outlet of a document, or our words for an unknown one."""
    return Theirs(document.outlet) if document.outlet.strip() else "unknown outlet"


def published_in(document: Document) -> tuple[str | Theirs, ...]:
    """Return the parts "(outlet, date)"."""
    return "(", outlet(document), f", {when_words(document.published)})"


def answer_clause(dossier: Dossier, hypothesis: str) -> tuple[str | Theirs, ...]:
    """Return the parts that follow "It is likely (63 %) that": the hypothesis as a clause.

    One that is no clause ("withdrawn from Brusk", "more than 20") is quoted as an answer.
    """
    text = dossier.answer(hypothesis)
    first, _, rest = text.partition(" ")
    if not is_clause(text):
        return "the answer is “", Theirs(text), "”"
    lowered = first.lower() if first.lower() in wording("lowered") else first
    return (Theirs(f"{lowered} {rest}"),)


def is_clause(text: str) -> bool:
    """Return whether an answer can follow "that": it has three words or more, and a verb, or begins as a sentence does.

    >>> is_clause("the police cleared the hall"), is_clause("withdrawn from Brusk"), is_clause("still in Brusk and fighting")
    (True, False, False)
    """
    words = text.lower().split()
    if len(words) < SHORTEST_CLAUSE_WORDS:
        return False
    if not _AUXILIARIES.isdisjoint(words):
        return True
    first = words[0]
    return first not in _NO_SUBJECTS and not first.endswith(("ed", "ing"))


def move_words(log_odds: float) -> str:
    """Return a shift of the log-odds in words and number, to stand after "the odds of X".

    >>> move_words(0.84)
    'clearly up, by a factor of 2.32 (log-odds +0.84)'
    >>> move_words(-2.5)
    'very strongly down, by a factor of 12 (log-odds −2.50)'
    """
    direction, sign = ("up", "+") if log_odds > 0 else ("down", "−")
    return (
        f"{_strength(abs(log_odds))} {direction}, by a factor of {_factor(abs(log_odds))} "
        f"(log-odds {sign}{abs(log_odds):.2f})"
    )


def _strength(size: float) -> str:
    for step in wording("strengths"):
        if size < step["below"]:
            return str(step["words"])
    return str(wording("strongest"))


def _factor(size: float) -> str:
    factor = math.exp(min(size, math.log(UNMEASURED_FACTOR)))
    if factor >= UNMEASURED_FACTOR:
        return f"{UNMEASURED_FACTOR:.0f} or more"
    return f"{factor:.0f}" if factor >= 10 else f"{factor:.2f}"


def largest(log_odds: tuple[float, ...]) -> int:
    """Return the index of the largest absolute log-odds, the first of equals."""
    return max(range(len(log_odds)), key=lambda index: (abs(log_odds[index]), -index))


def size(log_odds: tuple[float, ...]) -> float:
    """Return the largest absolute log-odds of a step."""
    return max((abs(value) for value in log_odds), default=0.0)
