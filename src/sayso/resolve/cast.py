"""The cast of one document: who is named in it, where, by which roles, and who is a he or a she."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from sayso.model import Attribution, EntityKind
from sayso.resolve.names import organisations, person_names
from sayso.resolve.offices import kind_of
from sayso.resolve.phrases import OPENERS, TITLES, is_first_name, named
from sayso.text import CAPITALS, Parse, load_lexicon

_PEOPLE = load_lexicon("sayso.resolve", "people.toml")
_FIRMS = frozenset(_PEOPLE["bodies"]["endings"])
FEMALE, MALE = "she", "he"
_BY_ROLE = {
    **dict.fromkeys(_PEOPLE["gender"]["female"], FEMALE),
    **dict.fromkeys(_PEOPLE["gender"]["male"], MALE),
}
_BY_NAME = {
    **dict.fromkeys(_PEOPLE["first_names"]["female"], FEMALE),
    **dict.fromkeys(_PEOPLE["first_names"]["male"], MALE),
}
NO_NAMES = frozenset(
    [
        "he",
        "her",
        "his",
        "i",
        "it",
        "its",
        "she",
        "that",
        "their",
        "they",
        "this",
        "we",
        "which",
        "who",
        "you",
    ]
)
REACH_CHARS = 80
LONGEST_NAME_WORDS = 5
_NAME = rf"[{CAPITALS}][\w’'-]+(?: [{CAPITALS}][\w’'-]+)*"
_RUN = re.compile(_NAME)
_OF = re.compile(rf"({_NAME}) (of (?:the )?[{CAPITALS}][\w’'-]*(?: [{CAPITALS}][\w’'-]*)*)")
_TITLE = re.compile(r"(?:[\w’'-]+ ){0,3}$")
_APPOSITION = re.compile(r", (?:a|an|the|its|their|his|her|who) [^,.;\n]*")


@dataclass
class Member:
    """One person or body by its fullest name. `pronoun` is "he", "she" or empty where nothing tells."""

    name: str
    is_body: bool = False
    roles: set[str] = field(default_factory=set)

    @property
    def pronoun(self) -> str:
        """The pronoun the words beside the name, else its first name, ask for."""
        told = {_BY_ROLE[role] for role in self.roles if role in _BY_ROLE}
        if len(told) == 1:
            return next(iter(told))
        return "" if self.is_body else _BY_NAME.get(self.name.split()[0].lower(), "")


@dataclass(frozen=True, slots=True)
class Appearance:
    """Where a member is named: code points [start, end) of the text."""

    start: int
    end: int
    name: str


class Cast:
    """The members of one document, by name, and their appearances in order of the text."""

    def __init__(self, parse: Parse, attributions: Sequence[Attribution]) -> None:
        self.text = parse.text
        self.names = person_names(parse)
        self._organisations = organisations(parse)
        self._members: dict[str, Member] = {}
        for phrase in (
            *self._sources(attributions),
            *self._beside_names(parse),
            *(run for run in self._runs if " " in run and _opens_as_person(run)),
        ):
            found = named(phrase)
            if found.name:
                member = self._members.setdefault(found.name, Member(found.name, found.is_body))
                member.roles |= found.roles
        for name in sorted(self._members, key=len):
            fuller = self.fullest(name)
            if fuller != name:
                self._members[fuller].roles |= self._members[name].roles

    @cached_property
    def _runs(self) -> list[str]:
        """Every run of capitalised words of the text."""
        return [match.group() for match in _RUN.finditer(self.text)]

    @cached_property
    def _by_last_word(self) -> dict[str, str]:
        """The shortest run of two words or more by its last word."""
        found: dict[str, str] = {}
        for run in self._runs:
            first, _, last = run.rpartition(" ")
            if (
                first
                and run.split()[0].lower() not in OPENERS
                and (last not in found or len(run) < len(found[last]))
            ):
                found[last] = run
        return found

    @cached_property
    def going_on(self) -> dict[str, str]:
        """Names that the text somewhere continues with "of": "Audit Chamber" with "Audit Chamber of Kestria"."""
        found: dict[str, str] = {}
        for match in _OF.finditer(self.text):
            words = match[1].split()
            for first in range(len(words)):
                short = " ".join(words[first:])
                found.setdefault(short, " ".join((short, *match[2].split())))
        return found

    def _sources(self, attributions: Sequence[Attribution]) -> Iterator[str]:
        """Yield the sources, and for a bare surname its name in full wherever the text gives it."""
        for item in attributions:
            if item.source and item.source[0].quote.lower() not in NO_NAMES:
                phrase = self.text[item.source[0].start : item.source[-1].end]
                yield phrase
                short = named(phrase).name
                if " " not in short and short in self._by_last_word:
                    yield self._by_last_word[short]

    def _beside_names(self, parse: Parse) -> Iterator[str]:
        """Yield each person's name with the title before it and the apposition after it."""
        for name in self.names:
            start, end = parse.tokens[name.first].start, parse.tokens[name.end - 1].end
            before = _TITLE.search(self.text[max(0, start - REACH_CHARS) : start])
            after = _APPOSITION.match(self.text[end : end + REACH_CHARS])
            yield "".join(
                (
                    before.group() if before else "",
                    self.text[start:end],
                    after.group() if after else "",
                )
            )

    def fullest(self, name: str) -> str:
        """Return the only longer name of the cast that this one shortens, else the name itself.

        A person answers to its first or last word, a body to its last words or to what stands before its "of".
        """
        longer = self._longer.get(name, set()) - {name}
        return next(iter(longer)) if len(longer) == 1 else name

    @cached_property
    def _longer(self) -> dict[str, set[str]]:
        found: dict[str, set[str]] = {}
        for name, member in self._members.items():
            words = name.split()
            ends = {" ".join(words[i:]) for i in range(1, len(words))}
            shorter = ends if member.is_body else {words[0], words[-1]}
            for short in shorter - {name}:
                found.setdefault(short, set()).add(name)
        return found

    def holder(self, role: str) -> str:
        """Return the only member with a role ("colonel"), empty where there is none or several."""
        holders = self._holders.get(_one_word_for_spokes(role), set())
        return next(iter(holders)) if len(holders) == 1 else ""

    @cached_property
    def _holders(self) -> dict[str, set[str]]:
        """The fullest names of the members by role; spokesman, spokeswoman and spokesperson are one."""
        found: dict[str, set[str]] = {}
        for member in self._members.values():
            for role in member.roles:
                found.setdefault(_one_word_for_spokes(role), set()).add(self.fullest(member.name))
        return found

    @cached_property
    def only_body(self) -> str:
        """Return the only firm named, else the only organisation that is no outlet, authority or unit; "" for several."""
        firms = {named(run).name for run in self._runs if " " in run and run.split()[-1] in _FIRMS}
        if len(firms) == 1 and (firm := next(iter(firms))):
            self._members.setdefault(firm, Member(firm, is_body=True)).is_body = True
            return firm
        bodies = {m.name for m in self._members.values() if m.is_body} | set(self._organisations)
        fitting = {self.fullest(b) for b in bodies if b and b[0].isupper() and " " in b}
        fitting = {b for b in fitting if not self._is_person(named(b).name)}
        fitting = {
            b for b in fitting if kind_of(b) in (EntityKind.UNKNOWN, EntityKind.ORGANISATION)
        }
        if len(fitting) != 1:
            return ""
        (name,) = fitting
        self._members.setdefault(name, Member(name, is_body=True))
        return name

    def _is_person(self, name: str) -> bool:
        return name in self._members and not self._members[name].is_body

    def member(self, name: str) -> Member:
        """Return the member of a name; a new one without roles where there is none."""
        return self._members.get(name, Member(name))

    @cached_property
    def appearances(self) -> tuple[Appearance, ...]:
        """Where persons are named, in order; a bare surname counts for the full name."""
        persons = {m.name for m in self._members.values() if not m.is_body}
        forms = {form for name in persons for form in (name, name.split()[0], name.split()[-1])}
        found = []
        for match in _RUN.finditer(self.text):
            for start, form in _forms_in(match, forms):
                name = self.fullest(form)
                if name in persons:
                    found.append(Appearance(start, start + len(form), name))
        return tuple(found)


def _one_word_for_spokes(role: str) -> str:
    return "spokesperson" if role.startswith("spokes") else role


def _opens_as_person(run: str) -> bool:
    """Return True for capitalised words that begin with a first name or a title: "Passenger Obi Nwankwo"."""
    first = run.split(maxsplit=1)[0]
    return is_first_name(first) or first.lower() in TITLES


def _forms_in(run: re.Match[str], forms: set[str]) -> Iterator[tuple[int, str]]:
    """Yield where a run of capitalised words holds one of the forms, the longest first, none twice."""
    words = [(m.start(), m.end()) for m in re.finditer(r"[^ ]+", run.group())]
    at = 0
    while at < len(words):
        for last in range(min(len(words), at + LONGEST_NAME_WORDS), at, -1):
            form = run.group()[words[at][0] : words[last - 1][1]]
            plain = re.sub(r"[’']s$", "", form)
            if plain in forms:
                yield run.start() + words[at][0], plain
                at = last - 1
                break
        at += 1
