"""Fits the pair model on pairs the network has not learnt from: python -m pairs.calibrate HELD.jsonl... > pair_model.toml.

Needs the product alone, no torch. Multinomial logistic regression with a small ridge; prints on stderr how well five folds do.
"""

import json
import sys
from pathlib import Path

import numpy as np
from scipy.optimize import minimize

from sayso.compare.facets import facets
from sayso.compare.pair_model import features
from sayso.compare.pair_network import Verdict, best_pairs
from sayso.model import When, canonical_text
from sayso.rooms import Rooms

LABELS = Verdict._fields
RIDGE = 0.5


def main() -> None:
    """Fit, cross-validate, print."""
    texts = [Path(path).read_text(encoding="utf-8") for path in sys.argv[1:]]
    rows = [json.loads(line) for text in texts for line in text.splitlines()]
    given, wanted = read(rows)
    found = np.zeros((len(rows), len(LABELS)))
    for fold in range(5):
        out = np.arange(len(rows)) // 25 % 5 == fold  # whole families of pairs
        found[out] = shares(fit(given[~out], wanted[~out]), given[out])
    print(measured(found, wanted), file=sys.stderr)
    weights = fit(given, wanted)
    print(
        "# The pair model (sayso.compare.pair_model), written by train/pairs/calibrate.py.\n[model]"
    )
    print(f"pairs = {len(rows)}")
    for label, row in zip(LABELS, weights, strict=True):
        print(f"{label} = [{', '.join(f'{x:.4f}' for x in row)}]")


def read(rows: list[dict]) -> tuple[np.ndarray, np.ndarray]:
    """Return (pairs, features + 1) and the label of each."""
    rooms, network, unknown = Rooms(pair_network=None), best_pairs(), When.unknown()
    verdicts = network.verdicts([(canonical_text(r["a"]), canonical_text(r["b"])) for r in rows])
    table = []
    for row, verdict in zip(rows, verdicts, strict=True):
        sides = [facets(rooms.sentence(row[side]), unknown) for side in ("a", "b")]
        table.append(np.append(features(verdict, *sides), 1.0))
    return np.array(table), np.array([LABELS.index(row["label"]) for row in rows])


def fit(given: np.ndarray, wanted: np.ndarray) -> np.ndarray:
    """Return (labels, features + 1)."""
    shape = (len(LABELS), given.shape[1])
    truth = np.eye(len(LABELS))[wanted]

    def loss(flat: np.ndarray) -> tuple[float, np.ndarray]:
        weights = flat.reshape(shape)
        told = shares(weights, given)
        value = -np.log((told * truth).sum(1)).sum() + RIDGE * (weights**2).sum()
        slope = (told - truth).T @ given + 2 * RIDGE * weights
        return value, slope.ravel()

    return minimize(loss, np.zeros(shape).ravel(), jac=True, method="L-BFGS-B").x.reshape(shape)


def shares(weights: np.ndarray, given: np.ndarray) -> np.ndarray:
    """Return (pairs, labels)."""
    logits = given @ weights.T
    odds = np.exp(logits - logits.max(1, keepdims=True))
    return odds / odds.sum(1, keepdims=True)


def measured(found: np.ndarray, wanted: np.ndarray) -> str:
    """Return accuracy, log loss, expected calibration error of "contradict", and its recall at precision .9 with the threshold."""
    clash = wanted == 0
    order = np.argsort(-found[:, 0])
    precise = np.cumsum(clash[order]) / np.arange(1, len(order) + 1)
    good = np.flatnonzero(precise >= 0.9)
    last = good[-1] if len(good) else 0
    cells = np.minimum((found[:, 0] * 10).astype(int), 9)
    off = sum(abs((found[cells == c, 0] - clash[cells == c]).sum()) for c in range(10)) / len(clash)
    loss = -np.log(found[np.arange(len(wanted)), wanted]).mean()
    return (
        f"accuracy {(found.argmax(1) == wanted).mean():.3f} log loss {loss:.3f} ECE {off:.3f} "
        f"R at P .9 {clash[order][: last + 1].sum() / clash.sum():.3f} at {found[order[last], 0]:.3f}, n {len(wanted)}"
    )


if __name__ == "__main__":
    main()
