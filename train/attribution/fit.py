"""Trains the extractor on PolNeAR: seeded, on the processor, resumable at every epoch.

python -m attribution.fit --data POLNEAR_FOLDER --minilm FOLDER --out FOLDER [--epochs 8] [--seed 1]
"""

import argparse
import copy
import time
from pathlib import Path

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

from attribution.encoder import load_minilm
from attribution.examples import CUE, Text, Window, epoch, texts
from attribution.keeping import average, save, take_up
from attribution.model import Extractor, bucket
from sayso.text.pieces import load_pieces

BATCH_PIECES = 4096
ENCODER_RATE, HEAD_RATE, WARM_UP, DECAY = 2.5e-4, 1e-3, 0.08, 0.01
WINDOWS = (100, 128, 128, 160, 200)
MOST_PIVOTS, DOUBT, ALIGNED = 160, 0.05, 32
PIVOT_WEIGHT, VALID_WEIGHT = 0.03, 0.3


def main() -> None:
    """Train and save `state.pt` after each epoch, `averaged.pt` at the end."""
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("--data", type=Path, required=True)
    ask.add_argument("--minilm", type=Path, required=True)
    ask.add_argument("--out", type=Path, required=True)
    ask.add_argument("--epochs", type=int, default=8)
    ask.add_argument("--seed", type=int, default=1)
    ask.add_argument("--vary", action="store_true", help="hide words and vary marks and capitals")
    ask.add_argument("--windows", type=int, nargs="+", default=WINDOWS, help="their most pieces")
    ask.add_argument("--begin", type=Path, help="a state to branch off from, in place of MiniLM")
    ask.add_argument("--pace", type=float, default=1.0, help="share of the usual learning rates")
    ask.add_argument("--steps", type=int, default=0, help="stop early, to try things out")
    given = ask.parse_args()
    given.out.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(given.seed)
    pieces = load_pieces(given.minilm / "tokenizer.json")
    train, dev = (texts(given.data / f"{part}.jsonl", pieces) for part in ("train", "dev"))
    model = Extractor()
    load_minilm(model.encoder, str(given.minilm / "model.safetensors"))
    if given.begin:
        model.load_state_dict(torch.load(given.begin))
    marks = None
    if given.vary:
        marks = {
            pieces.of(double)[0]: pieces.of(single)[0] for double, single in ("“‘", "”’", "\"'")
        }
    Run(model, given).train(train, dev, marks)


