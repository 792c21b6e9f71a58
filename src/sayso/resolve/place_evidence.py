"""Whether a candidate names a place here: a table of features, each with its weight, added up.

A weight is in tenths of the sum that suffices (`ENOUGH`); the weights were set by hand and tried on the
open part of the LGL corpus, no text of which is contained.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from sayso.resolve.own_places import PlaceKind
from sayso.resolve.place_spans import WORDS, Candidate
from sayso.text import Parse, Token

ENOUGH = 10
OWNED_WITHIN = 3
LARGE_TOWN, SMALL_TOWN = 100_000, 5_000
_RELATION = {word: name for name, words in WORDS["relation"].items() for word in words}
_BETWEEN, _CIVIC = frozenset(WORDS["between"]), frozenset(WORDS["civic"])
_KIND_BEFORE = frozenset(WORDS["before_of"]["kind"])
_NEAR_BEFORE = frozenset(WORDS["before_of"]["near"])
_ANY_BEFORE = frozenset(word for words in WORDS["before_of"].values() for word in words)
_PERSON_BEFORE, _PERSON_AFTER = frozenset(WORDS["person_before"]), frozenset(WORDS["person_after"])
_ORGANISATION, _AREA = frozenset(WORDS["organisation"]), frozenset(WORDS["after"]["area"])
_AROUND, _TOWN = frozenset(WORDS["after"]["around"]), frozenset(WORDS["after"]["town"])
_STRONG, _VERBS = frozenset(WORDS["strong"]), frozenset(WORDS["verb"])
_DEEDS: dict[str, list[str]] = WORDS["deed"]
_NEWSPAPER = frozenset(WORDS["newspaper"])
_OWNED_BY_PLACES = frozenset(WORDS["before_of"]["only"])
_OWNED = frozenset(WORDS["owned"])
_LYING = frozenset({"above", "at", "near", "off", "outside"})
_MOVING = frozenset(WORDS["moving"]["verbs"])
_PATHS = frozenset({"from", "to", "toward", "towards", "into", "at", "off", "near"})
_ON_THE_WAY = _PATHS | frozenset(WORDS["moving"]["particles"]) | {"of", "the"}
_INSIDE = frozenset({"at", "in", "inside"})
_PARTIES = frozenset({"D", "R"})
_NUMBERS = frozenset({"CARDINAL", "DATE", "LANGUAGE", "MONEY", "ORDINAL", "PERCENT", "TIME"})


@dataclass(frozen=True)
class Context:
    """A candidate where it stands, with what the document says of its name elsewhere."""

    parse: Parse
    candidate: Candidate
    contained: bool
    container: bool
    surnames: frozenset[str]

    @property
    def unlisted(self) -> bool:
        """True when the gazetteer does not know the name."""
        return not (self.candidate.rows or self.candidate.feature or self.candidate.exact)

    @cached_property
    def first(self) -> Token:
        """The candidate's first token."""
        return self.parse.tokens[self.candidate.first]

    @cached_property
    def before(self) -> Token | None:
        """The token before it in its sentence."""
        return self._at(self.candidate.first - 1)

    @cached_property
    def after(self) -> Token | None:
        """The token after it in its sentence."""
        return self._at(self.candidate.end)

    @cached_property
    def entities(self) -> frozenset[str]:
        """The entity types of its tokens."""
        return frozenset(
            t.entity for t in self.parse.tokens[self.candidate.first : self.candidate.end]
        )

    @cached_property
    def preposition(self) -> str:
        """The preposition that leads to it past articles, compass words and "the village of"."""
        return leading_preposition(self.parse, self.candidate.first)[0]

    def _at(self, index: int) -> Token | None:
        if not 0 <= index < len(self.parse.tokens):
            return None
        token = self.parse.tokens[index]
        return token if token.sentence == self.first.sentence else None


def leading_preposition(parse: Parse, first: int) -> tuple[str, str]:
    """Return the preposition before a name and the word before its "of" or "from", lower case or ''.

    "the outskirts of northern Kursk" gives ("of", "outskirts"); "in downtown Sumy" gives ("in", "").
    """
    index, sentence = first - 1, parse.tokens[first].sentence
    while index >= 0 and parse.tokens[index].sentence == sentence:
        token = parse.tokens[index]
        if token.lower not in _BETWEEN | {"the", "-", "’s", "'s"}:
            break
        index -= 1
    if index < 0 or parse.tokens[index].sentence != sentence:
        return "", ""
    word = parse.tokens[index].lower
    if word == "of" and index and parse.tokens[index - 1].lower == "out":
        return "from", "out"
    noun = (
        parse.tokens[index - 1].lower
        if index and parse.tokens[index - 1].sentence == sentence
        else ""
    )
    if noun and (word in ("of", "from") or noun in _DEEDS.get(word, ())):
        return word, noun
    return (word, "") if word in _RELATION else ("", "")


def moved_to(parse: Parse, first: int) -> bool:
    """Return whether a verb of moving leads to the name at a token: "withdrew from", "pulled out of", "sent to"."""
    index = first - 1
    if leading_preposition(parse, first)[0] not in _PATHS:
        return False
    while index > 0 and parse.tokens[index].lower in _ON_THE_WAY:
        index -= 1
    token = parse.tokens[max(index, 0)]
    return token.sentence == parse.tokens[first].sentence and token.lemma in _MOVING


def _belongs(c: Context) -> bool:
    """What only a place has is said to be its: "the mayor of X", "residents of X"."""
    return belongs_to(c.parse, c.candidate.first)


