"""Trains the pair network: seeded, on the processor, resumable at every epoch.

python -m pairs.fit --own OURS.jsonl... --other OTHER.jsonl... --dev OPEN.jsonl --minilm FOLDER --out FOLDER
"""

import argparse
import time
from pathlib import Path

import numpy as np
import torch
from attribution.keeping import Steps
from torch import Tensor
from torch.nn import functional

from pairs.examples import Example, read
from pairs.model import LABELS, Pairs, arrays
from sayso.text.pieces import load_pieces

BATCH, ENCODER_RATE, HEAD_RATE, WARM_UP = 32, 1e-4, 5e-4, 0.08
MOST_OF_A_LABEL = 1000


def main() -> None:
    """Train and save `state.pt` and `averagedN.pt` after each epoch."""
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("--own", type=Path, nargs="+", required=True)
    ask.add_argument("--other", type=Path, nargs="*", default=[])
    ask.add_argument("--frozen-layers", type=int, default=2)
    ask.add_argument("--dev", type=Path, nargs="+", required=True)
    ask.add_argument("--minilm", type=Path, required=True)
    ask.add_argument("--out", type=Path, required=True)
    ask.add_argument("--go-on", type=Path, help="a state of this network to begin with")
    ask.add_argument("--pace", type=float, default=1.0, help="times the learning rates")
    ask.add_argument("--epochs", type=int, default=6)
    ask.add_argument("--seed", type=int, default=1)
    given = ask.parse_args()
    given.out.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(given.seed)
    pieces = load_pieces(given.minilm / "tokenizer.json")
    own = [one for path in given.own for one in read(path, pieces, "own")]
    other = [one for path in given.other for one in _some(read(path, pieces, path.stem))]
    dev = {path.stem: read(path, pieces, path.stem) for path in given.dev}
    print(len(own), "own pairs,", len(other), "others", flush=True)
    model = Pairs()
    model.begin(given.minilm / "model.safetensors", given.frozen_layers)
    if given.go_on:
        model.load_state_dict(torch.load(given.go_on))
    train(model, Taken(own, other, given), dev, given)


class Taken:
    """What is learnt from in each epoch: all our pairs, and of others one half in each."""

    def __init__(self, own: list[Example], other: list[Example], given: argparse.Namespace) -> None:
        self.own, self.other, self.given = own, other, given

    def epoch(self, number: int) -> list[list[Example]]:
        """Return the batches of an epoch, each of pairs of like length; the last epoch has no other pairs."""
        last = number == self.given.epochs - 1
        taken = self.own + ([] if last else self.other[number % 2 :: 2])
        order = np.random.default_rng(self.given.seed * 1000 + number).permutation(len(taken))
        rows = [taken[place] for place in order]
        batches = []
        for at in range(0, len(rows), BATCH * 16):
            chunk = sorted(rows[at : at + BATCH * 16], key=lambda one: len(one.given[0][0]))
            batches += [chunk[first : first + BATCH] for first in range(0, len(chunk), BATCH)]
        return [batches[p] for p in np.random.default_rng(number).permutation(len(batches))]


def _some(found: list[Example]) -> list[Example]:
    """Return at most so many examples of each label, spread over the file."""
    kept = []
    for label in range(len(LABELS)):
        mine = [one for one in found if one.label == label]
        step = max(1.0, len(mine) / MOST_OF_A_LABEL)
        kept += [mine[int(n * step)] for n in range(int(len(mine) / step))]
    return kept


def train(
    model: Pairs,
    taken: Taken,
    dev: dict[str, list[Example]],
    given: argparse.Namespace,
) -> None:
    """Run the epochs that are left."""
    total = sum(len(taken.epoch(number)) for number in range(given.epochs))
    rates = (ENCODER_RATE * given.pace, HEAD_RATE * given.pace)
    steps = Steps(model, given.out, rates, total)
    for number in range(steps.done, given.epochs):
        began, sums, ready = time.time(), 0.0, taken.epoch(number)
        for batch in ready:
            steps.ready(WARM_UP)
            turn = np.random.default_rng(given.seed * 10**6 + steps.step).integers(0, 2, len(batch))
            wanted = torch.tensor([one.label for one in batch])
            loss = functional.cross_entropy(
                logits(model, batch, turn), wanted, label_smoothing=0.05
            )
            sums += steps.learn(loss)
            if steps.step % 50 == 0:
                print(number, steps.step, total, f"{time.time() - began:.0f} s", flush=True)
        steps.end_epoch()
        print(
            "epoch", number, round(sums / len(ready), 4), f"{time.time() - began:.0f} s", flush=True
        )
        for name, examples in dev.items():
            print("  ", name, measured(steps.averaged, examples), flush=True)


def logits(model: Pairs, batch: list[Example], turn: np.ndarray) -> Tensor:
    """Return the logits of a batch, each pair in the order that `turn` says (0 or 1)."""
    rows = [one.given[which] for one, which in zip(batch, turn, strict=True)]
    pieces, features = arrays([row[0] for row in rows]), arrays([row[1] for row in rows])
    mask = arrays([np.ones(len(row[0]), np.int64) for row in rows])
    return model(pieces, features, mask)


def probabilities(model: Pairs, examples: list[Example]) -> np.ndarray:
    """Return (pairs, labels), the mean of both orders."""
    rows = []
    with torch.no_grad():
        for at in range(0, len(examples), BATCH):
            batch = examples[at : at + BATCH]
            both = [logits(model, batch, np.full(len(batch), way)) for way in (0, 1)]
            rows.append(torch.softmax(sum(both) / 2, -1).numpy())
    return np.concatenate(rows)


def measured(model: Pairs, examples: list[Example]) -> str:
    """Return precision, recall and F1 of "contradict", the recall at precision .9, and the accuracy."""
    table = probabilities(model, examples)
    gold = np.array([one.label for one in examples])
    said = table.argmax(1) == 0
    hits, wanted = (said & (gold == 0)).sum(), (gold == 0).sum()
    order = np.argsort(-table[:, 0])
    precise = np.cumsum(gold[order] == 0) / (np.arange(len(gold)) + 1)
    good = np.flatnonzero(precise >= 0.9)
    at = (gold[order][: good[-1] + 1] == 0).sum() / wanted if len(good) else 0.0
    return (
        f"P {hits / max(1, said.sum()):.3f} R {hits / wanted:.3f} F1 {2 * hits / (said.sum() + wanted):.3f} "
        f"R at P .9 {at:.3f} accuracy {(table.argmax(1) == gold).mean():.3f} n {len(gold)}"
    )


if __name__ == "__main__":
    main()
