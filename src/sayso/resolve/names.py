"""Person names of one document: full names, and which shorter mentions they answer to."""

import re
from bisect import bisect_left
from dataclasses import dataclass
from functools import cached_property

from sayso.text import Parse, Token

LONGEST_NAME_TOKENS = 8
PARTICLES = frozenset({"al", "bin", "da", "de", "del", "di", "el", "la", "van", "von"})


@dataclass(frozen=True, slots=True)
class Name:
    """A person's name where it stands: tokens [first, last + 1) of the parse."""

    text: str
    first: int
    end: int

    @property
    def surname(self) -> str:
        """The last word of the name."""
        return self.text.split()[-1]


class Names(tuple[Name, ...]):
    """The names of one document in order of the text, with the full names by surname."""

    @cached_property
    def full(self) -> dict[str, set[str]]:
        """Return the names of two words or more by their last word."""
        found: dict[str, set[str]] = {}
        for name in self:
            if " " in name.text:
                found.setdefault(name.surname, set()).add(name.text)
        return found

    @cached_property
    def firsts(self) -> list[int]:
        """Return the first token of each name."""
        return [name.first for name in self]

    def within(self, tokens: range) -> "list[Name]":
        """Return the names that begin among the tokens."""
        first, end = bisect_left(self.firsts, tokens.start), bisect_left(self.firsts, tokens.stop)
        return list(self[first:end])


def person_names(parse: Parse) -> Names:
    """Return every mention of a person, in order of the text.

    A person is what the parser marks as one, and any further proper noun that repeats such a surname.
    """
    marked = _marked(parse)
    taken = {i for name in marked for i in range(name.first, name.end)}
    surnames = {name.surname for name in marked}
    repeated = [
        Name(token.text, token.index, token.index + 1)
        for token in parse.tokens
        if token.pos == "PROPN" and token.text in surnames and token.index not in taken
    ]
    return Names(sorted((*marked, *repeated), key=lambda name: name.first))


def organisations(parse: Parse) -> tuple[str, ...]:
    """Return what the parser takes for organisations, in order of the text, without article or genitive."""
    found: list[list[Token]] = [[]]
    for token in parse.tokens:
        if token.entity == "ORG" and (not found[-1] or token.index == found[-1][-1].index + 1):
            found[-1].append(token)
        elif found[-1]:
            found.append([token] if token.entity == "ORG" else [])
    texts = (" ".join(parse.text[run[0].start : run[-1].end].split()) for run in found if run)
    return tuple(re.sub(r"^[Tt]he |[’']s$", "", text) for text in texts)


def _marked(parse: Parse) -> list[Name]:
    found: list[Name] = []
    run: list[Token] = []
    for token in (*parse.tokens, None):
        named = token is not None and token.entity == "PERSON" and token.lower not in ("’s", "'s")
        if named and token is not None and (not run or token.sentence == run[-1].sentence):
            run.append(token)
            continue
        if run and len(run) <= LONGEST_NAME_TOKENS:
            found.append(_name(parse, run))
        run = [token] if named and token is not None else []
    return found


def _name(parse: Parse, run: list[Token]) -> Name:
    text = " ".join(parse.text[run[0].start : run[-1].end].split())
    return Name(text, run[0].index, run[-1].index + 1)


def fullest(name: str, names: Names) -> str:
    """Return the only longer name of the document with the same last word, else the name itself.

    Two persons of one surname leave the bare surname as it is: the desk does not guess between them.
    """
    longer = names.full.get(name, set())
    return next(iter(longer)) if len(longer) == 1 else name
