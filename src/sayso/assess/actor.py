"""Whether a claim speaks of the actor a question is about, however the report names it."""

import re
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from itertools import pairwise

from sayso.model import Claim, Document
from sayso.text import load_lexicon

_WORD = re.compile(r"[^\W_]+(?:['’]\w+)?")
_OWNER = re.compile(r"['’]s$")
_IRREGULAR = {"gang", "militia", "gunmen", "fighter"}
_BEFORE_OWNED = re.compile(r"([A-Z][^\W\d_]+)(?:['’]s|s['’]) (?:(?:the|own|\d+(?:st|nd|rd|th)) )*$")
_HEADING = frozenset({"the", "a", "an", "on", "in", "as", "but", "and", "some", "two", "no", "its"})
_FORCE = re.compile(r"(?=\b([A-Z][a-z]+) ([A-Za-z]+))")
_ORDINAL = re.compile(r"\d+(?:st|nd|rd|th)")
_SUFFIXES = ("’s", "'s", "ians", "ian", "ans", "an", "ese", "ns", "n", "s")

FULL, BARE, NATION, KIND = 1.0, 0.8, 0.6, 0.6
MOST_UNIT_WORDS = 6
RECENT_TEXTS = 512
"""Claims of one report are looked at one after the other: what its text names is worked out once."""


def speaks_of(
    claim: Claim, actor: str, text: str, *, place: str = "", moving: bool = False
) -> tuple[float, str]:
    """Return how surely the claim is about the actor (0: it is not) and why, in words.

    "North Korean troops", "soldiers from North Korea" are one group; "a North Korean company" is not.
    Bare "troops", "they" and "them" are the actor where the document's text names it. `moving` says that
    somebody is said to withdraw or regroup: then it must be the actor who does, not whom another faces. Where the report names the
    question's `place`, "the militia" is the militia asked for.
    """
    if not actor:
        return FULL, "the question names no actor"
    named = _split(actor)
    who, _ = _parts(named)
    doers = claim.actors if moving and claim.actors else (*claim.actors, *claim.recipients)
    mentions = [m.name or m.span.quote for m in doers]
    if another := another_unit(claim, actor, text):
        return 0.0, another
    if named_so := _by_name(named, actor, mentions, claim.words, text):
        return named_so
    here = set(_words(place))
    others = [n for n in mentions if _parts(_split(n))[0] and not set(_words(n)) <= here]
    if (_names(named, claim.words) or _named_in(who, claim.words)) and not (moving and others):
        return BARE, f"its words name {actor}"
    others += _other_forces(who, claim.words)
    if others:
        return 0.0, f"it speaks of {_listed(others)}, not of {actor}"
    if _of_side(named, claim):
        if _own(claim.words, place):
            return BARE, f"its speaker is of {actor} and tells of his own"
    elif moving and claim.speaker.known and _speakers_own(claim.words):
        return 0.0, "it speaks of the speaker's own people"
    pointed = _stands_for(claim.words) or (claim.observation.value != "none" and not moving)
    if pointed and _named_in(who, text):
        return BARE, f"it points at whom the report speaks of: {actor}"
    if moving and not mentions and _names_nobody(claim.words, place) and _named_in(who, text):
        return KIND, f"it names nobody; its report is about {actor}"
    kin = _of_its_kind(named, claim.words)
    kin = kin or (_stands_for(claim.words) and _of_its_kind(named, text))
    if place and kin and _telling(place) <= set(_words(text)):
        return KIND, f"it speaks of some such at {place}"
    return 0.0, f"it does not say that it is about {actor}"


def named_in(actor: str, documents: Mapping[str, Document]) -> frozenset[str]:
    """Return the ids of the reports that name the actor, in whatever form of a word that says whose it is."""
    who = _parts(_split(actor))[0] or frozenset(stem(word) for word in _words(actor))
    return frozenset(
        key
        for key, document in documents.items()
        if who & {stem(word) for word in _words(f"{document.title} {document.text}")}
    )


