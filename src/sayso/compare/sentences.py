"""Labels two bare sentences, given as claims: contradict, agree or neutral.

Bare sentences come as a pair, so a time or place that only one of them gives is taken for both: that is
the one liberty this takes over `relate`, which never does.
"""

import re
from collections.abc import Mapping

from sayso.compare.aligned import Aligned, Order
from sayso.compare.facets import facets
from sayso.compare.pair_model import pair_model
from sayso.compare.pair_network import Verdict
from sayso.compare.slots import align
from sayso.model import Certainty, Claim, Observation, Slot, When
from sayso.text import load_lexicon

_LEXICON = load_lexicon("sayso.compare", "sentences.toml")["sentences"]
_NEGATORS = frozenset(_LEXICON["negators"])
_LIGHT = frozenset(_LEXICON["light"])
_OPPOSITES = frozenset(
    frozenset((a, b)) for left, right in _LEXICON["opposites"] for a in left for b in right
)
_WORD = re.compile(r"n['’]t\b|[^\W_]+")
_ENDINGS = re.compile(r"(?:ing|ed|es|s|ly|e)$")
ALIKE = 0.5
VERY_ALIKE = 0.8
CLASH, DENIAL, OPPOSITE, NOTHING = 0.8, 0.75, 0.7, 0.1
CALLED, CLASHING = 0.7, 0.3
CONTRADICT = "contradict"
_GATES = (Slot.ACTOR, Slot.PLACE, Slot.TIME, Slot.MEASURE)


def read_relation(verdict: Verdict, left: Claim, right: Claim) -> tuple[str, float]:
    """Return the label of two sentences by the pair model, and the probability that they contradict each other.

    It is called a contradiction from `CALLED` on, and where the slots clash from `CLASHING` on: five of six such are, on our pairs.
    """
    unknown = When.unknown()
    shares = pair_model().read(verdict, facets(left, unknown), facets(right, unknown))
    least = CLASHING if sentence_relation(left, right)[0] == CONTRADICT else CALLED
    if shares.contradict >= least:
        return CONTRADICT, shares.contradict
    return ("agree" if shares.agree > shares.neutral else "neutral"), shares.contradict


def sentence_relation(left: Claim, right: Claim) -> tuple[str, float]:
    """Return the label of two sentences by their slots, and how probable it is that they contradict (a prior, 0 to 1)."""
    unknown = When.unknown()
    rows = {row.slot: row for row in align(facets(left, unknown), facets(right, unknown))}
    if any(rows[slot].order is Order.APART for slot in _GATES) or _unsure(left, right, rows):
        return "neutral", NOTHING
    a, b = _stems(left), _stems(right)
    alike = len(a & b) / max(1, min(len(a), len(b)))
    against = _against(left, right, rows, alike)
    if against > NOTHING:
        return "contradict", against
    agree = alike >= VERY_ALIKE or _same(left, right, rows, alike)
    return ("agree" if agree else "neutral"), NOTHING


def _unsure(left: Claim, right: Claim, rows: Mapping[Slot, Aligned]) -> bool:
    possible = (left.certainty is Certainty.POSSIBLE) is not (right.certainty is Certainty.POSSIBLE)
    return possible or rows[Slot.MODALITY].order is Order.APART


def _same(left: Claim, right: Claim, rows: Mapping[Slot, Aligned], alike: float) -> bool:
    filled = rows[Slot.ACTOR].order is Order.SAME and rows[Slot.PREDICATE].order is Order.SAME
    observed = Observation.NONE not in (left.observation, right.observation)
    return rows[Slot.POLARITY].order is Order.SAME and filled and (observed or alike >= ALIKE)


def _against(left: Claim, right: Claim, rows: Mapping[Slot, Aligned], alike: float) -> float:
    """Return how probable a contradiction is by the first rule that finds one."""
    observed = Observation.NONE not in (left.observation, right.observation)
    polarity = rows[Slot.POLARITY].order
    if observed and polarity is Order.CLASHES and rows[Slot.ACTOR].order is not Order.UNKNOWN:
        return CLASH
    if alike < ALIKE:
        return NOTHING
    if rows[Slot.NUMBER].order is Order.CLASHES and rows[Slot.MEASURE].order is Order.SAME:
        return CLASH
    a, b = _words(left), _words(right)
    flips = (len(a & _NEGATORS) - len(b & _NEGATORS)) % 2 + _opposed(a, b)
    if flips % 2:
        return OPPOSITE if _opposed(a, b) else DENIAL
    return NOTHING


def _words(claim: Claim) -> frozenset[str]:
    return frozenset(_WORD.findall(claim.words.casefold().replace("’", "'")))


def _stems(claim: Claim) -> frozenset[str]:
    return frozenset(_stem(w) for w in _words(claim) if w not in _LIGHT and w not in _NEGATORS)


def _stem(word: str) -> str:
    return _ENDINGS.sub("", word) if len(word) > 4 else word


def _opposed(a: frozenset[str], b: frozenset[str]) -> int:
    """Return 1 where a word of the one only is the opposite of a word of the other only."""
    mine, theirs = ({_stem(word) for word in words} for words in (a - b, b - a))
    return int(any(frozenset((x, y)) in _OPPOSITES for x in mine for y in theirs))
