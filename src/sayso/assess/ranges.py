"""Reads rival answers of a question of quantity as ranges of the number."""

import re
from math import inf

from sayso.model import Hypothesis

Range = tuple[float, float]

_NUMBER = re.compile(
    r"(?<![\w.])(\d{1,3}(?:[, ]\d{3})+|\d+(?:\.\d+)?)(?:\s?(hundred|thousand|million|k|m)\b)?", re.I
)
_TIMES = {"hundred": 1e2, "thousand": 1e3, "k": 1e3, "million": 1e6, "m": 1e6}
_BELOW = re.compile(r"\b(fewer|less|under|below|at most|up to|no more|not more)\b", re.I)
_ABOVE = re.compile(r"\b(more|over|above|at least|exceed\w*|or more|upwards)\b", re.I)
_WITH_THE_END = re.compile(r"\b(at most|up to|no more|not more|at least|or more|upwards)\b", re.I)
ABOUT = 1.25


def range_of(hypothesis: Hypothesis) -> Range | None:
    """Return [low, high) of a hypothesis in words or in its id; None where it names no number.

    >>> range_of(Hypothesis("a", "between 1,000 and 5,000 killed"))
    (1000.0, 5000.0)
    >>> range_of(Hypothesis("b", "Fewer than 300")), range_of(Hypothesis("c", "over 2 thousand"))
    ((0.0, 300.0), (2000.0, inf))
    """
    for text in (hypothesis.text, hypothesis.id):
        numbers = [_value(match) for match in _NUMBER.finditer(text)]
        if len(numbers) >= 2:
            return min(numbers[:2]), max(numbers[:2])
        if numbers:
            return _open(text, numbers[0])
    return None


def range_of_heads(hypothesis: Hypothesis) -> Range | None:
    """Return the range of a number of people, who come whole: its ends lie half a head outside the numbers meant.

    >>> [range_of_heads(Hypothesis("x", text)) for text in ("fewer than 14", "14 to 20", "more than 20", "at least 20")]
    [(0.0, 13.5), (13.5, 20.5), (20.5, inf), (19.5, inf)]
    """
    found = range_of(hypothesis)
    if found is None or not all(end.is_integer() for end in found if 0 < end < inf):
        return found
    low, high = found
    reached = 0.5 if (low > 0.0 and high < inf) or _WITH_THE_END.search(hypothesis.text) else -0.5
    return low - reached if low else low, high + reached if high < inf else high


def _value(match: re.Match[str]) -> float:
    plain = float(match[1].replace(",", "").replace(" ", ""))
    return plain * _TIMES.get((match[2] or "").lower(), 1.0)


def _open(text: str, number: float) -> Range:
    if _BELOW.search(text):
        return 0.0, number
    if _ABOVE.search(text):
        return number, inf
    return number / ABOUT, number * ABOUT
