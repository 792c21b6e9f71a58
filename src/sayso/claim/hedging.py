"""Turns of phrase about a whole saying: "it cannot be ruled out that they left" says that they left, and that it is possible; "it is a lie that they left" that they did not."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from sayso.model import Certainty
from sayso.text import Token, load_lexicon

_WORDS = load_lexicon("sayso.claim", "hedging.toml")
_GRADES = (Certainty.POSSIBLE, Certainty.PROBABLE)
_MARKS = frozenset("“”\"‘’'")
_OPENS = r"^(?:that )?"
_OPENING = {
    g: re.compile(_OPENS + rf"(?:{'|'.join(_WORDS['opening'][g.value])})(?: |$)") for g in _GRADES
}
_CLOSING = {
    g: re.compile(rf"(?:^| ), (?:{'|'.join(_WORDS['closing'][g.value])})(?: [.,!?])?$")
    for g in _GRADES
}
_DENYING = re.compile(_OPENS + rf"(?:{'|'.join(_WORDS['denying']['opening'])})(?: |$)")
FEWEST_STATED = 2
LONGEST_HEDGE = 120


class Hedge(NamedTuple):
    """How sure a saying is by its hedge, which of its tokens [first, end) are what is hedged, and whether it is said not to be so."""

    grade: Certainty
    first: int
    end: int
    denies: bool = False


def hedge_of(tokens: Sequence[Token]) -> Hedge | None:
    """Return the hedge that opens or closes a saying, None where none does or nothing is left beside it.

    Of two hedges the one that leaves more open counts: "perhaps ... in all likelihood" is possible.
    """
    at = [n for n, token in enumerate(tokens) if token.text not in _MARKS]
    words = [tokens[n].lower for n in at]
    opened, first = _matched(_OPENING, " ".join(words)[:LONGEST_HEDGE])
    closed, last = _matched(_CLOSING, " ".join(words)[-LONGEST_HEDGE:])
    start, end = first, len(words) - last
    denial = _DENYING.search(" ".join(words)[:LONGEST_HEDGE])
    start = len(denial.group().split()) if denial else start
    grades = [grade for grade in (opened, closed) if grade is not None]
    if not (grades or denial) or end - start < FEWEST_STATED:
        return None
    grade = min(grades, key=_GRADES.index) if grades else Certainty.CERTAIN
    return Hedge(grade, at[start], at[end - 1] + 1, denial is not None)


def _matched(
    patterns: dict[Certainty, re.Pattern[str]], words: str
) -> tuple[Certainty | None, int]:
    """Return the grade of the pattern that words hold and how many words it takes."""
    for grade, pattern in patterns.items():
        if found := pattern.search(words):
            return grade, len(found.group().split())
    return None, 0
