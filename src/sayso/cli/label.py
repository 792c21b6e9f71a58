"""`sayso label LAYER`: one room for the shell, JSONL in, JSONL out, no desk file."""

import json
import sys
from collections.abc import Callable, Iterator
from typing import IO, TYPE_CHECKING, Any

import click

from sayso.model import (
    Attribution,
    Bound,
    Document,
    InvalidRecord,
    Quantity,
    QuantityRole,
    Scope,
    Span,
    Trend,
    UsageError,
    When,
)
from sayso.text import Canonical, canonicalise

if TYPE_CHECKING:
    from sayso.claim import ClaimNetwork
    from sayso.rooms import Reading, Rooms

PARTLY_DONE = 4
_BOUNDS = {
    Bound.EXACT: "=",
    Bound.RANGE: "=",
    Bound.ABOUT: "~",
    Bound.AT_LEAST: ">",
    Bound.MORE_THAN: ">",
    Bound.AT_MOST: "<",
    Bound.LESS_THAN: "<",
}
_EFFECTS = {QuantityRole.KILLED: "DEATH", QuantityRole.WOUNDED: "INJURY"}
_TRENDS = {Trend.UP: "up", Trend.DOWN: "down"}


def _attributions(reading: "Reading", canonical: Canonical) -> dict[str, Any]:
    def back(spans: tuple[Span, ...]) -> list[list[int]]:
        return [list(canonical.back(span.start, span.end)) for span in spans]

    def row(a: Attribution) -> dict[str, Any]:
        return {"source": back(a.source), "cue": back(a.cue), "content": back(a.content)}

    by_id = {a.id: a for a in reading.attributions}
    inner = [a for a in reading.attributions if a.nested_in]
    return {
        "attributions": [row(a) for a in reading.attributions if not a.nested_in],
        "nested": [{**row(a), "in": back(by_id[a.nested_in].content)} for a in inner],
    }


def _times(reading: "Reading", canonical: Canonical) -> dict[str, Any]:
    return {
        "times": [
            {**_ends(canonical, t.span), "type": t.type.value, "value": t.value}
            for t in reading.times
        ]
    }


def _quantities(reading: "Reading", _: Canonical) -> dict[str, Any]:
    return {"quantities": [_quantity(quantity) for quantity in reading.quantities]}


def _quantity(quantity: Quantity) -> dict[str, Any]:
    is_range = quantity.bound is Bound.RANGE
    return {
        "value": quantity.low if is_range else quantity.best,
        "high": quantity.high if is_range else None,
        "bound": _TRENDS.get(quantity.trend, _BOUNDS[quantity.bound]),
    }


def _casualties(reading: "Reading", _: Canonical) -> dict[str, Any]:
    found = {
        (_EFFECTS[q.role], int(q.best))
        for q in reading.quantities
        if q.role in _EFFECTS and q.bound is not Bound.RANGE and q.scope is Scope.INCIDENT
    }
    return {"casualties": [list(pair) for pair in sorted(found)]}


def _places(reading: "Reading", canonical: Canonical) -> dict[str, Any]:
    found = sorted((*reading.places, *reading.nationalities), key=lambda place: place.span)
    return {
        "toponyms": [
            {**_ends(canonical, place.span), "lat": place.lat, "lon": place.lon} for place in found
        ]
    }


def _ends(canonical: Canonical, span: Span) -> dict[str, int]:
    start, end = canonical.back(span.start, span.end)
    return {"start": start, "end": end}


def _relation(rooms: "Rooms", given: dict[str, Any]) -> dict[str, Any]:
    label, probability = rooms.relation(given["a"], given["b"])
    return {"label": label, "probability": probability}


def _judgement(_: "Rooms", given: dict[str, Any]) -> dict[str, Any]:
    from sayso.assess import judgement_row

    return {"probability": judgement_row(given)}


def _factuality(rooms: "Rooms", given: dict[str, Any]) -> dict[str, Any]:
    starts = [target["start"] for target in given["targets"]]
    values = _network(rooms).factuality(given["text"], starts)
    rows = zip(starts, values, strict=True)
    return {"targets": [{"start": start, "factuality": value} for start, value in rows]}


