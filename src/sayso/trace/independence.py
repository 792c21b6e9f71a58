"""How likely two claims are independent: the chance that some tie on the way between them is none."""

from collections import defaultdict, deque
from collections.abc import Iterable

from sayso.model import Origin


def independence(origins: Iterable[Origin], one: str, other: str) -> float:
    """Return the probability that two claims (by id) have no common origin.

    Claims of two origins are independent as far as the evidence shows (1); within an origin it is one less the product of the
    probabilities of the ties on the way, which are taken as independent of each other. A claim is never independent of itself.
    Raises `KeyError` for a claim that is in no origin.
    """
    whose = {claim: origin for origin in origins for claim in origin.claims}
    if whose[one].id != whose[other].id:
        return 1.0
    return 1.0 - _way(whose[one], one, other)


def _way(origin: Origin, one: str, other: str) -> float:
    """Return the product of the ties between two claims of an origin; its ties form a tree."""
    near: dict[str, list[tuple[str, float]]] = defaultdict(list)
    for tie in origin.ties:
        near[tie.claim].append((tie.other, tie.probability))
        near[tie.other].append((tie.claim, tie.probability))
    reached, waiting = {one: 1.0}, deque([one])
    while waiting:
        claim = waiting.popleft()
        for after, probability in near[claim]:
            if after not in reached:
                reached[after] = reached[claim] * probability
                waiting.append(after)
    return reached.get(other, 1.0)
