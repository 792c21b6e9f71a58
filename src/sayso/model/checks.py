"""The checks that records share: each raises `InvalidRecord` with the value, the rule and the way out."""

import math

from sayso.model.errors import InvalidRecord


def require(condition: bool, message: str) -> None:
    """Raise `InvalidRecord(message)` unless the condition holds."""
    if not condition:
        raise InvalidRecord(message)


def require_probability(name: str, value: float) -> None:
    """Raise unless value is a finite number from 0 to 1."""
    require(
        math.isfinite(value) and 0.0 <= value <= 1.0,
        f"{name} must lie between 0 and 1, got {value!r}",
    )


def require_text(name: str, value: str) -> None:
    """Raise unless value has a character that is not white space."""
    require(bool(value.strip()), f"{name} must not be empty, got {value!r}")
