"""Dates that keep the precision they were given (ISO 8601, EDTF level 0).

Unknown is a value of its own: `When.unknown()`. A `When` never invents a finer date than its text:
`When("2025-01")` is some moment of January 2025, and `earliest` and `latest` say so.
"""

import calendar
import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from typing import Self

from sayso.model.checks import require
from sayso.model.errors import InvalidRecord


class Precision(StrEnum):
    """How finely a date was given."""

    UNKNOWN = "unknown"
    YEAR = "year"
    MONTH = "month"
    DAY = "day"
    MINUTE = "minute"
    SECOND = "second"


_PATTERN = re.compile(
    r"(?P<year>\d{4})(?:-(?P<month>\d{2})(?:-(?P<day>\d{2})"
    r"(?:[T ](?P<hour>\d{2}):(?P<minute>\d{2})(?::(?P<second>\d{2})(?:\.\d+)?)?"
    r"(?P<zone>Z|[+-]\d{2}(?::?\d{2})?)?)?)?)?"
)
_ADVICE = "write it as 2025, 2025-01, 2025-01-31 or 2025-01-31T12:00Z"


@dataclass(frozen=True, slots=True, order=False)
class When:
    """A date or moment, as precise as its source gave it; the empty text is the unknown date.

    A time without a zone is read as UTC. `str(when)` is the canonical text.

    >>> When("2025-02").latest.day
    28
    >>> When("2025-02-03T10:30+02:00").text
    '2025-02-03T08:30Z'
    >>> When.unknown().known
    False
    """

    text: str = ""

    def __post_init__(self) -> None:
        if self.text:
            object.__setattr__(self, "text", _canonical(self.text))

    @classmethod
    def unknown(cls) -> Self:
        """The date nobody gave."""
        return cls("")

    @classmethod
    def of(cls, moment: datetime | date) -> Self:
        """The `When` of a datetime (to the second, in UTC) or of a date (to the day)."""
        if isinstance(moment, datetime):
            require(moment.tzinfo is not None, f"a moment needs a time zone, got {moment!r}")
            return cls(moment.astimezone(UTC).isoformat()[:19] + "Z")
        return cls(moment.isoformat())

    @property
    def known(self) -> bool:
        """True when a date was given at all."""
        return bool(self.text)

    @property
    def precision(self) -> Precision:
        """How finely the date was given."""
        by_length = {
            0: Precision.UNKNOWN,
            4: Precision.YEAR,
            7: Precision.MONTH,
            10: Precision.DAY,
            17: Precision.MINUTE,
        }
        return by_length.get(len(self.text), Precision.SECOND)

    @property
    def earliest(self) -> datetime:
        """The first moment it may be, in UTC; raises `InvalidRecord` for the unknown date."""
        require(self.known, "an unknown date has no bounds; ask `known` first")
        month, day = (self.text[5:7] or "01", self.text[8:10] or "01")
        clock = self.text[11:-1] or "00:00"
        return datetime.fromisoformat(f"{self.text[:4]}-{month}-{day}T{clock}+00:00")

    @property
    def latest(self) -> datetime:
        """The last second it may be, in UTC; raises `InvalidRecord` for the unknown date."""
        start = self.earliest
        if self.precision is Precision.YEAR:
            return start.replace(month=12, day=31, hour=23, minute=59, second=59)
        if self.precision is Precision.MONTH:
            last = calendar.monthrange(start.year, start.month)[1]
            return start.replace(day=last, hour=23, minute=59, second=59)
        if self.precision is Precision.DAY:
            return start + timedelta(hours=23, minutes=59, seconds=59)
        return start + timedelta(seconds=59 if self.precision is Precision.MINUTE else 0)

    @property
    def day(self) -> date:
        """The calendar day (UTC) of the earliest moment it may be."""
        return self.earliest.date()

    def __str__(self) -> str:
        return self.text


def _canonical(text: str) -> str:
    match = _PATTERN.fullmatch(text.strip())
    if match is None:
        raise InvalidRecord(f"{text!r} is not a date Sayso reads; {_ADVICE}")
    try:
        return _render(match)
    except (ValueError, OverflowError) as error:
        raise InvalidRecord(f"{text!r} is not a real date ({error}); {_ADVICE}") from error


def _render(match: re.Match[str]) -> str:
    year, month, day = match["year"], match["month"], match["day"]
    if month is None:
        return f"{date(int(year), 1, 1).year:04d}"
    if day is None:
        return date(int(year), int(month), 1).isoformat()[:7]
    if match["hour"] is None:
        return date(int(year), int(month), int(day)).isoformat()
    clock = f"{match['hour']}:{match['minute']}:{match['second'] or '00'}"
    zone = (match["zone"] or "Z").replace("Z", "+00:00")
    zone = f"{zone}:00" if len(zone) == 3 else zone
    moment = datetime.fromisoformat(f"{year}-{month}-{day}T{clock}{zone}").astimezone(UTC)
    return moment.isoformat()[: 19 if match["second"] else 16] + "Z"
