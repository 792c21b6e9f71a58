"""Answers that a claim contains: all the words of the answer that tell it from its rivals stand in one clause of the claim, in the same parts.

Who acts in the answer must be who acts in the clause, and what is said of him must be said there, or a state that excludes it ("dead", "alive").
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from sayso.compare.concepts import LIGHT, Concept, concept, concepts, is_state, rivals
from sayso.compare.deeds import Deed, deeds
from sayso.compare.standins import (
    BODIES,
    POINTED,
    SPOKEN,
    Report,
    StandIn,
    Topic,
    speaking,
    stand_ins,
)
from sayso.model import Claim
from sayso.text import Parse, load_lexicon

_PROBABILITY: Mapping[str, float] = load_lexicon("sayso.compare", "states.toml")["probability"]
_UNTRUE = frozenset(load_lexicon("sayso.compare", "states.toml")["words"]["untrue"])
NAMED, RIVAL = "named", "rival"
_RANK = (NAMED, SPOKEN, POINTED, RIVAL)
_PLACING = frozenset(load_lexicon("sayso.compare", "states.toml")["words"]["placing"])
_COMPLEMENTS = frozenset(
    {"acomp", "attr", "oprd", "pobj", "conj", "advmod", "xcomp", "amod", "dobj"}
)
_LOOSE = frozenset({"amod", "compound", "advmod", "nummod", "npadvmod", "appos", "nmod"})
_PARTS_OF_NAMES = frozenset({"poss", "compound", "nmod", "amod", "npadvmod"})
_UNNAMED = frozenset({"he", "she", "it", "they"})


@dataclass(frozen=True)
class Wanted:
    """What an answer says: who, and what of him; `own` are the words that its rivals lack."""

    text: str
    who: tuple[Concept, ...]
    head: Concept | None
    needed: tuple[tuple[Concept, str], ...]
    main: Concept | None
    placed: bool
    passive: bool
    own: tuple[Concept, ...]
    denied: bool


@dataclass(frozen=True)
class Contained:
    """An answer by its number, whether it is denied, how it was found, and the words that say it."""

    answer: int
    denied: bool
    how: str
    words: str

    @property
    def probability(self) -> float:
        """How probable it is that such a reading is right."""
        return _PROBABILITY[self.how]


@dataclass
class _Match:
    how: str = NAMED
    remarks: list[str] = field(default_factory=list)
    turned: bool = False

    def by(self, how: str, remark: str = "") -> None:
        self.how = max(self.how, how, key=_RANK.index)
        if remark and remark not in self.remarks:
            self.remarks.append(remark)


def wanted(parses: Sequence[Parse], topic: Topic) -> list[Wanted | None]:
    """Return what each answer says; None for one that is no plain statement."""
    told = [_main(parse) for parse in parses]
    words = [frozenset(concepts(p, list(range(len(p.tokens)))).values()) for p in parses]
    found: list[Wanted | None] = []
    for number, (parse, deed) in enumerate(zip(parses, told, strict=True)):
        rival = frozenset[Concept]().union(*(w for n, w in enumerate(words) if n != number))
        found.append(_wanted(parse, deed, rival, topic) if deed else None)
    return found


def _main(parse: Parse) -> Deed | None:
    """Return the clause of an answer that says most; None where one of its words is no statement."""
    found = deeds(parse)
    return max(found, key=lambda d: len(concepts(parse, [*d.who, *d.rest])), default=None)


def _wanted(parse: Parse, deed: Deed, rival: frozenset[Concept], topic: Topic) -> Wanted | None:
    who = concepts(parse, list(deed.who))
    heads = [i for i in deed.who if parse.tokens[i].head not in deed.who]
    unnamed = not deed.who or (heads and parse.tokens[heads[0]].lower in _UNNAMED)
    names = tuple(Concept(word, name=True) for word in sorted(topic.name))
    acting = names if unnamed and topic.name else tuple(who.values())
    rest = concepts(
        parse,
        [
            i
            for i in deed.rest
            if parse.tokens[i].lower not in LIGHT or parse.tokens[i].pos == "PROPN"
        ],
    )
    if not rest or not acting:
        return None
    own = tuple(one for one in (*who.values(), *rest.values()) if one not in rival)
    telling = any(one in own for one in rest.values())
    needed = tuple(
        (one, "name" if _stands_alone(parse, i) else "part")
        for i, one in rest.items()
        if one in own or not (_loose(parse, deed, i) or (telling and is_state(one)))
    )
    head = who.get(heads[0]) if heads and not unnamed else None
    text = parse.text.strip().rstrip(".")
    placed = parse.tokens[deed.verb].lemma.casefold() in LIGHT
    main = None if placed else rest.get(deed.verb)
    return (
        Wanted(text, acting, head, needed, main, placed, deed.passive, own, deed.denied)
        if needed
        else None
    )


def _stands_alone(parse: Parse, index: int) -> bool:
    return parse.tokens[index].dep not in _PARTS_OF_NAMES


def _loose(parse: Parse, deed: Deed, index: int) -> bool:
    """Return whether a word that rivals have too may be wanting: what tells more of another, and where it was."""
    token = parse.tokens[index]
    if token.dep in _LOOSE:
        return True
    verb = parse.tokens[deed.verb]
    return token.dep == "pobj" and verb.lemma.casefold() not in LIGHT


def contained(
    claim: Claim,
    parse: Parse,
    answers: Sequence[Wanted | None],
    topic: Topic,
    report: Report,
    offset: int,
    *,
    disowned: bool = False,
) -> Contained | None:
    """Return the answer that a claim contains, what is said before what is denied; None where it contains none, or two rivals.

    `offset` is where the claim begins in the report; `disowned` is one that is denied by how it is put ("he denied that").
    """
    stands = stand_ins(claim, parse, topic, report, offset)
    if any(token.lemma.casefold() in _UNTRUE for token in parse.tokens) and disowned:
        return None
    found = [
        one
        for deed in deeds(parse, disowned=disowned)
        for number, answer in enumerate(answers)
        if answer is not None
        and (one := _says(claim, parse, deed, answer, number, stands)) is not None
    ]
    said = [one for one in found if not one.denied]
    if len({one.answer for one in said}) > 1:
        return None
    if any(one.denied and one.answer == said[0].answer for one in found) if said else False:
        return None
    return max(said or found, key=lambda one: one.probability, default=None)


def _says(
    claim: Claim,
    parse: Parse,
    deed: Deed,
    answer: Wanted,
    number: int,
    stands: Mapping[int, StandIn],
) -> Contained | None:
    """Return what one clause says of one answer."""
    match = _Match()
    if not _acts(claim, parse, deed, answer, stands, match):
        return None
    if not _done(parse, deed, answer, stands, match):
        return None
    denied = (deed.denied is not answer.denied) is not match.turned
    tokens = sorted({*deed.who, *deed.rest})
    words = parse.text[parse.tokens[tokens[0]].start : parse.tokens[tokens[-1]].end]
    verb = "denies" if denied else "says"
    reason = f"“{words.strip()}” {verb} “{answer.text}”"
    return Contained(number, denied, match.how, "; ".join((reason, *match.remarks)))


def _acts(
    claim: Claim,
    parse: Parse,
    deed: Deed,
    answer: Wanted,
    stands: Mapping[int, StandIn],
    match: _Match,
) -> bool:
    """Return whether who acts in the answer acts in the clause."""
    own = [one for one in answer.who if one in answer.own]
    names = [one for one in answer.who if one.name][-1:] if answer.head else list(answer.who)
    choices = [own] if own else [[one] for one in (answer.head, *names) if one]
    if not deed.who:
        speaker = speaking(claim) if parse.tokens[deed.verb].tag == "VBG" else None
        return bool(speaker) and any(_given(needed, {}, [speaker], match) for needed in choices)
    heads = [i for i in deed.who if parse.tokens[i].head not in deed.who]
    if not heads or not _heads(parse, heads[0], answer, stands):
        return False
    here = concepts(parse, list(deed.who))
    standing = [stands[i] for i in deed.who if i in stands]
    if answer.head and not own and _titled(parse, heads[0], answer):
        match.by(POINTED, f"it speaks of {answer.text}")
        return True
    return any(_given(needed, here, standing, match) for needed in choices)


def _titled(parse: Parse, head: int, answer: Wanted) -> bool:
    """Return whether a noun phrase is "the captain" alone, where the answer speaks of Captain Lund."""
    children = [parse.tokens[i] for i in parse.children[head]]
    alone = [t.lower for t in children] == ["the"]
    mine = concept(parse, head)
    return alone and mine is not None and any(mine.same(one) for one in answer.who)


def _heads(parse: Parse, head: int, answer: Wanted, stands: Mapping[int, StandIn]) -> bool:
    """Return whether a noun phrase is headed by a word of the answer's, by one that stands for it, or by one of its people."""
    if head in stands:
        return True
    mine = concept(parse, head)
    if mine is None:
        return False
    beside = [concept(parse, i) for i in parse.children[head] if parse.tokens[i].dep == "appos"]
    if any(one is not None and any(one.same(w) for w in answer.who) for one in (mine, *beside)):
        return True
    return parse.tokens[head].lemma.casefold() in BODIES and any(w.name for w in answer.who)


