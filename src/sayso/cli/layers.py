"""What `sayso label` makes of a line: one function a layer, from what was given to the line that is put out."""

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from sayso.cli.tables import TABLE_LAYERS
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


Row = dict[str, Any]
Labeller = Callable[[Row], Row]
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
        if q.role in _EFFECTS
        and q.bound is not Bound.RANGE
        and q.scope in (Scope.INCIDENT, Scope.PART)
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


def _reuse(corpus: Iterable[Row], folder: Path) -> Labeller:
    """Return what names the texts of the corpus that share a passage with a text, with the code points on both sides."""
    from sayso.trace import PackedIndex, Words, words

    packed = PackedIndex(folder)
    held = dict(_unkeyed(key) for key in packed.names)
    backs: dict[str, Canonical] = {}
    seen: set[str] = set()

    def texts() -> Iterator[tuple[str, Words]]:
        """Yield the texts of the corpus under id and digest."""
        for given in corpus:
            name, document, read = _canonical(given)
            if name in seen or not name:
                raise UsageError(
                    f"each text of the corpus needs an id of its own, got {name!r} again"
                )
            seen.add(name)
            if held.get(name, document.id) != document.id:
                raise UsageError(
                    f"the index in {folder} was built from another text of {name!r}; delete it"
                )
            if read.text != given["text"]:
                backs[name] = read
            yield json.dumps([name, document.id]), words(document)

    packed.add(texts(), lambda count: click.echo(f"{count:,} texts indexed", err=True))
    if gone := set(held) - seen:
        raise UsageError(
            f"the index in {folder} holds {len(gone)} texts that the corpus has not; delete it"
        )
    searcher = packed.searcher()

    def labelled(given: Row) -> Row:
        """Return the passages of one text."""
        _, document, read = _canonical(given)
        rows = []
        for found in searcher.find(words(document)):
            name, _ = _unkeyed(found.name)
            start, end = read.back(found.start, found.end)
            there = (found.name_start, found.name_end)
            other = backs[name].back(*there) if name in backs else there
            rows.append(
                {"source": name, "start": start, "end": end}
                | {"source_start": other[0], "source_end": other[1], "words": found.words}
            )
        return {"matches": rows}

    return labelled


def _unkeyed(key: str) -> tuple[str, str]:
    """Return id and digest of a text from its name in an index."""
    name, digest = json.loads(key)
    return str(name), str(digest)


def _canonical(given: Row) -> tuple[str, Document, Canonical]:
    """Return the id of a text, the text as a document that depends on nothing but it, and the way back to its characters."""
    read = canonicalise(_text(given))
    return str(given.get("id", "")), Document(text=read.text), read


def _match(corpus: Iterable[Row], _: Path) -> Labeller:
    """Return what names the claims of the corpus nearest to a message, best first."""
    from sayso.compare import Claimed, Matcher, best_encoder

    claims = [
        Claimed(str(row.get("id")), str(row["text"]), str(row.get("title") or "")) for row in corpus
    ]
    click.echo(f"{len(claims):,} claims read", err=True)
    matcher = Matcher(claims, best_encoder())
    return lambda given: {"claims": [name for name, _ in matcher.ranked(_text(given))]}


def _stories(rows: Sequence[Row]) -> list[Row]:
    """Return the story of each article."""
    from sayso.compare import stories

    texts = [f"{row.get('title') or ''}\n{_text(row)}" for row in rows]
    return [{"cluster": f"story-{number}"} for number in stories(texts)]


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
CORPUS_LAYERS: dict[str, Callable[[Iterable[Row], Path], Labeller]] = {
    "match": _match,
    "reuse": _reuse,
}
SET_LAYERS: dict[str, Callable[[Sequence[Row]], list[Row]]] = {"stories": _stories}
LAYERS = sorted({*DOCUMENT_LAYERS, *ROW_LAYERS, *CORPUS_LAYERS, *SET_LAYERS, *TABLE_LAYERS})


def labeller(layer: str, rooms: "Rooms") -> Labeller:
    """Return what labels one line of a layer that looks at each line alone."""
    if layer in ROW_LAYERS:
        return lambda given: ROW_LAYERS[layer](rooms, given)

    def labelled(given: Row) -> Row:
        """Return what the rooms make of one document."""
        canonical = canonicalise(_text(given))
        return DOCUMENT_LAYERS[layer](rooms.reading(_document(given, canonical.text)), canonical)

    return labelled


def with_text(given: Row) -> Row:
    """Return the line of a corpus, "claim" taken for "text"; raises `UsageError` where it has neither."""
    row = given if "text" in given else {**given, "text": given.get("claim")}
    if not _text(row).strip():
        raise UsageError(f"id {given.get('id')!r}: the text is blank")
    return row


def _text(given: Row) -> str:
    if not isinstance(given.get("text"), str):
        raise UsageError(
            f"id {given.get('id')!r}: text must be a string, got {given.get('text')!r}"
        )
    return str(given["text"])


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
