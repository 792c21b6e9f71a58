"""What a claim says of presence: seen, not seen, said to be there, said to be gone, or none of these."""

from itertools import pairwise

from sayso.claim.modality import denied, negated, unsaid
from sayso.claim.part import Part
from sayso.model import Observation, Tense
from sayso.text import Token, load_lexicon

_WORDS = load_lexicon("sayso.claim", "presence.toml")
_SEEING = frozenset(_WORDS["seeing"]["verbs"])
_SIGHTINGS = frozenset(_WORDS["seeing"]["nouns"])
_NEGATORS = frozenset(_WORDS["seeing"]["negators"])
_ABSENCE = frozenset(_WORDS["absence"]["words"])
_ABSENCE_PHRASES = tuple(tuple(p.split()) for p in _WORDS["absence"]["phrases"])
_PRESENCE = frozenset(_WORDS["presence"]["words"])
_COMING_BACK = frozenset({"return", "reappear"})
_FEWER = frozenset(_WORDS["dwindling"]["words"])
_DOINGS = frozenset(_WORDS["dwindling"]["doings"])
_WITHHELD = frozenset(_WORDS["withheld"]["words"])
_KNOWING = frozenset(_WORDS["knowing"]["verbs"])
_TAKEN_BACK = frozenset(_WORDS["taken_back"]["words"])
_OPPOSITE = {
    Observation.ASSERTED_PRESENCE: Observation.ASSERTED_ABSENCE,
    Observation.ASSERTED_ABSENCE: Observation.ASSERTED_PRESENCE,
    Observation.SIGHTING: Observation.ASSERTED_ABSENCE,
    Observation.NON_OBSERVATION: Observation.ASSERTED_PRESENCE,
}


def observation(part: Part, tense: Tense, names_force: bool) -> Observation:
    """Return the observation a part makes. What lies in the future, or is called open, is none.

    "We have not observed them" is NON_OBSERVATION, never a denial of presence. `names_force` tells
    whether the part names or points to a force: without one, verbs of seeing see something else.
    """
    if observes_nothing(part, tense):
        return Observation.NONE
    said = _said(part, names_force)
    return _OPPOSITE.get(said, said) if denied(part) else said


def observes_nothing(part: Part, tense: Tense) -> bool:
    """Return True for what is not said or known, is taken back, lies ahead or is called open."""
    opening = {part.head.lemma, *(t.lemma for t in part.tokens[:5])}
    taken_back = not part.cues.isdisjoint(_TAKEN_BACK)
    withheld = not opening.isdisjoint(_WITHHELD)
    ignorant = part.head.lemma in _KNOWING and negated(part, part.head, _NEGATORS)
    return unsaid(part) or taken_back or withheld or ignorant or tense is Tense.FUTURE


def _said(part: Part, names_force: bool) -> Observation:
    negators = _negators(part)
    seeing = [t for t in part.tokens if _sees(part, t, names_force)]
    if any(negated(part, t, negators) for t in seeing):
        return Observation.NON_OBSERVATION
    if any(t.lemma in _SEEING and negated(part, t, negators) for t in part.tokens):
        return Observation.NONE
    if not names_force and _of_something_else(part):
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


def _negators(part: Part) -> frozenset[str]:
    """Return the words that turn a verb round: "longer" is one in "no longer", not in "a longer stay"."""
    pairs = {(a.lower, b.lower) for a, b in pairwise(part.tokens)}
    ended = not pairs.isdisjoint({("no", "longer"), ("any", "longer")})
    return _NEGATORS | {"longer"} if ended else _NEGATORS


def _sees(part: Part, token: Token, names_force: bool) -> bool:
    """Return True for a verb of seeing that somebody is the object of ("see if" sees nobody)."""
    if token.lemma in _SIGHTINGS:
        return True
    if not names_force:
        return False
    seen = {"dobj", "nsubjpass", "prep", "auxpass"}
    grasped = any(child.dep in seen for child in part.children(token))
    return token.pos == "VERB" and token.lemma in _SEEING and (grasped or token.tag == "VBN")


def _of_something_else(part: Part) -> bool:
    """Return True when the subject is a thing that is neither a force nor its doings: "a unit that rests"."""
    subject = next((t for t in part.tokens if t.dep in ("nsubj", "nsubjpass")), None)
    if subject is None or subject.pos not in ("NOUN", "PROPN"):
        return False
    return subject.lemma not in _PRESENCE | _ABSENCE | _DOINGS


def _gone(part: Part) -> Token | None:
    for at, token in enumerate(part.tokens):
        if token.lemma in _ABSENCE or token.lower in _ABSENCE:
            return token
        for phrase in _ABSENCE_PHRASES:
            if tuple(t.lemma for t in part.tokens[at : at + len(phrase)]) == phrase:
                return token
    return None


def _is_there(token: Token) -> bool:
    if token.lower == "there" and token.dep == "advmod":
        return True
    if token.lemma in _COMING_BACK:
        return token.tag in ("VBD", "VBN", "VBZ", "VBP")
    return token.lemma in _PRESENCE or token.lower in _PRESENCE
