"""Whom a text speaks of, place by place: persons by name or by role, and those it leaves without a name."""

from bisect import bisect_left
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from operator import attrgetter
from typing import TYPE_CHECKING

from sayso.model import EntityKind
from sayso.resolve.offices import kind_of
from sayso.resolve.phrases import TITLES, one_role
from sayso.text import Parse, Token, load_lexicon

if TYPE_CHECKING:
    from sayso.resolve.cast import Appearance, Cast

LONGEST_PREPOSITION = 12
_WHERE = frozenset(
    ["around", "at", "below", "beside", "in", "inside", "near", "outside", "the", "throughout"]
)
_MASTHEADS = frozenset(load_lexicon("sayso.resolve", "place_words.toml")["newspaper"])
_INDEFINITE = frozenset(["a", "an", "another", "one"])
_SUBJECTS = frozenset(["nsubj", "nsubjpass"])


@dataclass(frozen=True, slots=True)
class Referent:
    """A person spoken of at code points [start, end); `name` is empty where the text gives none.

    `pronoun` is "he", "she" or empty where nothing tells.
    """

    start: int
    end: int
    name: str
    roles: frozenset[str]
    pronoun: str


class Referents:
    """The persons a text speaks of, in order; a role ("the brigadier") counts for whoever last had it."""

    def __init__(self, parse: Parse, cast: "Cast") -> None:
        self._parse, self._cast = parse, cast
        self.all: tuple[Referent, ...] = tuple(self._in_order())

    @cached_property
    def starts(self) -> list[int]:
        """Where each begins."""
        return [one.start for one in self.all]

    @cached_property
    def _by_role(self) -> dict[str, list[Referent]]:
        found: dict[str, list[Referent]] = {}
        for one in self.all:
            for role in one.roles:
                found.setdefault(role, []).append(one)
        return found

    def holder(
        self, role: str, at: int, passed_over: Callable[[Referent], bool]
    ) -> Referent | None:
        """Return the person with a role who was spoken of last before code point `at`, or None."""
        holders = self._by_role.get(one_role(role), [])
        before = holders[: bisect_left(holders, at, key=attrgetter("start"))]
        return next((one for one in reversed(before) if not passed_over(one)), None)

    def _in_order(self) -> Iterator[Referent]:
        """Yield names and unnamed persons, and between them the roles that lead back to one of them."""
        known = sorted((*self._named(), *self._unnamed()), key=lambda one: one.start)
        held: dict[str, Referent] = {}
        roles = iter(self._role_mentions())
        role = next(roles, None)
        for one in (*known, None):
            while role is not None and (one is None or role.start < one.start):
                last = held.get(one_role(role.lower))
                if last is not None and role.start >= last.end:
                    yield Referent(role.start, role.end, last.name, last.roles, last.pronoun)
                role = next(roles, None)
            if one is not None:
                held.update(dict.fromkeys(one.roles, one))
                yield one

    def _named(self) -> Iterator[Referent]:
        places = {one.name for one in self._cast.appearances if self._is_place(one)}
        for place in self._cast.appearances:
            member = self._cast.member(place.name)
            # "Around Lesnoy Brod", "told the Daily Lantern": neither is a he or a she.
            if not member.roles and (place.name in places or is_masthead(place.name)):
                continue
            roles = frozenset(one_role(role) for role in member.roles)
            yield Referent(place.start, place.end, place.name, roles, member.pronoun)

    def _is_place(self, place: "Appearance") -> bool:
        """Return whether a name stands where only a place or a paper can: right after "around", "at", "in" or "the"."""
        before = self._cast.text[max(0, place.start - LONGEST_PREPOSITION) : place.start]
        words = before.split()
        return before.endswith(" ") and bool(words) and words[-1].lower() in _WHERE

    def _unnamed(self) -> Iterator[Referent]:
        """Yield each single person who does or says something and gets no name: "A nurse at one clinic said"."""
        for token in self._parse.tokens:
            if token.dep not in _SUBJECTS or token.tag != "NN" or not _is_person(token):
                continue
            before = [self._parse.tokens[i] for i in self._parse.children[token.index]]
            first = next(
                (t for t in before if t.lower in _INDEFINITE and t.index < token.index), None
            )
            if first is not None and not any(t.dep == "appos" and t.pos == "PROPN" for t in before):
                roles = frozenset([one_role(token.lower)])
                yield Referent(first.start, token.end, "", roles, self._cast.pronoun_of(roles))

    def _role_mentions(self) -> Iterator[Token]:
        """Yield the last word of each "the brigadier", "the mission's head"."""
        tokens = self._parse.tokens
        for token in tokens:
            if (token.tag == "NN" or token.text.isupper()) and _is_person(token):
                before = tokens[max(0, token.index - 3) : token.index]
                after = tokens[token.index + 1] if token.index + 1 < len(tokens) else None
                passes = after is not None and (after.tag.startswith("NNP") or after.tag == "POS")
                if not passes and any(t.lower == "the" for t in before):
                    yield token


def _is_person(token: Token) -> bool:
    word = one_role(token.lower)
    return word in TITLES or kind_of(word) is EntityKind.PERSON


def is_masthead(name: str) -> bool:
    """Return whether a name is shaped like a newspaper's: "Daily Lantern", "Harbour Post"."""
    words = name.lower().split()
    return len(words) > 1 and not _MASTHEADS.isdisjoint((words[0], words[-1]))
