"""How a claim is put, known and seen: by the rules, and by the claim network where it is likelier right."""

from enum import StrEnum
from typing import NamedTuple, TypeVar

from sayso.claim.modality import (
    certainty,
    denied,
    evidence_basis,
    hedged_whole,
    may_be_negative,
    may_have_seen,
    of_others,
    polarity,
    rules_doubt_out,
    tense,
    unsaid,
)
from sayso.claim.network import Said
from sayso.claim.observation import observation
from sayso.claim.part import Part
from sayso.claim.unobserved import observes_nothing
from sayso.model import Certainty, EvidenceBasis, Observation, Polarity, Speaker, Tense
from sayso.text import load_lexicon

LIKELIER, SURER = 0.5, 0.8
_THINGS = frozenset(load_lexicon("sayso.claim", "presence.toml")["things"]["nouns"])
_CONCLUDED = (EvidenceBasis.INFERRED, EvidenceBasis.ASSUMED)
_HEDGES = {Certainty.PROBABLE, Certainty.POSSIBLE}
V = TypeVar("V", bound=StrEnum)


class Slots(NamedTuple):
    """The five slots that rules and network both fill, by their names in a claim."""

    certainty: Certainty
    polarity: Polarity
    tense: Tense
    evidence_basis: EvidenceBasis
    observation: Observation


def ruled(part: Part, speaker: Speaker, *, of_force: bool) -> Slots:
    """Return the slots as the rules fill them; `of_force` tells whether the part is of a force."""
    when = tense(part)
    seen = observation(part, when, of_force=of_force)
    basis = evidence_basis(part, speaker, seen)
    return Slots(certainty(part, speaker), polarity(part), when, basis, seen)


def likelier(part: Part, speaker: Speaker, rules: Slots, said: Said | None) -> Slots:
    """Return the slots of the rules, each replaced where the network gives another value more than half.

    What the cue says was not said stays as the rules have it, and what it denies is not so.
    """
    if said is None:
        return rules
    sure, so, when = rules[:3]
    if not unsaid(part):
        sure = _sureness(part, sure, said, speaker)
        so = so if denied(part) else _polarity(part, so, said)
        when = _likelier(said.put.tense, when)
    basis = _basis(part, rules.evidence_basis, said, speaker)
    return Slots(sure, so, when, basis, _observation(part, when, rules.observation, said))


def _sureness(part: Part, found: Certainty, said: Said, speaker: Speaker) -> Certainty:
    """Return the network's grade; of "probable" and "possible", or where a hedge opens or closes all that is said, that of the words, and for nobody at best probable."""
    if rules_doubt_out(part):
        return found
    likelier = _likelier(said.put.certainty, found)
    if (
        part.hedge is not None
        or {likelier, found} == _HEDGES
        or (found in _HEDGES and hedged_whole(part))
    ):
        return found
    heard = likelier is Certainty.CERTAIN and not speaker.known
    return Certainty.PROBABLE if heard else likelier


def _polarity(part: Part, found: Polarity, said: Said) -> Polarity:
    """Return the network's polarity; negative only where some word can make it so."""
    likelier = _likelier(said.put.polarity, found)
    if likelier is Polarity.UNKNOWN and rules_doubt_out(part):
        return found
    return found if likelier is Polarity.NEGATIVE and not may_be_negative(part) else likelier


def _basis(part: Part, found: EvidenceBasis, said: Said, speaker: Speaker) -> EvidenceBasis:
    """Return the network's basis, but for what words of the text settle.

    What one inside another's words says, or what other units met with, stays reported; what the speaker or
    the unit it speaks for saw, by the words, stays direct unless the network is 80 % sure; what its words call
    inferred or assumed is not plainly known because a network misses the sign; and nobody saw with his own eyes of whom no word tells that he may have
    been there.
    """
    passed_on = bool(part.attribution.nested_in) or of_others(part)
    if passed_on and found is EvidenceBasis.REPORTED:
        return found
    likelier = _likelier(said.basis, found)
    if likelier in _CONCLUDED and rules_doubt_out(part):
        return found
    if found is EvidenceBasis.DIRECT:
        told = likelier is not EvidenceBasis.UNKNOWN and said.basis[likelier] >= SURER
        return likelier if told else found
    if likelier is EvidenceBasis.DIRECT and not may_have_seen(part, speaker):
        return found
    plain = likelier in (EvidenceBasis.DIRECT, EvidenceBasis.UNKNOWN)
    return found if plain and found in _CONCLUDED else likelier


def _observation(part: Part, when: Tense, found: Observation, said: Said) -> Observation:
    """Return the observation of the rules; where they found none in a clause, one the network is surer of.

    What is not said, lies ahead or is called open observes nothing, whatever a network makes of it.
    """
    if observes_nothing(part, when):
        return Observation.NONE
    clause = any(token.pos in ("VERB", "AUX") for token in part.tokens)
    if found is not Observation.NONE or not clause or _of_a_thing(part):
        return found
    best = max(said.observation, key=said.observation.__getitem__)
    return best if said.observation[best] > LIKELIER else found


def _of_a_thing(part: Part) -> bool:
    """Return whether all that a clause speaks of are things and happenings: "the road was shut", "talks had begun"."""
    spoken_of = [t for t in part.tokens if t.pos in ("NOUN", "PROPN", "PRON")]
    return all(t.pos == "NOUN" and t.lemma in _THINGS for t in spoken_of)


def _likelier(shares: dict[V, float], found: V) -> V:
    best = max(shares, key=shares.__getitem__)
    return best if shares[best] > LIKELIER else found