def belongs_to(parse: Parse, first: int) -> bool:
    """Return whether a mayor, residents, streets and the like are said to be those of the name at a token."""
    preposition, noun = leading_preposition(parse, first)
    return preposition == "of" and noun in _OWNED_BY_PLACES


def _person_continues(c: Context) -> bool:
    """A capitalised word of the same person stands beside it."""
    if "PERSON" not in c.entities:
        return False
    sides = [t for t in (c.before, c.after) if t is not None and t.entity == "PERSON"]
    return any(t.text[0].isupper() and t.lower not in _CIVIC | _PERSON_BEFORE for t in sides)


def _kinds(c: Context) -> set[PlaceKind]:
    return {row.kind for row in c.candidate.rows if row.by_main_name}


def _people(c: Context) -> int:
    return max((row.population for row in c.candidate.rows), default=0)


def _is_capitalised(token: Token | None) -> bool:
    return token is not None and token.text[0].isupper()


def _lower(token: Token | None) -> str:
    return "" if token is None else token.lower


def _is_common_word(c: Context) -> bool:
    """A single word that the tagger takes for no name; in capitals its tag says little."""
    single = c.candidate.end - c.candidate.first == 1 and not c.first.text.isupper()
    return single and c.first.pos not in ("PROPN", "X", "")


def _is_seat(c: Context) -> bool:
    """The seat of a member of parliament: "R-Moorpark"."""
    seat = _lower(c.before) == "-" and c.candidate.first > 1
    return seat and c.parse.tokens[c.candidate.first - 2].text in _PARTIES


def _has_an_office(c: Context) -> bool:
    """A name that owns what only a place has: "Kursk's acting governor"."""
    if _lower(c.after) not in ("'s", "’s"):
        return False
    following = c.parse.tokens[c.candidate.end + 1 : c.candidate.end + 1 + OWNED_WITHIN]
    return any(token.lower in _OWNED for token in following)


def _is_dateline(c: Context) -> bool:
    """A name at the start of a line or sentence, followed by a dash: "KYIV, Ukraine —"."""
    if c.before is not None and c.before.text not in (".", "(", ")"):
        return False
    return _lower(c.after) in ("—", "–", "--") or (
        _lower(c.after) == "(" and c.candidate.name(c.parse).isupper()
    )


FEATURES: tuple[tuple[int, Callable[[Context], bool]], ...] = (
    (12, lambda c: "GPE" in c.entities),
    (8, lambda c: "LOC" in c.entities),
    (3, lambda c: "FAC" in c.entities),
    (-8, lambda c: "PERSON" in c.entities),
    (-15, lambda c: bool(c.entities & _NUMBERS)),
    (-3, lambda c: c.entities == {""}),
    (12, lambda c: c.candidate.exact),
    (14, lambda c: c.candidate.feature),
    (10, lambda c: PlaceKind.COUNTRY in _kinds(c) or PlaceKind.REGION in _kinds(c)),
    (8, lambda c: PlaceKind.ADMIN1 in _kinds(c)),
    (18, lambda c: c.candidate.kind_word in _AREA),
    (6, lambda c: c.candidate.kind_word in _AROUND | _TOWN),
    (12, lambda c: c.preposition in _RELATION and c.preposition != "to"),
    (5, lambda c: c.preposition in _STRONG),
    (12, lambda c: c.preposition in _DEEDS),
    (8, lambda c: moved_to(c.parse, c.candidate.first)),
    (6, lambda c: c.preposition in _LYING and "PERSON" in c.entities),
    (8, lambda c: c.unlisted and (c.preposition in _INSIDE or _belongs(c))),
    (15, lambda c: _lower(c.before) in _VERBS),
    (5, lambda c: c.preposition == "to" or _lower(c.before) == "for"),
    (3, lambda c: c.preposition == "of"),
    (14, lambda c: leading_preposition(c.parse, c.candidate.first)[1] in _KIND_BEFORE),
    (7, lambda c: leading_preposition(c.parse, c.candidate.first)[1] in _ANY_BEFORE),
    (6, lambda c: leading_preposition(c.parse, c.candidate.first)[1] in _NEAR_BEFORE),
    (6, lambda c: _lower(c.before) in _BETWEEN),
    (12, lambda c: _lower(c.before) in _KIND_BEFORE),
    (10, _is_seat),
    (10, _has_an_office),
    (18, lambda c: c.contained),
    (6, lambda c: c.container),
    (10, lambda c: _lower(c.after) in _CIVIC),
    (14, _is_dateline),
    (-14, _person_continues),
    (-12, lambda c: _lower(c.before) in _PERSON_BEFORE),
    (-10, lambda c: _lower(c.after) in _PERSON_AFTER and not c.preposition),
    (-8, lambda c: c.candidate.name(c.parse) in c.surnames),
    (
        -5,
        lambda c: _lower(c.after) in _ORGANISATION and _is_capitalised(c.after),
    ),
    (-14, lambda c: _lower(c.after) in _NEWSPAPER and _is_capitalised(c.after)),
    (-12, lambda c: _is_common_word(c) and c.before is None),
    (-6, lambda c: _is_common_word(c) and c.before is not None),
    (-3, lambda c: bool(c.candidate.rows) and not _kinds(c) and c.candidate.kind_word not in _AREA),
    (-3, lambda c: 0 < _people(c) < SMALL_TOWN),
    (3, lambda c: _people(c) >= LARGE_TOWN),
    (4, lambda c: _people(c) >= LARGE_TOWN and c.candidate.end - c.candidate.first > 1),
)


def place_evidence(context: Context) -> int:
    """Return the sum of the weights of the features that hold."""
    return sum(weight for weight, holds in FEATURES if holds(context))
