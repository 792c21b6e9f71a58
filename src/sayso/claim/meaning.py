"""What a time expression means, and the context that a meaning is resolved in."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from sayso.claim.calendar import Days, bounds
from sayso.claim.numbers import plain
from sayso.model import Precision, Tense, TimeType, When
from sayso.text import load_lexicon

VOCABULARY = load_lexicon("sayso.claim", "times.toml")
_FINENESS = {
    Precision.UNKNOWN: (),
    Precision.YEAR: ("year", "decade", "century"),
    Precision.MONTH: ("month", "quarter", "year", "decade", "century"),
}


@dataclass(frozen=True, slots=True)
class Meaning:
    """A TIMEX3 type, value and modifier, with the days it can mean ((None, day): open to the past).

    `weak` meanings ("evening") count only when they join a day. `unit` names the length of the period.
    """

    type: TimeType
    value: str
    mod: str = ""
    first: date | None = None
    last: date | None = None
    weak: bool = False


@dataclass(frozen=True)
class Context:
    """Where an expression stands: when its document appeared, what was last named, and its tense.

    `named` is the last named date's value ("" for none).
    """

    published: When
    named: str
    find_tense: Callable[[], Tense]

    @cached_property
    def tense(self) -> Tense:
        """The tense of the expression's verb group, asked only where it decides."""
        return self.find_tense()

    @property
    def ahead(self) -> bool:
        """True when the expression's verb group points to the future."""
        return self.tense is Tense.FUTURE

    def today(self, unit: str) -> date | None:
        """Return the day of publication, or None when it was given too coarsely for the unit."""
        fine = _FINENESS.get(self.published.precision)
        return self.published.day if fine is None or unit in fine else None


@dataclass(frozen=True, slots=True)
class Rule:
    """A pattern, and what a match of it means in its context (None: no time expression after all)."""

    pattern: re.Pattern[str]
    meaning: Callable[[re.Match[str], Context], Meaning | None]


def pattern(text: str) -> re.Pattern[str]:
    """Return the compiled pattern of a rule; upper and lower case are the same."""
    return re.compile(text, re.IGNORECASE)


def dated(value: str, mod: str = "", type_: TimeType = TimeType.DATE) -> Meaning:
    """Return the meaning of a value, bounded by the calendar where it names a known period."""
    days = bounds(value, mod) or (None, None)
    return Meaning(type_, value, mod, *days)


def between(meaning: Meaning, days: Days | tuple[date | None, date | None]) -> Meaning:
    """Return the meaning with other bounds."""
    return Meaning(meaning.type, meaning.value, meaning.mod, *days)


def modifier(match: re.Match[str]) -> str:
    """Return the TIMEX3 modifier of the group `mod` of a match ('' for none)."""
    return str(VOCABULARY["mods"].get(plain(match["mod"]), ""))
