"""Whether two claims speak of the same actors: by entity, unit number and the words that tell names apart."""

from sayso.compare.aligned import Aligned, Order
from sayso.compare.facets import Facets
from sayso.model import Slot
from sayso.text import load_lexicon

_OPPOSITES = tuple(
    frozenset(group)
    for group in load_lexicon("sayso.compare", "actors.toml")["actors"]["opposites"]
)


def align_actors(left: Facets, right: Facets) -> Aligned:
    """Return the actor row: the same where an entity or a telling word is shared and nothing sets them apart."""
    return Aligned(Slot.ACTOR, left.actor_names, right.actor_names, _order(left, right))


def _order(left: Facets, right: Facets) -> Order:
    if not left.actor_names or not right.actor_names:
        return Order.UNKNOWN
    if left.entities & right.entities:
        return Order.SAME
    if left.actor_names.casefold() == right.actor_names.casefold():
        return Order.SAME
    if _set_apart(left, right):
        return Order.APART
    if not left.actor_stems or not right.actor_stems:
        return Order.UNKNOWN
    return Order.SAME if left.actor_stems & right.actor_stems else Order.APART


def _set_apart(left: Facets, right: Facets) -> bool:
    """Return True for different unit numbers, or north here and south there."""
    numbers = (left.actor_numbers, right.actor_numbers)
    if numbers[0] and numbers[1] and not numbers[0] & numbers[1]:
        return True
    words = (left.actor_words, right.actor_words)
    return any(
        group & words[0] and group & words[1] and not group & words[0] & words[1]
        for group in _OPPOSITES
    )
