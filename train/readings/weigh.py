"""Fits the bearing model on pairs the network had not learnt from.

python -m readings.weigh --rows ROWS.jsonl... --folds FOLDER... --minilm FOLDER OUT.toml
python -m readings.weigh --unseen ROWS.jsonl FOLDER [--unseen ROWS.jsonl FOLDER ...] --minilm FOLDER OUT.toml

`--folds` are the runs of `readings.fit --fold K/N` over the same rows, in order; each pair is read by the run that had left its question out. A fold
that was not run is given as "-", and its pairs are left out. `--unseen` names rows and a run that has learnt from none of them. Prints figures cross-validated by question.
"""

import argparse
import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from scipy.optimize import minimize

from readings.examples import Example, read
from readings.fit import shares
from readings.model import Readings
from sayso.assess import bearing_parts
from sayso.assess.bearing import AGREED, LIKELIER
from sayso.assess.bearing_model import FEATURES, features, log_shares, rule_of
from sayso.model import PRESENCES, Claim, Document, Hypothesis, Question, When
from sayso.rooms import Rooms
from sayso.text.pieces import load_pieces

Table = NDArray[np.float64]
STATES = ("fighting", "regrouping", "withdrawn")
PENALTY, TINY, PARTS = 1.0, 1e-12, 5


@dataclass(frozen=True)
class Given:
    """What is known of pairs: the features, what the rules read (pairs, kinds), the logarithms of the network's shares (pairs, kinds)."""

    table: Table
    rules: Table
    shares: Table

    def of(self, some: NDArray[np.bool_]) -> "Given":
        """Return what is known of some of them."""
        return Given(self.table[some], self.rules[some], self.shares[some])


def main() -> None:
    """Fit, print and write."""
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("--rows", type=Path, nargs="+", default=[])
    ask.add_argument("--folds", type=Path, nargs="+", default=[])
    ask.add_argument("--unseen", type=Path, nargs=2, action="append", default=[])
    ask.add_argument("--minilm", type=Path, required=True)
    ask.add_argument("--on", nargs="*", default=[], help="sets (file names) to fit on; all of them")
    ask.add_argument("out", type=Path)
    given = ask.parse_args()
    pieces = load_pieces(given.minilm / "tokenizer.json")
    examples, rows, sets, told = [], [], [], []
    if given.unseen:
        for path, folder in given.unseen:
            found = read(path, pieces)
            examples += found
            rows += [json.loads(line) for line in path.open(encoding="utf-8")]
            sets += [path.stem] * len(found)
            told += unseen([folder], found, np.zeros(len(found), np.int64))
        weighed(given.out, examples, rows, told, np.array(sets), 1)
        return
    for path in given.rows:
        found = read(path, pieces)
        examples += found
        rows += [json.loads(line) for line in path.open(encoding="utf-8")]
        sets += [path.stem] * len(found)
    number = {group: n for n, group in enumerate(sorted({one.group for one in examples}))}
    fold = np.array([number[one.group] % len(given.folds) for one in examples])
    run = [k for k, folder in enumerate(given.folds) if folder.name != "-"]
    some = np.isin(fold, run) & (np.isin(sets, given.on) if given.on else True)
    examples, rows = (
        [one for one, is_ in zip(all_, some, strict=True) if is_] for all_ in (examples, rows)
    )
    told = unseen(given.folds, examples, fold[some])
    weighed(given.out, examples, rows, told, np.array(sets)[some], len(given.folds))


