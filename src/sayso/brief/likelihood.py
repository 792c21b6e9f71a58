"""Puts a probability into the words of ICD 203 or of PHIA, always with its number beside them."""

import re
from collections.abc import Sequence
from functools import cache
from typing import Any

from sayso.model.checks import require_probability
from sayso.text import load_lexicon

EVEN_PERCENT = 50
LEAST_PERCENT, MOST_PERCENT = 1, 99
ICD203, PHIA = "icd203", "phia"
SCALES = (ICD203, PHIA)
STEADY_PERCENT = 2


def likelihood_words(probability: float, scale: str = ICD203) -> str:
    """Return the term of a scale for a probability: "likely" for 0.63; the number itself in a gap of PHIA's.

    The term is that of the whole percent we print, so that word and number never disagree. The bands of ICD 203
    share their edges; an edge belongs to the band nearer to even chance (80 % is "likely", 20 % is
    "unlikely"), so that a word never says more than its number, and p and 1 - p always mirror each
    other. The scales end at 1 and 99 %: nothing here is impossible or certain.

    >>> likelihood_words(0.63), likelihood_words(0.8), likelihood_words(0.0)
    ('likely', 'likely', 'almost no chance')
    >>> likelihood_words(0.85, PHIA), likelihood_words(0.77, PHIA)
    ('highly likely', '77 %')
    """
    band = _band(probability, scale)
    return str(band["words"]) if band else percent(probability)


def likelihood_opening(probability: float) -> str:
    """Return the beginning of a sentence of likelihood by ICD 203, with its number.

    >>> likelihood_opening(0.5)
    'There is a roughly even chance (50 %)'
    """
    band = _band(probability, ICD203)
    return f"{band['opening'] if band else 'It is possible'} ({percent(probability)})"


def leading_opening(probability: float, answers: int) -> str:
    """Return the beginning of the sentence on the likeliest answer: one that is short of even is told as that, not as unlikely.

    >>> leading_opening(0.43, 4), leading_opening(0.63, 4)
    ('The likeliest of 4 answers, though short of an even chance (43 %), is', 'It is likely (63 %)')
    """
    band = _band(probability, ICD203)
    if band and band["high"] < EVEN_PERCENT:
        return f"The likeliest of {answers} answers, though short of an even chance ({percent(probability)}), is"
    return likelihood_opening(probability)


def steady_words(probabilities: Sequence[float], scale: str = ICD203) -> list[str]:
    """Return the term of each of a row of days; it changes only once the number lies two points beyond the edge of its band.

    So a number that wavers about an edge does not make the word flicker, or an alert ring.

    >>> steady_words([0.54, 0.56, 0.54, 0.58])
    ['roughly even chance', 'roughly even chance', 'roughly even chance', 'likely']
    """
    told: list[str] = []
    held: dict[str, Any] | None = None
    for probability in probabilities:
        held = held if held and _near(held, probability) else _band(probability, scale)
        told.append(str(held["words"]) if held else percent(probability))
    return told


def still_in(words: str, probability: float, scale: str = ICD203) -> bool:
    """Return whether a probability lies in the band of a term, or within two points of its edge.

    >>> still_in("likely", 0.54), still_in("likely", 0.5)
    (True, False)
    """
    bands = load_lexicon(__package__, "likelihood.toml")[scale]
    held = next((band for band in bands if band["words"] == words), None)
    return held is not None and _near(held, probability)


def percent(probability: float) -> str:
    """Return a probability as a whole percent, never as 0 or 100.

    >>> percent(0.634), percent(0.001), percent(0.999)
    ('63 %', 'less than 1 %', 'more than 99 %')
    """
    whole = _whole_percent(probability)
    if whole < LEAST_PERCENT:
        return f"less than {LEAST_PERCENT} %"
    return f"more than {MOST_PERCENT} %" if whole > MOST_PERCENT else f"{whole} %"


def speaks_of_likelihood(text: str) -> bool:
    """Return True when the text uses a term of likelihood.

    >>> speaks_of_likelihood("It is likely."), speaks_of_likelihood("She likes it.")
    (True, False)
    """
    return _terms().search(text) is not None


def _whole_percent(probability: float) -> int:
    require_probability("a likelihood", probability)
    return round(100 * probability)


def _near(band: dict[str, Any], probability: float) -> bool:
    whole = _whole_percent(probability)
    return bool(band["low"] - STEADY_PERCENT <= whole <= band["high"] + STEADY_PERCENT)


def _band(probability: float, scale: str) -> dict[str, Any] | None:
    whole = min(max(_whole_percent(probability), LEAST_PERCENT), MOST_PERCENT)
    bands = load_lexicon(__package__, "likelihood.toml")[scale]
    fitting = [band for band in bands if band["low"] <= whole <= band["high"]]
    nearest: dict[str, Any] | None = min(
        fitting,
        key=lambda band: abs(band["low"] + band["high"] - 2 * EVEN_PERCENT),
        default=None,
    )
    return nearest


@cache
def _terms() -> re.Pattern[str]:
    terms = load_lexicon(__package__, "likelihood.toml")["terms"]
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, terms))})\b", re.IGNORECASE)
