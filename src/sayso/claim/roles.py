"""The role of a number: what its noun, a state beside it or its governing verb says is counted."""

import re

from sayso.model import QuantityRole
from sayso.text import Parse, Token, load_lexicon

_WORDS = load_lexicon("sayso.claim", "counted.toml")
_SOLDIERS = frozenset(_WORDS["people"]["soldiers"])
PEOPLE = _SOLDIERS | frozenset(_WORDS["people"]["others"])
_NEAR_TOKENS = 7
MOST_HEADS = 12
_OF_PEOPLE = (QuantityRole.CAPTURED, QuantityRole.CASUALTIES)
BREAKS = frozenset(_WORDS["function_words"]["breaks"])
_PASSIVE = frozenset(_WORDS["function_words"]["passive"])
_FORMS: dict[str, str] = _WORDS["forms"]


def _by_word(table: str) -> dict[str, QuantityRole]:
    return {word: QuantityRole(role) for role, words in _WORDS[table].items() for word in words}


NOUNS, _OBJECTS, _SUBJECTS_OF = _by_word("nouns"), _by_word("objects"), _by_word("subjects")
STATES, _TOTALS, _DEEDS = _by_word("states"), _by_word("totals"), _by_word("deeds")


def lemma_of(token: Token) -> str:
    """Return the lemma, or the word without its plural where no parser gave one."""
    if token.lemma and token.pos:
        return token.lemma
    word = token.lower
    if word in _FORMS:
        return _FORMS[word]
    for ending, instead in (("ies", "y"), ("s", "")):
        if word.endswith(ending) and len(word) > 4:
            return word[: -len(ending)] + instead
    return word


def role_of(parse: Parse, first: int, end: int, noun: Token | None) -> QuantityRole:
    """Return the role of the number of tokens [first, end), whose noun is given or None."""
    role = NOUNS.get(lemma_of(noun)) if noun else None
    if role is not None and noun is not None:
        return _paired(parse, noun, role)
    role = _modifier(parse, end, noun)
    if role is None:
        role = (
            _by_syntax(parse, first, end, noun)
            if parse.has_syntax
            else _by_words(parse, first, end)
        )
    if role in _OF_PEOPLE and not _of_people(parse, end, noun):
        return QuantityRole.OTHER
    if role is None:
        soldiers = noun is not None and lemma_of(noun) in _SOLDIERS
        return QuantityRole.STRENGTH if soldiers else QuantityRole.OTHER
    return role


def _of_people(parse: Parse, end: int, noun: Token | None) -> bool:
    """Return True unless the number counts a thing ("captured 12 villages", "lost 12 tanks")."""
    if noun is None:
        following = parse.tokens[end : end + 1]
        return parse.has_syntax or not following or following[0].lower in BREAKS
    return lemma_of(noun) in PEOPLE or noun.entity in ("NORP", "PERSON") or noun.tag == "NNPS"


def _modifier(parse: Parse, end: int, noun: Token | None) -> QuantityRole | None:
    """Return the role of a state before the noun ("34 wounded soldiers") or joined by a hyphen ("10,000-strong")."""
    last = noun.index if noun is not None and noun.index >= end else end
    for token in parse.tokens[end:last]:
        if token.lower in STATES:
            return _paired(parse, token, STATES[token.lower])
    joined = parse.text.startswith("-strong", parse.tokens[end - 1].end)
    return QuantityRole.STRENGTH if joined else None


def _by_syntax(parse: Parse, first: int, end: int, noun: Token | None) -> QuantityRole | None:
    """Return the role that the words governing the number or its noun give it."""
    starts = [noun or parse.tokens[end - 1], parse.tokens[end - 1], *parse.tokens[first:end]]
    for token in dict.fromkeys(starts):
        role = _state_of(parse, token) or _governed(parse, token)
        if role:
            return role
    return _total(parse, first) or _adjacent(parse, end, noun)


def _state_of(parse: Parse, token: Token) -> QuantityRole | None:
    """Return the role of a participle on the noun ("12 soldiers killed in ...")."""
    for i in parse.children[token.index]:
        child = parse.tokens[i]
        if child.dep in ("acl", "amod", "appos", "acomp", "oprd") and i > token.index:
            role = STATES.get(child.lower) or _OBJECTS.get(child.lemma)
            if role and child.tag != "VBG":
                return _paired(parse, child, role)
    return None


