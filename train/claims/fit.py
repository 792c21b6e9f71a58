"""Trains the claim network: seeded, on the processor, resumable at every epoch.

python -m claims.fit --factuality FOLDER --passages FOLDER --minilm FOLDER --begin ATTRIBUTION_STATE.pt... --out FOLDER
"""

import argparse
import copy
import time
from pathlib import Path

import numpy as np
import torch
from attribution.fit import padded
from attribution.keeping import average, save, take_up
from torch import Tensor
from torch.nn import functional

from claims.examples import Example, batches, passages, sentences
from claims.model import BASES, OBSERVATIONS, Claims
from sayso.text.pieces import load_pieces

BATCH_PIECES, PASSAGE_PIECES = 3072, 1536
ENCODER_RATE, HEAD_RATE, WARM_UP, DECAY = 1.5e-4, 1e-3, 0.08, 0.01
SHARE = {"UDS-IH2": 1.0, "UW": 3.0, "CB": 5.0, "MEANTIME": 2.0, "MegaVeridicality": 1.0}


def main() -> None:
    """Train and save `state.pt` and `averagedN.pt` after each epoch."""
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("--factuality", type=Path, required=True, help="holds train.jsonl, dev.jsonl")
    ask.add_argument("--passages", type=Path, required=True, help="holds train.jsonl, dev.jsonl")
    ask.add_argument("--minilm", type=Path, required=True)
    ask.add_argument("--begin", type=Path, nargs="*", default=[])
    ask.add_argument("--out", type=Path, required=True)
    ask.add_argument("--epochs", type=int, default=4)
    ask.add_argument("--repeat", type=int, default=2, help="how often each passage comes an epoch")
    ask.add_argument("--seed", type=int, default=1)
    given = ask.parse_args()
    given.out.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(given.seed)
    pieces = load_pieces(given.minilm / "tokenizer.json")
    facts, facts_dev = (
        sentences(given.factuality / f"{p}.jsonl", pieces) for p in ("train", "dev")
    )
    said, said_dev = (passages(given.passages / f"{p}.jsonl", pieces) for p in ("train", "dev"))
    model = Claims()
    model.begin(given.minilm / "model.safetensors", given.begin)
    Run(model, given).train(facts, said, batches(facts_dev, 0, BATCH_PIECES), said_dev)


class Run:
    """One training run and all that must be kept to take it up again."""

    def __init__(self, model: Claims, given: argparse.Namespace) -> None:
        self.model, self.given = model, given
        named = [(n, w) for n, w in model.named_parameters() if w.requires_grad]
        self.optimiser = torch.optim.AdamW(
            [
                {"params": [w for n, w in named if n.startswith("encoder")]},
                {"params": [w for n, w in named if not n.startswith("encoder")]},
            ],
            betas=(0.9, 0.98),
            weight_decay=DECAY,
        )
        self.averaged = copy.deepcopy(model).eval()
        self.done, self.step = take_up(given.out, model, self.averaged, self.optimiser)

    def train(
        self,
        facts: list[Example],
        said: list[Example],
        facts_dev: list[list[Example]],
        said_dev: list[Example],
    ) -> None:
        """Run the epochs that are left; sentences and passages alternate."""
        for number in range(self.done, self.given.epochs):
            seed = self.given.seed * 1000 + number
            ready = batches(facts, seed, BATCH_PIECES)
            for again in range(self.given.repeat):
                ready += batches(said, seed + 500 + again, PASSAGE_PIECES)
            order = np.random.default_rng(seed).permutation(len(ready))
            total, began, sums = len(ready) * self.given.epochs, time.time(), 0.0
            for index, place in enumerate(order):
                sums += self._learn(ready[place], total)
                if index % 50 == 49:
                    each = (time.time() - began) / (index + 1)
                    print(
                        number,
                        index,
                        len(ready),
                        round(sums / (index + 1), 4),
                        f"{each:.2f} s",
                        flush=True,
                    )
            self.done = number + 1
            save(self.given.out, self.model, self.averaged, self.optimiser, self.done, self.step)
            print(
                "epoch",
                number,
                sums / len(ready),
                measured(self.averaged, facts_dev),
                f"{time.time() - began:.0f} s",
                flush=True,
            )
            print(judged(self.averaged, said_dev), flush=True)

    def _learn(self, batch: list[Example], total: int) -> float:
        at = self.step / total
        pace = max(min(at / WARM_UP, (1 - at) / (1 - WARM_UP)), 0.0)
        for group, rate in zip(self.optimiser.param_groups, (ENCODER_RATE, HEAD_RATE), strict=True):
            group["lr"] = rate * pace
        self.model.train()
        loss = loss_of(self.model, batch)
        self.optimiser.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(self.model.parameters(), 1.0)
        self.optimiser.step()
        self.step += 1
        average(self.averaged, self.model, self.step)
        return loss.item()


