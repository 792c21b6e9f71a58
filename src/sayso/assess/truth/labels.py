"""A few labels for all items: each source confuses them in its own way (Dawid and Skene 1979, variational, with a common prior).

Errors of one item are not independent, so such a model is far too sure. How much of its evidence to believe is learnt by
foretelling each vote from the other votes on its item.
"""

from collections import Counter, defaultdict
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.special import digamma

from sayso.assess.truth.counts import with_counts

Vector = NDArray[np.float64]
Places = NDArray[np.intp]
Rows = Sequence[tuple[str, str, str]]

PRIOR_VOTES = 2.0
MOST_ROUNDS, CLOSE = 60, 1e-5
TEMPERS = np.linspace(0.2, 1.2, 21)


def label_shares(rows: Rows) -> dict[str, dict[str, float]]:
    """Return for each item the probability of each label, also of those nobody gave it."""
    items, sources, labels = (sorted({row[column] for row in rows}) for column in range(3))
    places = [{name: n for n, name in enumerate(names)} for names in (items, sources, labels)]
    item, source, label = (
        np.array([places[column][row[column]] for row in rows]) for column in range(3)
    )
    shape = (len(items), len(sources), len(labels))
    prior, confusion, evidence = _fitted(item, source, label, shape)
    temper = _temper(item, source, label, prior, confusion, evidence)
    shares = _normal(prior + temper * (evidence - prior))
    counts: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for name, _, value in rows:
        counts[name][value] += 1
    return {
        name: with_counts(dict(zip(labels, map(float, row), strict=True)), dict(counts[name]))
        for name, row in zip(items, shares, strict=True)
    }


def _fitted(
    item: Places, source: Places, label: Places, shape: tuple[int, int, int]
) -> tuple[Vector, Vector, Vector]:
    """Return the log-prior (labels,), log-confusion (sources, truth, told) and log-evidence (items, labels)."""
    items, sources, labels = shape
    shares = np.full((items, labels), 0.01 / labels)
    np.add.at(shares, (item, label), 1.0)
    shares /= shares.sum(axis=1, keepdims=True)
    for _ in range(MOST_ROUNDS):
        told = np.zeros((sources, labels, labels))
        for truth in range(labels):
            np.add.at(told[:, truth], (source, label), shares[item, truth])
        common = told.sum(axis=0) + 1.0 / labels + np.eye(labels)
        held = told + PRIOR_VOTES * common / common.sum(axis=1, keepdims=True)
        confusion = digamma(held) - digamma(held.sum(axis=2, keepdims=True))
        seen = shares.sum(axis=0) + 1.0
        prior = digamma(seen) - digamma(seen.sum())
        evidence = np.tile(prior, (items, 1))
        np.add.at(evidence, item, confusion[source, :, label])
        fresh = _normal(evidence)
        moved, shares = float(np.abs(fresh - shares).max()), fresh
        if moved < CLOSE:
            break
    return prior, confusion, evidence


def _temper(
    item: Places,
    source: Places,
    label: Places,
    prior: Vector,
    confusion: Vector,
    evidence: Vector,
) -> float:
    """Return the power of the evidence that foretells each vote best from the others on its item; 1 where none has others."""
    others = np.bincount(item)[item] > 1
    if not others.any():
        return 1.0
    told = np.exp(confusion)
    told /= told.sum(axis=2, keepdims=True)
    rest = evidence[item] - confusion[source, :, label] - prior
    scores = []
    for temper in TEMPERS:
        foretold = (_normal(prior + temper * rest) * told[source, :, label]).sum(axis=1)
        scores.append(float(np.log(foretold[others]).mean()))
    return float(TEMPERS[int(np.argmax(scores))])


def _normal(logs: Vector) -> Vector:
    odds = np.exp(logs - logs.max(axis=1, keepdims=True))
    return np.asarray(odds / odds.sum(axis=1, keepdims=True))
