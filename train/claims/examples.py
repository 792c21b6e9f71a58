"""Sentences with factuality, and passages with basis and observation, as pieces."""

import json
import random
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from claims.model import BASES, OBSERVATIONS
from sayso.text.pieces import CLS, SEP, Pieces
from sayso.text.words import Words, words_of

MOST_PIECES = 160


@dataclass(frozen=True)
class Example:
    """One text: its pieces and features, and either targets with their factuality or what is said with two labels."""

    pieces: np.ndarray
    features: np.ndarray
    firsts: np.ndarray
    wanted: np.ndarray
    source: str


def read(text: str, pieces: Pieces) -> tuple[Words, np.ndarray, np.ndarray, np.ndarray]:
    """Return the words of a text, their first pieces, and the pieces and features of the text, cut to fit."""
    words = words_of(text)
    cut = [pieces.of(word) for word in words.texts]
    lengths = np.array([len(p) for p in cut], np.int64)
    numbers = [CLS, *(n for p in cut for n in p)][: MOST_PIECES - 1]
    features = np.concatenate(([0], np.repeat(words.features, lengths)))[: MOST_PIECES - 1]
    return (
        words,
        1 + np.cumsum(lengths) - lengths,
        np.array([*numbers, SEP]),
        np.append(features, 0),
    )


def sentences(path: Path, pieces: Pieces) -> list[Example]:
    """Return the sentences of a JSONL file with `text`, `set` and `targets` (start, factuality)."""
    found = []
    for given in _lines(path):
        words, firsts, numbers, features = read(given["text"], pieces)
        at = [
            (int(np.searchsorted(words.starts, t["start"], side="right")) - 1, t["factuality"])
            for t in given["targets"]
        ]
        at = [(int(firsts[word]), value) for word, value in at if firsts[word] < MOST_PIECES - 1]
        if at:
            places, values = (np.array(column) for column in zip(*at, strict=True))
            found.append(
                Example(numbers, features, places, values.astype(np.float32), given["set"])
            )
    return found


def passages(path: Path, pieces: Pieces) -> list[Example]:
    """Return the passages of a JSONL file with `text`, `said`, `basis` and `observation`."""
    found = []
    for given in _lines(path):
        words, firsts, numbers, features = read(given["text"], pieces)
        start = given["text"].index(given["said"])
        first, last = words.between(start, start + len(given["said"]))
        ends = np.append(firsts, len(numbers) - 1)
        said = np.zeros(len(numbers), np.int64)
        said[ends[first] : ends[last]] = 1
        labels = [BASES.index(given["basis"]), OBSERVATIONS.index(given["observation"])]
        found.append(Example(numbers, features, said, np.array(labels), "passage"))
    return found


def batches(found: Sequence[Example], seed: int, most: int) -> list[list[Example]]:
    """Return the examples in batches of at most so many pieces, those of like length together."""
    dice = random.Random(seed)
    found = list(found)
    dice.shuffle(found)
    found.sort(key=lambda one: len(one.pieces) // 8)
    out: list[list[Example]] = [[]]
    for item in found:
        widest = max([len(item.pieces), *(len(one.pieces) for one in out[-1])])
        if out[-1] and widest * (len(out[-1]) + 1) > most:
            out.append([])
        out[-1].append(item)
    dice.shuffle(out)
    return out


def _lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