def another_unit(claim: Claim, actor: str, text: str) -> str:
    """Return in words that a claim is about another numbered unit than the actor, by its own words or its report's; '' where it is not.

    What is said of the 4th Brigade is nothing of the 14th, however alike the two; a report that names the 4th alone is about the 4th.
    """
    if _names_unit(actor, claim.words):
        return ""
    if units := _other_units(actor, claim.words):
        return f"it speaks of {_listed(units)}, not {actor}"
    numbers = {number for number, _ in _numbered(actor)}
    if not numbers.isdisjoint(_ordinals().get(word, word) for word in _words(text)):
        return ""
    units = _other_units(actor, text)
    return f"its report is about {_listed(units)}, not {actor}" if units else ""


def _other_units(actor: str, words: str) -> list[str]:
    """Return the numbered units of words that are not the actor's, where the actor is one: the 4th Brigade for the 14th.

    Another of the same number and another kind is another unit; what names no kind but the actor's own number is the actor.
    """
    own = _numbered(actor)
    if not own:
        return []
    return [
        f"the {number} {kind.capitalize()}"
        for number, kind in _numbered(words)
        if not any(number == n and (kind == k or not k) for n, k in own)
    ]


def _names_unit(actor: str, words: str) -> bool:
    """Return whether words name the actor's own numbered unit: the same number, and no other kind."""
    return any(pair in _numbered(actor) for pair in _numbered(words))


@lru_cache(maxsize=RECENT_TEXTS)
def _numbered(words: str) -> tuple[tuple[str, str], ...]:
    """Return the numbered units of words, each with its number as digits and its kind: "Fourth Rifle Brigade" is ("4th", "brigade")."""
    rows = ((m[1].casefold(), m[2].casefold()) for m in _unit_pattern().finditer(words))
    return tuple(dict.fromkeys((_ordinals().get(number, number), kind) for number, kind in rows))


@cache
def _unit_pattern() -> re.Pattern[str]:
    """Return what finds numbered units: a number in digits or a capital letter, words of a name, and a kind of unit."""
    numbers = "|".join(word.capitalize() for word in _ordinals())
    kinds = "|".join(_vocabulary("units"))
    return re.compile(
        rf"\b(\d+(?:st|nd|rd|th)|{numbers}) (?:(?:[A-Z][\w’'-]+|of|and) ){{0,4}}?(?i:({kinds})s?)\b"
    )


def _telling(place: str) -> frozenset[str]:
    """Return the words of a place that tell it from others, all of them where none does."""
    words = frozenset(_words(place))
    return (
        words - frozenset(load_lexicon("sayso.assess", "bearing.toml")["places"]["ignored"])
    ) or words


def _by_name(
    named: tuple[str, ...], actor: str, mentions: Sequence[str], words: str, text: str
) -> tuple[float, str] | None:
    """Return how surely one of those a claim names is the actor, and why; None where none is."""
    found = max(((_match(named, _split(name), text), name) for name in mentions), default=(0.0, ""))
    if found[0] > 0:
        same = found[1].casefold() == actor.casefold()
        return found[0], f"it names {actor}" if same else f"“{found[1]}” is {actor}"
    units = [n for n in mentions if _unit_of(_parts(named)[0], _WORD.findall(n))]
    if units and len(_parts(named)[0]) == 1:
        return BARE, f"“{units[0]}” is a unit of {actor}"
    short = [n for n in mentions if _shortened(named, _split(n)) and _names(named, text)]
    if short:
        return BARE, f"“{short[0]}” is short for {actor}"
    owned = next((n for n in mentions if _owned(_parts(named)[0], n, words)), "")
    return (BARE, f"“{owned}” is named as one of {actor}") if owned else None


