"""Which numbers a claim takes back: "sixteen was an error", "fifteen people, not sixteen"."""

import re

from sayso.model import Bound, Claim, Quantity, QuantityRole
from sayso.text import load_lexicon

_WORDS = load_lexicon("sayso.assess", "numbers.toml")["back"]
_REACH_CHARS = 120


def _either(words: str) -> str:
    return "(?:" + "|".join(map(re.escape, _WORDS[words])) + ")"


_WRONG = re.compile(
    rf"(?:\s+{_either('nouns')}){{0,2}}(?:,[^,.;!?]{{1,40}},)?\s+(?:was|were|is|are|had\s+been)\s+"
    rf"(?:(?:an?|the|our|in)\s+)?(?:\w+\s+)?{_either('errors')}\b",
    re.IGNORECASE,
)
_INSTEAD = re.compile(rf"\b{_either('instead')}\s+$", re.IGNORECASE)


def taken_back(claim: Claim, text: str) -> tuple[Quantity, ...]:
    """Return the numbers that a claim says were wrong; the report's text is given."""
    return tuple(q for q in claim.quantities if is_wrong(text, q.span.start, q.span.end, q.bound))


def is_wrong(text: str, start: int, end: int, bound: Bound = Bound.EXACT) -> bool:
    """Return True for a number in text[start:end] which the words beside it call wrong.

    >>> told = ["16, as we said, was an error", "16 dead was a mistake", "it was not 16", "16 died by mistake"]
    >>> [is_wrong(text, text.index("16"), text.index("16") + 2) for text in told]
    [True, True, True, False]
    """
    if bound is not Bound.EXACT:
        return False
    behind = _WRONG.match(text[end : end + _REACH_CHARS])
    return behind is not None or bool(_INSTEAD.search(text[max(0, start - _REACH_CHARS) : start]))


def is_bare(quantity: Quantity) -> bool:
    """Return True for a number that says nothing of what it counts: "it is fifteen"."""
    return quantity.role is QuantityRole.OTHER and not quantity.noun and not quantity.unit
