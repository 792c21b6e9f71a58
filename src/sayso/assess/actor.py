"""Whether a claim speaks of the actor a question is about, however the report names it."""

import re
from collections.abc import Sequence
from functools import cache

from sayso.model import Claim
from sayso.text import load_lexicon

_WORD = re.compile(r"[^\W_]+(?:['’]\w+)?")
_SUFFIXES = ("’s", "'s", "ians", "ian", "ans", "an", "ese", "ns", "n", "s")

FULL, BARE, NATION = 1.0, 0.8, 0.6


def speaks_of(claim: Claim, actor: str, text: str, *, moving: bool = False) -> tuple[float, str]:
    """Return how surely the claim is about the actor (0: it is not) and why, in words.

    "North Korean troops", "soldiers from North Korea" are one group; "a North Korean company" is not.
    Bare "troops", "they" and "them" are the actor where the document's text names it. `moving` says that
    somebody is said to withdraw or regroup: then it must be the actor who does, not whom another faces.
    """
    if not actor:
        return FULL, "the question names no actor"
    named = _split(actor)
    doers = claim.actors if moving and claim.actors else (*claim.actors, *claim.recipients)
    mentions = [m.name or m.span.quote for m in doers]
    found = max(((_match(named, _split(name), text), name) for name in mentions), default=(0.0, ""))
    if found[0] > 0:
        return found[0], f"“{found[1]}” is {actor}"
    others = not all(_points(_split(name)) for name in mentions)
    if _names(named, claim.words) and not (moving and others):
        return BARE, f"its words name {actor}"
    if others:
        return 0.0, f"it speaks of {_listed(mentions)}, not of {actor}"
    if claim.observation.value != "none" and _names(named, text):
        return BARE, f"it points at whom the report speaks of: {actor}"
    return 0.0, f"it does not say that it is about {actor}"


def _match(named: Sequence[str], other: Sequence[str], text: str) -> float:
    who, heads = _parts(named)
    other_who, other_heads = _parts(other)
    if not other:
        return 0.0
    if who and who <= other_who:
        if other_who == who:
            return FULL if heads == other_heads or other_heads else NATION
        return FULL * (named == other)
    if not who and heads and other_heads and not other_who:
        return FULL
    bare = not other_who and (bool(other_heads) or _points(other))
    return BARE if bare and heads and _names(named, text) else 0.0


def _names(named: Sequence[str], text: str) -> bool:
    """Return whether a text names the actor: its own words in a row, and a word for its kind behind."""
    who, heads = _parts(named)
    sought = [word for word in named if _stem(word) in who] if who else list(named)
    words = _words(text)
    for index in range(len(words) - len(sought) + 1):
        row = words[index : index + len(sought)]
        if [_stem(w) for w in row] != [_stem(w) for w in sought]:
            continue
        behind = words[index + len(sought) : index + len(sought) + 1]
        if not heads or not who or (set(behind) & _vocabulary("armed")) or row[-1].endswith("ns"):
            return True
    return False


def _parts(words: Sequence[str]) -> tuple[frozenset[str], bool]:
    """Return the words that say whose (stemmed), and whether a word for armed people is among the rest."""
    armed = _vocabulary("armed")
    who = frozenset(_stem(word) for word in words if word not in armed)
    return who - _vocabulary("pointing"), any(word in armed for word in words)


def _points(words: Sequence[str]) -> bool:
    return bool(words) and all(word in _vocabulary("pointing") for word in words)


def _split(name: str) -> list[str]:
    return [word for word in _words(name) if word not in _vocabulary("ignored")]


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold())


def _stem(word: str) -> str:
    """Return a word without the endings that make "Korea", "Korean" and "Koreans" differ."""
    for suffix in _SUFFIXES:
        if word.endswith(suffix) and len(word) - len(suffix) >= 4:
            word = word[: -len(suffix)]
            break
    return word.rstrip("aie") if len(word) >= 4 else word


def _listed(names: Sequence[str]) -> str:
    return ", ".join(dict.fromkeys(names))


@cache
def _vocabulary(name: str) -> frozenset[str]:
    return frozenset(load_lexicon("sayso.assess", "bearing.toml")["actors"][name])
