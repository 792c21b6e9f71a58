"""From attributions to claims: what is said, slot by slot.

In go a document, its parse, attributions and resolved speakers, mentions and places; out come `Claim`s with
event, polarity, certainty, tense, evidence basis, observation, sector, time and quantities; `times` and
`quantities` give all of a document; `reviewed` holds what a person found of claims. It refuses to fill a slot that the words leave open: unknown is a value.
"""

from sayso.claim.build import claims
from sayso.claim.network import ClaimNetwork, best_network, check_network
from sayso.claim.quantities import quantities
from sayso.claim.reviewed import CORRECTABLE, Reviewed, reviewed, value_of
from sayso.claim.times import times

__all__ = [
    "CORRECTABLE",
    "ClaimNetwork",
    "Reviewed",
    "best_network",
    "check_network",
    "claims",
    "quantities",
    "reviewed",
    "times",
    "value_of",
]
