"""What the claim network holds likelier than not, and where the rules are surer."""

from sayso.claim.modality import of_others
from sayso.claim.network import Said
from sayso.claim.observation import observes_nothing
from sayso.claim.part import Part
from sayso.model import EvidenceBasis, Observation, Tense

LIKELIER, SURE = 0.5, 0.7


def likelier_basis(part: Part, found: EvidenceBasis, said: Said | None) -> EvidenceBasis:
    """Return the basis the network gives more than half, else the one the rules found.

    What one inside another's words says, or what other units met with, stays reported; what the speaker or
    the unit it speaks for saw, by the words, stays direct.
    """
    passed_on = bool(part.attribution.nested_in) or of_others(part)
    if (
        said is None
        or (passed_on and found is EvidenceBasis.REPORTED)
        or found is EvidenceBasis.DIRECT
    ):
        return found
    best = max(said.basis, key=said.basis.__getitem__)
    return best if said.basis[best] > LIKELIER else found


def likelier_observation(
    part: Part, when: Tense, found: Observation, said: Said | None
) -> Observation:
    """Return the observation the rules found; where they found none in a clause, one the network is surer of.

    What is not said, lies ahead or is called open observes nothing, whatever a network makes of it.
    """
    clause = any(token.pos in ("VERB", "AUX") for token in part.tokens)
    silent = found is Observation.NONE and clause and not observes_nothing(part, when)
    if said is None or not silent:
        return found
    best = max(said.observation, key=said.observation.__getitem__)
    return best if said.observation[best] > SURE else found
