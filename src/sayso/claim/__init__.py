"""From attributions to claims: what is said, slot by slot.

In go a document, its parse, attributions and resolved speakers, mentions and places; out come `Claim`s with
event, polarity, certainty, tense, evidence basis, observation, sector, time and quantities; `times` and
`quantities` give all of a document. It refuses to fill a slot that the words leave open: unknown is a value.
"""

from sayso.claim.build import claims
from sayso.claim.network import ClaimNetwork, best_network, check_network
from sayso.claim.quantities import quantities
from sayso.claim.times import times

__all__ = ["ClaimNetwork", "best_network", "check_network", "claims", "quantities", "times"]
