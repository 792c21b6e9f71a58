"""Trains the reading network: seeded, on the processor, resumable at every epoch.

python -m readings.fit --rows OURS.jsonl... [--dev OPEN.jsonl...] --begin PAIRS_STATE.pt --minilm FOLDER --out FOLDER [--fold K/N] [--answers]

`--fold K/N` holds out every question whose number modulo N is K and measures on it. `--go-on` takes the weights of an earlier run. `--answers` learns what sayings are for answers in free words.
"""

import argparse
import time
from collections import defaultdict
from pathlib import Path

import numpy as np
import torch
from attribution.keeping import Steps
from pairs.model import arrays
from torch import Tensor
from torch.nn import functional

from readings.examples import SIDES, Example, read, read_answers
from readings.model import KINDS, Readings
from sayso.text.pieces import load_pieces

BATCH, ENCODER_RATE, HEAD_RATE, WARM_UP, HALF = 16, 8e-5, 8e-4, 0.08, 0.5
ORDER = 0.5


def main() -> None:
    """Train and save `state.pt` and `averagedN.pt` after each epoch."""
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("--rows", type=Path, nargs="+", required=True)
    ask.add_argument("--dev", type=Path, nargs="*", default=[])
    ask.add_argument("--begin", type=Path, required=True)
    ask.add_argument("--minilm", type=Path, required=True)
    ask.add_argument("--out", type=Path, required=True)
    ask.add_argument("--frozen-layers", type=int, default=1)
    ask.add_argument("--epochs", type=int, default=6)
    ask.add_argument("--fold", default="")
    ask.add_argument("--go-on", type=Path)
    ask.add_argument("--seed", type=int, default=1)
    ask.add_argument("--answers", action="store_true")
    given = ask.parse_args()
    given.out.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(given.seed)
    pieces = load_pieces(given.minilm / "tokenizer.json")
    reader, kinds = (read_answers, len(SIDES["0"])) if given.answers else (read, len(KINDS))
    rows = [one for path in given.rows for one in reader(path, pieces)]
    dev = {path.stem: reader(path, pieces) for path in given.dev}
    if given.fold:
        k, n = map(int, given.fold.split("/"))
        number = {group: i for i, group in enumerate(sorted({one.group for one in rows}))}
        dev["held"] = [one for one in rows if number[one.group] % n == k]
        rows = [one for one in rows if number[one.group] % n != k]
    print(len(rows), "rows", flush=True)
    model = Readings(kinds)
    model.begin(torch.load(given.begin), given.frozen_layers)
    if given.go_on:
        model.load_state_dict(torch.load(given.go_on))
    train(model, rows, dev, given)


def train(
    model: Readings, rows: list[Example], dev: dict[str, list[Example]], given: argparse.Namespace
) -> None:
    """Run the epochs that are left."""
    total = len(_batches(rows, given.seed, 0)) * given.epochs
    steps = Steps(model, given.out, (ENCODER_RATE, HEAD_RATE), total)
    for number in range(steps.done, given.epochs):
        began, sums, ready = time.time(), 0.0, _batches(rows, given.seed, number)
        for batch in ready:
            steps.ready(WARM_UP)
            sums += steps.learn(_loss(model, batch))
        steps.end_epoch()
        print(
            "epoch", number, round(sums / len(ready), 4), f"{time.time() - began:.0f} s", flush=True
        )
        if number >= given.epochs - 2:
            for name, examples in dev.items():
                print("  ", name, measured(steps.averaged, examples), flush=True)


def _batches(rows: list[Example], seed: int, number: int) -> list[list[Example]]:
    """Return the rows in batches of like length, each saying's together."""
    random = np.random.default_rng(seed * 1000 + number)
    told: defaultdict[str, list[Example]] = defaultdict(list)
    for one in rows:
        told[one.saying].append(one)
    sayings = list(told.values())
    taken = [sayings[place] for place in random.permutation(len(sayings))]
    found: list[list[Example]] = []
    for at in range(0, len(taken), BATCH * 16):
        batch: list[Example] = []
        for saying in sorted(taken[at : at + BATCH * 16], key=lambda all_: len(all_[0].given[0])):
            if len(batch) + len(saying) > BATCH:
                found.append(batch)
                batch = []
            batch = batch + saying
        found.append(batch)
    return [found[p] for p in random.permutation(len(found)) if found[p]]


def _loss(model: Readings, batch: list[Example]) -> Tensor:
    """Return the cross-entropy, and of a saying's answers how far one that it speaks for more lies above one that it speaks for less."""
    wanted = torch.tensor([one.wanted for one in batch])
    found = logits(model, batch)
    loss = functional.cross_entropy(found, wanted, label_smoothing=0.05)
    if found.shape[-1] != len(SIDES["0"]):
        return loss
    side, gold = found[:, 1] - found[:, 2], wanted[:, 1] - wanted[:, 2]
    same = torch.tensor([[a.saying == b.saying for b in batch] for a in batch])
    above = (gold[:, None] - gold[None, :]).clamp(min=0.0) * same
    ordered = (above * functional.softplus(side[None, :] - side[:, None])).sum()
    return loss + ORDER * ordered / above.sum().clamp(min=1.0)


def logits(model: Readings, batch: list[Example]) -> Tensor:
    """Return (rows, kinds)."""
    pieces, features = (arrays([one.given[part] for one in batch]) for part in (0, 1))
    mask = arrays([np.ones(len(one.given[0]), np.int64) for one in batch])
    return model(pieces, features, mask)


def shares(model: Readings, examples: list[Example]) -> np.ndarray:
    """Return (rows, kinds), the softmax."""
    with torch.no_grad():
        return np.concatenate(
            [
                torch.softmax(logits(model, examples[at : at + BATCH]), -1).numpy()
                for at in range(0, len(examples), BATCH)
            ]
        )


def measured(model: Readings, examples: list[Example]) -> str:
    """Return F1 of bearing and the share of right kinds where both say that it bears."""
    table = shares(model, examples)
    gold = np.array([one.label for one in examples])
    said, bears = table[:, 0] < HALF, gold > 0
    both = said & bears
    right = (1 + table[both, 1:].argmax(1) == gold[both]).mean()
    f1 = 2 * both.sum() / max(1, said.sum() + bears.sum())
    order = (
        f" right side {ordered(table, examples):.3f}" if table.shape[1] == len(SIDES["0"]) else ""
    )
    return f"bears F1 {f1:.3f} kinds {right:.3f}{order} n {len(examples)}"


def ordered(table: np.ndarray, examples: list[Example]) -> float:
    """Return of how many pairs of a saying's answers the one that it speaks for more is put above."""
    told: defaultdict[str, list[tuple[float, float]]] = defaultdict(list)
    for row, one in zip(table, examples, strict=True):
        told[one.saying].append((one.wanted[1] - one.wanted[2], row[1] - row[2]))
    found = [
        a[1] > b[1] for answers in told.values() for a in answers for b in answers if a[0] > b[0]
    ]
    return float(np.mean(found))


if __name__ == "__main__":
    main()
