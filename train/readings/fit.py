"""Trains the reading network: seeded, on the processor, resumable at every epoch.

python -m readings.fit --rows OURS.jsonl... [--dev OPEN.jsonl...] --begin PAIRS_STATE.pt --minilm FOLDER --out FOLDER [--fold K/N]

`--fold K/N` holds out every question whose number modulo N is K and measures on it.
"""

import argparse
import time
from pathlib import Path

import numpy as np
import torch
from attribution.keeping import Steps
from pairs.model import arrays
from torch import Tensor
from torch.nn import functional

from readings.examples import Example, read
from readings.model import Readings
from sayso.text.pieces import load_pieces

BATCH, ENCODER_RATE, HEAD_RATE, WARM_UP, HALF = 16, 8e-5, 8e-4, 0.08, 0.5


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
    ask.add_argument("--seed", type=int, default=1)
    given = ask.parse_args()
    given.out.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(given.seed)
    pieces = load_pieces(given.minilm / "tokenizer.json")
    rows = [one for path in given.rows for one in read(path, pieces)]
    dev = {path.stem: read(path, pieces) for path in given.dev}
    if given.fold:
        k, n = map(int, given.fold.split("/"))
        number = {group: i for i, group in enumerate(sorted({one.group for one in rows}))}
        dev["held"] = [one for one in rows if number[one.group] % n == k]
        rows = [one for one in rows if number[one.group] % n != k]
    print(len(rows), "rows", flush=True)
    model = Readings()
    model.begin(torch.load(given.begin), given.frozen_layers)
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
    random = np.random.default_rng(seed * 1000 + number)
    taken = [rows[place] for place in random.permutation(len(rows))]
    found = []
    for at in range(0, len(taken), BATCH * 16):
        chunk = sorted(taken[at : at + BATCH * 16], key=lambda one: len(one.given[0]))
        found += [chunk[first : first + BATCH] for first in range(0, len(chunk), BATCH)]
    return [found[p] for p in random.permutation(len(found))]


def _loss(model: Readings, batch: list[Example]) -> Tensor:
    wanted = torch.tensor([one.label for one in batch])
    return functional.cross_entropy(logits(model, batch), wanted, label_smoothing=0.05)


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
    return f"bears F1 {f1:.3f} kinds {right:.3f} n {len(examples)}"


if __name__ == "__main__":
    main()
