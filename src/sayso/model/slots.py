"""The slots of a claim: time, place, quantity, and the closed lists of values (see the glossary)."""

import re
from dataclasses import dataclass, field
from enum import StrEnum

from sayso.model.checks import require
from sayso.model.document import Span
from sayso.model.when import When

_PERIOD = re.compile(r"\d{4}(?:-\d\d){0,2}")


class Polarity(StrEnum):
    """Whether the source presents the event as so or as not so (FactBank)."""

    POSITIVE = "positive"
    NEGATIVE = "negative"
    UNKNOWN = "unknown"


class Certainty(StrEnum):
    """How sure the source presents itself (FactBank's three grades)."""

    CERTAIN = "certain"
    PROBABLE = "probable"
    POSSIBLE = "possible"
    UNKNOWN = "unknown"


class EvidenceBasis(StrEnum):
    """How the source says it knows (evidentiality)."""

    DIRECT = "direct"
    REPORTED = "reported"
    INFERRED = "inferred"
    ASSUMED = "assumed"
    UNKNOWN = "unknown"


class Observation(StrEnum):
    """What the claim says of presence: seen, not seen, said to be there, said to be gone, or neither."""

    SIGHTING = "sighting"
    NON_OBSERVATION = "non-observation"
    ASSERTED_PRESENCE = "asserted-presence"
    ASSERTED_ABSENCE = "asserted-absence"
    NONE = "none"


class Tense(StrEnum):
    """Whether the event lies in the source's future (FactBank, MEANTIME)."""

    NON_FUTURE = "non-future"
    FUTURE = "future"
    UNKNOWN = "unknown"


class TimeType(StrEnum):
    """TIMEX3 types (ISO-TimeML)."""

    DATE = "DATE"
    TIME = "TIME"
    DURATION = "DURATION"
    SET = "SET"


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """A time expression with its TIMEX3 value and the bounds of what it can mean.

    `earliest` and `latest` are days or moments (unknown for durations and vague references).
    `precision` is UCDP's: 1 day, 2 two to six days, 3 week, 4 month, 5 longer, 0 unknown.
    """

    span: Span
    type: TimeType
    value: str
    earliest: When = field(default_factory=When.unknown)
    latest: When = field(default_factory=When.unknown)
    precision: int = 0
    mod: str = ""

    def __post_init__(self) -> None:
        require(0 <= self.precision <= 5, f"time precision must be 0 to 5, got {self.precision}")
        if self.earliest.known and self.latest.known:
            require(
                self.earliest.earliest <= self.latest.latest,
                f"a time must not end before it starts: {self.earliest} to {self.latest}",
            )

    @property
    def edtf(self) -> str:
        """The time in the Extended Date/Time Format (ISO 8601-2:2019, level 1); "" where it names no days.

        A day is "2025-02-03", a month "2025-01", late in a year "2024-09-01/2024-12-31", up to a day "../2025-02-02".
        """
        first, last = self.earliest.text[:10], self.latest.text[:10]
        if not first and not last:
            return ""
        about = "~" if self.mod == "APPROX" else ""
        if first == last:
            return first + about
        if _PERIOD.fullmatch(self.value) and self.mod in ("", "APPROX"):
            return self.value + about
        return f"{first or '..'}{about if first else ''}/{last or '..'}{about if last else ''}"


class Bound(StrEnum):
    """How a number bounds the quantity meant."""

    EXACT = "exact"
    ABOUT = "about"
    AT_LEAST = "at-least"
    MORE_THAN = "more-than"
    AT_MOST = "at-most"
    LESS_THAN = "less-than"
    RANGE = "range"


class Trend(StrEnum):
    """Whether the number is a change rather than a level."""

    NONE = "none"
    UP = "up"
    DOWN = "down"


class QuantityRole(StrEnum):
    """What is counted. Casualties are killed and wounded together: never equal to killed."""

    KILLED = "killed"
    WOUNDED = "wounded"
    CASUALTIES = "casualties"
    MISSING = "missing"
    CAPTURED = "captured"
    DISPLACED = "displaced"
    DEPLOYED = "deployed"
    STRENGTH = "strength"
    OTHER = "other"


class Scope(StrEnum):
    """What a number covers: one event, only a part of its count, a longer time added up, or so many in each unit of time.

    "Three of the wounded died" and "three more people died" are parts: neither is a toll.
    """

    INCIDENT = "incident"
    PART = "part"
    CUMULATIVE = "cumulative"
    RATE = "rate"


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its bounds: `low <= best <= high`; infinite ends stand for open bounds.

    `noun` is what is counted, `role` its kind; the unit of `low`, `best`, `high` is `unit` ("" = a count).
    `side` is whose people they are, in the report's words, "civilian", or "" where it does not say.
    """

    span: Span
    low: float
    best: float
    high: float
    bound: Bound
    noun: str = ""
    role: QuantityRole = QuantityRole.OTHER
    unit: str = ""
    trend: Trend = Trend.NONE
    scope: Scope = Scope.INCIDENT
    side: str = ""

    def __post_init__(self) -> None:
        require(
            self.low <= self.best <= self.high,
            f"a quantity needs low <= best <= high, got {self.low}, {self.best}, {self.high}",
        )


class PlaceRelation(StrEnum):
    """How the claim stands to the place."""

    IN = "in"
    NEAR = "near"
    FROM = "from"
    TOWARD = "toward"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Place:
    """A place name and what it was resolved to; `geonameid` 0 and no coordinates mean unresolved.

    `lat`, `lon` are degrees (WGS 84); `radius_km` says how large the place is; `precision` is UCDP's
    where code: 1 exact, 2 within 25 km, 3 second-order division, 4 first-order, 5 fuzzy, 6 country, 0 unknown.
    `sector` names a speaker's own section of a front; it has no coordinates beyond those of its region.
    """

    span: Span
    name: str
    geonameid: int = 0
    lat: float | None = None
    lon: float | None = None
    radius_km: float = 0.0
    country: str = ""
    admin1: str = ""
    precision: int = 0
    relation: PlaceRelation = PlaceRelation.UNKNOWN
    sector: str = ""

    def __post_init__(self) -> None:
        require((self.lat is None) == (self.lon is None), "a place has both coordinates or neither")
        require(0 <= self.precision <= 7, f"place precision must be 0 to 7, got {self.precision}")

    @property
    def resolved(self) -> bool:
        """True when the name was found in the gazetteer."""
        return self.geonameid > 0
