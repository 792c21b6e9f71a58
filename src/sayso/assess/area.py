"""Whether a claim speaks of the place a question is about, and which sector of it the source watches."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from sayso.assess.actor import stem
from sayso.model import Claim, Place
from sayso.text import load_lexicon

_WORD = re.compile(r"[^\W_]+")
_CAPITAL = re.compile(r"(?: [A-Z][^\W\d_]+)+(?!['’]s)")

FULL, ASSUMED, STORY, UNRESOLVED = 1.0, 0.9, 0.7, 0.5
COUNTRY_PRECISION = 6
FEWEST_TOGETHER = 2


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the reports of a desk call the parts of a place that is on no map, or that the map does not lead to.

    `names` are places most of whose reports name the place too; `mapped` says that the map knows the place itself.
    """

    names: frozenset[str] = frozenset()
    mapped: bool = True

    def named_in(self, words: str) -> str:
        """Return the first of the names that stands in words; '' for none."""
        found = [(at, name) for name in self.names if (at := _at(words, name)) >= 0]
        return min(found)[1] if found else ""


def surroundings(
    claims: Iterable[Claim], place: str, texts: Mapping[str, str], actor: str = ""
) -> Surroundings:
    """Return the names that reports use for parts of the question's place.

    A front or valley is on no map; which villages belong to it is known only from the reports, and a village of that name which the map has
    may lie anywhere. `texts` are titles and texts by document id.
    """
    about = {document for document, text in texts.items() if place and _names(text, place)}
    seen: defaultdict[str, set[str]] = defaultdict(set)
    on_no_map: set[str] = set()
    mapped = False
    sought = _key(place) if place else frozenset()
    for claim in claims:
        for p in _narrow(claim, actor):
            if p.sector:
                continue
            called = _called(claim, p)
            if _key(p.name) <= sought or _key(called) <= sought:
                mapped = mapped or p.resolved
                continue
            seen[called].add(claim.document)
            if not p.resolved or called != p.span.quote:
                on_no_map.add(called)
    names = {
        name
        for name, documents in seen.items()
        if (name in on_no_map and documents & about)
        or len(documents & about) > max(len(documents - about), FEWEST_TOGETHER - 1)
    }
    return Surroundings(frozenset(names if not mapped else names & on_no_map), mapped)


def speaks_of(
    claim: Claim, place: str, text: str, around: Surroundings = Surroundings(), actor: str = ""
) -> tuple[float, str]:
    """Return how surely the claim is about the place (0: it is not) and why, in words.

    A claim without a place, or with a whole country, speaks of the place its document names, or else of
    what the desk is about. `around` is what reports call parts of the place (`surroundings`). A word of the `actor`'s name is no place.
    """
    if not place:
        return FULL, "the question names no place"
    narrow = [p for p in _narrow(claim, actor) if p.resolved or not p.sector]
    here = _names(text, place)
    inside = next((p for p in narrow if _within(p, place, here)), None)
    if inside is not None:
        return FULL, f"{inside.name} is in {place}"
    named = [p for p in narrow if not p.sector]
    called = [_called(claim, p) for p in named]
    namesake = next((name for name in called if _namesake(name, place)), "")
    if namesake:
        return 0.0, f"it speaks of {namesake}, not of {place}"
    near = next((name for name in called if name in around.names), "") or around.named_in(
        claim.words
    )
    if near:
        return ASSUMED, f"reports name {near} together with {place}"
    if not named:
        if here:
            return ASSUMED, f"its report is about {place}"
        return STORY, f"it names no place; the desk is about {place}"
    elsewhere = next(
        (p for p, name in zip(named, called, strict=True) if p.resolved and name == p.span.quote),
        None,
    )
    if elsewhere is None:
        return UNRESOLVED, f"{called[0]} is not on the map; it may lie in {place}"
    return 0.0, f"it speaks of {elsewhere.name}, not of {place}"


