"""Free values: each source is right with its own chance, sources may copy each other, and a value may be part of another.

Copying as in Dong, Berti-Equille and Srivastava (2009): agreeing on what is probably false speaks for it. A list that leaves out a name
is the commonest error, so it speaks a little for the longer one.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations
from math import exp, log

from sayso.assess.truth.counts import with_counts

Rows = Sequence[tuple[str, str, str]]
Claimed = dict[str, list[str]]

ROUNDS = 6
RIGHT, PRIOR_CLAIMS = 0.7, 5.0
LEAST_RIGHT, MOST_RIGHT = 0.05, 0.97
LEAVES_OUT, ADDS, OVERLAPS, UNLIKE, UNCLAIMED = 0.6, 0.15, 0.1, 0.05, 0.3
COPIED, COPIER_PRIOR, FALSE_VALUES = 0.8, 0.2, 8.0
MOST_CLAIMS_PAIRED = 60
LEAST_DEPENDENT, LEAST_FALSE, LEAST_COMMON = 0.1, 0.5, 3.0


def list_shares(rows: Rows) -> dict[str, dict[str, float]]:
    """Return for each item the probability of each claimed value."""
    claimed: dict[str, Claimed] = defaultdict(lambda: defaultdict(list))
    for item, source, value in rows:
        claimed[item][value].append(source)
    right = {source: RIGHT for _, source, _ in rows}
    counts = {item: {v: float(len(s)) for v, s in held.items()} for item, held in claimed.items()}
    shares = {
        item: {v: n / sum(held.values()) for v, n in held.items()} for item, held in counts.items()
    }
    for _ in range(ROUNDS):
        copies = _copiers(claimed, shares, right)
        shares = {item: _shares(held, right, copies) for item, held in claimed.items()}
        right = _right(claimed, shares)
    return {item: with_counts(shares[item], counts[item]) for item in claimed}


def _right(claimed: dict[str, Claimed], shares: dict[str, dict[str, float]]) -> dict[str, float]:
    sums: defaultdict[str, float] = defaultdict(lambda: PRIOR_CLAIMS * RIGHT)
    total: defaultdict[str, float] = defaultdict(lambda: PRIOR_CLAIMS)
    for item, held in claimed.items():
        for value, sources in held.items():
            for source in sources:
                sums[source] += shares[item][value]
                total[source] += 1.0
    return {s: min(max(sums[s] / total[s], LEAST_RIGHT), MOST_RIGHT) for s in sums}


def _shares(
    held: Claimed, right: dict[str, float], copies: dict[str, dict[str, float]]
) -> dict[str, float]:
    """Return the probability of each claimed value of one item."""
    weights = dict(_weights(held, right, copies))
    logs = {}
    for truth in held:
        wrong = {value: _error(value, truth) for value in held if value != truth}
        total = sum(wrong.values()) + UNCLAIMED
        logs[truth] = sum(
            weights[source]
            * log(right[source] if value == truth else (1 - right[source]) * wrong[value] / total)
            for value, sources in held.items()
            for source in sources
        )
    best = max(logs.values())
    odds = {value: exp(score - best) for value, score in logs.items()}
    return {value: one / sum(odds.values()) for value, one in odds.items()}


def _weights(
    held: Claimed, right: dict[str, float], copies: dict[str, dict[str, float]]
) -> Iterator[tuple[str, float]]:
    """Yield for each source how independent its claim is of those of more reliable sources with the same value."""
    for sources in held.values():
        done: list[str] = []
        for source in sorted(sources, key=lambda s: (-right[s], s)):
            weight, near = 1.0, copies.get(source, {})
            for other in done:
                weight *= 1.0 - COPIED * near.get(other, 0.0)
            done.append(source)
            yield source, weight


def _error(value: str, truth: str) -> float:
    """Return how readily a source that errs gives this value for that truth."""
    told, real = frozenset(value.split()), frozenset(truth.split())
    if told < real:
        return LEAVES_OUT
    if told > real:
        return ADDS
    return OVERLAPS if told & real else UNLIKE


def _copiers(
    claimed: dict[str, Claimed], shares: dict[str, dict[str, float]], right: dict[str, float]
) -> dict[str, dict[str, float]]:
    """Return for each source the others with which it shares claims too often, with the probability of a tie."""
    common: defaultdict[tuple[str, str], list[float]] = defaultdict(lambda: [0.0, 0.0, 0.0])
    for item, held in claimed.items():
        told = [(value, source) for value in sorted(held) for source in held[value]]
        if len(told) > MOST_CLAIMS_PAIRED:
            continue
        for (value, source), (other_value, other) in combinations(told, 2):
            pair = common[min(source, other), max(source, other)]
            if value == other_value:
                pair[0] += shares[item][value]
                pair[1] += 1.0 - shares[item][value]
            else:
                pair[2] += 1.0
    found: defaultdict[str, dict[str, float]] = defaultdict(dict)
    for (one, other), (true, false, apart) in common.items():
        if false < LEAST_FALSE and true + apart < LEAST_COMMON:
            continue
        tie = _tie(true, false, apart, right[one], right[other])
        if tie > LEAST_DEPENDENT:
            found[one][other] = found[other][one] = tie
    return found


def _tie(true: float, false: float, apart: float, one: float, other: float) -> float:
    """Return how probable it is that one of two sources copies the other, from what they share and differ in."""
    both_right = one * other
    both_wrong = (1.0 - one) * (1.0 - other) / FALSE_VALUES
    copied_right = (one + other) / 2
    odds = log(COPIER_PRIOR / (1.0 - COPIER_PRIOR)) + apart * log(1.0 - COPIED)
    odds += true * log((COPIED * copied_right + (1.0 - COPIED) * both_right) / both_right)
    odds += false * log((COPIED * (1.0 - copied_right) + (1.0 - COPIED) * both_wrong) / both_wrong)
    return 1.0 / (1.0 + exp(-min(max(odds, -50.0), 50.0)))
