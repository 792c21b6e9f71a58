"""What a claim is to a model: somebody seen or not, a state asserted or denied, an answer in free words."""

import re
from dataclasses import dataclass
from functools import cache

from sayso.assess.models import presence
from sayso.assess.observe import ASSERTION, DENIAL
from sayso.model import (
    Claim,
    Observation,
    Polarity,
)
from sayso.text import load_lexicon, undoubted

MET, SEEN, ABSENT, IDLE = "met", "seen", "absent", "idle"
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Said:
    """What a claim is to the model: an observation, or a state asserted or denied."""

    observation: str
    state: str
    words: str


WORDS = {
    Observation.SIGHTING.value: "seen",
    Observation.NON_OBSERVATION.value: "not seen",
    Observation.ASSERTED_PRESENCE.value: "said to be there",
    Observation.ASSERTED_ABSENCE.value: "said to be gone",
}
SEEN_THEM = Said(Observation.SIGHTING.value, "", "seen")
NOT_SEEN_THEM = Said(Observation.NON_OBSERVATION.value, "", "not seen")
GONE = Said(Observation.ASSERTED_ABSENCE.value, "", "said to be gone")


def said_of(claim: Claim, part: str) -> Said | None:
    """Return what the claim is to the model, None for nothing it knows; `part` is the part of the place it speaks of.

    Who is said to be gone from one section, or there, is so in that section: only without a section is it
    an answer to the question. A state that goes against the observation ("destroyed" is no attack) is dropped.
    """
    told = claim.observation
    plain = Said(told.value, "", told.value.replace("-", " "))
    phrase = _phrased(claim)
    if told is Observation.SIGHTING or phrase == MET:
        return SEEN_THEM
    if told is Observation.NON_OBSERVATION and (not phrase or _sees(claim)):
        return NOT_SEEN_THEM
    if phrase == SEEN:
        return NOT_SEEN_THEM if _denies(claim) else SEEN_THEM
    if phrase == IDLE:
        return None
    if phrase == ABSENT:
        return GONE
    asserted = told in (Observation.ASSERTED_PRESENCE, Observation.ASSERTED_ABSENCE)
    if asserted and phrase in ("", presence.WITHDRAWN) and part:
        return plain
    if phrase:
        kind = DENIAL if _denies(claim) else ASSERTION
        return Said(kind, phrase, f"{phrase} is {'denied' if kind == DENIAL else 'asserted'}")
    state = _state(claim)
    denied = claim.polarity is Polarity.NEGATIVE
    there = (state != presence.WITHDRAWN) is not denied
    if state and (told is Observation.NONE or there is (told is Observation.ASSERTED_PRESENCE)):
        kind = DENIAL if denied else ASSERTION
        return Said(kind, state, f"{state} is {'denied' if denied else 'asserted'}")
    return None if told is Observation.NONE else plain


def worded(observation: str, state: str) -> Said:
    """Return what a claim is to the model, in words."""
    if state:
        told = "denied" if observation == DENIAL else "asserted"
        return Said(observation, state, f"{state} is {told}")
    return Said(observation, state, WORDS[observation])


def answered(answer: tuple[str, bool, float, str] | None) -> Said | None:
    """Return what a claim says of a hypothesis in free words."""
    if answer is None:
        return None
    name, denied = answer[:2]
    words = f"it {'goes against' if denied else 'says'} the answer {name}"
    return Said(DENIAL if denied else ASSERTION, name, words)


def _phrased(claim: Claim) -> str:
    """Return the state that a phrase of the claim names, or whether its speaker met or saw somebody, or nothing is asserted; '' for none."""
    words = " ".join(claim.words.casefold().split())
    return next((state for state, pattern in _phrases() if pattern.search(words)), "")


@cache
def _phrases() -> tuple[tuple[str, re.Pattern[str]], ...]:
    lists = load_lexicon("sayso.assess", "bearing.toml")["phrases"]
    return tuple((state, re.compile(rf"\b(?:{'|'.join(forms)})")) for state, forms in lists.items())


def _sees(claim: Claim) -> bool:
    return bool(_told(claim) & set(load_lexicon("sayso.assess", "bearing.toml")["words"]["seeing"]))


def _denies(claim: Claim) -> bool:
    """Return whether what a phrase names is said not to be so, by the claim's polarity or a word of denial."""
    words = set(load_lexicon("sayso.assess", "bearing.toml")["words"]["denying"])
    return claim.polarity is Polarity.NEGATIVE or bool(_told(claim) & words)


def _told(claim: Claim) -> set[str]:
    """Return the words of a claim, but for those that rule doubt out: the "no" of "no doubt" denies nothing."""
    words = claim.words.casefold()
    for start, end in reversed(undoubted(words)):
        words = words[:start] + words[end:]
    return set(_WORD.findall(words))


def _state(claim: Claim) -> str:
    """Return the state of the model the claim's verb or event names; '' for none.

    Where the claim says nothing of presence only its main verb counts ("caution about a withdrawal" asserts
    none), and the words of a move that can only be a regrouping.
    """
    lexicon = load_lexicon("sayso.assess", "bearing.toml")
    stems: dict[str, tuple[str, ...]] = {
        state: tuple(forms) for state, forms in lexicon["states"].items()
    }
    for state, forms in stems.items():
        if claim.predicate.casefold().startswith(forms):
            return state
    words = claim.words.casefold().split()
    if any(word.strip("“‘\"'").startswith(stems[presence.REGROUPING]) for word in words):
        return presence.REGROUPING
    if claim.observation is Observation.NONE:
        return ""
    return str(lexicon["events"].get(claim.event, ""))
