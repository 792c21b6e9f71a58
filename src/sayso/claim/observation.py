"""What a claim says of presence: seen, not seen, said to be there, said to be gone, or none of these."""

from itertools import pairwise

from sayso.claim.modality import denied, negated
from sayso.claim.part import Part
from sayso.claim.unobserved import NOBODY, observes_nothing
from sayso.model import Observation, Tense
from sayso.text import Token, load_lexicon

_WORDS = load_lexicon("sayso.claim", "presence.toml")
_SEEING = frozenset(_WORDS["seeing"]["verbs"])
_SEEING_PHRASES = tuple(tuple(p.split()) for p in _WORDS["seeing"]["phrases"])
_SUFFERED = frozenset(_WORDS["seeing"]["suffered"])
_SIGHTINGS = frozenset(_WORDS["seeing"]["nouns"])
_NEGATORS = frozenset(_WORDS["seeing"]["negators"])
_ABSENCE = frozenset(_WORDS["absence"]["words"])
_ABSENCE_PHRASES = tuple(tuple(p.split()) for p in _WORDS["absence"]["phrases"])
_PRESENCE = frozenset(_WORDS["presence"]["words"])
_FORCES = frozenset(_WORDS["force"]["nouns"])
_COMING_BACK = frozenset({"return", "reappear"})
_FEWER = frozenset(_WORDS["dwindling"]["words"])
_DOINGS = frozenset(_WORDS["dwindling"]["doings"])
REACH_TOKENS = 4
OPPOSITE = {
    Observation.ASSERTED_PRESENCE: Observation.ASSERTED_ABSENCE,
    Observation.ASSERTED_ABSENCE: Observation.ASSERTED_PRESENCE,
    Observation.SIGHTING: Observation.ASSERTED_ABSENCE,
    Observation.NON_OBSERVATION: Observation.ASSERTED_PRESENCE,
}


def observation(part: Part, tense: Tense, *, of_force: bool) -> Observation:
    """Return the observation a part makes. What lies in the future, or is called open, is none.

    "We have not observed them" is NON_OBSERVATION, never a denial of presence. `of_force` tells
    whether the part is of a force: without one, verbs of seeing see something else.
    """
    if observes_nothing(part, tense):
        return Observation.NONE
    said = _said(part, of_force)
    return OPPOSITE.get(said, said) if denied(part) else said


def names_force(part: Part, mentioned: bool) -> bool:
    """Return True when a part names or points to a force (`mentioned`), or calls one by its kind."""
    return mentioned or any(t.lemma in _FORCES and t.pos == "NOUN" for t in part.tokens)


def _said(part: Part, of_force: bool) -> Observation:
    negators = _negators(part)
    seeing = [t for t in part.tokens if _sees(part, t, of_force)]
    if any(negated(part, t, negators) or _into_nobody(part, t, negators) for t in seeing):
        return Observation.NON_OBSERVATION
    if any(t.lemma in _SEEING and negated(part, t, negators) for t in part.tokens):
        return Observation.NONE
    met = any(_phrase_at(part, token, _SEEING_PHRASES) for token in seeing)
    if not of_force and not met and _of_something_else(part):
        return Observation.NONE
    if gone := _gone(part):
        stays = negated(part, gone, negators)
        return Observation.ASSERTED_PRESENCE if stays else Observation.ASSERTED_ABSENCE
    lemmas = {t.lemma for t in part.tokens}
    if not lemmas.isdisjoint(_FEWER) and not lemmas.isdisjoint(_DOINGS):
        return Observation.NON_OBSERVATION
    if seeing:
        return Observation.SIGHTING
    if there := next((t for t in part.tokens if _is_there(t)), None):
        left = negated(part, there, negators)
        return Observation.ASSERTED_ABSENCE if left else Observation.ASSERTED_PRESENCE
    return Observation.NONE


def _into_nobody(part: Part, token: Token, negators: frozenset[str]) -> bool:
    """Return True for a phrase of meeting that leads to nobody: "came across hardly any of them"."""
    first = token.index + _phrase_at(part, token, _SEEING_PHRASES)
    met = part.parse.tokens[first : first + REACH_TOKENS] if first > token.index else ()
    return any(t.lower in negators or t.lemma in negators for t in met if t in part.tokens)


def _negators(part: Part) -> frozenset[str]:
    """Return the words that turn a verb round: "longer" is one in "no longer", not in "a longer stay"."""
    pairs = {(a.lower, b.lower) for a, b in pairwise(part.tokens)}
    ended = not pairs.isdisjoint({("no", "longer"), ("any", "longer")})
    return _NEGATORS | {"longer"} if ended else _NEGATORS


def _sees(part: Part, token: Token, of_force: bool) -> bool:
    """Return True for a verb of seeing that somebody is the object of ("see if" sees nobody)."""
    if token.lemma in _SIGHTINGS or _phrase_at(part, token, _SEEING_PHRASES):
        return True
    if of_force and _suffers(part, token):
        return True
    if not of_force or any(t.lemma in NOBODY for t in part.children(token) if t.dep == "dobj"):
        return False
    seen = {"dobj", "nsubjpass", "prep", "auxpass"}
    grasped = any(child.dep in seen for child in part.children(token))
    return token.pos == "VERB" and token.lemma in _SEEING and (grasped or token.tag == "VBN")


def _suffers(part: Part, token: Token) -> bool:
    """Return True for a passive of fire and attack with who did it: "we were shelled by them"."""
    suffered = {child.dep for child in part.children(token)}
    return token.lemma in _SUFFERED and {"auxpass", "agent"} <= suffered


def _of_something_else(part: Part) -> bool:
    """Return True when the subject is a thing that is neither a force nor its doings: "the price"."""
    subject = next((t for t in part.tokens if t.dep in ("nsubj", "nsubjpass")), None)
    if subject is None or subject.pos not in ("NOUN", "PROPN"):
        return False
    return subject.lemma not in _PRESENCE | _ABSENCE | _DOINGS


def _gone(part: Part) -> Token | None:
    for token in part.tokens:
        words = {token.lemma, token.lower}
        if not words.isdisjoint(_ABSENCE) or _phrase_at(part, token, _ABSENCE_PHRASES):
            return token
    return None


def _phrase_at(part: Part, token: Token, phrases: tuple[tuple[str, ...], ...]) -> int:
    """Return how many tokens the phrase has that begins at the token, by lemmas; 0 where none does."""
    for phrase in phrases:
        words = part.parse.tokens[token.index : token.index + len(phrase)]
        if token.lemma == phrase[0] and tuple(t.lemma for t in words) == phrase:
            return len(phrase)
    return 0


def _is_there(token: Token) -> bool:
    if token.lower == "there" and token.dep == "advmod":
        return True
    if token.lemma in _COMING_BACK:
        return token.tag in ("VBD", "VBN", "VBZ", "VBP")
    return token.lemma in _PRESENCE or token.lower in _PRESENCE