def _events(rooms: "Rooms", given: dict[str, Any]) -> dict[str, Any]:
    starts = [target["start"] for target in given["targets"]]
    puts = _network(rooms).put(given["text"], starts)
    return {
        "targets": [
            {"start": start}
            | {slot: max(row, key=row.__getitem__).value for slot, row in put._asdict().items()}
            for start, put in zip(starts, puts, strict=True)
        ]
    }


def _network(rooms: "Rooms") -> "ClaimNetwork":
    if rooms.claim_network is None:
        raise UsageError("this layer needs the claim network; install Sayso with its weights")
    return rooms.claim_network


DOCUMENT_LAYERS: dict[str, Callable[["Reading", Canonical], dict[str, Any]]] = {
    "attribution": _attributions,
    "times": _times,
    "quantities": _quantities,
    "places": _places,
    "casualties": _casualties,
}
ROW_LAYERS: dict[str, Callable[["Rooms", dict[str, Any]], dict[str, Any]]] = {
    "events": _events,
    "factuality": _factuality,
    "relation": _relation,
    "judgement": _judgement,
}
LAYERS = sorted({*DOCUMENT_LAYERS, *ROW_LAYERS})


@click.command()
@click.argument("layer", type=click.Choice(LAYERS))
@click.argument("files", nargs=-1, type=click.File(mode="rb"))
@click.option(
    "--extractor",
    type=click.Choice(["best", "rules"]),
    default="best",
    help="Who finds attributions: the best that runs here, or the rules that need no trained weights.",
)
def label(layer: str, files: tuple[IO[bytes], ...], extractor: str) -> None:
    """Label the lines of JSONL FILES (or stdin), one object a line in, one line out.

    attribution, times, quantities, places and casualties take documents {"id", "text", "published"?}; events
    and factuality take texts with the words asked about, {"id", "text", "targets": [{"start"}]}; relation takes
    pairs {"id", "a", "b"}; judgement takes stories reduced to claims. A line that cannot be labelled is named
    on stderr and the exit code is 4.
    """
    from sayso.attribute import RuleExtractor, best_extractor
    from sayso.rooms import Rooms

    rooms = Rooms(extractor=RuleExtractor() if extractor == "rules" else best_extractor())
    failed = 0
    for where, line in _lines(files or (sys.stdin.buffer,)):
        try:
            given = _given(line)
            row = {"id": given.get("id"), **_labelled(rooms, layer, given)}
            click.echo(json.dumps(row, ensure_ascii=False, allow_nan=False).encode())
        except Exception as error:  # noqa: BLE001 (a door: a line that fails is named, the rest goes on)
            failed += 1
            click.echo(f"{where}: not labelled: {type(error).__name__}: {error}", err=True)
    if failed:
        raise click.exceptions.Exit(PARTLY_DONE)


def _given(line: bytes) -> dict[str, Any]:
    given = json.loads(line)
    if not isinstance(given, dict):
        raise UsageError(f"a line must hold an object, got {type(given).__name__}")
    return given


def _labelled(rooms: "Rooms", layer: str, given: dict[str, Any]) -> dict[str, Any]:
    if layer in ROW_LAYERS:
        return ROW_LAYERS[layer](rooms, given)
    if not isinstance(given.get("text"), str):
        raise UsageError(
            f"id {given.get('id')!r}: text must be a string, got {given.get('text')!r}"
        )
    canonical = canonicalise(given["text"])
    reading = rooms.reading(_document(given, canonical.text))
    return DOCUMENT_LAYERS[layer](reading, canonical)


def _lines(files: tuple[IO[bytes], ...]) -> Iterator[tuple[str, bytes]]:
    for file in files:
        for number, line in enumerate(file, 1):
            if line.strip():
                yield f"{getattr(file, 'name', 'stdin')}:{number}", line


def _document(given: dict[str, Any], text: str) -> Document:
    return Document(
        text=text,
        title=given.get("title") or "",
        outlet=given.get("outlet") or "",
        published=_published(given),
    )


def _published(given: dict[str, Any]) -> When:
    """Return the date of a document; one that is no date is told and taken as unknown."""
    text = str(given.get("published") or given.get("date") or "")
    try:
        return When(text)
    except InvalidRecord as error:
        click.echo(f"{given.get('id')}: date taken as unknown: {error}", err=True)
        return When.unknown()
