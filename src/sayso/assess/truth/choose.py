"""Chooses the model by what the values are: a few labels, numbers, or free values and lists."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from sayso.assess.truth.labels import label_shares
from sayso.assess.truth.lists import list_shares
from sayso.assess.truth.numbers import as_number, measured

MOST_LABELS = 30
LEAST_ITEMS_A_LABEL = 3


@dataclass(frozen=True, slots=True)
class Told:
    """One source's value for one item."""

    item: str
    source: str
    value: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """The most probable value of an item; `probability` by value, or for numbers `low` and `high` (90 %)."""

    item: str
    value: str
    probability: dict[str, float] = field(default_factory=dict)
    low: float | None = None
    high: float | None = None


def truths(told: Sequence[Told]) -> list[Verdict]:
    """Return a verdict for each item, in the order in which items come first.

    The order of the claims, and a claim told twice by one source, change nothing else.
    """
    if not told:
        return []
    items = list(dict.fromkeys(one.item for one in told))
    rows = sorted({(one.item, one.source, one.value) for one in told})
    values = {value for _, _, value in rows}
    few = len(values) <= MOST_LABELS and len(values) * LEAST_ITEMS_A_LABEL <= len(items)
    if not few and all(as_number(value) is not None for value in values):
        found = measured(rows)
        return [Verdict(item, *found[item]) for item in items]
    shares = label_shares(rows) if few else list_shares(rows)
    return [_verdict(item, shares[item]) for item in items]


def _verdict(item: str, shares: dict[str, float]) -> Verdict:
    best = max(sorted(shares), key=lambda value: shares[value])
    return Verdict(item, best, shares)
