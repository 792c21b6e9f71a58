"""The places of a document: every mention in text order, each led to the gazetteer or left unresolved."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from sayso.model import Document, Place, PlaceRelation
from sayso.resolve.gazetteer import Gazetteer, GazetteerRow
from sayso.resolve.own_places import PlaceKind
from sayso.resolve.place_evidence import leading_preposition
from sayso.resolve.place_mentions import (
    AREA_WORDS,
    AREAS,
    SECOND_ORDER,
    Mention,
    bare_key,
    lies_in,
    place_mentions,
)
from sayso.resolve.place_peoples import peoples
from sayso.resolve.place_rank import Name, choose
from sayso.resolve.place_spans import WORDS, Candidate
from sayso.text import Parse

CLOSE_KM = 60.0
_RELATION = {word: name for name, words in WORDS["relation"].items() for word in words}
_NEAR_OF = frozenset(WORDS["before_of"]["near"])
_DISTANCE = frozenset(WORDS["distance"])
_VERBS, _VERBS_FROM = frozenset(WORDS["verb"]), frozenset(WORDS["verb_from"])
_AROUND = frozenset(WORDS["after"]["around"])
_PRECISION = {
    PlaceKind.TOWN: 1,
    PlaceKind.ADMIN2: 3,
    PlaceKind.ADMIN1: 4,
    PlaceKind.REGION: 5,
    PlaceKind.COUNTRY: 6,
}
_NEAR_PRECISION = 2
_LISTED = frozenset({",", "and", "or", ", and", "and the", "or the"})


def places(document: Document, parse: Parse, gazetteer: Gazetteer) -> tuple[Place, ...]:
    """Return every place mention of the document in text order.

    A name the gazetteer lacks is a mention when the words around it make it a place; it then has
    `geonameid` 0 and no coordinates. "North Korean" is no place but counts when a name is ambiguous.
    """
    everyone = _as_called(parse, place_mentions(parse, gazetteer))
    sure = [mention for mention in everyone if mention.is_sure]
    chosen = _chosen(parse, sure)
    settled = list({row.geonameid: row for row in chosen.values() if row}.values())
    mentions = [m for m in everyone if m.is_sure or m.key in chosen or _fits(m, settled)]
    if len(mentions) > len(sure):
        chosen = _chosen(parse, mentions)
    found: list[Place] = []
    for mention in mentions:
        previous = found[-1] if found else None
        found.append(_place(document, parse, mention, chosen[mention.key], previous))
    return tuple(found)


def _chosen(parse: Parse, mentions: Sequence[Mention]) -> dict[str, GazetteerRow | None]:
    names: dict[str, Name] = {}
    for mention in mentions:
        names.setdefault(mention.key, Name(_of_kind(mention.candidate)))
    choose(names, *_said(parse, mentions))
    return {key: name.chosen for key, name in names.items()}


def _fits(mention: Mention, settled: Sequence[GazetteerRow]) -> bool:
    """Return True when a doubtful name is the main name of a place close to a place of the document."""
    rows = [row for row in mention.candidate.rows if row.by_main_name]
    return any(row.is_within(CLOSE_KM, near) for row in rows for near in settled)


def _as_called(parse: Parse, mentions: Sequence[Mention]) -> list[Mention]:
    """Return the mentions, with a bare "Kursk" in the sense of the document's "Kursk region".

    The town would be a precision the text does not give.
    """
    called = {
        bare_key(parse, mention.candidate): mention.key
        for mention in reversed(mentions)
        if mention.candidate.kind_word in AREA_WORDS
    }
    return [replace(m, key=called.get(m.key, m.key)) for m in mentions]


def _of_kind(candidate: Candidate) -> tuple[GazetteerRow, ...]:
    """Return the rows that fit the word after the name: a county is no town."""
    if candidate.kind_word not in AREA_WORDS:
        return _without_own_area(candidate.rows)
    areas = tuple(row for row in candidate.rows if row.kind in AREAS)
    lower = tuple(row for row in areas if row.kind is PlaceKind.ADMIN2)
    upper = tuple(row for row in areas if row.kind is not PlaceKind.ADMIN2)
    second = candidate.kind_word in SECOND_ORDER
    return ((lower or upper) if second else (upper or lower)) or candidate.rows


def _without_own_area(rows: tuple[GazetteerRow, ...]) -> tuple[GazetteerRow, ...]:
    """Return the rows without each division that holds a town of the same name: "Kharkiv" is the city."""
    towns = [row for row in rows if row.kind is PlaceKind.TOWN]
    divisions = (PlaceKind.ADMIN1, PlaceKind.ADMIN2)
    return tuple(
        row
        for row in rows
        if row.kind not in divisions
        or not any(lies_in(t, row) and t.by_main_name >= row.by_main_name for t in towns)
    )


def _said(parse: Parse, mentions: Sequence[Mention]) -> tuple[Counter[str], Counter[str]]:
    """Return how often the text itself names each country and first-order division."""
    countries: Counter[str] = Counter()
    divisions: Counter[str] = Counter()
    for row in (row for m in mentions for row in _certain(m.candidate)):
        countries[row.country] += 1
        if row.admin1:
            divisions[row.admin1] += 1
    countries.update(code for _, _, code in peoples(parse))
    return countries, divisions


def _certain(candidate: Candidate) -> tuple[GazetteerRow, ...]:
    """Return the areas a candidate names without doubt: its container, a short form, a country's own name."""
    if candidate.inside:
        return candidate.inside[:1]
    if candidate.exact or len(candidate.rows) == 1:
        return candidate.rows
    nations = tuple(r for r in candidate.rows if r.kind is PlaceKind.COUNTRY)
    return nations[:1] if len(candidate.rows) == len(nations) else ()


