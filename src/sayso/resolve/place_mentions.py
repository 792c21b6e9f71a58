"""The place mentions of a parse: candidates that the evidence makes places, with the areas said to hold them."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from sayso.resolve.gazetteer import Gazetteer, GazetteerRow
from sayso.resolve.own_places import PlaceKind
from sayso.resolve.place_evidence import ENOUGH, Context, leading_preposition, place_evidence
from sayso.resolve.place_names import name_key
from sayso.resolve.place_spans import WORDS, Candidate, candidates
from sayso.resolve.place_unlisted import surnames_of, with_unlisted
from sayso.text import Parse

AGAIN = -10
WEAK = -8
LISTED, LOCATED = 9, 14
LONGEST_GAP = 2
AREA_WORDS = frozenset(WORDS["after"]["area"])
SECOND_ORDER = frozenset({"county", "counties", "parish", "parishes", "raion", "rayon", "borough"})
AREAS = frozenset({PlaceKind.COUNTRY, PlaceKind.ADMIN1, PlaceKind.ADMIN2, PlaceKind.REGION})
_LOCATIVE = frozenset(WORDS["strong"]) | {"from", "into", "over", "through"}
_CONTAINS = frozenset({(",",), ("in",), (",", "in"), ("in", "the"), (",", "in", "the"), ("(",)})


@dataclass(frozen=True, slots=True)
class Mention:
    """A candidate that names a place. Mentions with one `key` have one sense; `evidence` is in tenths."""

    candidate: Candidate
    key: str
    evidence: int

    @property
    def is_sure(self) -> bool:
        """True when the words around it suffice."""
        return self.evidence >= ENOUGH


def place_mentions(parse: Parse, gazetteer: Gazetteer) -> list[Mention]:
    """Return the candidates with some evidence, in text order; `is_sure` tells those that have enough.

    A repetition of a sure name needs less; a name listed beside a sure one ("Sumy and Okhtyrka") gains.
    """
    everyone = with_unlisted(parse, gazetteer, list(candidates(parse, gazetteer)))
    _spread_plurals(parse, everyone)
    contained = _contain(parse, everyone)
    containers = {number + 1 for number in contained}
    surnames = surnames_of(parse)
    weighed = []
    for number, candidate in enumerate(everyone):
        context = Context(parse, candidate, number in contained, number in containers, surnames)
        weighed.append(place_evidence(context))
    names = [candidate.name(parse) for candidate in everyone]
    sure = {name for name, evidence in zip(names, weighed, strict=True) if evidence >= ENOUGH}
    for number in range(len(everyone)):
        if names[number] in sure and weighed[number] >= AGAIN:
            weighed[number] = max(weighed[number], ENOUGH)
    _spread_lists(parse, everyone, weighed)
    return [
        Mention(candidate, _key(parse, candidate), evidence)
        for candidate, evidence in zip(everyone, weighed, strict=True)
        if evidence >= WEAK
    ]


def _spread_lists(parse: Parse, everyone: Sequence[Candidate], weighed: list[int]) -> None:
    """Add to the evidence of each name listed right beside a sure one, most after "in Odesa, ..."."""
    listed = [
        number
        for number, (one, next_one) in enumerate(pairwise(everyone))
        if 0 < next_one.first - one.end <= LONGEST_GAP
        and {t.lower for t in parse.tokens[one.end : next_one.first]} <= {",", "and", "or"}
    ]
    located = {
        number
        for number, candidate in enumerate(everyone)
        if weighed[number] >= ENOUGH and leading_preposition(parse, candidate.first)[0] in _LOCATIVE
    }
    for number in listed:
        if number in located:
            located.add(number + 1)
            weighed[number + 1] += LOCATED
    for number in (*listed, *reversed(listed)):
        for one, other in ((number, number + 1), (number + 1, number)):
            if weighed[one] >= ENOUGH > weighed[other] and everyone[other].rows:
                weighed[other] = min(ENOUGH, weighed[other] + LISTED)


def _key(parse: Parse, candidate: Candidate) -> str:
    """Return what mentions of one sense share: the bare name, whether a region, and the container given."""
    key = bare_key(parse, candidate)
    if candidate.kind_word in AREA_WORDS:
        order = "county" if candidate.kind_word in SECOND_ORDER else "region"
        key = f"{key} ({order})"
    if candidate.inside:
        key = f"{key}, {candidate.inside[0].geonameid}"
    return key


def bare_key(parse: Parse, candidate: Candidate) -> str:
    """Return the key of the name without "Oblast" or "County" at its end."""
    words = name_key(candidate.name(parse)).split()
    cut = len(words) > 1 and words[-1] in AREA_WORDS
    return " ".join(words[:-1] if cut else words)


def _spread_plurals(parse: Parse, everyone: Sequence[Candidate]) -> None:
    """Give "Barrow" and "Jackson" the kind of "Madison counties" where they are listed together."""
    for later, earlier in zip(reversed(everyone), list(reversed(everyone))[1:], strict=False):
        between = {t.lower for t in parse.tokens[earlier.end : later.first]}
        listed = between and between <= {",", "and", "or"}
        if (
            listed
            and later.kind_word.endswith("s")
            and later.kind_word in AREA_WORDS
            and not earlier.kind_word
        ):
            earlier.kind_word = later.kind_word


def _contain(parse: Parse, everyone: Sequence[Candidate]) -> set[int]:
    """Return the numbers of candidates that the next one holds ("Sudzha, Russia"), narrowing their rows."""
    held = set()
    for number in range(len(everyone) - 2, -1, -1):
        inner, outer = everyone[number], everyone[number + 1]
        gap = parse.tokens[inner.end : outer.first]
        joined = tuple(token.lower for token in gap) in _CONTAINS
        if not joined or not outer.rows:
            continue
        areas = [r for r in outer.inside or outer.rows if r.kind in AREAS]
        fitting = tuple(r for r in inner.rows if any(lies_in(r, area) for area in areas))
        if fitting:
            inner.rows = fitting
            inner.inside = tuple(a for a in areas if any(lies_in(r, a) for r in fitting))
            held.add(number)
    return held


def lies_in(row: GazetteerRow, area: GazetteerRow) -> bool:
    """Return True when the area holds the place."""
    if row.geonameid == area.geonameid or not area.country or row.country != area.country:
        return False
    if area.kind is PlaceKind.COUNTRY:
        return row.kind is not PlaceKind.COUNTRY
    if area.kind is PlaceKind.ADMIN1:
        return row.admin1 == area.admin1 and row.kind in (PlaceKind.ADMIN2, PlaceKind.TOWN)
    return row.admin2 == area.admin2 and row.admin1 == area.admin1 and row.kind is PlaceKind.TOWN
