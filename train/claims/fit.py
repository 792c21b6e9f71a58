"""Trains the claim network: seeded, on the processor, resumable at every epoch.

python -m claims.fit --factuality FOLDER --passages FOLDER --minilm FOLDER --begin ATTRIBUTION_STATE.pt... --out FOLDER
python -m claims.fit ... --go-on CLAIMS_STATE.pt... --events MEANTIME.jsonl --epochs 1 --pace 0.4 --out FOLDER
"""

import argparse
import copy
import time
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from attribution.fit import padded
from attribution.keeping import average, mean_of, save, take_up
from torch import Tensor
from torch.nn import functional

from claims.examples import Example, batches, events, passages, sentences
from claims.model import BASES, OBSERVATIONS, PUT, Claims
from sayso.model import Certainty, Polarity, Tense
from sayso.text.pieces import Pieces, load_pieces

BATCH_PIECES, PASSAGE_PIECES = 3072, 1536
ENCODER_RATE, HEAD_RATE, WARM_UP, DECAY = 1.5e-4, 1e-3, 0.08, 0.01
ONCE = "UW"  # few judged each sentence, so each is read once a run: read again and again r falls from .76 to .72
SHARE = {"UDS-IH2": 1.0, ONCE: 5.0, "CB": 5.0, "MegaVeridicality": 1.0}
FOLDS = 5
RARE = (
    ("uncertain", 0, (Certainty.POSSIBLE, Certainty.PROBABLE)),
    ("negated", 1, (Polarity.NEGATIVE,)),
    ("future", 2, (Tense.FUTURE,)),
)


def main() -> None:
    """Train and save `state.pt` and `averagedN.pt` after each epoch."""
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("--factuality", type=Path, required=True, help="holds train.jsonl, dev.jsonl")
    ask.add_argument("--passages", type=Path, required=True, help="holds train.jsonl, dev.jsonl")
    ask.add_argument("--minilm", type=Path, required=True)
    ask.add_argument("--begin", type=Path, nargs="*", default=[], help="attribution states")
    ask.add_argument("--go-on", type=Path, nargs="*", default=[], help="states of this network")
    ask.add_argument("--events", type=Path, help="MEANTIME, one document a line")
    ask.add_argument(
        "--fold", type=int, help=f"hold out every {FOLDS}th document, from this one on"
    )
    ask.add_argument("--out", type=Path, required=True)
    ask.add_argument("--epochs", type=int, default=4)
    ask.add_argument("--pace", type=float, default=1.0, help="times the learning rates")
    ask.add_argument("--repeat", type=int, nargs=2, default=[2, 4], help="of passages, of events")
    ask.add_argument("--once", type=float, default=SHARE[ONCE], help=f"weight of {ONCE}")
    ask.add_argument(
        "--every", type=int, default=1, help=f"take one in so many sentences but for {ONCE}"
    )
    ask.add_argument("--seed", type=int, default=1)
    given = ask.parse_args()
    given.out.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(given.seed)
    pieces = load_pieces(given.minilm / "tokenizer.json")
    model = Claims()
    model.begin(given.minilm / "model.safetensors", given.begin)
    if given.go_on:
        model.load_state_dict(mean_of(given.go_on))
    Run(model, given).train(*(Data.read(part, given, pieces) for part in ("train", "dev")))


@dataclass(frozen=True)
class Data:
    """What is learnt from, or measured on: sentences, events and passages."""

    facts: list[Example]
    events: list[Example]
    said: list[Example]

    @staticmethod
    def read(part: str, given: argparse.Namespace, pieces: Pieces) -> "Data":
        """Return the examples of a part, train or dev."""
        facts = sentences(given.factuality / f"{part}.jsonl", pieces)
        documents = events(given.events, pieces) if given.events else []
        return Data(
            [one for one in facts if one.source in SHARE],
            [
                one
                for number, document in enumerate(documents)
                if (given.fold is not None and number % FOLDS == given.fold) == (part == "dev")
                for one in document
            ],
            passages(given.passages / f"{part}.jsonl", pieces),
        )

    def of_epoch(self, number: int, given: argparse.Namespace) -> list[list[Example]]:
        """Return the batches of an epoch; of `ONCE` each epoch has its own part."""
        seed = given.seed * 1000 + number
        facts = [
            one
            for index, one in enumerate(self.facts)
            if (
                index % given.epochs == number
                if one.source == ONCE
                else index % given.every == number % given.every
            )
        ]
        ready = batches(facts, seed, BATCH_PIECES)
        for kind, times in zip((self.said, self.events), given.repeat, strict=True):
            for again in range(times if kind else 0):
                ready += batches(kind, seed + 500 + again, PASSAGE_PIECES)
        return [ready[place] for place in np.random.default_rng(seed).permutation(len(ready))]


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

    def train(self, data: Data, dev: Data) -> None:
        """Run the epochs that are left; sentences, events and passages come by turns."""
        for number in range(self.done, self.given.epochs):
            ready = data.of_epoch(number, self.given)
            total, began, sums = len(ready) * self.given.epochs, time.time(), 0.0
            for index, batch in enumerate(ready):
                sums += self._learn(batch, total)
                if index % 50 == 49:
                    pace = f"{(time.time() - began) / (index + 1):.2f} s"
                    print(number, index, len(ready), round(sums / (index + 1), 4), pace, flush=True)
            self.done = number + 1
            save(self.given.out, self.model, self.averaged, self.optimiser, self.done, self.step)
            print("epoch", number, sums / len(ready), f"{time.time() - began:.0f} s")
            print(measured(self.averaged, dev.facts), judged(self.averaged, dev.said))
            print("tp, fp, fn", found(self.averaged, dev.events), flush=True)

    def _learn(self, batch: list[Example], total: int) -> float:
        at = self.step / total
        pace = max(min(at / WARM_UP, (1 - at) / (1 - WARM_UP)), 0.0)
        for group, rate in zip(self.optimiser.param_groups, (ENCODER_RATE, HEAD_RATE), strict=True):
            group["lr"] = rate * pace * self.given.pace
        self.model.train()
        loss = loss_of(self.model, batch, {**SHARE, ONCE: self.given.once})
        self.optimiser.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(self.model.parameters(), 1.0)
        self.optimiser.step()
        self.step += 1
        average(self.averaged, self.model, self.step)
        return loss.item()


