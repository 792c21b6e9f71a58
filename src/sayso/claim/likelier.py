"""Where the rules are silent: what the claim network holds likelier than not."""

from sayso.claim.modality import unsaid
from sayso.claim.network import Said
from sayso.claim.part import Part
from sayso.model import EvidenceBasis, Observation, Tense

LIKELIER = 0.5


def likelier_basis(found: EvidenceBasis, said: Said | None) -> EvidenceBasis:
    """Return the basis the rules found; where they found none, the one the network gives more than half."""
    if found is not EvidenceBasis.UNKNOWN or said is None:
        return found
    best = max(said.basis, key=said.basis.__getitem__)
    return best if said.basis[best] > LIKELIER else found


def likelier_observation(
    part: Part, when: Tense, found: Observation, said: Said | None
) -> Observation:
    """Return the observation the rules found; where they found none, the one the network gives more than half.

    What is not said, or lies in the future, observes nothing, whatever a network makes of it.
    """
    if found is not Observation.NONE or said is None or unsaid(part) or when is Tense.FUTURE:
        return found
    best = max(said.observation, key=said.observation.__getitem__)
    return best if said.observation[best] > LIKELIER else found
