"""Person names of one document: full names, and which shorter mentions they answer to."""

from dataclasses import dataclass

from sayso.text import Parse, Token

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


def person_names(parse: Parse) -> tuple[Name, ...]:
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
    return tuple(sorted((*marked, *repeated), key=lambda name: name.first))


def _marked(parse: Parse) -> list[Name]:
    found: list[Name] = []
    run: list[Token] = []
    for token in (*parse.tokens, None):
        named = token is not None and token.entity == "PERSON" and token.lower not in ("’s", "'s")
        if named and token is not None and (not run or token.sentence == run[-1].sentence):
            run.append(token)
            continue
        if run:
            found.append(_name(parse, run))
        run = [token] if named and token is not None else []
    return found


def _name(parse: Parse, run: list[Token]) -> Name:
    text = " ".join(parse.text[run[0].start : run[-1].end].split())
    return Name(text, run[0].index, run[-1].index + 1)


def fullest(name: str, names: tuple[Name, ...]) -> str:
    """Return the only longer name of the document with the same last word, else the name itself.

    Two persons of one surname leave the bare surname as it is: the desk does not guess between them.
    """
    last = name.rsplit(maxsplit=1)[-1]
    longer = {n.text for n in names if n.surname == last and len(n.text.split()) > 1}
    return longer.pop() if len(name.split()) == 1 and len(longer) == 1 else name
