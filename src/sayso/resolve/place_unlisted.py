"""Names of places that no gazetteer lists: what the syntax alone makes a place, and every other mention of it in the report."""

from sayso.resolve.gazetteer import Gazetteer
from sayso.resolve.place_evidence import belongs_to, leading_preposition, moved_to
from sayso.resolve.place_spans import WORDS, Candidate
from sayso.text import Parse, Token

LONGEST_UNKNOWN, LONGEST_STRANGE = 3, 2
_LOCAL = frozenset({"in", "near", "from", "outside", *WORDS["deed"]})
_HERE = frozenset({"around", "near", "outside"})
_BESIDE = frozenset(WORDS["before_of"]["near"])
_WAYS = frozenset({"highway", "interstate", "route"})
_SETTLED = frozenset(WORDS["before_of"]["kind"]) - {"capital", "community", "state"}
_BODIES = frozenset(WORDS["organisation"]) | frozenset(WORDS["newspaper"])
_LEADS_ON = frozenset({"the", "-", "(", "a", "an"})
_GOES_ON = frozenset({"-", "'s", "’s"})
_NEVER = frozenset(WORDS["never"])
_MISTAKEN = frozenset({"", "GPE", "LOC", "FAC", "ORG", "PERSON"})


def with_unlisted(parse: Parse, gazetteer: Gazetteer, known: list[Candidate]) -> list[Candidate]:
    """Return the candidates with the proper names that only the syntax makes places: "the village of X".

    A name that is nearly always something else ("Reading") is looked up once the syntax speaks for it.
    """
    taken = {index for candidate in known for index in range(candidate.first, candidate.end)}
    extra, index = [], 0
    while index < len(parse.tokens):
        end = _proper_end(parse, index, taken)
        if end > index and _made_a_place(parse, index, end):
            text = parse.text[parse.tokens[index].start : parse.tokens[end - 1].end]
            extra.append(Candidate(index, end, gazetteer.lookup(text)))
        index = max(end, index + 1)
    return _with_repeated(parse, sorted((*known, *extra), key=lambda c: c.first))


def _with_repeated(parse: Parse, known: list[Candidate]) -> list[Candidate]:
    """Return the candidates with every other mention of a name that only the syntax made a place: "Ostry" once "in Ostry" was said."""
    names = {c.name(parse) for c in known if not c.rows and not c.feature and not c.exact}
    names -= surnames_of(parse)
    taken = {index for c in known for index in range(c.first, c.end)}
    extra, index = [], 0
    while index < len(parse.tokens):
        end = _proper_end(parse, index, taken)
        if end > index and _stands_alone(parse, index, end):
            one = Candidate(index, end, ())
            extra += [one] if one.name(parse) in names else []
        index = max(end, index + 1)
    return sorted((*known, *extra), key=lambda candidate: candidate.first)


def _proper_end(parse: Parse, index: int, taken: set[int]) -> int:
    first = parse.tokens[index]
    end = index
    while end < len(parse.tokens) and end not in taken:
        token = parse.tokens[end]
        named = token.pos == "PROPN" or (token.pos == "NOUN" and end == index and _led(parse, end))
        if not named or not token.text[0].isupper() or token.sentence != first.sentence:
            break
        end += 1
    return end


def _led(parse: Parse, at: int) -> bool:
    """Return True right after a preposition: a capital there makes a name even of what the tagger takes for a noun."""
    before = parse.tokens[at - 1] if at else None
    return before is not None and before.pos == "ADP" and before.text.islower()


def _made_a_place(parse: Parse, first: int, end: int) -> bool:
    preposition, noun = leading_preposition(parse, first)
    if preposition == "of" and not belongs_to(parse, first):
        return noun in _SETTLED or (noun in _BESIDE and parse.tokens[first].lower not in _WAYS)
    entities = {token.entity for token in parse.tokens[first:end]}
    if (
        preposition in _HERE
        and end - first <= LONGEST_UNKNOWN
        and parse.tokens[first - 1].lower != "the"
    ):
        return not any(t.lower in _BODIES for t in parse.tokens[first:end])
    if preposition in _LOCAL and entities <= {"GPE", "LOC"}:
        return True
    return entities <= _MISTAKEN and _as_places_stand(parse, first, end)


def _as_places_stand(parse: Parse, first: int, end: int) -> bool:
    """Return True for "withdrew from X" and "in X", where X is a word or two as names of places are written: no "NATO", no "the Senate"."""
    words = parse.tokens[first:end]
    written = all(t.text[1:].islower() and t.lower not in _BODIES | _NEVER for t in words)
    alone = end - first <= LONGEST_STRANGE and _stands_alone(parse, first, end)
    inside = leading_preposition(parse, first)[0] in ("at", "in", "inside")
    return written and alone and (inside or belongs_to(parse, first) or moved_to(parse, first))


def _leads_on(before: Token) -> bool:
    return before.lower in _LEADS_ON or (before.text[0].isupper() and before.pos == "PROPN")


def _stands_alone(parse: Parse, first: int, end: int) -> bool:
    """Return True for a name that is no part of a longer one: no capital or number stands beside it, no "the", no hyphen, no genitive."""
    before = parse.tokens[first - 1] if first else None
    after = parse.tokens[end] if end < len(parse.tokens) else None
    sentence = parse.tokens[first].sentence
    if before is not None and before.sentence == sentence and _leads_on(before):
        return False
    if after is None or after.sentence != sentence:
        return True
    return not (after.text[0].isupper() or after.text[0].isdigit() or after.text in _GOES_ON)


def surnames_of(parse: Parse) -> frozenset[str]:
    """Return the last words of persons' names of two or more words."""
    tokens = parse.tokens
    named = [_is_personal(token) for token in tokens] + [False]
    return frozenset(
        token.text
        for token in tokens[1:]
        if named[token.index] and named[token.index - 1] and not named[token.index + 1]
    )


def _is_personal(token: Token) -> bool:
    return token.entity == "PERSON" and token.text[0].isupper()
