"""Fits the bearing model on pairs the network had not learnt from.

python -m readings.weigh --rows ROWS.jsonl... --folds FOLDER... --minilm FOLDER OUT.toml

`--folds` are the runs of `readings.fit --fold K/N` over the same rows, in order; each pair is read by the run that had left its question out.
Prints cross-validated figures over the same folds.
"""

import argparse
import json
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from scipy.optimize import minimize

from readings.examples import Example, read
from readings.fit import shares
from readings.model import Readings
from sayso.assess import bearing_parts
from sayso.assess.bearing import LIKELIER
from sayso.assess.bearing_model import FEATURES, features
from sayso.model import PRESENCES, Claim, Document, Hypothesis, Question, When
from sayso.rooms import Rooms
from sayso.text.pieces import load_pieces

Table = NDArray[np.float64]
STATES = ("fighting", "regrouping", "withdrawn")
PENALTY = 1.0


def main() -> None:
    """Fit, print and write."""
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("--rows", type=Path, nargs="+", required=True)
    ask.add_argument("--folds", type=Path, nargs="+", required=True)
    ask.add_argument("--minilm", type=Path, required=True)
    ask.add_argument("out", type=Path)
    given = ask.parse_args()
    pieces = load_pieces(given.minilm / "tokenizer.json")
    examples, rows, sets = [], [], []
    for path in given.rows:
        found = read(path, pieces)
        examples += found
        rows += [json.loads(line) for line in path.open(encoding="utf-8")]
        sets += [path.stem] * len(found)
    number = {group: n for n, group in enumerate(sorted({one.group for one in examples}))}
    fold = np.array([number[one.group] % len(given.folds) for one in examples])
    told = unseen(given.folds, examples, fold)
    table = np.array(known(rows, told))
    labels = np.array([one.label for one in examples])
    crossed(table, labels, fold, np.array(sets))
    bears, kinds = fitted(table, labels)
    given.out.write_text(_toml(bears, kinds, len(labels)), encoding="utf-8")


def unseen(
    folds: list[Path], examples: list[Example], fold: NDArray[np.int64]
) -> list[tuple[float, ...]]:
    """Return the shares of each pair by the run that had left it out."""
    found: list[tuple[float, ...]] = [()] * len(examples)
    for k, folder in enumerate(folds):
        model = Readings()
        last = max(folder.glob("averaged*.pt"), key=lambda p: int(p.stem.removeprefix("averaged")))
        model.load_state_dict(torch.load(last))
        mine = [n for n in range(len(examples)) if fold[n] == k]
        for n, row in zip(mine, shares(model.eval(), [examples[n] for n in mine]), strict=True):
            found[n] = tuple(map(float, row))
    return found


def known(rows: list[dict], told: list[tuple[float, ...]]) -> list[Table]:
    """Return the features of each pair; those of a saying that is read as no claim are noughts."""
    rooms = Rooms()
    found = []
    for row, one in zip(rows, told, strict=True):
        asked = row["question"]
        hypotheses = tuple(Hypothesis(state, state, state) for state in STATES)
        question = Question(asked["text"], "presence", hypotheses, asked["actor"], asked["place"])
        document = Document(
            text=row["text"],
            title=row["title"],
            outlet=row["outlet"],
            published=When(row["published"]),
        )
        claims = rooms.reading(document).claims
        start = row["text"].index(row["said"])
        best = max(claims, key=lambda c: _overlap(c, start, start + len(row["said"])), default=None)
        if best is None or _overlap(best, start, start + len(row["said"])) <= 0:
            found.append(np.zeros(len(FEATURES)))
            continue
        said, about, there, old = bearing_parts(question, best, claims, document)
        found.append(features(best, said, one, about, there, old=old))
    return found


def _overlap(claim: Claim, start: int, end: int) -> float:
    first, last = claim.content[0].start, claim.content[-1].end
    return (min(last, end) - max(first, start)) / (max(last, end) - min(first, start))


def crossed(
    table: Table, labels: NDArray[np.int64], fold: NDArray[np.int64], sets: NDArray[np.str_]
) -> None:
    """Print F1 of bearing and the share of right kinds, each pair judged by the model fitted on the other folds."""
    bears, kind = np.zeros(len(labels)), np.zeros(len(labels), np.int64)
    for k in range(int(fold.max()) + 1):
        rest = fold != k
        first, second = fitted(table[rest], labels[rest])
        mine = np.flatnonzero(fold == k)
        inputs = np.c_[table[mine], np.ones(len(mine))]
        bears[mine] = 1.0 / (1.0 + np.exp(-(inputs @ first)))
        kind[mine] = 1 + (inputs @ second.T).argmax(1)
    for name in (*dict.fromkeys(sets.tolist()), "all"):
        mine = (sets == name) | (name == "all")
        said, gold = (bears >= LIKELIER) & mine, (labels > 0) & mine
        both = said & gold
        f1 = 2 * both.sum() / (said.sum() + gold.sum())
        print(
            f"{name:8} bears F1 {100 * f1:.1f} kinds {100 * (kind == labels)[both].mean():.1f} n {mine.sum()}"
        )
    bins = np.clip((bears * 10).astype(int), 0, 9)
    gaps = [abs((bears[bins == b] - (labels[bins == b] > 0)).sum()) for b in range(10)]
    print(f"calibration error {sum(gaps) / len(labels):.3f}")


def fitted(table: Table, labels: NDArray[np.int64]) -> tuple[Table, Table]:
    """Return the weights of bearing (features + 1) and of the kinds (kinds, features + 1)."""
    both = _fit(table, (labels > 0).astype(int), 2)
    bearing = labels > 0
    return both[1] - both[0], _fit(table[bearing], labels[bearing] - 1, len(PRESENCES) - 1)


def _fit(table: Table, labels: NDArray[np.int64], classes: int) -> Table:
    inputs, wanted = np.c_[table, np.ones(len(table))], np.eye(classes)[labels]

    def loss(flat: Table) -> tuple[float, Table]:
        weights = flat.reshape(classes, -1)
        logits = inputs @ weights.T
        logits -= logits.max(1, keepdims=True)
        odds = np.exp(logits)
        odds /= odds.sum(1, keepdims=True)
        held = np.c_[weights[:, :-1], np.zeros(classes)]
        value = -np.log((odds * wanted).sum(1) + 1e-12).sum() + PENALTY * (held**2).sum()
        return value, ((odds - wanted).T @ inputs + 2 * PENALTY * held).ravel()

    start = np.zeros(classes * inputs.shape[1])
    return minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": 400}).x.reshape(
        classes, -1
    )


def _toml(bears: Table, kinds: Table, pairs: int) -> str:
    rows = ",\n".join(f"  [{', '.join(f'{w:.4f}' for w in row)}]" for row in kinds)
    return (
        "# The bearing model (sayso.assess.bearing_model), written by train/readings/weigh.py.\n"
        f"[model]\npairs = {pairs}\nbears = [{', '.join(f'{w:.4f}' for w in bears)}]\nkinds = [\n{rows},\n]\n"
    )


if __name__ == "__main__":
    main()