class Run:
    """One training run and all that must be kept to take it up again."""

    def __init__(self, model: Extractor, given: argparse.Namespace) -> None:
        self.model, self.given = model, given
        model.encoder.pieces.weight.requires_grad = False
        model.encoder.positions.weight.requires_grad = False
        groups: dict[tuple[bool, bool], list[Tensor]] = {}
        for name, weight in model.named_parameters():
            if weight.requires_grad:
                fresh = not name.startswith("encoder") or "features" in name
                groups.setdefault((fresh, weight.ndim > 1), []).append(weight)
        self.rates = [HEAD_RATE if fresh else ENCODER_RATE for fresh, _ in groups]
        self.optimiser = torch.optim.AdamW(
            [
                {"params": weights, "weight_decay": DECAY if wide else 0.0}
                for (_, wide), weights in groups.items()
            ],
            betas=(0.9, 0.98),
        )
        self.averaged = copy.deepcopy(model).eval()
        self.done, self.step = take_up(given.out, model, self.averaged, self.optimiser)

    def train(self, train: list[Text], dev: list[Text], marks: dict[int, int] | None) -> None:
        """Run the epochs that are left."""
        dev_batches = epoch(dev, 0, BATCH_PIECES, self.given.windows)
        for number in range(self.done, self.given.epochs):
            seed = self.given.seed * 1000 + number
            batches = epoch(train, seed, BATCH_PIECES, self.given.windows, marks)
            total = len(batches) * self.given.epochs
            began, sums = time.time(), np.zeros(3)
            for index, batch in enumerate(batches):
                sums += self._learn(batch, total)
                if index % 20 == 19:
                    each = (time.time() - began) / (index + 1)
                    print(
                        number,
                        index,
                        len(batches),
                        sums.round(4) / (index + 1),
                        f"{each:.2f} s",
                        flush=True,
                    )
                if self.given.steps and self.step >= self.given.steps:
                    return
            self.done = number + 1
            save(self.given.out, self.model, self.averaged, self.optimiser, self.done, self.step)
            with torch.no_grad():
                seen = np.mean([self._losses(self.averaged, b)[1] for b in dev_batches], axis=0)
            print(
                "epoch",
                number,
                "train",
                sums / len(batches),
                "dev",
                seen,
                f"{time.time() - began:.0f} s",
                flush=True,
            )

    def _learn(self, batch: list[Window], total: int) -> np.ndarray:
        at = self.step / total
        pace = min(at / WARM_UP, (1 - at) / (1 - WARM_UP)) if total else 1.0
        for group, rate in zip(self.optimiser.param_groups, self.rates, strict=True):
            group["lr"] = rate * self.given.pace * max(pace, 0.0)
        self.model.train()
        loss, seen = self._losses(self.model, batch)
        self.optimiser.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(self.model.parameters(), 1.0)
        self.optimiser.step()
        self.step += 1
        average(self.averaged, self.model, self.step)
        return seen

    def _losses(self, model: Extractor, batch: list[Window]) -> tuple[Tensor, np.ndarray]:
        with torch.autocast("cpu", torch.bfloat16):
            tags, cues, words = model(*tensors(batch))
        tags, cues, words = tags.float(), cues.float(), words.float()
        wanted, mask = (
            padded([w.tags for w in batch]),
            padded([np.ones(len(w.tags)) for w in batch]),
        )
        tag_loss = functional.cross_entropy(tags[mask > 0], wanted[mask > 0])
        pivots = pivots_of(batch, torch.softmax(tags.detach(), -1)[..., CUE : CUE + 2].sum(-1))
        if not pivots:
            return tag_loss, np.array([tag_loss.item(), 0.0, 0.0])
        rows = torch.tensor([p[0] for p in pivots])
        spans = torch.tensor([p[1:3] for p in pivots])
        where = torch.arange(words.shape[1])[None]
        inside = (where >= spans[:, :1]) & (where < spans[:, 1:])
        pooled = (cues[rows] * inside[..., None]).sum(1) / inside.sum(1, keepdim=True)
        offset = torch.where(
            where < spans[:, :1], where - spans[:, :1], (where - spans[:, 1:] + 1).clamp(min=0)
        )
        with torch.autocast("cpu", torch.bfloat16):
            labels, valid = model.pivot(pooled, words[rows], bucket(offset), mask[rows])
        gold = padded([p[3] for p in pivots], words.shape[1])
        keep = mask[rows] > 0
        label_loss = functional.cross_entropy(
            labels.float()[keep], gold[keep], reduction="sum"
        ) / len(pivots)
        truth = torch.tensor([p[4] for p in pivots])
        valid_loss = functional.binary_cross_entropy_with_logits(valid.float(), truth)
        loss = tag_loss + PIVOT_WEIGHT * label_loss + VALID_WEIGHT * valid_loss
        return loss, np.array([tag_loss.item(), label_loss.item(), valid_loss.item()])


def pivots_of(batch: list[Window], doubt: Tensor) -> list[tuple[int, int, int, np.ndarray, float]]:
    """Return (window, start, end, labels, is a cue) of all gold cues and of the words mistaken for cues."""
    found = []
    for row, item in enumerate(batch):
        found += [
            (row, *span, labels, 1.0) for span, labels in zip(item.cues, item.labels, strict=True)
        ]
    room = max(MOST_PIVOTS - len(found), 0)
    wrong = []
    for row, item in enumerate(batch):
        taken = (item.tags == CUE) | (item.tags == CUE + 1)
        suspect = (doubt[row, : len(item.tags)].numpy() > DOUBT) & ~taken
        edges = np.flatnonzero(np.diff(np.concatenate(([0], suspect.view(np.int8), [0]))))
        for start, end in zip(edges[::2], edges[1::2], strict=True):
            wrong.append((row, int(start), int(end), np.zeros(len(item.tags), np.int64), 0.0))
    order = torch.randperm(len(wrong))[:room].tolist()
    return found + [wrong[i] for i in order]


def padded(rows: list[np.ndarray], width: int = 0) -> Tensor:
    """Return the rows as one integer tensor, padded with zeros to a width the processor likes."""
    width = -(-max(width, *(len(row) for row in rows)) // ALIGNED) * ALIGNED
    out = np.zeros((len(rows), width), np.int64)
    for number, row in enumerate(rows):
        out[number, : len(row)] = row
    return torch.from_numpy(out)


def tensors(batch: list[Window]) -> tuple[Tensor, Tensor, Tensor, Tensor]:
    """Return what the model takes: pieces, features, mask, first pieces."""
    mask = padded([np.ones(len(w.pieces)) for w in batch])
    return (
        padded([w.pieces for w in batch]),
        padded([w.features for w in batch]),
        mask,
        padded([w.firsts for w in batch]),
    )


if __name__ == "__main__":
    main()
