"""Mentions of persons and forces, so that a claim's actors have names: "Korvian soldiers" are Korvian troops."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator

from sayso.model import Document, Entity, EntityKind, Mention
from sayso.resolve.names import fullest, person_names
from sayso.text import Parse, Token, load_lexicon

_FORCE = load_lexicon("sayso.resolve", "groups.toml")["force"]
_PEOPLE = frozenset(_FORCE["people"])
_DOINGS = frozenset(_FORCE["doings"])
_PLURAL = frozenset({"they", "them", "their", "theirs"})
_NATION_TAGS = frozenset({"NORP", "GPE", "LOC", "ORG"})
_WHERE = frozenset({"at", "around", "from", "in", "into", "near", "outside", "toward", "towards"})
_BODIES = frozenset(_FORCE["bodies"])
_BACKWARD = frozenset({"all", "any", "most", "no", "the", "these", "those"})
_CIVIL = frozenset(_FORCE["civil"])
_RETURNING = frozenset(_FORCE["returning"])
_REACH_TOKENS = 160


def mentions(document: Document, parse: Parse) -> tuple[Mention, ...]:
    """Return the mentions of persons and forces in order of the text, without overlap.

    "They" and "them" take the force named most, of those within 160 tokens before; nothing else is guessed.
    """
    named = sorted((*_persons(document, parse), *_forces(document, parse)), key=_start)
    apart: list[Mention] = []
    for mention in named:
        if not apart or mention.span.start >= apart[-1].span.end:
            apart.append(mention)
    return tuple(sorted((*apart, *_pronouns(document, parse, apart)), key=_start))


def _start(mention: Mention) -> int:
    return mention.span.start


def _persons(document: Document, parse: Parse) -> Iterator[Mention]:
    names = person_names(parse)
    for name in names:
        first, last = parse.tokens[name.first], parse.tokens[name.end - 1]
        if first is last and parse.tokens[max(name.first - 1, 0)].lower in _WHERE:
            continue  # "near Dolmich": a village the tagger took for a person
        full = fullest(name.text, names)
        span = document.span(first.start, last.end)
        yield Mention(span, EntityKind.PERSON, full, Entity(full, EntityKind.PERSON).id)


def _forces(document: Document, parse: Parse) -> Iterator[Mention]:
    for token in parse.tokens:
        if token.tag in ("NNPS", "NNS") and token.entity == "NORP":
            yield _force(document, [token], token, token.text.removesuffix("s"))
        elif token.lemma in _CIVIL and token.tag == "NNS":
            yield _people(document, token)
        elif token.lower in _BODIES and token.text[0].isupper() and _ends_a_name(parse, token):
            words = _name_before(parse, token)
            yield _body(document, [*words, token])
        elif token.lemma in _PEOPLE or token.lemma in _DOINGS or token.lower in _DOINGS:
            nation = _nation(parse, token)
            if not nation and (led := _led_by(parse, token)):
                yield _body(document, led)
            elif nation:
                name = " ".join(item.text for item in nation)
                end = token if token.lemma in _PEOPLE else nation[-1]
                yield _force(document, nation, end, name)


def _nation(parse: Parse, noun: Token) -> list[Token]:
    """Return the capitalised words of a nation or force before the noun: "North Korean" combat troops."""
    found: list[Token] = []
    for index in range(noun.index - 1, max(noun.index - 6, -1), -1):
        token = parse.tokens[index]
        if token.sentence != noun.sentence:
            break
        if _names_a_nation(token):
            found.insert(0, token)
        elif found or token.pos not in ("ADJ", "NOUN", "NUM", "VERB"):
            break
    return found if any(_looks_like_a_nation(token) for token in found) else []


def _led_by(parse: Parse, noun: Token) -> list[Token]:
    """Return the name of a force that is no nation: "Ashen Banner fighters", "fighters of the Ashen Banner"."""
    if noun.lemma not in _PEOPLE or noun.text[0].isupper() or noun.tag != "NNS":
        return []
    before = _name_before(parse, noun)
    after = parse.tokens[noun.index + 1 : noun.index + 8]
    if not before and [t.lower for t in after[:2]] == ["of", "the"]:
        run = next((n for n, t in enumerate(after[2:]) if not t.text[0].isupper()), len(after) - 2)
        before = list(after[2 : 2 + run])
    named = [t for t in before if t.pos in ("PROPN", "ADJ") and t.entity not in ("PERSON", "DATE")]
    proper = any(t.pos == "PROPN" for t in named)
    return before if proper and len(named) == len(before) else []


def _names_a_nation(token: Token) -> bool:
    return token.text[:1].isupper() and token.pos in ("ADJ", "PROPN") and token.entity != "ORDINAL"


def _looks_like_a_nation(token: Token) -> bool:
    ending = token.lower.endswith(("an", "ian", "ese", "ish", "i", "ic", "ch", "sh", "ek", "ov"))
    return token.entity == "NORP" or (ending and token.entity in {"", *_NATION_TAGS})


def _force(document: Document, words: list[Token], end: Token, nation: str) -> Mention:
    name = f"{nation} troops"
    span = document.span(words[0].start, end.end)
    return Mention(span, EntityKind.GROUP, name, Entity(name, EntityKind.GROUP).id)


def _ends_a_name(parse: Parse, token: Token) -> bool:
    """Return True for the last word of a capitalised name of two words or more that is no unit with a number."""
    following = parse.tokens[token.index + 1 : token.index + 2]
    goes_on = any(t.text[0].isupper() and t.pos == "PROPN" for t in following)
    return not goes_on and bool(_name_before(parse, token))


def _name_before(parse: Parse, token: Token) -> list[Token]:
    found: list[Token] = []
    for index in range(token.index - 1, max(token.index - 6, -1), -1):
        before = parse.tokens[index]
        if before.sentence != token.sentence or not before.text[0].isupper():
            break
        if before.pos == "DET":
            break
        found.insert(0, before)
    return found


def _body(document: Document, words: list[Token]) -> Mention:
    span = document.span(words[0].start, words[-1].end)
    name = " ".join(word.text for word in words)
    return Mention(span, EntityKind.GROUP, name, Entity(name, EntityKind.GROUP).id)


def _people(document: Document, token: Token) -> Mention:
    span = document.span(token.start, token.end)
    return Mention(span, EntityKind.GROUP, token.lower, Entity(token.lower, EntityKind.GROUP).id)


def _pronouns(document: Document, parse: Parse, named: list[Mention]) -> Iterator[Mention]:
    """Yield "they", "them" and "the contingent" as mentions of the force the report speaks of most.

    Only forces named within reach before the pronoun can answer it; of equals the last.
    """
    forces = [m for m in named if m.kind is EntityKind.GROUP and not m.name.islower()]
    often = Counter(m.name for m in forces)
    starts = [m.span.start for m in forces]
    taken = {i for m in named for i in parse.between(m.span.start, m.span.end)}
    for token in parse.tokens:
        if token.index in taken or not _points_back(parse, token):
            continue
        span = document.span(token.start, token.end)
        reach = parse.tokens[max(token.index - _REACH_TOKENS, 0)].start
        before = forces[bisect_left(starts, reach) : bisect_left(starts, token.start)]
        if before:
            one = max(before, key=lambda m: (often[m.name], m.span.start))
            yield Mention(span, EntityKind.GROUP, one.name, one.entity)


def _points_back(parse: Parse, token: Token) -> bool:
    if token.lower in _PLURAL:
        return True
    before = parse.tokens[max(token.index - 1, 0)]
    return token.lemma in _RETURNING and before.lower in _BACKWARD