def sector(claim: Claim, place: str, around: Surroundings = Surroundings(), actor: str = "") -> str:
    """Return the part of the place the claim speaks of: '' for the place as a whole.

    "Our section" is another section for every speaker, so it carries the speaker's unit or name. A part that other reports
    name (`around`) counts where its name stands in the claim's words.
    """
    speaker = claim.speaker.affiliation or claim.speaker.name
    for p in claim.places:
        if p.sector:
            own = set(_WORD.findall(p.sector.casefold())) & _vocabulary("own")
            known = around.named_in(claim.words) if own else ""
            if known and not _vocabulary("own") & set(_WORD.findall(known.casefold())):
                return known
            return f"{p.sector} ({speaker})" if own else p.sector
    sought = _key(place)
    narrow = [p for p in _narrow(claim, actor) if sought not in (_key(p.name), _key(p.span.quote))]
    called = [_called(claim, p) for p in narrow]
    known = next((name for name in called if name in around.names), "") or around.named_in(
        claim.words
    )
    if known or not narrow:
        return known
    return narrow[0].name if called[0] == narrow[0].span.quote else called[0]


def _narrow(claim: Claim, actor: str) -> list[Place]:
    """Return the places of a claim that are smaller than a country, without what is only a word of the actor's name, or a unit's name."""
    who = {stem(word) for word in _WORD.findall(actor.casefold())}
    return [
        p
        for p in claim.places
        if p.name
        and 0 <= p.precision < COUNTRY_PRECISION
        and _called(claim, p).casefold().split()[-1] not in _units()
        and not {stem(word) for word in _WORD.findall(p.span.quote.casefold())} <= who
    ]


def _called(claim: Claim, p: Place) -> str:
    """Return a place as the claim's words go on to call it: a map that knows Lesnoy knows nothing of "Lesnoy Brod"."""
    words = claim.words
    at = words.find(p.span.quote)
    more = _CAPITAL.match(words, at + len(p.span.quote)) if at >= 0 else None
    return (
        p.span.quote + more[0]
        if more and not set(_WORD.findall(more[0].casefold())) & _vocabulary("ignored")
        else p.span.quote
    )


def _at(words: str, name: str) -> int:
    """Return where a name stands in words as words of their own, -1 for nowhere."""
    at = words.find(name)
    whole = (
        at >= 0
        and not words[at - 1 : at].isalnum()
        and not words[at + len(name) : at + len(name) + 1].isalnum()
    )
    return at if whole else -1


def _within(p: Place, place: str, here: bool) -> bool:
    """Return whether a place is the one sought or lies in it: by its name, its province, or its words in the report.

    Where the report names the place in full (`here`), a part of its name is that place: "Kessel" is Kessel airfield.
    """
    sought = _key(place)
    keys = [_key(name) for name in (p.name, p.admin1, p.span.quote) if name]
    short = here and not any(_namesake(name, place) for name in (p.name, p.span.quote) if name)
    return any(sought <= key or (short and key <= sought) for key in keys)


def _namesake(name: str, place: str) -> bool:
    """Return whether a name is a place's without the word that tells the two apart: Tarsk and Novy Tarsk lie apart."""
    rest = _key(place) - _key(name)
    return _key(name) < _key(place) and rest <= _vocabulary("sides")


@lru_cache(maxsize=512)
def _names(text: str, place: str) -> bool:
    words = set(_WORD.findall(text.casefold()))
    return _key(place) <= words


def _key(name: str) -> frozenset[str]:
    """Return the telling words of a place name: "the Kursk region" and "Kursk Oblast" are one."""
    words = frozenset(_WORD.findall(name.casefold()))
    return (words - _vocabulary("ignored")) or words


@cache
def _units() -> frozenset[str]:
    """Return the words that end a unit's name, but for those that end a place's as well ("Fleet" may be a town's)."""
    actors = load_lexicon("sayso.assess", "bearing.toml")["actors"]
    return frozenset(actors["armed"]) & frozenset(actors["bodies"])


@cache
def _vocabulary(name: str) -> frozenset[str]:
    return frozenset(load_lexicon("sayso.assess", "bearing.toml")["places"][name])
