"""Trains the citation network: seeded, on the processor, resumable at every epoch.

python -m citing.fit --reports OURS.jsonl... --dev OPEN.jsonl --minilm FOLDER --out FOLDER

In every second report each cited name gives way to the name of another outlet, so that a name is not learnt by heart.
"""

import argparse
import json
import time
from pathlib import Path

import numpy as np
import torch
from attribution.keeping import Steps
from torch import Tensor
from torch.nn import functional

from citing.model import TAGS, Citing
from sayso.text import load_lexicon
from sayso.text.pieces import CLS, SEP, Pieces, load_pieces, padded
from sayso.text.words import words_of

BATCH, ENCODER_RATE, HEAD_RATE, WARM_UP, MOST_PIECES = 12, 1.2e-4, 1e-3, 0.1, 300
Window = tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]


def main() -> None:
    """Train and save `state.pt` and `averagedN.pt` after each epoch."""
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("--reports", type=Path, nargs="+", required=True)
    ask.add_argument("--dev", type=Path, required=True)
    ask.add_argument("--minilm", type=Path, required=True)
    ask.add_argument("--out", type=Path, required=True)
    ask.add_argument("--epochs", type=int, default=10)
    ask.add_argument("--seed", type=int, default=1)
    ask.add_argument("--go-on", type=Path, help="a state of this network to begin with")
    ask.add_argument("--pace", type=float, default=1.0, help="times the learning rates")
    given = ask.parse_args()
    given.out.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(given.seed)
    pieces = load_pieces(given.minilm / "tokenizer.json")
    reports = [json.loads(line) for path in given.reports for line in path.open(encoding="utf-8")]
    dev = [json.loads(line) for line in given.dev.open(encoding="utf-8")]
    model = Citing()
    model.begin(given.minilm / "model.safetensors")
    if given.go_on:
        model.load_state_dict(torch.load(given.go_on))
    train(model, reports, dev, pieces, given)


def train(
    model: Citing, reports: list[dict], dev: list[dict], pieces: Pieces, given: argparse.Namespace
) -> None:
    """Run the epochs that are left."""
    outlets = _outlets(reports)
    total = given.epochs * -(-len(reports) // BATCH)
    rates = (ENCODER_RATE * given.pace, HEAD_RATE * given.pace)
    steps = Steps(model, given.out, rates, total)
    for number in range(steps.done, given.epochs):
        began, sums = time.time(), 0.0
        chance = np.random.default_rng(given.seed * 1000 + number)
        order = chance.permutation(len(reports))
        for first in range(0, len(reports), BATCH):
            batch = [
                window(
                    renamed(reports[n], outlets, chance) if chance.random() < 0.5 else reports[n],
                    pieces,
                )
                for n in order[first : first + BATCH]
            ]
            steps.ready(WARM_UP)
            wanted = torch.from_numpy(padded([one[3] + 1 for one in batch]) - 1)
            logits = tags(model, batch)
            loss = functional.cross_entropy(
                logits.reshape(-1, TAGS), wanted.reshape(-1), ignore_index=-1, label_smoothing=0.02
            )
            sums += steps.learn(loss)
        steps.end_epoch()
        print(
            "epoch",
            number,
            round(sums, 3),
            f"{time.time() - began:.0f} s",
            measured(steps.averaged, dev, pieces),
            flush=True,
        )


def _outlets(reports: list[dict]) -> list[str]:
    known = [row[0] for row in load_lexicon("sayso.trace", "outlets.toml")["outlets"]["known"]]
    return known + [cite["name"] for report in reports for cite in report["cites"]]


def renamed(report: dict, outlets: list[str], chance: np.random.Generator) -> dict:
    """Return a report with the names it cites changed, each name for one and the same other."""
    text, cites, shift, others = report["text"], [], 0, {}
    for cite in sorted(report["cites"], key=lambda c: c["start"]):
        old = text[cite["start"] + shift : cite["end"] + shift]
        new = (
            others.setdefault(old, outlets[chance.integers(len(outlets))])
            if old == cite["name"]
            else old
        )
        start = cite["start"] + shift
        text = text[:start] + new + text[start + len(old) :]
        cites.append({"start": start, "end": start + len(new)})
        shift += len(new) - len(old)
    return {"text": text, "cites": cites}


def window(report: dict, pieces: Pieces) -> Window:
    """Return pieces, features, first pieces of words and tags of a report, cut to so many pieces."""
    words = words_of(report["text"])
    cut = [pieces.of(word) for word in words.texts]
    lengths = np.array([len(one) for one in cut])
    firsts = 1 + np.cumsum(lengths) - lengths
    fits = int(np.searchsorted(firsts + lengths, MOST_PIECES - 1))
    numbers = np.array([CLS, *(n for one in cut[:fits] for n in one), SEP])
    features = np.zeros(len(numbers), np.int64)
    features[1:-1] = np.repeat(words.features[:fits], lengths[:fits])
    wanted = np.zeros(len(words), np.int64)
    for cite in report["cites"]:
        first, last = words.between(cite["start"], cite["end"])
        wanted[first], wanted[first + 1 : last] = 1, 2
    return numbers, features, firsts[:fits], wanted[:fits]


def tags(model: Citing, batch: list[Window]) -> Tensor:
    """Return (windows, words, TAGS)."""
    mask = padded([np.ones(len(one[0]), np.int64) for one in batch])
    given = (padded([one[part] for one in batch]) for part in (0, 1))
    pieces, features = given
    return model(
        *(torch.from_numpy(a) for a in (pieces, features, mask, padded([one[2] for one in batch])))
    )


def measured(model: Citing, reports: list[dict], pieces: Pieces) -> str:
    """Return precision, recall and F1 of whole names."""
    hits = said = wanted = 0
    with torch.no_grad():
        for report in reports:
            one = window(report, pieces)
            found, gold = (spans(row) for row in (tags(model, [one])[0].argmax(-1).numpy(), one[3]))
            hits, said, wanted = hits + len(found & gold), said + len(found), wanted + len(gold)
    return f"P {hits / max(1, said):.3f} R {hits / wanted:.3f} F1 {2 * hits / (said + wanted):.3f}"


def spans(row: np.ndarray) -> set[tuple[int, int]]:
    """Return [first, last) of each name in a row of tags."""
    found, first = set(), None
    for at, tag in enumerate([*row.tolist(), 0]):
        if first is not None and tag != 2:
            found.add((first, at))
            first = None
        if tag == 1 or (tag == 2 and first is None):
            first = at
    return found


if __name__ == "__main__":
    main()
