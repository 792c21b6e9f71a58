"""Which numbers are quantities at all: not ordinals, scores, ages, pronouns or parts of names."""

import re

from sayso.claim.bounding import UNIT, WORDS
from sayso.claim.counted import counts_people
from sayso.claim.meaning import VOCABULARY
from sayso.claim.numerals import Numeral
from sayso.text import Parse, Token

_LABELS = frozenset(WORDS["labels"]["nouns"])
_AGES = frozenset(WORDS["ages"]["words"])
_ORDINAL = re.compile(r"(?:st|nd|rd|th)\b|[:.,/]\d|'\d")
_SCORE = re.compile(r"(\d{1,2})[-–](\d{1,2})(?!\d|[,.]\d|%|\s?(?:percent|per cent))")
_NOT_ONE = frozenset(
    ["no", "the", "this", "that", "another", "any", "every", "each", "which", "some", "a"]
)
_CALENDAR = frozenset([*VOCABULARY["months"], *VOCABULARY["weekdays"]])
MOST_LABEL = 1000


def stands_alone(text: str, parse: Parse, numeral: Numeral) -> bool:
    """Return True unless the number is an ordinal, a score, an age, a pronoun or part of a name."""
    tokens = parse.between(numeral.start, numeral.end)
    if not tokens:
        return False
    united = bool(numeral.currency or UNIT.match(text, numeral.end))
    if numeral.kind == "digits" and not _is_whole(text, numeral, united):
        return False
    if numeral.sign == "-" and not united:
        return False
    sentence = parse.sentence_of(tokens.start)
    before = parse.tokens[tokens.start - 1] if tokens.start > sentence.start else None
    after = parse.tokens[tokens.stop] if tokens.stop < sentence.stop else None
    if (
        before is not None
        and (before.lower in _AGES or _in_apposition(parse, before, after))
        and not united
    ):
        return False
    return not _is_name(parse, numeral, before, after, united)


def _is_whole(text: str, numeral: Numeral, united: bool) -> bool:
    """Return True for digits that stand alone: no ordinal, score, fraction of a code or clock time."""
    before, after = (
        text[max(0, numeral.start - 1) : numeral.start],
        text[numeral.end : numeral.end + 12],
    )
    if _ORDINAL.match(after) or (before in ("#", "№") and not united):
        return False
    if after[:1].isalnum() and not united:
        return False
    digits = text[numeral.start : numeral.end]
    if digits[:1] == "0" and digits.isdigit() and len(digits) > 1:
        return False
    score = _SCORE.match(text, numeral.start)
    return score is None or int(score[1]) < int(score[2])


def _in_apposition(parse: Parse, before: Token, after: Token | None) -> bool:
    """Return True for an age between commas after a name ("Hai, 43, said")."""
    if before.text != "," or after is None or after.text != "," or before.index == 0:
        return False
    name = parse.tokens[before.index - 1]
    return name.pos == "PROPN" or (not name.pos and name.text[:1].isupper())


def _is_name(
    parse: Parse, numeral: Numeral, before: Token | None, after: Token | None, united: bool
) -> bool:
    """Return True for a pronoun ("no one") or a number that belongs to a name ("iPhone 12 Mini")."""
    if numeral.kind == "words" and parse.text[numeral.start : numeral.end].lower() == "one":
        return not united and _is_pronoun(before, after)
    if numeral.kind != "digits" or before is None or numeral.currency or numeral.sign:
        return False
    if before.lower in _LABELS and (not united or numeral.best < MOST_LABEL):
        return not (after is not None and after.tag == "NNS")
    if united or numeral.scale > 1:
        return False
    named = before.pos == "PROPN" or (
        not parse.has_syntax
        and before.text[:1].isupper()
        and before.index > parse.sentence_of(before.index).start
    )
    if not named or before.lower in _CALENDAR or before.lower.endswith("."):
        return False
    thing = after is not None and (
        after.pos in ("NOUN", "ADJ") or after.tag == "VBN" or not after.pos
    )
    return not thing or (numeral.best < MOST_LABEL and not counts_people(parse, after))


def _is_pronoun(before: Token | None, after: Token | None) -> bool:
    if before is not None and before.lower in _NOT_ONE:
        return True
    if after is None or after.lower in ("another", "day", "'s", "’s"):
        return True
    return not (after.lower in ("of", "or", "per", "to") or after.tag[:1] in ("N", "J", ""))
