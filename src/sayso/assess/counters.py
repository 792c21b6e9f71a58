"""Who gives a number: one who counts the dead himself, a party to the fighting, or anybody; and in whose favour he leans."""

import re
from collections.abc import Iterable
from functools import cache

from sayso.assess.amounts import Care, Leaning
from sayso.model import Claim, EntityKind, Quantity, QuantityRole, Source
from sayso.text import load_lexicon

_WORDS = load_lexicon("sayso.assess", "numbers.toml")
_HARMED = (
    QuantityRole.KILLED,
    QuantityRole.WOUNDED,
    QuantityRole.CASUALTIES,
    QuantityRole.MISSING,
    QuantityRole.CAPTURED,
)
_REACH_CHARS = 80
_STEM = 5
_TOKEN = re.compile(r"[^\W_]+")


@cache
def _any_of(table: str, words: str) -> re.Pattern[str]:
    """Return the pattern of one of the words of a list."""
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, _WORDS[table][words]))})\b", re.IGNORECASE)


_OFFICE = "|".join(_WORDS["titles"]["offices"])
_FORM = "|".join(_WORDS["titles"]["forms"])
_AHEAD = re.compile(
    rf"(?:^|[,.;“”\"]|\bsaid)\s*([^,.;“”\"]*\b(?:{_OFFICE})\b[^,.;“”\"]*),?\s+(?:(?:{_FORM})\.?\s+)?$",
    re.IGNORECASE,
)
_BEHIND = re.compile(rf",\s*([^,.;“”\"]*\b(?:{_OFFICE})\b[^,.;“”\"]*)", re.IGNORECASE)
_OFFICE_BEHIND = re.compile(rf"(?:[’']s?)?\s+(?:{_OFFICE})$", re.IGNORECASE)
_OF_BODY = re.compile(r"\b(?:of|at|for)\s+(?:the\s+)?([\w' -]{3,40})$")


def described(claim: Claim, text: str) -> tuple[str, ...]:
    """Return all that tells who speaks: name, role, affiliation, and an office in apposition to the mention.

    "The chief of the city hospital, Dr Maja Brandt, said" gives "the chief of the city hospital".
    """
    speaker = claim.speaker
    told = [speaker.name, speaker.role, speaker.affiliation]
    span = speaker.span
    if span is not None:
        told.append(span.quote)
        ahead = _AHEAD.search(text[max(0, span.start - _REACH_CHARS) : span.start])
        behind = _BEHIND.match(text[span.end : span.end + _REACH_CHARS])
        told += [found[1].strip() for found in (ahead, behind) if found]
    return tuple(dict.fromkeys(part for part in told if part))


def body_of(claim: Claim, told: Iterable[str]) -> frozenset[str]:
    """Return the names under which the next count of the same speaker or body is known; none for somebody.

    A body that counts is the same whoever speaks for it: the city hospital, and its chief.
    """
    speaker = claim.speaker
    if not speaker.known or _is_anybody(speaker.name):
        return frozenset()
    counting = _any_of("counts", "bodies")
    bodies = [part for part in told if counting.search(part)]
    bodies += [found[1] for part in bodies if (found := _OF_BODY.search(part))]
    bodies += [_OFFICE_BEHIND.sub("", part) for part in bodies]
    return frozenset(filter(None, [speaker.entity, *map(_folded, [speaker.name, *bodies])]))


def _is_anybody(name: str) -> bool:
    """Return True for a speaker who may be another the next time: "a doctor", "residents"."""
    words = name.casefold().split()
    return words[0] in ("a", "an", "one", "some", "several") or bool(
        {words[0], words[-1]} & {*_WORDS["anybody"]["names"]}
    )


def _folded(name: str) -> str:
    return name.casefold().removeprefix("the ").strip()


def care_of(claim: Claim, told: Iterable[str], role: QuantityRole) -> Care:
    """Return how who speaks comes by the number of those who were harmed: he counts, he fights, or he tells."""
    if role not in _HARMED or not claim.speaker.known:
        return Care.TELLS
    who = [part for part in told if not _is_anybody(part)]
    if any(_any_of("counts", "bodies").search(part) for part in who):
        return Care.COUNTS
    fights = any(_any_of("parties", "bodies").search(part) for part in told)
    return Care.PARTY if fights or claim.speaker.kind is EntityKind.UNIT else Care.TELLS


def leaning_of(
    claim: Claim, source: Source | None, told: Iterable[str], counted: Quantity, care: Care
) -> Leaning:
    """Return which way the source leans: as a person said, else a party up for the dead of the other side and down for its own."""
    wants = {want.casefold() for want in source.interests} if source else set[str]()
    known = next((way for way in (Leaning.UP, Leaning.DOWN) if way.value in wants), None)
    if known or care is not Care.PARTY:
        return known or Leaning.NEUTRAL
    if _any_of("parties", "enemy").search(claim.words):
        return Leaning.UP
    if not counted.side:
        return Leaning.NEUTRAL
    own = _stems(counted.side) & _stems(" ".join(told))
    return Leaning.DOWN if own else Leaning.UP


def _stems(words: str) -> set[str]:
    return {word[:_STEM] for word in _TOKEN.findall(words.casefold())}
