"""Simple judges of a simulated story, and their recalibration: what Sayso's judgement is measured against.

Each takes a story (the shape of `sayso label judgement`) and gives a row of probabilities a day, from what was published by then.
"""

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

Rows = NDArray[np.float64]
Story = dict[str, Any]
HYPOTHESES = ("fighting", "regrouping", "withdrawn")
WINDOW_DAYS = 7
RELIABLE = {"A": 0.9, "B": 0.75, "C": 0.6, "D": 0.4, "E": 0.4, "F": 0.5}
SEEN, NOT_SEEN = np.array([0.6, 0.3, 0.1]), np.array([0.25, 0.35, 0.4])


def vote(claim: Story) -> int:
    """Return the hypothesis a claim speaks for: who is seen is fighting, who is not has withdrawn."""
    if claim.get("hypothesis"):
        return HYPOTHESES.index(claim["hypothesis"])
    return 0 if claim["observation"] == "sighting" else 2


def counting(story: Story) -> Rows:
    """Return the shares of the claims of the last seven days."""
    return _windowed(story, lambda claims: [vote(claim) for claim in claims])


def majority(story: Story) -> Rows:
    """Return the shares of the sources of the last seven days, each by its latest claim."""
    return _windowed(story, lambda claims: list({c["source"]: vote(c) for c in claims}.values()))


def deduplicated(story: Story) -> Rows:
    """Return the shares of the origins of the last seven days."""
    return _windowed(
        story, lambda claims: list({c["origin"]: vote(c) for c in claims[::-1]}.values())
    )


def latest(story: Story) -> Rows:
    """Return .9 for what the latest claim says."""
    rows = []
    for day in range(story["days"]):
        row = np.full(3, 1 / 3)
        told = [claim for claim in story["claims"] if claim["published"] <= day]
        if told:
            row = np.full(3, 0.05)
            row[vote(told[-1])] = 0.9
        rows.append(row)
    return np.array(rows)


def naive_bayes(story: Story) -> Rows:
    """Return the product of all claims so far, each independent of the others, reliable as its letter says."""
    letters = {source["id"]: source["grade"] for source in story["sources"]}
    logs, rows = np.zeros((story["days"], 3)), []
    for claim in story["claims"]:
        reliable = RELIABLE[letters[claim["source"]]]
        if claim.get("hypothesis"):
            told = np.full(3, 0.05)
            told[vote(claim)] = 0.9
        else:
            told = SEEN if claim["observation"] == "sighting" else NOT_SEEN
        logs[claim["published"] :] += np.log(reliable * told + (1 - reliable) / 3)
    for row in logs:
        odds = np.exp(row - row.max())
        rows.append(odds / odds.sum())
    return np.array(rows)


def _windowed(story: Story, votes: Callable[[list[Story]], list[int]]) -> Rows:
    rows = []
    for day in range(story["days"]):
        told = [c for c in story["claims"] if day - WINDOW_DAYS < c["published"] <= day]
        counts = np.bincount(votes(told), minlength=3) if told else np.zeros(3)
        rows.append((counts + 1) / (counts.sum() + 3))
    return np.array(rows)


JUDGES = {
    "claim counting, 7 days": counting,
    "majority of sources, 7 days": majority,
    "counting of origins, 7 days": deduplicated,
    "latest claim": latest,
    "naive Bayes": naive_bayes,
}


def fitted(rows: Rows, truth: NDArray[np.int64]) -> Rows:
    """Return the exponent and the two biases that make log loss least (p_k ~ p_k^b * c_k)."""

    def loss(given: Rows) -> float:
        told = recalibrated(rows, given)
        return float(-np.log(told[np.arange(len(truth)), truth]).mean())

    return np.asarray(minimize(loss, [0.5, 0.0, 0.0], method="Nelder-Mead").x)


def recalibrated(rows: Rows, given: Rows) -> Rows:
    """Return rows with an exponent and two biases."""
    logs = given[0] * np.log(np.clip(rows, 1e-3, 1.0)) + np.array([0.0, given[1], given[2]])
    odds = np.exp(logs - logs.max(axis=1, keepdims=True))
    return np.asarray(odds / odds.sum(axis=1, keepdims=True))


def scored(rows: Rows, truth: NDArray[np.int64]) -> dict[str, float]:
    """Return Brier score (summed over the hypotheses), log loss, calibration error of the leading one, accuracy."""
    lead, right = rows.max(axis=1), rows.argmax(axis=1) == truth
    cells = np.minimum((lead * 10).astype(int), 9)
    off = sum(abs(float((lead[cells == c] - right[cells == c]).sum())) for c in range(10))
    return {
        "brier": float(((rows - np.eye(3)[truth]) ** 2).sum(axis=1).mean()),
        "log": float(-np.log(np.maximum(rows[np.arange(len(truth)), truth], 1e-9)).mean()),
        "ece": off / len(truth),
        "accuracy": float(right.mean()),
    }
