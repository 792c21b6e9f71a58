"""The clauses in which a text says that something is so, or is not so: who, and what of him.

A clause under "if", in the future, in a question or in somebody else's mouth says neither and is left out; one under "it is not true that" or
"the claim that ... is baseless" is denied.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from sayso.text import Parse, load_lexicon

_WORDS = load_lexicon("sayso.compare", "states.toml")["words"]
_UNREAL, _UNTRUE = frozenset(_WORDS["unreal"]), frozenset(_WORDS["untrue"])
_VOUCHING, _NEGATORS = frozenset(_WORDS["vouching"]), frozenset(_WORDS["negators"])
_APART = frozenset({"ccomp", "advcl", "relcl", "acl", "parataxis", "csubj", "pcomp", "xcomp"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass"})
_CARRIED = frozenset({"have", "remain", "continue", "begin", "start", "leave", "declare", "stay"})
_VERBAL = frozenset({"VERB", "AUX"})
DEEPEST = 8


@dataclass(frozen=True, slots=True)
class Deed:
    """A clause by the indices of its tokens: its verb, those of who acts (empty where nobody is named), and all others; `denied` is that it is said not to be so."""

    verb: int
    who: tuple[int, ...]
    rest: tuple[int, ...]
    denied: bool
    passive: bool = False


def deeds(parse: Parse, *, disowned: bool = False) -> list[Deed]:
    """Return the clauses that say something is so or not so; `disowned` is a text whose speaker denies it by the word that introduces it."""
    return [deed for verb in _verbs(parse) if (deed := _deed(parse, verb, disowned)) is not None]


def _verbs(parse: Parse) -> Iterator[int]:
    for token in parse.tokens:
        joined = token.dep == "conj" and token.pos in _VERBAL
        if (
            joined
            or _misread(parse, token.index)
            or token.dep == "ROOT"
            or token.dep in _APART - {"xcomp", "relcl", "pcomp"}
        ):
            yield token.index


def _misread(parse: Parse, verb: int) -> bool:
    """Return whether a sentence was parsed as a noun with a relative clause: "the ferry Aldis has sunk"."""
    token = parse.tokens[verb]
    if token.dep != "relcl" or parse.tokens[token.head].dep != "ROOT":
        return False
    named = [parse.tokens[i] for i in parse.children[verb] if parse.tokens[i].dep in _SUBJECTS]
    return bool(named) and named[0].pos == "PROPN" and named[0].index == token.head + 1


def _deed(parse: Parse, verb: int, disowned: bool) -> Deed | None:
    own = _own(parse, verb)
    words = {parse.tokens[index].lemma.casefold() for index in own} | {
        parse.tokens[index].lower for index in own
    }
    asked = parse.text[_last(parse, verb)] == "?"
    if words & _UNREAL or asked:
        return None
    turned = _turned(parse, verb, disowned)
    if turned is None:
        return None
    denied = _negated(parse, own) is not turned
    if denied and "because" in words:  # "not because of him" leaves open whether it is so
        return None
    who = _who(parse, verb)
    passive = not who and _passive(parse, verb)
    who = who or _subject(parse, verb)
    return Deed(verb, tuple(who), tuple(i for i in own if i not in set(who)), denied, passive)


def _passive(parse: Parse, verb: int) -> bool:
    return any(parse.tokens[i].dep == "auxpass" for i in parse.children[verb])


def _subject(parse: Parse, verb: int) -> list[int]:
    subjects = [i for i in parse.children[verb] if parse.tokens[i].dep in _SUBJECTS]
    return [token for head in subjects for token in _phrase(parse, head)]


def _last(parse: Parse, index: int) -> int:
    last = parse.sentence_of(index)[-1]
    while last > index and parse.tokens[last].text in "\"'”’":
        last -= 1
    return parse.tokens[last].end - 1


def _own(parse: Parse, verb: int) -> list[int]:
    """Return the tokens of a clause without those of the clauses in it."""
    found, open_ones = [], [verb]
    while open_ones:
        index = open_ones.pop()
        found.append(index)
        for child in parse.children[index]:
            token = parse.tokens[child]
            carried = token.dep == "xcomp" and parse.tokens[index].lemma in _CARRIED
            joined = token.dep == "conj" and token.pos in _VERBAL
            if carried or not (token.dep in _APART or joined):
                open_ones.append(child)
    return sorted(found)


def _negated(parse: Parse, own: list[int]) -> bool:
    return any(parse.tokens[i].lower in _NEGATORS for i in own)


def _who(parse: Parse, verb: int) -> list[int]:
    """Return the tokens of who acts: of a passive what stands after "by", of a second verb the first one's."""
    children = [parse.tokens[i] for i in parse.children[verb]]
    if _passive(parse, verb):
        return [i for t in children if t.dep == "agent" for i in parse.subtree(t.index)[1:]]
    subject = _subject(parse, verb)
    if subject:
        return subject
    token = parse.tokens[verb]
    return _who(parse, token.head) if token.dep == "conj" and token.head != verb else []


def _phrase(parse: Parse, head: int) -> list[int]:
    """Return the tokens of a noun phrase without the clauses that hang on it."""
    return [i for i in _own(parse, head) if parse.tokens[i].dep != "punct"]


def _turned(parse: Parse, verb: int, disowned: bool) -> bool | None:
    """Return whether what stands above a clause denies it, None where it makes it no statement."""
    turned, at = disowned, verb
    for _ in range(DEEPEST):
        token = parse.tokens[at]
        if token.head == at:
            return turned
        if _misread(parse, at):
            return turned
        if token.dep in ("conj", "parataxis", "advcl"):
            at = _sibling(parse, at)
            if at < 0:
                return None
            continue
        step = _governed(parse, at)
        if step is None:
            return None
        turned, at = turned is not step, token.head
        while parse.tokens[at].dep not in ("ROOT", *_APART, "conj"):
            at = parse.tokens[at].head
    return None


def _sibling(parse: Parse, at: int) -> int:
    head = parse.tokens[at].head
    return head if parse.tokens[head].pos in (*_VERBAL, "NOUN", "ADJ", "PROPN") else -1


def _governed(parse: Parse, at: int) -> bool | None:
    """Return whether the words that govern a clause deny it ("it is a lie that"), None where they do not vouch for it."""
    governor = parse.tokens[at].head
    top = governor
    while parse.tokens[top].dep not in ("ROOT", *_APART, "conj"):
        top = parse.tokens[top].head
    inside = set(parse.subtree(at))
    above = [i for i in _own(parse, top) if i not in inside]
    words = {parse.tokens[i].lemma.casefold() for i in above}
    negated = _negated(parse, above)
    if words & _UNREAL:
        return None
    if words & _UNTRUE:
        return not negated
    if words & {"true", "so", "case"} and negated:
        return True
    if words & _VOUCHING or (words & {"happen"} and not negated):
        return None if negated else False
    return None
