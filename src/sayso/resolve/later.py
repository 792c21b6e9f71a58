"""Who a text calls by a role first and names only afterwards."""

import re
from collections.abc import Sequence
from itertools import pairwise

from sayso.model import Attribution, EntityKind
from sayso.resolve.cast import Cast
from sayso.resolve.gather import NAME, phrase_of
from sayso.resolve.offices import kind_of
from sayso.resolve.phrases import TITLES, named, one_role

HONORIFICS = frozenset(
    ["dame", "doctor", "dr", "lady", "lord", "mr", "mrs", "ms", "prof", "professor", "sir"]
)
_INTRODUCING = frozenset(["a", "an", "her", "his", "my", "our", "their"])
_DEFINITE = re.compile(r"(?:the|her|his|its|my|our|their|[\w’'. -]+[’']s?) ", re.IGNORECASE)
REACH_CHARS = 2_000


def named_later(cast: Cast, attributions: Sequence[Attribution]) -> dict[str, str]:
    """Return the full name, by attribution, of each speaker whom the text names only afterwards.

    "An opposition lawmaker said ... The lawmaker, Tibor Anselm, said"; and "The mayor said no. “It is not my tram,”
    Egil Brandvold said", where nobody else is the mayor and nothing else is said of Egil Brandvold. The cast
    learns the role.
    """
    ordered = sorted((a for a in attributions if a.source), key=lambda a: a.start)
    found = {}
    for item, following in pairwise((*ordered, None)):
        if item is None:
            break
        name = _introduced(cast, item) or (following and _identified(cast, item, following))
        if name:
            found[item.id] = name
    return found


def _introduced(cast: Cast, item: Attribution) -> str:
    """Return who "an opposition lawmaker" is where the text goes on "The lawmaker, Tibor Anselm", or ""."""
    at = item.source[0].start
    first, *words = phrase_of(cast.text, item).split(", ", maxsplit=1)[0].split()
    role = words[-1] if words else ""
    if first.lower() not in _INTRODUCING or role not in TITLES:
        return ""
    again = re.compile(rf"\bThe {role}, ({NAME})").search(cast.text, at, at + REACH_CHARS)
    name = cast.fullest(named(again[1]).name) if again else ""
    return name if cast.has(name) else ""


def _identified(cast: Cast, item: Attribution, following: Attribution) -> str:
    """Return the person of the next source, if that is who "the mayor" of this one must be, or ""."""
    role = _definite_role(phrase_of(cast.text, item))
    name = named(phrase_of(cast.text, following)).name
    if not role or " " not in name or cast.holds(role):
        return ""
    name = cast.fullest(name)
    member = cast.member(name)
    if not cast.has(name) or member.is_body or not member.roles <= HONORIFICS:
        return ""
    start, end = item.source[0].start, following.source[0].start
    if cast.text.count("\n\n", start, end) > 1 or cast.first_at(name) < start:
        return ""
    member.roles.add(role)
    return name


def _definite_role(phrase: str) -> str:
    """Return the role of a phrase that names nobody and speaks of one certain person: "the mayor", "his agent"."""
    first = phrase.split(", ", maxsplit=1)[0]
    if not _DEFINITE.match(first):
        return ""
    found = named(first)
    persons = sorted(r for r in found.roles if r in TITLES or kind_of(r) is EntityKind.PERSON)
    return one_role(persons[-1]) if persons and not found.name else ""
