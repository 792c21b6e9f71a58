"""Whom the words of a claim stand for: "we" and "his own men" for the speaker and his body, "she", "my sister", "the ship" for whom the question is about.

A pronoun or a description is led to whom the question is about only where the report has named that one, and nobody else since.
"""

import re
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from sayso.compare.concepts import PRONOUNS, SPEAKING, Concept, concept
from sayso.model import Claim, EntityKind, QuoteKind
from sayso.text import Parse, load_lexicon

_WORDS = load_lexicon("sayso.compare", "states.toml")["words"]
BODIES, _KIN, _DAYS = (frozenset(_WORDS[name]) for name in ("bodies", "kin", "days"))
_OWN, _THEIRS = frozenset({"my", "our"}), frozenset({"his", "her", "its", "their"})
_WORD = re.compile(r"[^\W\d_]+")
_NAME = re.compile(r"(?<=[^\W\d_,;] )[A-Z][^\W\d_]+|(?<=[,;] )[A-Z][^\W\d_]+")
_PAIR = re.compile(r"\b([A-Z][^\W\d_]+) ([A-Z][^\W\d_]+)")
_PLACED = re.compile(
    r"\b(?:in|off|at|near|on|outside) (?:the |Port |the \w+ of )?((?:[A-Z][^\W\d_]+ ?){1,3})"
)
SPOKEN, POINTED = "spoken", "pointed"


@dataclass(frozen=True)
class Topic:
    """Whom a question is about: the words of its name, and the nouns that say what it is ("ferry", "editor")."""

    name: frozenset[str]
    nouns: frozenset[str]


@dataclass(frozen=True)
class StandIn:
    """A token of a claim that stands for others: `words` are what it stands for, `how` is by speaking of oneself or by pointing."""

    words: tuple[Concept, ...]
    how: str
    whom: str


class Report:
    """The text of a report, asked for whom it named last."""

    def __init__(self, text: str) -> None:
        self.text = text

    @cached_property
    def _names(self) -> frozenset[str]:
        """The words that are names: written with a capital within a sentence, or two together."""
        found = {match.group() for match in _NAME.finditer(self.text)}
        for match in _PAIR.finditer(self.text):
            found |= set(match.groups())
        return frozenset(word.casefold() for word in found)

    def named_last(self, name: frozenset[str], at: int, but: frozenset[str]) -> bool:
        """Return whether a name was given before a code point, and no other since, but for words in `but`."""
        words = [(m.start(), m.group()) for m in _WORD.finditer(self.text[:at])]
        last = max((n for n, (_, word) in enumerate(words) if word.casefold() in name), default=-1)
        if last < 0:
            return False
        later = words[last + 1 :]
        since = {w.casefold() for _, w in later if w[:1].isupper()} - but - name - _DAYS
        since -= {w.casefold() for w in _PLACED.findall(self.text) for w in w.split()}
        return not since & self._names

    def calls(self, name: frozenset[str], noun: str) -> bool:
        """Return whether the report puts a noun beside the name: "the ferry Saint Odile", "Saint Odile, a passenger ferry"."""
        names = "|".join(sorted(map(re.escape, name)))
        before = rf"\b{re.escape(noun)},? (?:(?:the|[A-Z]\w+) ){{0,2}}(?:{names})\b"
        after = rf"\b(?:{names}), (?:an?|the) (?:\w+ ){{0,2}}{re.escape(noun)}\b"
        return bool(re.search(f"{before}|{after}", self.text, re.IGNORECASE))


def topic_of(answers: list[Parse], question: str, actor: str) -> Topic:
    """Return whom the question is about: its actor, else the name that all answers and the question share."""
    names = [_names(parse) for parse in answers]
    shared = frozenset.intersection(*names) if names else frozenset[str]()
    asked = frozenset(word.casefold() for word in _WORD.findall(question))
    whose = frozenset(w.casefold() for w in _WORD.findall(actor) if w[:1].isupper())
    name = whose or shared or frozenset().union(*names) & asked if names else frozenset[str]()
    return Topic(frozenset(name), _nouns_beside(question, name))


def _names(parse: Parse) -> frozenset[str]:
    return frozenset(
        t.text.casefold().removesuffix("'s")
        for t in parse.tokens
        if t.pos == "PROPN" and t.text[:1].isupper()
    )


def _nouns_beside(question: str, name: frozenset[str]) -> frozenset[str]:
    """Return the word before the name in a question: "the editor Mara Quill"."""
    words = _WORD.findall(question)
    pairs = pairwise(words)
    return frozenset(
        a.casefold() for a, b in pairs if b.casefold() in name and a.casefold() not in name
    )