def _place(
    document: Document,
    parse: Parse,
    mention: Mention,
    row: GazetteerRow | None,
    previous: Place | None,
) -> Place:
    candidate = mention.candidate
    start, end = parse.tokens[candidate.first].start, parse.tokens[candidate.end - 1].end
    span = document.span(start, end)
    relation = _relation(parse, candidate, previous)
    if row is None:
        return Place(span, span.quote, relation=relation)
    near = relation is PlaceRelation.NEAR or candidate.kind_word in _AROUND
    precision = _PRECISION[row.kind]
    if precision == 1 and near:
        precision = _NEAR_PRECISION
    return Place(
        span,
        row.name,
        geonameid=row.geonameid,
        lat=row.lat,
        lon=row.lon,
        radius_km=round(row.radius_km, 1),
        country=row.country,
        admin1=row.admin1,
        precision=precision if row.lat is not None else 0,
        relation=relation,
    )


def _relation(parse: Parse, candidate: Candidate, previous: Place | None) -> PlaceRelation:
    """Return what the words before the name say; a listed name takes the relation before it."""
    preposition, noun = leading_preposition(parse, candidate.first)
    relation = PlaceRelation.UNKNOWN
    if noun in _NEAR_OF or (preposition == "from" and noun in _DISTANCE):
        relation = PlaceRelation.NEAR
    elif preposition == "of":
        relation = _before_noun(parse, candidate.first)
    elif preposition:
        relation = PlaceRelation(_RELATION.get(preposition, "in"))
    elif candidate.first and parse.tokens[candidate.first - 1].lower in _VERBS:
        left = parse.tokens[candidate.first - 1].lower in _VERBS_FROM
        relation = PlaceRelation.FROM if left else PlaceRelation.IN
    elif previous is not None:
        relation = _listed(parse, candidate, previous)
    near = relation is PlaceRelation.IN and candidate.kind_word in _AROUND
    return PlaceRelation.NEAR if near else relation


def _listed(parse: Parse, candidate: Candidate, previous: Place) -> PlaceRelation:
    """Return the relation of the name before in a list; what is near a town is in the town's country."""
    gap = parse.text[previous.span.end : parse.tokens[candidate.first].start].strip()
    if gap not in _LISTED:
        return PlaceRelation.UNKNOWN
    holds = gap == "," and any(
        row.country == previous.country and row.kind in (PlaceKind.COUNTRY, PlaceKind.ADMIN1)
        for row in candidate.rows
    )
    near = previous.relation is PlaceRelation.NEAR
    return PlaceRelation.IN if holds and near else previous.relation


def _before_noun(parse: Parse, first: int) -> PlaceRelation:
    """Return the relation before "the village of X": that of the preposition before the noun."""
    index = first - 1
    while index > 0 and parse.tokens[index].lower != "of":
        index -= 1
    preposition, _ = leading_preposition(parse, index - 1) if index > 0 else ("", "")
    found = _RELATION.get(preposition)
    return PlaceRelation(found) if found else PlaceRelation.UNKNOWN
