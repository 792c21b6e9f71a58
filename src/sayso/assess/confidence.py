"""Analytic confidence: how good the evidence is, in a word with its reason; never how likely the answer is."""

from collections.abc import Mapping, Sequence

from sayso.assess.evidence import witnesses
from sayso.assess.observe import NOT_SEEN, SEEN
from sayso.model import Bearing, Grade, Source, SourceKind

MODERATE_WITNESSES, HIGH_WITNESSES = 3, 6
GOOD_GRADES = frozenset({Grade.A, Grade.B})


def confidence(kept: Sequence[Bearing], sources: Mapping[str, Source]) -> str:
    """Return "low", "moderate" or "high" and why, from the claims that count.

    High needs 6 independent witnesses, half of them first-hand and half graded A or B; moderate needs 3
    and somebody who was there or has a good record. The thresholds are our judgement (PHIA names the factors).
    """
    found = witnesses(kept)
    first_hand = sum(any(_first_hand(b, sources) for b in group) for group in found)
    good = sum(any(_grade(b, sources) in GOOD_GRADES for b in group) for group in found)
    noun = "witness" if len(found) == 1 else "witnesses"
    return (
        f"{_word(len(found), first_hand, good)}: {len(found)} independent {noun}, "
        f"{first_hand} first-hand, {good} graded A or B"
    )


def _word(found: int, first_hand: int, good: int) -> str:
    if found >= HIGH_WITNESSES and 2 * first_hand >= found and 2 * good >= found:
        return "high"
    return "moderate" if found >= MODERATE_WITNESSES and first_hand + good > 0 else "low"


def _first_hand(b: Bearing, sources: Mapping[str, Source]) -> bool:
    source = sources.get(b.source)
    was_there = source is not None and source.kind is SourceKind.WITNESS
    return was_there and b.observation in (SEEN, NOT_SEEN)


def _grade(b: Bearing, sources: Mapping[str, Source]) -> Grade:
    source = sources.get(b.source)
    return source.grade if source else Grade.F
