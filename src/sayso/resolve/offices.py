"""What a speaker is and for whom it speaks: "a press officer for the 80th Brigade", "the intelligence chief"."""

import re
from dataclasses import dataclass

from sayso.model import EntityKind
from sayso.resolve.names import Name
from sayso.text import Parse, Token, load_lexicon

_KINDS = load_lexicon("sayso.resolve", "groups.toml")["kinds"]
_PERSON = frozenset(_KINDS["person"])
_WHEREABOUTS = re.compile(r",| in the (?:north|south|east|west)")
_TEXTS = frozenset(load_lexicon("sayso.resolve", "groups.toml")["texts"]["nouns"])
_BODIES = ("unit", "government", "organisation", "outlet")
_LINKS = ("for", "of", "at", "with", "in", "from")


@dataclass(frozen=True, slots=True)
class Office:
    """The words of somebody's role, and the body it belongs to; "" where the text gives none."""

    role: str = ""
    affiliation: str = ""


def kind_of(words: str) -> EntityKind:
    """Return what kind of speaker a noun phrase names, by its head noun.

    >>> kind_of("the Defence Ministry"), kind_of("a spokesman for the 3rd Brigade").value
    (<EntityKind.GOVERNMENT: 'government'>, 'person')
    """
    head = words.lower().replace("’s", "").split(",")[0]
    for link in _LINKS:
        head = head.split(f" {link} ")[0]
    for word in reversed(head.replace("'", " ").split()):
        single = word.removesuffix("s")
        if word in _PERSON or single in _PERSON:
            return EntityKind.PERSON
        for kind in _BODIES:
            if word in _KINDS[kind] or single in _KINDS[kind]:
                return EntityKind(kind)
    return EntityKind.UNKNOWN


def is_text(words: str) -> bool:
    """Return True when a noun phrase names a text or picture and nobody: "the article", "which"."""
    head = words.lower().split(" of ")[0].split(" on ")[0].split()
    return bool(head) and (head[-1] in _TEXTS or head[-1].removesuffix("s") in _TEXTS)


def office_of(words: str) -> Office:
    """Return the office a noun phrase such as "a spokesman for the 3rd Brigade" states.

    >>> office_of("a spokesman for the 3rd Brigade")
    Office(role='spokesman', affiliation='3rd Brigade')
    """
    for link in ("for", "of", "at", "with", "from"):
        role, found, body = words.partition(f" {link} ")
        if found and kind_of(role) is EntityKind.PERSON and kind_of(body) is not EntityKind.PERSON:
            return Office(_bare(role), _bare(_WHEREABOUTS.split(body)[0]))
    return Office(_bare(words)) if kind_of(words) is EntityKind.PERSON else Office()


def office_at(parse: Parse, name: Name) -> Office:
    """Return the office that stands beside a name: in apposition, or as a title before it."""
    inside = range(name.first, name.end)
    roots = [t for t in parse.tokens[name.first : name.end] if t.head not in inside]
    if not roots:
        return Office()
    found = _beside(parse, name, roots[0])
    body = found.affiliation or _bare(_of_what(parse, name, roots[0]))
    return Office(found.role, full_body(parse, body, name.first))


def _of_what(parse: Parse, name: Name, head: Token) -> str:
    """Return the body of "Captain Orvik of the 14th Brigade"."""
    for index in parse.children[head.index]:
        token = parse.tokens[index]
        if index >= name.end and token.dep == "prep" and token.lower in ("of", "from", "with"):
            body = _words(parse, parse.subtree(index)[1:])
            return body if kind_of(body) is not EntityKind.UNKNOWN else ""
    return ""


def full_body(parse: Parse, body: str, before: int) -> str:
    """Return the full name behind "brigade": the last capitalised one of that kind before token `before`."""
    if not body.islower() or len(body.split()) != 1:
        return body
    found = body
    for token in parse.tokens[:before]:
        if token.text[0].isupper() and token.lower == body:
            first = token.index
            while first > 0 and _of_a_name(parse.tokens[first - 1]):
                first -= 1
            if first < token.index:
                found = _bare(_words(parse, list(range(first, token.index + 1))))
    return found


def _of_a_name(token: Token) -> bool:
    return token.text[0].isupper() or token.text[0].isdigit()


def _beside(parse: Parse, name: Name, head: Token) -> Office:
    for index in parse.children[head.index]:
        if parse.tokens[index].dep == "appos" and index >= name.end:
            return office_of(_words(parse, parse.subtree(index)))
        if parse.tokens[index].dep == "relcl" and parse.tokens[index].lemma == "speak":
            return Office("spokesperson", _bare(_spoken_for(parse, index)))
    title = parse.tokens[head.head]
    if head.dep == "appos" and title.index < name.first:
        words = [i for i in parse.subtree(title.index) if i < name.first]
        return office_of(_words(parse, words).rstrip(", "))
    before = [i for i in parse.subtree(head.index) if i < name.first]
    return office_of(_words(parse, before)) if before else Office()


def _spoken_for(parse: Parse, verb: int) -> str:
    """Return the body of "who speaks for the command"."""
    for index in parse.children[verb]:
        if parse.tokens[index].lower == "for":
            return _words(parse, parse.subtree(index)[1:])
    return ""


def _words(parse: Parse, indices: list[int]) -> str:
    if not indices:
        return ""
    first, last = parse.tokens[indices[0]], parse.tokens[indices[-1]]
    return " ".join(parse.text[first.start : last.end].split())


def _bare(phrase: str) -> str:
    """Return a noun phrase without its article."""
    words = phrase.split()
    return " ".join(words[1:] if words and words[0].lower() in ("a", "an", "the") else words)