def stand_ins(
    claim: Claim, parse: Parse, topic: Topic, report: Report, offset: int
) -> dict[int, StandIn]:
    """Return by token of a claim's own parse whom it stands for; `offset` is where the claim begins in the report."""
    found: dict[int, StandIn] = {}
    for token in parse.tokens:
        one = _of_speaker(claim, parse, token.index) or _of_topic(
            claim, parse, token.index, topic, report, offset
        )
        if one is not None:
            found[token.index] = one
    return found


def speaking(claim: Claim) -> StandIn | None:
    """Return what the speaker stands for: his name, his office and his body."""
    speaker = claim.speaker
    if not speaker.known:
        return None
    told = ", ".join(filter(None, (speaker.name, speaker.role, speaker.affiliation)))
    texts = (told, *(span.quote for span in claim.attribution.source))
    words = sorted({word for text in texts for word in _WORD.findall(text)})
    return StandIn(tuple(_as_concept(word) for word in words), SPOKEN, told)


def _as_concept(word: str) -> Concept:
    return Concept(_singular(word.casefold()), word[:1].isupper())


def _singular(word: str) -> str:
    return word.removesuffix("s") if len(word) > 4 and not word.endswith("ss") else word


def _of_speaker(claim: Claim, parse: Parse, index: int) -> StandIn | None:
    token = parse.tokens[index]
    if token.lower in SPEAKING:
        return speaking(claim)
    if token.lemma.casefold() not in BODIES:
        return None
    holders = {parse.tokens[i].lower for i in parse.children[index]}
    reported = claim.attribution.quote is not QuoteKind.DIRECT
    if holders & _OWN or (reported and holders & _THEIRS):
        return speaking(claim)
    return None


def _of_topic(
    claim: Claim, parse: Parse, index: int, topic: Topic, report: Report, offset: int
) -> StandIn | None:
    if not topic.name or not _points(claim, parse, index, topic, report):
        return None
    speaker = claim.speaker
    own = " ".join((speaker.name, speaker.role, speaker.affiliation, *speaker.chain))
    but = frozenset(word.casefold() for word in _WORD.findall(own)) | frozenset(
        word.casefold() for span in claim.attribution.source for word in _WORD.findall(span.quote)
    )
    if (
        topic.name & frozenset(w.casefold() for w in _WORD.findall(speaker.name))
        and speaker.kind is EntityKind.PERSON
    ):
        kin = parse.tokens[index].lemma.casefold() in _KIN
        if not kin:
            return None
    if not report.named_last(topic.name, offset, but - topic.name):
        return None
    words = (*(Concept(word, name=True) for word in sorted(topic.name)),)
    return StandIn(words, POINTED, " ".join(sorted(topic.name)))


def _points(claim: Claim, parse: Parse, index: int, topic: Topic, report: Report) -> bool:
    """Return whether a token may point at whom the question is about: a pronoun, kin of the speaker, or what the report calls it."""
    token = parse.tokens[index]
    person = claim.speaker.known and claim.speaker.kind is EntityKind.PERSON
    direct = claim.attribution.quote is QuoteKind.DIRECT
    if token.lower in PRONOUNS and token.dep != "poss":
        return (direct or not person or token.lower == "it") and token.lower not in ("they", "them")
    children = {parse.tokens[i].lower for i in parse.children[index]}
    lemma = token.lemma.casefold()
    if lemma in _KIN:
        return bool(children & (_OWN | _THEIRS))
    if (
        token.pos not in ("NOUN", "PROPN")
        or children & {"a", "an", "another", "other", "no"}
        or "the" not in children
    ):
        return False
    if any(
        parse.tokens[i].dep in ("compound", "amod", "appos", "prep", "poss")
        for i in parse.children[index]
    ):
        return False
    mine = concept(parse, index)
    called = [lemma, *(n for n in _kinds_beside(report, topic.name))]
    if lemma in topic.nouns or report.calls(topic.name, lemma):
        return True
    return mine is not None and any(
        mine.word == _state_of(noun) for noun in (*called[1:], *topic.nouns)
    )


def _kinds_beside(report: Report, name: frozenset[str]) -> list[str]:
    """Return the nouns that the report puts beside the name."""
    words = load_lexicon("sayso.compare", "states.toml")["who"]
    return [noun for nouns in words.values() for noun in nouns if report.calls(name, noun)]


def _state_of(noun: str) -> str:
    table = load_lexicon("sayso.compare", "states.toml")["who"]
    return next((state for state, nouns in table.items() if noun in nouns), noun)