def _given(
    needed: Sequence[Concept],
    here: Mapping[int, Concept],
    standing: Sequence[StandIn | None],
    match: _Match,
) -> bool:
    """Return whether all that is needed is named, or is stood for."""
    for want in needed:
        if any(want.same(one) for one in here.values()):
            continue
        by = next((s for s in standing if s and any(want.same(one) for one in s.words)), None)
        if by is None:
            return False
        match.by(
            by.how,
            f"the one who speaks is {by.whom}" if by.how == SPOKEN else f"it speaks of {by.whom}",
        )
    return True


def _done(
    parse: Parse, deed: Deed, answer: Wanted, stands: Mapping[int, StandIn], match: _Match
) -> bool:
    """Return whether the clause says of whom it speaks what the answer says, or a state that excludes it."""
    here = concepts(parse, list(deed.rest))
    for want, part in answer.needed:
        if any(
            want.same(one) and _fits(parse, deed, answer, want, part, i) for i, one in here.items()
        ):
            continue
        by = next(
            (
                stands[i]
                for i in deed.rest
                if i in stands and any(want.same(w) for w in stands[i].words)
            ),
            None,
        )
        if by is not None:
            match.by(by.how, f"it speaks of {by.whom}")
            continue
        rival = next(
            (
                one
                for i, one in here.items()
                if (want.word, one.word) in rivals() and _fits(parse, deed, answer, want, part, i)
            ),
            None,
        )
        if rival is None or match.turned:
            return False
        if (deed.denied or answer.denied) and not rivals()[want.word, rival.word]:
            return False
        match.turned = True
        match.by(RIVAL, f"who is “{rival.word}” is not “{want.word}”")
    return True


def _fits(parse: Parse, deed: Deed, answer: Wanted, want: Concept, part: str, index: int) -> bool:
    """Return whether a word of the clause stands where the answer has it: its verb as the verb, its state as what somebody is said to be."""
    verb = parse.tokens[deed.verb].lemma.casefold()
    loose = verb in LIGHT or verb in _PLACING
    if want == answer.main:
        if deed.passive is not answer.passive and not is_state(want):
            return False
        return index == deed.verb or (verb in LIGHT and parse.tokens[index].dep in _COMPLEMENTS)
    if answer.placed:
        return index == deed.verb or (loose and _stands_alone(parse, index))
    return part == "part" or _stands_alone(parse, index)