def loss_of(model: Claims, batch: list[Example], share: dict[str, float]) -> Tensor:
    """Return the loss of a batch, which holds examples of one kind; `share` weighs the sets of sentences."""
    hidden, mask = states(model, batch)
    words, wanted = of_words(model, hidden, batch)
    if batch[0].labels is None:
        weight = torch.tensor([share[one.source] for one in batch for _ in one.places])
        error = functional.mse_loss(model.facts(words), wanted, reduction="none")
        return (error * weight).mean() / 2
    labels = torch.from_numpy(np.array([one.labels for one in batch]))
    slots = zip(
        (*model.puts(words), *said_logits(model, hidden, mask, batch)),
        (*wanted.T, *labels.T),
        strict=True,
    )
    return sum(_cross_entropy(logits, given) for logits, given in slots if (given >= 0).any())


def _cross_entropy(logits: Tensor, wanted: Tensor) -> Tensor:
    return functional.cross_entropy(logits, wanted, ignore_index=-1, label_smoothing=0.05)


def states(model: Claims, batch: list[Example]) -> tuple[Tensor, Tensor]:
    """Return the hidden states of a batch and its mask."""
    mask = padded([np.ones(len(one.pieces)) for one in batch])
    pieces, features = padded([b.pieces for b in batch]), padded([b.features for b in batch])
    with torch.autocast("cpu", torch.bfloat16):
        hidden = model.encoder(pieces, features, mask)
    return hidden.float(), mask


def of_words(model: Claims, hidden: Tensor, batch: list[Example]) -> tuple[Tensor, Tensor]:
    """Return the states of all words of a batch that something is wanted of, and what."""
    words = model.words(hidden, padded([one.places for one in batch]))
    row = torch.cat([torch.full((len(one.places),), i) for i, one in enumerate(batch)])
    column = torch.cat([torch.arange(len(one.places)) for one in batch])
    return words[row, column], torch.from_numpy(np.concatenate([b.wanted for b in batch]))


def said_logits(
    model: Claims, hidden: Tensor, mask: Tensor, batch: list[Example]
) -> tuple[Tensor, Tensor]:
    """Return the logits of basis and observation of every passage of a batch."""
    return model.labels(hidden, mask, padded([one.said for one in batch]))


def measured(model: Claims, dev: list[Example]) -> dict[str, float]:
    """Return Pearson's r of each set."""
    pairs: dict[str, list[tuple[float, float]]] = {}
    with torch.no_grad():
        for batch in batches(dev, 0, BATCH_PIECES):
            words, wanted = of_words(model, states(model, batch)[0], batch)
            names = [one.source for one in batch for _ in one.places]
            for name, a, b in zip(names, model.facts(words).tolist(), wanted.tolist(), strict=True):
                pairs.setdefault(name, []).append((a, b))
    return {n: round(float(np.corrcoef(*np.array(p).T)[0, 1]), 3) for n, p in sorted(pairs.items())}


def judged(model: Claims, dev: list[Example]) -> dict[str, float]:
    """Return the macro F1 of every slot of the passages, over the labels that occur."""
    rows: list[list[int]] = []
    with torch.no_grad():
        for first in range(0, len(dev), 32):
            batch = dev[first : first + 32]
            hidden, mask = states(model, batch)
            parts = [*said_logits(model, hidden, mask, batch)]
            parts += model.puts(of_words(model, hidden, batch)[0])
            rows += torch.stack([part.argmax(-1) for part in parts], -1).tolist()
    gold = np.array([[*one.labels, *one.wanted[0]] for one in dev])
    out = {}
    for column, labels in enumerate((BASES, OBSERVATIONS, *PUT)):
        a, b = gold[:, column], np.array(rows)[:, column]
        scores = [
            2 * ((a == k) & (b == k)).sum() / ((a == k).sum() + (b == k).sum()) for k in set(a)
        ]
        out[type(labels[0]).__name__] = round(100 * float(np.mean(scores)), 1)
    return out


def found(model: Claims, dev: list[Example]) -> dict[str, tuple[int, int, int]]:
    """Return for the rare ways of putting an event how often they were found, found wrongly, and missed."""
    got, gold = [], []
    with torch.no_grad():
        for batch in batches(dev, 0, BATCH_PIECES) if dev else []:
            words, wanted = of_words(model, states(model, batch)[0], batch)
            got.append(torch.stack([part.argmax(-1) for part in model.puts(words)], -1))
            gold.append(wanted)
    out = {}
    for name, column, labels in RARE if got else ():
        a, b = (torch.cat(rows)[:, column] for rows in (gold, got))
        a, b = (sum(rows == PUT[column].index(label) for label in labels) > 0 for rows in (a, b))
        out[name] = (int((a & b).sum()), int((b & ~a).sum()), int((a & ~b).sum()))
    return out


if __name__ == "__main__":
    main()