def _governed(parse: Parse, token: Token) -> QuantityRole | None:
    """Return the role given by the verb of which the token is subject or object."""
    for _ in range(MOST_HEADS):
        before = parse.tokens[token.head]
        if token.dep not in ("conj", "appos") or before.pos == "VERB" or _state_of(parse, before):
            break
        token = before
    verb = parse.tokens[token.head]
    if token.dep == "pobj" and verb.lower == "of":
        deed = parse.tokens[verb.head]
        return _TOTALS.get(deed.lower) or _DEEDS.get(lemma_of(deed))
    if token.dep in ("dobj", "nsubjpass", "attr", "oprd"):
        role = _OBJECTS.get(verb.lemma) if token.dep != "attr" else None
        return _paired(parse, verb, role) if role else _complement(parse, verb, token)
    if token.dep == "nsubj":
        role = _SUBJECTS_OF.get(verb.lemma)
        return role or _complement(parse, verb, token)
    return None


def _complement(parse: Parse, verb: Token, token: Token) -> QuantityRole | None:
    """Return the role of what a verb says of the noun: "were dead", "left 12 wounded"."""
    for i in parse.children[verb.index]:
        child = parse.tokens[i]
        if (
            child.dep in ("acomp", "attr", "oprd", "ccomp", "xcomp", "advcl")
            and child.index != token.index
        ):
            role = STATES.get(child.lower)
            if (
                role
                and child.tag != "VBG"
                and (child.dep != "advcl" or child.index == token.index + 1)
            ):
                return _paired(parse, child, role)
    return None


def _paired(parse: Parse, word: Token, role: QuantityRole) -> QuantityRole:
    """Return casualties where killed and wounded share one number, other for another mixture of roles."""
    both = {QuantityRole.KILLED, QuantityRole.WOUNDED}
    linked = [
        *parse.tokens[word.index + 1 : word.index + 3],
        *parse.tokens[max(0, word.index - 2) : word.index],
    ]
    for other in linked:
        kind = STATES.get(other.lower) or _OBJECTS.get(other.lemma) or NOUNS.get(lemma_of(other))
        between = parse.tokens[min(word.index, other.index) + 1 : max(word.index, other.index)]
        joined = len(between) == 1 and between[0].lower in ("and", "or", "/")
        if kind is not None and kind is not role and joined:
            return QuantityRole.CASUALTIES if {kind, role} == both else QuantityRole.OTHER
    return role


def _total(parse: Parse, first: int) -> QuantityRole | None:
    """Return the role of a total told before the number ("the death toll rose to 57")."""
    sentence = parse.sentence_of(first)
    words = [parse.tokens[i].lower for i in range(max(sentence.start, first - _NEAR_TOKENS), first)]
    if not words or words[-1] not in (
        "to",
        "at",
        "of",
        "was",
        "is",
        "reached",
        ":",
        "about",
        "than",
    ):
        return None
    phrase = " ".join(words)
    return next(
        (role for total, role in _TOTALS.items() if re.search(rf"\b{total}\b", phrase)), None
    )


def _adjacent(parse: Parse, end: int, noun: Token | None) -> QuantityRole | None:
    """Return the role of a state right after the number or its noun ("12 dead", "34 others injured")."""
    at = (noun.index + 1) if noun and noun.index >= end else end
    stop = parse.sentence_of(end - 1).stop
    for i in (end, at, at + 1):
        if i >= stop:
            continue
        token = parse.tokens[i]
        role = STATES.get(token.lower)
        if role and (
            i != at + 1
            or parse.tokens[at].lower
            in (
                "when",
                "while",
                "as",
                "after",
                "before",
                "who",
                "that",
                "which",
                "were",
                "was",
                "are",
                "others",
                "been",
            )
        ):
            return _paired(parse, token, role)
    return None


def _stem(word: str) -> str:
    """Return the verb a form belongs to, as the vocabulary has it."""
    if word in _FORMS:
        return _FORMS[word]
    stem = re.sub(r"(?:ed|ing|s)$", "", word)
    known = (stem, stem + "e", word, word[:-1])
    return next((verb for verb in known if verb in _OBJECTS or verb in _SUBJECTS_OF), word)


def _by_words(parse: Parse, first: int, end: int) -> QuantityRole | None:
    """Return the role of the nearest cue word after the number, else before it, without a parse."""
    sentence = parse.sentence_of(first)
    after = range(end, min(end + _NEAR_TOKENS, sentence.stop))
    before = range(first - 1, max(first - 4, sentence.start) - 1, -1)
    for i in after:
        token = parse.tokens[i]
        if token.lower in (",", ";", "and", "while", "."):
            break
        stem = _stem(token.lower)
        passive = parse.tokens[i - 1].lower in _PASSIVE
        role = STATES.get(token.lower) or NOUNS.get(lemma_of(token)) or _SUBJECTS_OF.get(stem)
        if role := role or (_OBJECTS.get(stem) if passive else None):
            return _paired(parse, token, role)
    for i in before:
        token = parse.tokens[i]
        if token.lower in BREAKS and token.lower not in ("to", "at"):
            break
        if role := _OBJECTS.get(_stem(token.lower)) or _TOTALS.get(token.lower):
            return _paired(parse, token, role)
    return _total(parse, first)