def weighed(
    out: Path,
    examples: list[Example],
    rows: list[dict],
    told: list[tuple[float, ...]],
    sets: NDArray[np.str_],
    folds: int,
) -> None:
    """Fit on the pairs, print how it does on questions left out, and write."""
    table, rules = known(rows, told)
    given = Given(table, rules, np.array([log_shares(one) for one in told]))
    labels = np.array([one.label for one in examples])
    number = {group: n for n, group in enumerate(sorted({one.group for one in examples}))}
    part = np.array([number[one.group] // folds % PARTS for one in examples])
    crossed(given, labels, part, sets)
    out.write_text(_toml(*fitted(given, labels), len(labels)), encoding="utf-8")


def unseen(
    folds: list[Path], examples: list[Example], fold: NDArray[np.int64]
) -> list[tuple[float, ...]]:
    """Return the shares of each pair by the run that had left it out."""
    found: list[tuple[float, ...]] = [()] * len(examples)
    for k, folder in enumerate(folds):
        if folder.name == "-":
            continue
        model = Readings()
        last = max(folder.glob("averaged*.pt"), key=lambda p: int(p.stem.removeprefix("averaged")))
        model.load_state_dict(torch.load(last))
        mine = [n for n in range(len(examples)) if fold[n] == k]
        for n, row in zip(mine, shares(model.eval(), [examples[n] for n in mine]), strict=True):
            found[n] = tuple(map(float, row))
    return found


def known(rows: list[dict], told: list[tuple[float, ...]]) -> tuple[Table, Table]:
    """Return the features of each pair and what the rules read; those of a saying that is read as no claim are noughts."""
    rooms = Rooms()
    found, read = [], []
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
            read.append(rule_of(None))
            continue
        said, about, there, old = bearing_parts(question, best, claims, document)
        found.append(features(best, said, one, about, there, old=old))
        read.append(rule_of(said))
    return np.array(found), np.array(read)


def _overlap(claim: Claim, start: int, end: int) -> float:
    first, last = claim.content[0].start, claim.content[-1].end
    return (min(last, end) - max(first, start)) / (max(last, end) - min(first, start))


def crossed(
    given: Given, labels: NDArray[np.int64], fold: NDArray[np.int64], sets: NDArray[np.str_]
) -> None:
    """Print F1 of bearing and the share of right kinds, each pair judged by the model fitted on the other folds."""
    bears, kind = np.zeros(len(labels)), np.zeros(len(labels), np.int64)
    for k in range(int(fold.max()) + 1):
        mine = fold == k
        weights, (share, rule, *constants) = fitted(given.of(~mine), labels[~mine])
        ours = given.of(mine)
        bears[mine] = 1.0 / (1.0 + np.exp(-(ours.table @ weights[:-1] + weights[-1])))
        logits = share * ours.shares[:, 1:] + rule * ours.rules[:, 1:] + np.array(constants)
        kind[mine] = 1 + logits.argmax(1)
    taken = bears >= np.where(given.table[:, -1] > 0, AGREED, LIKELIER)
    for name in (*dict.fromkeys(sets.tolist()), "all"):
        mine = (sets == name) | (name == "all")
        said, gold = taken & mine, (labels > 0) & mine
        both = said & gold
        f1 = 2 * both.sum() / (said.sum() + gold.sum())
        right = 100 * (kind == labels)[both].mean()
        print(f"{name:8} bears F1 {100 * f1:.1f} kinds {right:.1f} n {mine.sum()}")
    bins = np.clip((bears * 10).astype(int), 0, 9)
    gaps = [abs((bears[bins == b] - (labels[bins == b] > 0)).sum()) for b in range(10)]
    print(f"calibration error {sum(gaps) / len(labels):.3f}")


def fitted(given: Given, labels: NDArray[np.int64]) -> tuple[Table, Table]:
    """Return the weights of bearing (features + 1), and of the kinds: of the shares, of the rules, a constant for each."""
    bearing = labels > 0
    return logistic(given.table, bearing.astype(float)), _kinds(
        given.of(bearing), labels[bearing] - 1
    )


def logistic(table: Table, wanted: Table) -> Table:
    """Return the weights (features + 1) of a logistic model of the shares wanted, the constant last."""

    def loss(weights: Table) -> tuple[float, Table]:
        p = 1.0 / (1.0 + np.exp(-(table @ weights[:-1] + weights[-1])))
        value = -(wanted * np.log(p + TINY) + (1 - wanted) * np.log(1 - p + TINY)).sum()
        value += PENALTY * (weights[:-1] ** 2).sum()
        slope = np.r_[table.T @ (p - wanted) + 2 * PENALTY * weights[:-1], (p - wanted).sum()]
        return value, slope

    return minimize(loss, np.zeros(table.shape[1] + 1), jac=True, method="L-BFGS-B").x


def _kinds(given: Given, labels: NDArray[np.int64]) -> Table:
    count = len(PRESENCES) - 1
    wanted = np.eye(count)[labels]
    shares_of, rules = given.shares[:, 1:], given.rules[:, 1:]

    def loss(weights: Table) -> tuple[float, Table]:
        logits = weights[0] * shares_of + weights[1] * rules + weights[2:]
        odds = np.exp(logits - logits.max(1, keepdims=True))
        odds /= odds.sum(1, keepdims=True)
        value = -np.log((odds * wanted).sum(1) + TINY).sum() + 0.5 * (weights[2:] ** 2).sum()
        gap = odds - wanted
        slope = [(gap * shares_of).sum(), (gap * rules).sum(), *(gap.sum(0) + weights[2:])]
        return value, np.array(slope)

    start = np.array([1.0, 1.0, *[0.0] * count])
    return minimize(loss, start, jac=True, method="L-BFGS-B").x


def _toml(bears: Table, kinds: Table, pairs: int) -> str:
    def listed(values: Table) -> str:
        return ", ".join(f"{value:.4f}" for value in values)

    return (
        "# The bearing model (sayso.assess.bearing_model), written by train/readings/weigh.py.\n"
        f"[model]\npairs = {pairs}\nbears = [{listed(bears)}]\n"
        f"share = {kinds[0]:.4f}\nrule = {kinds[1]:.4f}\nkinds = [{listed(kinds[2:])}]\n"
    )


if __name__ == "__main__":
    main()
