"""Puts a probability into the words of ICD 203, always with its number beside them."""

import re
from functools import cache
from typing import Any

from sayso.model.checks import require_probability
from sayso.text import load_lexicon

EVEN_PERCENT = 50
LEAST_PERCENT, MOST_PERCENT = 1, 99


def likelihood_words(probability: float) -> str:
    """Return the ICD 203 term for a probability: "likely" for 0.63.

    The term is that of the whole percent we print, so that word and number never disagree. The bands
    share their edges; an edge belongs to the band nearer to even chance (80 % is "likely", 20 % is
    "unlikely"), so that a word never says more than its number, and p and 1 - p always mirror each
    other. The scale ends at 1 and 99 %: nothing here is impossible or certain.

    >>> likelihood_words(0.63), likelihood_words(0.8), likelihood_words(0.0)
    ('likely', 'likely', 'almost no chance')
    """
    return str(_band(probability)["words"])


def likelihood_opening(probability: float) -> str:
    """Return the beginning of a sentence of likelihood, with its number.

    >>> likelihood_opening(0.5)
    'There is a roughly even chance (50 %)'
    """
    return f"{_band(probability)['opening']} ({percent(probability)})"


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


def _band(probability: float) -> dict[str, Any]:
    whole = min(max(_whole_percent(probability), LEAST_PERCENT), MOST_PERCENT)
    bands = load_lexicon(__package__, "likelihood.toml")["bands"]
    fitting = [band for band in bands if band["low"] <= whole <= band["high"]]
    nearest: dict[str, Any] = min(
        fitting, key=lambda band: abs(band["low"] + band["high"] - 2 * EVEN_PERCENT)
    )
    return nearest


@cache
def _terms() -> re.Pattern[str]:
    terms = load_lexicon(__package__, "likelihood.toml")["terms"]
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, terms))})\b", re.IGNORECASE)
