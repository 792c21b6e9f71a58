"""Layers that take a whole table and give one of their own."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from sayso.model import UsageError

Row = dict[str, Any]


def told(given: Row) -> Row:
    """Return a claim of the truth layer; raises `UsageError` where a field is missing or blank."""
    for name in ("item", "source", "value"):
        if not str(given.get(name) if given.get(name) is not None else "").strip():
            raise UsageError(f"a claim needs item, source and value; {name} is {given.get(name)!r}")
    return given


def _truth(rows: Sequence[Row]) -> Iterator[Row]:
    """Yield the most probable value of each item: with the probability of each value, or for numbers a 90 % interval."""
    from sayso.assess.truth import Told, truths

    claims = [Told(str(row["item"]), str(row["source"]), str(row["value"])) for row in rows]
    for verdict in truths(claims):
        row: Row = {"item": verdict.item, "value": verdict.value}
        if verdict.low is None:
            yield row | {"probability": verdict.probability}
        else:
            yield row | {"low": verdict.low, "high": verdict.high}


TABLE_LAYERS: dict[str, Callable[[Sequence[Row]], Iterator[Row]]] = {"truth": _truth}
