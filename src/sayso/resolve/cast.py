"""The cast of one document: who is named in it, where, by which roles, and who is a he or a she."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from sayso.model import Attribution, EntityKind
from sayso.resolve.acronyms import acronyms
from sayso.resolve.gather import NAME, RUN, described, forms_in, naming_phrases
from sayso.resolve.names import organisations, person_names
from sayso.resolve.offices import kind_of
from sayso.resolve.phrases import is_first_name, named, one_role
from sayso.text import CAPITALS, Parse, load_lexicon

_PEOPLE = load_lexicon("sayso.resolve", "people.toml")
_FIRMS = frozenset(_PEOPLE["bodies"]["endings"])
_OPENING = re.compile(r"(?:^|\n|[.!?][”\"’]? ?|[—“\"‘(] ?)$")
_HONOURED = re.compile(rf"\b(Mr|Mrs|Ms|Miss)\.? ([{CAPITALS}][\w-]*)")
_OF = re.compile(rf"({NAME}) (of (?:the )?[{CAPITALS}][\w’'-]*(?: [{CAPITALS}][\w’'-]*)*)")
PLAIN, KNIGHTLY = frozenset(["mr", "mrs", "ms"]), frozenset(["dame", "lady", "lord", "sir"])
FEMALE, MALE = "she", "he"
_BY_ROLE = {
    **dict.fromkeys(_PEOPLE["gender"]["female"], FEMALE),
    **dict.fromkeys(_PEOPLE["gender"]["male"], MALE),
}
_BY_NAME = {
    **dict.fromkeys(_PEOPLE["first_names"]["female"], FEMALE),
    **dict.fromkeys(_PEOPLE["first_names"]["male"], MALE),
}


@dataclass
class Member:
    """One person or body by its fullest name. `pronoun` is "he", "she" or empty where nothing tells."""

    name: str
    is_body: bool = False
    roles: set[str] = field(default_factory=set)

    @property
    def pronoun(self) -> str:
        """The pronoun the words beside the name, else its first name, ask for."""
        told = _pronoun_of(self.roles)
        return told or ("" if self.is_body else _BY_NAME.get(self.name.split()[0].lower(), ""))


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
        self.short_forms = acronyms(parse.text)
        self._organisations = organisations(parse)
        self._shed: dict[str, str] = {}
        self._firsts: dict[str, int] = {}
        self._members = {full: Member(full, is_body=True) for full in self.short_forms.values()}
        self._take(naming_phrases(self.text, attributions))
        persons = {name for name, member in self._members.items() if not member.is_body}
        self._take(described(self.text, persons, self.names))
        self._shed_descriptions()
        for name in sorted(self._members, key=len):
            fuller = self.fullest(name)
            if fuller != name:
                self._members[fuller].roles |= self._members[name].roles
        self._hear_honorifics()

    def _take(self, phrases: Iterable[str]) -> None:
        """Take in whom the phrases name, with the roles they state."""
        for phrase in phrases:
            found = named(phrase)
            shouted = found.name.isupper() and " " in found.name
            if shouted and found.name.title() not in self.text:
                continue
            if found.name and found.name not in self.short_forms:
                member = self._members.setdefault(found.name, Member(found.name, found.is_body))
                member.roles |= found.roles

    def _shed_descriptions(self) -> None:
        """Take the word off a name that only describes its bearer: "Furious Tasha Grice", "Burly Cliff"."""
        marked = {name.text for name in self.names}
        firsts = {name.split()[0] for name in self._members if " " in name}
        for name in [n for n, m in self._members.items() if " " in n and not m.is_body]:
            word, rest = name.split(maxsplit=1)
            alone = rest in firsts or is_first_name(rest.split()[0])
            alone = alone or (" " in rest and rest in marked)
            if alone and not is_first_name(word) and word not in self._inside_sentences:
                roles = self._members.pop(name).roles | {word.lower()}
                self._members.setdefault(rest, Member(rest)).roles |= roles
                self._shed[name] = rest

    def _hear_honorifics(self) -> None:
        """Let "Mr Straker" tell of the only Straker named before it that he is a he."""
        for match in _HONOURED.finditer(self.text):
            before = [
                self.member(name)
                for name in self._longer.get(match[2], ())
                if self.first_at(name) < match.start()
            ]
            if len(before) == 1 and not before[0].pronoun:
                before[0].roles.add(match[1].lower())

    @cached_property
    def _inside_sentences(self) -> frozenset[str]:
        """The capitalised words that stand elsewhere than at the beginning of a sentence."""
        return frozenset(
            word
            for match in RUN.finditer(self.text)
            for word in match.group().split()[
                bool(_OPENING.search(self.text[max(0, match.start() - 3) : match.start()])) :
            ]
        )

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

    def fullest(self, name: str, at: int | None = None, roles: Iterable[str] = ()) -> str:
        """Return the only longer name of the cast that this one shortens, else the name itself.

        A person answers to its first or last word, a body to its last words or to what stands before its "of".
        Where several do, roles ("mrs") decide, then at code point `at` who was named before it, and of those
        the one named first: so do newspapers call the one a story is about.
        """
        name = self._shed.get(name, name)
        longer = sorted(self._longer.get(name, set()) - {name}, key=self.first_at)
        if len(longer) < 2:
            return longer[0] if longer else name
        pronoun = _pronoun_of(roles)
        if PLAIN & set(roles):
            longer = [n for n in longer if not self.member(n).roles & KNIGHTLY] or longer
        fitting = [n for n in longer if self.member(n).pronoun == pronoun != ""]
        fitting = fitting or [n for n in longer if not pronoun or not self.member(n).pronoun]
        if len(fitting) == 1 and pronoun:
            return fitting[0]
        if at is None or not fitting or self.member(fitting[0]).is_body:
            return name
        before = [n for n in fitting if self.first_at(n) < at]
        if len(before) < 2:
            return before[0] if before else fitting[0]
        one, other = self.first_at(before[0]), self.first_at(before[1])
        return before[0] if "." in self.text[one:other] else name

    def first_at(self, name: str) -> int:
        """Return the code point where a name first stands, -1 where it does not."""
        if name not in self._firsts:
            self._firsts[name] = self.text.find(name)
        return self._firsts[name]

    def has(self, name: str) -> bool:
        """Return True for the name of a member."""
        return name in self._members

    def holds(self, role: str) -> bool:
        """Return True when some member has a role."""
        return any(one_role(held) == role for m in self._members.values() for held in m.roles)

    def is_shared(self, name: str) -> bool:
        """Return True for a short name that several members answer to."""
        return len(self._longer.get(name, set()) - {name}) > 1

    def pronoun_of(self, roles: Iterable[str]) -> str:
        """Return "he" or "she" where roles tell, else empty."""
        return _pronoun_of(roles)

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
        holders = self._holders.get(one_role(role), set())
        return next(iter(holders)) if len(holders) == 1 else ""

    def body(self, words: Sequence[str]) -> str:
        """Return the only body that "the civil protection service" or "the coastguard" can be short for, or ""."""
        phrase = " ".join(words[words[0] == "the" :])
        fitting = {
            self.fullest(name)
            for name, member in self._members.items()
            if member.is_body
            and (
                f" {name.lower()}".endswith(f" {phrase}")
                or f"{name.lower()} ".startswith(f"{phrase} ")
            )
        }
        return next(iter(fitting)) if len(fitting) == 1 else ""

    @cached_property
    def _holders(self) -> dict[str, set[str]]:
        """The fullest names of the members by role; spokesman, spokeswoman and spokesperson are one."""
        found: dict[str, set[str]] = {}
        for member in self._members.values():
            for role in member.roles:
                found.setdefault(one_role(role), set()).add(self.fullest(member.name))
        return found

    @cached_property
    def only_body(self) -> str:
        """Return the only firm named, else the only organisation that is no outlet, authority or unit; "" for several."""
        runs = (match.group() for match in RUN.finditer(self.text))
        firms = {named(run).name for run in runs if " " in run and run.split()[-1] in _FIRMS}
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

    def _answers(self, member: Member) -> bool:
        """Return True for a member that "he" or "she" can be: one word alone, without a role, may be anything."""
        return " " in member.name or bool(member.roles) or is_first_name(member.name)

    def member(self, name: str) -> Member:
        """Return the member of a name; a new one without roles where there is none."""
        return self._members.get(name, Member(name))

    @cached_property
    def appearances(self) -> tuple[Appearance, ...]:
        """Where persons are named, in order; a bare surname counts for the full name."""
        persons = {m.name for m in self._members.values() if not m.is_body and self._answers(m)}
        forms = {form for name in persons for form in (name, name.split()[0], name.split()[-1])}
        found = []
        for match in RUN.finditer(self.text):
            for start, form in forms_in(match, forms):
                name = self.fullest(form, start)
                if name in persons:
                    found.append(Appearance(start, start + len(form), name))
        return tuple(found)


def _pronoun_of(roles: Iterable[str]) -> str:
    """Return the pronoun that roles ask for: "wife" is a she; empty where they tell nothing or two things."""
    told = {_BY_ROLE[role] for role in roles if role in _BY_ROLE}
    return next(iter(told)) if len(told) == 1 else ""
