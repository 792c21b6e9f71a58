"""Whose people a number counts: the side named with the counted noun, or the subject that lost them."""

from collections.abc import Iterator

from sayso.claim.roles import PEOPLE, STATES, lemma_of
from sayso.text import Parse, Token, load_lexicon

_WORDS = load_lexicon("sayso.claim", "counted.toml")["side"]
_CIVILIANS = frozenset(_WORDS["civilians"])
_LOSING = frozenset(_WORDS["losing"])
_OF = frozenset(_WORDS["of"])
_BODIES = frozenset(_WORDS["bodies"])
_GROUPS = ("NORP", "GPE", "ORG", "LOC")
CIVILIAN = "civilian"


def side_of(parse: Parse, end: int, noun: Token | None) -> str:
    """Return whose people the number whose tokens end at `end` counts, in the report's words ("" where it does not say).

    "12 Tarvian soldiers" are Tarvian; "the 27th Brigade lost 12 men" are the 27th Brigade's; villagers are civilian.
    """
    if not parse.has_syntax:
        return ""
    head = noun or parse.tokens[end - 1]
    own = _named(parse, [*_below(parse, head, end), *([head] if lemma_of(head) in _BODIES else [])])
    if not own and noun is not None and _is_people(noun):
        own = noun.text
    if not own and noun is not None and lemma_of(noun) in _CIVILIANS:
        return CIVILIAN
    return own or _of_whom(parse, head) or loser(parse, end, noun)


def _is_people(noun: Token) -> bool:
    """Return True for a noun that is a people's name: "40 Tarvians"."""
    return noun.text[:1].isupper() and (noun.entity == "NORP" or noun.tag == "NNPS")


def _below(parse: Parse, head: Token, end: int) -> list[Token]:
    """Return the modifiers between the number and the noun it counts."""
    return list(parse.tokens[end : head.index]) if head.index > end else []


def _named(parse: Parse, modifiers: list[Token]) -> str:
    """Return the run of capitalised words among modifiers that names a side: "North Korean"."""
    named = [t for t in modifiers if t.text[:1].isupper() or _is_ordinal(t)]
    if not any(t.entity in _GROUPS or t.pos in ("PROPN", "ADJ") for t in named):
        return ""
    return parse.text[named[0].start : named[-1].end]


def _is_ordinal(token: Token) -> bool:
    return token.text[:1].isdigit() and token.lower.endswith(("st", "nd", "rd", "th"))


def _of_whom(parse: Parse, head: Token) -> str:
    """Return the side in "casualties among the Tarvian troops", "12 of the brigade's men"."""
    for child in _children(parse, head):
        if child.lower in _OF and child.index > head.index:
            for whose in _children(parse, child):
                if whose.dep == "pobj" and (name := _phrase(parse, whose)):
                    return name
    return ""


def loser(parse: Parse, end: int, noun: Token | None) -> str:
    """Return the subject of a verb of losing whose object a number counts ("" for none): people or things it lost."""
    head = noun or parse.tokens[end - 1]
    verb = parse.tokens[head.head]
    if not parse.has_syntax or head.dep != "dobj" or verb.lemma not in _LOSING:
        return ""
    subject = next((t for t in _children(parse, verb) if t.dep == "nsubj"), None)
    return _phrase(parse, subject) if subject is not None else ""


def _phrase(parse: Parse, head: Token) -> str:
    """Return the name that a noun phrase gives a side: its capitalised words, or a body it calls by its kind."""
    if lemma_of(head) in _CIVILIANS:
        return CIVILIAN
    words = [t for t in _children(parse, head) if t.index < head.index]
    words += [t for w in words for t in _children(parse, w)]
    words = sorted([*words, head], key=lambda t: t.index)
    named = [t for t in words if t.text[:1].isupper() and t.pos in ("PROPN", "ADJ")]
    if not named and lemma_of(head) not in _BODIES:
        return ""
    kept = [t for t in words if t in named or _is_ordinal(t) or t is head]
    kept = [t for t in kept if t in named or (lemma_of(t) not in PEOPLE and t.lower not in STATES)]
    return parse.text[kept[0].start : kept[-1].end] if named or len(kept) > 1 else ""


def _children(parse: Parse, token: Token) -> Iterator[Token]:
    return (parse.tokens[i] for i in parse.children[token.index])
