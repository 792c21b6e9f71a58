"""What a number counts: the noun after it, and the role that noun and its governing verb give it."""

from dataclasses import dataclass

from sayso.claim.meaning import VOCABULARY
from sayso.claim.roles import BREAKS, NOUNS, PEOPLE, STATES, lemma_of, role_of
from sayso.claim.side import loser, side_of
from sayso.model import QuantityRole
from sayso.text import Parse, Token, load_lexicon

_REMAINS = load_lexicon("sayso.claim", "counted.toml")["remains"]
LONGEST_PHRASE_TOKENS = 6
_POINTERS = frozenset(["last", "next", "that", "this"])
_SPELLS = frozenset([*VOCABULARY["units"], *VOCABULARY["parts"], *VOCABULARY["weekdays"]])
_STANDING_IN = frozenset(["them", "these", "those", "us", "which", "whom", "you"])


@dataclass(frozen=True, slots=True)
class Counted:
    """The noun a number counts, with its modifiers left out ("" for none), its role, and whose people they are."""

    noun: str
    role: QuantityRole
    side: str


def counted(parse: Parse, first: int, end: int) -> Counted:
    """Return what the number of tokens [first, end) counts."""
    noun = _noun(parse, first, end)
    role = role_of(parse, first, end, noun)
    if role is QuantityRole.OTHER and noun is None:
        role = _of_the(parse, end)
    if role is QuantityRole.OTHER and noun is not None and _stands_for_dead(parse, end, noun):
        role = QuantityRole.KILLED
    side = side_of(parse, end, noun) if role is not QuantityRole.OTHER else loser(parse, end, noun)
    return Counted(lemma_of(noun) if noun else "", role, side)


def _of_the(parse: Parse, end: int) -> QuantityRole:
    """Return the role that "22 of the dead" gives a number."""
    words = [token.lower for token in parse.tokens[end : end + 3]]
    state = words[2] if len(words) == 3 and words[:2] in (["of", "the"], ["of", "those"]) else ""
    return STATES.get(state, QuantityRole.OTHER)


def _stands_for_dead(parse: Parse, end: int, noun: Token) -> bool:
    """Return True for the bodies and coffins of the dead, and for a list of their names; not for "two public bodies" or "ten bodies of water"."""
    between = [token.lower for token in parse.tokens[end : noun.index]]
    after = parse.tokens[noun.index + 1 : noun.index + 4]
    of = [token for token in after[1:] if after[0].lower == "of"]
    if lemma_of(noun) in _REMAINS["lists"]:
        return any(token.lower in _REMAINS["listed"] for token in of)
    bare = lemma_of(noun) in _REMAINS["nouns"] and all(w in _REMAINS["modifiers"] for w in between)
    return bare and (not of or any(lemma_of(token) in PEOPLE for token in of))


def counts_people(parse: Parse, token: Token | None) -> bool:
    """Return True when one of the three words from a token on names people or losses."""
    if token is None:
        return False
    near = parse.tokens[token.index : token.index + 3]
    return any(lemma_of(t) in PEOPLE or lemma_of(t) in NOUNS or t.lower in STATES for t in near)


def _noun(parse: Parse, first: int, end: int) -> Token | None:
    """Return the head noun after a number: by the parse, else the first noun that follows it."""
    sentence = parse.sentence_of(end - 1)
    if parse.has_syntax:
        for i in range(first, end):
            head = parse.tokens[parse.tokens[i].head]
            if (
                end <= head.index < sentence.stop
                and _is_thing(head)
                and _one_phrase(parse, end, head.index)
            ):
                return head
    start = end
    if start < sentence.stop and parse.tokens[start].lower == "of":
        start += 1
    for i in range(start, min(start + LONGEST_PHRASE_TOKENS, sentence.stop)):
        token = parse.tokens[i]
        if _opens_time(parse, i) or (i == start and token.lower in _STANDING_IN):
            return None
        if _is_noun(token):
            return token
        if token.lower in BREAKS or (
            token.pos in ("VERB", "ADP", "PUNCT", "AUX", "SCONJ") and token.lower not in STATES
        ):
            return None
    return None


def _opens_time(parse: Parse, index: int) -> bool:
    """Return True for the "this" of "counted eleven this morning", which tells when and not what."""
    pair = [token.lower for token in parse.tokens[index : index + 2]]
    return len(pair) == 2 and pair[0] in _POINTERS and pair[1] in _SPELLS


def _is_thing(token: Token) -> bool:
    return token.pos in ("NOUN", "PROPN") and token.lower not in STATES


def _one_phrase(parse: Parse, first: int, end: int) -> bool:
    """Return True when tokens [first, end) are only modifiers of the noun after them."""
    between = parse.tokens[first:end]
    if any(_opens_time(parse, i) for i in range(first, end)):
        return False
    return len(between) <= LONGEST_PHRASE_TOKENS and not any(
        t.pos in ("ADP", "SCONJ", "AUX", "PRON") or t.lower in BREAKS for t in between
    )


def _is_noun(token: Token) -> bool:
    if token.pos:
        return _is_thing(token)
    return lemma_of(token) in NOUNS or lemma_of(token) in PEOPLE