def loss_of(model: Claims, batch: list[Example]) -> Tensor:
    """Return the loss of a batch, which holds either sentences or passages."""
    if batch[0].source == "passage":
        basis, observation = said_logits(model, batch)
        wanted = torch.from_numpy(np.array([one.wanted for one in batch]))
        return functional.cross_entropy(basis, wanted[:, 0], label_smoothing=0.05) + (
            functional.cross_entropy(observation, wanted[:, 1], label_smoothing=0.05)
        )
    got, wanted = factuality(model, batch)
    weight = torch.tensor([SHARE[one.source] for one in batch for _ in one.firsts])
    return (functional.mse_loss(got, wanted, reduction="none") * weight).mean() / 2


def factuality(model: Claims, batch: list[Example]) -> tuple[Tensor, Tensor]:
    """Return predicted and wanted factuality of every target of a batch."""
    with torch.autocast("cpu", torch.bfloat16):
        out = model.targets(*_given(batch), padded([one.firsts for one in batch]))
    row = torch.cat([torch.full((len(one.firsts),), i) for i, one in enumerate(batch)])
    column = torch.cat([torch.arange(len(one.firsts)) for one in batch])
    return out.float()[row, column], torch.from_numpy(np.concatenate([b.wanted for b in batch]))


def said_logits(model: Claims, batch: list[Example]) -> tuple[Tensor, Tensor]:
    """Return the logits of basis and observation of every passage of a batch."""
    with torch.autocast("cpu", torch.bfloat16):
        basis, observation = model.said(*_given(batch), padded([one.firsts for one in batch]))
    return basis.float(), observation.float()


def _given(batch: list[Example]) -> tuple[Tensor, Tensor, Tensor]:
    mask = padded([np.ones(len(one.pieces)) for one in batch])
    return padded([b.pieces for b in batch]), padded([b.features for b in batch]), mask


def measured(model: Claims, dev: list[list[Example]]) -> dict[str, float]:
    """Return Pearson's r of each set."""
    pairs: dict[str, list[tuple[float, float]]] = {}
    with torch.no_grad():
        for batch in dev:
            got, wanted = factuality(model, batch)
            names = [one.source for one in batch for _ in one.firsts]
            for name, a, b in zip(names, got.tolist(), wanted.tolist(), strict=True):
                pairs.setdefault(name, []).append((a, b))
    return {n: round(float(np.corrcoef(*np.array(p).T)[0, 1]), 3) for n, p in sorted(pairs.items())}


def judged(model: Claims, dev: list[Example]) -> dict[str, float]:
    """Return the macro F1 of basis and of observation."""
    found: list[list[int]] = []
    with torch.no_grad():
        for first in range(0, len(dev), 32):
            logits = said_logits(model, dev[first : first + 32])
            found += torch.stack([part.argmax(-1) for part in logits], -1).tolist()
    gold = np.array([one.wanted for one in dev])
    out = {}
    for column, labels in enumerate((BASES, OBSERVATIONS)):
        a, b = gold[:, column], np.array(found)[:, column]
        scores = [
            2 * ((a == k) & (b == k)).sum() / max(((a == k).sum() + (b == k).sum()), 1)
            for k in range(len(labels))
        ]
        out[type(labels[0]).__name__] = round(100 * float(np.mean(scores)), 1)
    return out


if __name__ == "__main__":
    main()