def _unit_of(who: frozenset[str], words: Sequence[str]) -> bool:
    """Return whether a name is a unit's of the actor's people: "Tarvian Black Ridge Division", "17th Tarvian Rifle Regiment"."""
    rest = [word for word in words if not _ORDINAL.fullmatch(word)]
    rest = rest[rest[:1] in (["The"], ["the"]) :]
    return (
        len(rest) > 1
        and stem(_OWNER.sub("", rest[0]).casefold()) in who
        and all(word[:1].isupper() for word in rest[1:-1])
        and rest[-1].casefold() in _vocabulary("armed")
    )


def _shortened(named: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Return whether a name is a part of the actor's that a report uses for it: "Sable" for the Sable Company, not "Korean" for the North Korean."""
    who, other_who = _parts(named)[0], _parts(other)[0]
    return bool(other_who) and other_who < who and not (who - other_who) & _vocabulary("sides")


def _owned(who: frozenset[str], name: str, words: str) -> bool:
    """Return whether words name a unit as the actor's: "Brenna's 6th Brigade", "the Brennans' Storm Division" are Brennan troops."""
    at = words.find(name)
    owner = _BEFORE_OWNED.search(words[:at]) if at > 0 else None
    return owner is not None and bool(who) and frozenset({stem(owner[1].casefold())}) == who


def _of_side(named: tuple[str, ...], claim: Claim) -> bool:
    """Return whether the claim's speaker is of the actor's side, by name, office, body or the words that name him: its people's, or its kind's."""
    who = _parts(named)[0]
    kinds = set(named) & _vocabulary("armed") - _vocabulary("common")
    speaker = claim.speaker
    words = " ".join(
        (
            speaker.name,
            speaker.role,
            speaker.affiliation,
            *(s.quote for s in claim.attribution.source),
        )
    )
    told = set(_words(words))
    return (bool(who) and who <= {stem(word) for word in told}) or bool(kinds & told)


def _own(words: str, place: str) -> bool:
    """Return whether words tell of the speaker's own people, or name nobody who may have moved."""
    return bool(set(_words(words)) & _vocabulary("own")) or _names_nobody(words, place)


def _speakers_own(words: str) -> bool:
    """Return whether what is said begins with armed people of the speaker's own ("her rangers had left")."""
    told = _words(words)[:4]
    return any(
        owner in ("my", "our", "her", "his") and kind in _vocabulary("armed") | {"own"}
        for owner, kind in pairwise(told)
    )


@lru_cache(maxsize=RECENT_TEXTS)
def _named_in(who: frozenset[str], text: str) -> bool:
    """Return whether a word that tells whose the actor is stands in a text, and not before a word for what is no force."""
    words = [_OWNER.sub("", word) for word in _WORD.findall(text)]
    return any(
        stem(word.casefold()) in who and not _of_another(who, words, place)
        for place, word in enumerate(words)
    )


def _of_another(who: frozenset[str], words: Sequence[str], place: int) -> bool:
    """Return whether the words beside a word make it part of another name ("South Selian", "Free City"), or of no force."""
    before, after = words[max(place - 1, 0) : place], words[place + 1 : place + 2]
    if after and after[0].casefold() in _vocabulary("civil"):
        return True
    if any(_unit_of(who, words[place:end]) for end in range(place + 2, place + MOST_UNIT_WORDS)):
        after = []
    return any(
        one[:1].isupper() and stem(one.casefold()) not in who | _vocabulary("armed") | _HEADING
        for one in (*(before if place > 1 else ()), *after)
    )


def _other_forces(who: frozenset[str], words: str) -> list[str]:
    """Return the forces that words name by a name of their own which is not the actor's ("the Northern Fleet")."""
    return [
        f"{found[1]} {found[2]}"
        for found in _FORCE.finditer(words)
        if found[2].casefold() in _vocabulary("armed")
        and stem(found[1].casefold()) not in who
        and not _named_after(who, words[: found.start()], f"{found[1]} {found[2]}")
    ]


def _named_after(who: frozenset[str], before: str, name: str) -> bool:
    """Return whether the words before a unit's name say that it is the actor's ("Tarvian Black" before "Ridge Division")."""
    words = [*_WORD.findall(before)[1 - MOST_UNIT_WORDS :], *name.split()]
    return any(_unit_of(who, words[first:]) for first in range(len(words) - 1))


def _names_nobody(words: str, place: str) -> bool:
    """Return whether words name no force and no person who may have moved ("a retreat forced by heavy losses"); the place is nobody."""
    told = set(_words(words))
    if told & (_vocabulary("armed") | _vocabulary("persons")):
        return False
    named = {word.casefold() for word in _WORD.findall(words)[1:] if word[:1].isupper()}
    return not named - set(_words(place))


def _of_its_kind(named: Sequence[str], words: str) -> bool:
    """Return whether words speak of the actor's own kind, or of soldiers, where it is one ("the militia", "no soldier")."""
    kinds = {word.rstrip("s") for word in named if word in _vocabulary("armed")} or _IRREGULAR
    told = {word.rstrip("s") for word in _split(words)}
    return bool(told & kinds) or bool(kinds and told & {"soldier", "troop"})


def _stands_for(words: str) -> bool:
    """Return whether words name armed people that may be whoever the report is about ("the patrol", "their gunners")."""
    told = _split(words)
    others = {word for word in told if word in _vocabulary("armed")} - _vocabulary("generic")
    return not others and bool(set(told) & (_vocabulary("generic") | _vocabulary("pointing")))


def _match(named: tuple[str, ...], other: tuple[str, ...], text: str) -> float:
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
    if heads and other_heads and other_who and other_who < who:
        return BARE
    bare = not other_who and (bool(other_heads) or _points(other))
    return BARE if bare and heads and (_names(named, text) or _named_in(who, text)) else 0.0


@lru_cache(maxsize=RECENT_TEXTS)
def _names(named: tuple[str, ...], text: str) -> bool:
    """Return whether a text names the actor: its own words in a row, and a word for its kind behind."""
    who, heads = _parts(named)
    sought = [word for word in named if stem(word) in who] if who else list(named)
    words = _words(text)
    for index in range(len(words) - len(sought) + 1):
        row = words[index : index + len(sought)]
        if [stem(w) for w in row] != [stem(w) for w in sought]:
            continue
        if words[max(index - 1, 0) : index] and words[index - 1] in _vocabulary("sides"):
            continue
        behind = words[index + len(sought) : index + len(sought) + 1]
        if not heads or not who or (set(behind) & _vocabulary("armed")) or row[-1].endswith("ns"):
            return True
    return False


def _parts(words: Sequence[str]) -> tuple[frozenset[str], bool]:
    """Return the words that say whose (stemmed), and whether a word for armed people is among the rest."""
    armed = _vocabulary("armed")
    who = frozenset(stem(word) for word in words if word not in armed)
    return who - _vocabulary("pointing"), any(word in armed for word in words)


def _points(words: Sequence[str]) -> bool:
    return bool(words) and all(word in _vocabulary("pointing") for word in words)


@lru_cache(maxsize=RECENT_TEXTS)
def _split(name: str) -> tuple[str, ...]:
    return tuple([word for word in _words(name) if word not in _vocabulary("ignored")])


def _words(text: str) -> list[str]:
    return [_OWNER.sub("", word) for word in _WORD.findall(text.casefold())]


@lru_cache(maxsize=1 << 16)
def stem(word: str) -> str:
    """Return a word without the endings that make "Korea", "Korean" and "Koreans" differ."""
    for suffix in _SUFFIXES:
        if word.endswith(suffix) and len(word) - len(suffix) >= 4:
            word = word[: -len(suffix)]
            break
    return word.rstrip("aie") if len(word) >= 4 else word


def _listed(names: Sequence[str]) -> str:
    return ", ".join(dict.fromkeys(names))


@cache
def _ordinals() -> dict[str, str]:
    return dict(load_lexicon("sayso.assess", "bearing.toml")["ordinals"])


@cache
def _vocabulary(name: str) -> frozenset[str]:
    return frozenset(load_lexicon("sayso.assess", "bearing.toml")["actors"][name])
