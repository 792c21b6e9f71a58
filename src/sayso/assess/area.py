"""Whether a claim speaks of the place a question is about, and which sector of it the source watches."""

import re
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache

from sayso.model import Claim, Place
from sayso.text import load_lexicon

_WORD = re.compile(r"[^\W_]+")

FULL, ASSUMED, STORY, UNRESOLVED = 1.0, 0.9, 0.7, 0.5
COUNTRY_PRECISION = 6


def neighbours(claims: Iterable[Claim], place: str, texts: Mapping[str, str]) -> frozenset[str]:
    """Return the places on no map that some report names together with the question's place.

    A front or valley is on no map; which villages belong to it is known only from the reports. `texts` are
    titles and texts by document id.
    """
    about = {document for document, text in texts.items() if place and _names(text, place)}
    return frozenset(
        p.name
        for claim in claims
        if claim.document in about
        for p in claim.places
        if not p.sector and not p.resolved
    )


def speaks_of(
    claim: Claim, place: str, text: str, together: frozenset[str] = frozenset(), actor: str = ""
) -> tuple[float, str]:
    """Return how surely the claim is about the place (0: it is not) and why, in words.

    A claim without a place, or with a whole country, speaks of the place its document names, or else of
    what the desk is about. `together` are names that other reports name with the place (`neighbours`). A word of the `actor`'s name is no place.
    """
    if not place:
        return FULL, "the question names no place"
    named_so = {word.casefold() for word in _WORD.findall(actor)}
    narrow = [
        p
        for p in claim.places
        if p.name
        and 0 <= p.precision < COUNTRY_PRECISION
        and not {word.casefold() for word in _WORD.findall(p.span.quote)} <= named_so
    ]
    here = _names(text, place)
    inside = next((p for p in narrow if _within(p, place, here)), None)
    if inside is not None:
        return FULL, f"{inside.name} is in {place}"
    named = [p for p in narrow if not p.sector]
    if not named:
        if here:
            return ASSUMED, f"its report is about {place}"
        return STORY, f"it names no place; the desk is about {place}"
    if near := next((p for p in named if p.name in together), None):
        return ASSUMED, f"reports name {near.name} together with {place}"
    elsewhere = next((p for p in named if p.resolved), None)
    if elsewhere is None:
        return UNRESOLVED, f"{named[0].name} is not on the map; it may lie in {place}"
    return 0.0, f"it speaks of {elsewhere.name}, not of {place}"


def sector(claim: Claim, place: str) -> str:
    """Return the part of the place the claim speaks of: '' for the place as a whole.

    "Our section" is another section for every speaker, so it carries the speaker's unit or name.
    """
    speaker = claim.speaker.affiliation or claim.speaker.name
    for p in claim.places:
        if p.sector:
            own = set(_WORD.findall(p.sector.casefold())) & _vocabulary("own")
            return f"{p.sector} ({speaker})" if own else p.sector
    narrow = [p for p in claim.places if p.name and 0 < p.precision < COUNTRY_PRECISION]
    sought = _key(place)
    return next((p.name for p in narrow if sought not in (_key(p.name), _key(p.span.quote))), "")


def _within(p: Place, place: str, here: bool) -> bool:
    """Return whether a place is the one sought or lies in it: by its name, its province, or its words in the report.

    Where the report names the place in full (`here`), a part of its name is that place: "Kessel" is Kessel airfield.
    """
    sought = _key(place)
    keys = [_key(name) for name in (p.name, p.admin1, p.span.quote) if name]
    return any(sought <= key or (here and key <= sought) for key in keys)


@lru_cache(maxsize=512)
def _names(text: str, place: str) -> bool:
    words = set(_WORD.findall(text.casefold()))
    return _key(place) <= words


def _key(name: str) -> frozenset[str]:
    """Return the telling words of a place name: "the Kursk region" and "Kursk Oblast" are one."""
    words = frozenset(_WORD.findall(name.casefold()))
    return (words - _vocabulary("ignored")) or words


@cache
def _vocabulary(name: str) -> frozenset[str]:
    return frozenset(load_lexicon("sayso.assess", "bearing.toml")["places"][name])
