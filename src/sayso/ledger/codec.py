"""Turns records into JSON text and back, field by field, by the declared types of the fields.

Nothing is written twice: what a record computes itself (its id) is left out and computed again when it
is built, so every check of the record runs on reading too. A span keeps its quote and is built with the
text of its document; text that has changed since cannot give a span. A field that a record did not have yet when it was
written gets its default; a field that it has no more is an error.
"""

import json
import math
import operator
import types
from collections.abc import Callable
from dataclasses import MISSING, dataclass, fields, is_dataclass
from datetime import date
from enum import Enum
from functools import cache
from typing import Any, TypeAlias, TypeVar, Union, get_args, get_origin, get_type_hints

from sayso.model import Plain, Span, When, canonical_json

T = TypeVar("T")
Texts: TypeAlias = Callable[[str], str]
"""Gives the text of the document with an id."""


@dataclass(frozen=True, slots=True)
class Form:
    """How one type is written as a plain value and built from it again."""

    write: Callable[[Any], Plain]
    build: Callable[[Any, Texts], Any]


def encode(record: object) -> str:
    """Return a record as canonical JSON.

    Raises `TypeError` or `ValueError` when a field does not hold what its type declares.

    >>> encode(When("2031-05"))
    '"2031-05"'
    """
    declared: Any = type(record)
    return canonical_json(form(declared).write(record))


def decode(kind_type: type[T], payload: str, texts: Texts) -> T:
    """Return the record of this type that the JSON describes; `texts` gives documents' texts by id.

    Raises `TypeError`, `ValueError`, `LookupError` or `InvalidRecord` when it describes none.

    >>> decode(When, '"2031-05"', str).latest.day
    31
    """
    declared: Any = kind_type
    built: T = form(declared).build(json.loads(payload), texts)
    return built


@cache
def form(declared: Any) -> Form:
    """Return how values of a declared type are written and built; raises `TypeError` for unknown types."""
    if declared in _PLAIN:
        return _PLAIN[declared]
    if get_origin(declared) is tuple:
        return _tuple(get_args(declared))
    if get_origin(declared) in (Union, types.UnionType):
        return _optional(get_args(declared))
    if isinstance(declared, type) and issubclass(declared, Enum):
        return _enum(declared)
    if is_dataclass(declared):
        return _dataclass(declared)
    raise TypeError(f"the ledger has no written form for {declared!r}; add one in codec.py")


def _exactly(wanted: type) -> Callable[[Any, Texts], Any]:
    def build(raw: Any, _: Texts) -> Any:
        if type(raw) is not wanted:
            raise TypeError(f"{raw!r} is not {wanted.__name__}")
        return raw

    return build


def _write_text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError(f"{value!r} is not text")
    return str(value)


def _write_truth(value: Any) -> bool:
    if value not in (True, False):
        raise TypeError(f"{value!r} is neither true nor false")
    return bool(value)


def _write_number(value: Any) -> Plain:
    number = float(value)
    if math.isnan(number):
        raise ValueError("a number must not be NaN; leave the slot unknown instead")
    return number if math.isfinite(number) else str(number)


def _build_number(raw: Any, _: Texts) -> float:
    if type(raw) not in (float, int) and raw not in ("inf", "-inf"):
        raise TypeError(f"{raw!r} is not a number")
    return float(raw)


def _write_span(span: Span) -> Plain:
    return {"document": span.document, "start": span.start, "end": span.end, "quote": span.quote}


def _build_span(raw: Any, texts: Texts) -> Span:
    document = raw["document"]
    return Span(document, raw["start"], raw["end"], raw["quote"], texts(document))


_PLAIN: dict[Any, Form] = {
    str: Form(_write_text, _exactly(str)),
    bool: Form(_write_truth, _exactly(bool)),
    int: Form(operator.index, _exactly(int)),
    float: Form(_write_number, _build_number),
    date: Form(date.isoformat, lambda raw, _: date.fromisoformat(raw)),
    When: Form(str, lambda raw, _: When(raw)),
    Span: Form(_write_span, _build_span),
}


def _enum(declared: type[Enum]) -> Form:
    members = {member.value: member for member in declared}
    return Form(lambda value: declared(value).value, lambda raw, _: members[raw])


def _optional(arguments: tuple[Any, ...]) -> Form:
    wanted = [form(one) for one in arguments if one is not types.NoneType]
    if len(wanted) != 1 or len(arguments) != 2:
        raise TypeError(f"the ledger writes X or None, not {arguments!r}")
    inner = wanted[0]
    return Form(
        lambda value: None if value is None else inner.write(value),
        lambda raw, texts: None if raw is None else inner.build(raw, texts),
    )


def _tuple(arguments: tuple[Any, ...]) -> Form:
    if len(arguments) == 2 and arguments[1] is Ellipsis:
        inner = form(arguments[0])
        return Form(
            lambda values: [inner.write(value) for value in values],
            lambda raw, texts: tuple([inner.build(value, texts) for value in raw]),
        )
    parts = [form(one) for one in arguments]
    return Form(
        lambda values: [part.write(v) for part, v in zip(parts, values, strict=True)],
        lambda raw, texts: tuple(
            [part.build(v, texts) for part, v in zip(parts, raw, strict=True)]
        ),
    )


def _dataclass(declared: Any) -> Form:
    hints = get_type_hints(declared)
    parts = {f.name: form(hints[f.name]) for f in fields(declared) if f.init}
    needed = {
        f.name for f in fields(declared) if f.init and f.default is f.default_factory is MISSING
    }

    def write(record: Any) -> Plain:
        if type(record) is not declared:
            raise TypeError(f"{record!r} is not a {declared.__name__}")
        return {name: part.write(getattr(record, name)) for name, part in parts.items()}

    def build(raw: Any, texts: Texts) -> Any:
        if not needed <= raw.keys() <= parts.keys():
            raise LookupError(f"a {declared.__name__} has not the fields {sorted(raw)}")
        return declared(**{name: parts[name].build(raw[name], texts) for name in raw})

    return Form(write, build)
