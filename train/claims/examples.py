"""Sentences with the factuality of words or how events are put, and passages with all labels of a claim, as pieces."""

import json
import random
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np

from claims.model import BASES, OBSERVATIONS, PUT
from sayso.model import Observation
from sayso.text.pieces import CLS, SEP, Pieces
from sayso.text.words import Words, words_of

MOST_PIECES = 160
_MEANTIME = {
    "CERTAIN": "certain",
    "PROBABLE": "probable",
    "POSSIBLE": "possible",
    "POS": "positive",
    "NEG": "negative",
    "FUTURE": "future",
    "NON_FUTURE": "non-future",
}


@dataclass(frozen=True)
class Example:
    """One text: its pieces and features, and of the words whose first pieces stand at `places` what is wanted.

    `wanted` holds a factuality a word, or a label each for certainty, polarity and tense (-1: not given).
    A passage has one word, its main one, marks what is said in it, and is labelled with basis and observation.
    """

    pieces: np.ndarray
    features: np.ndarray
    places: np.ndarray
    wanted: np.ndarray
    source: str
    said: np.ndarray | None = None
    labels: np.ndarray | None = None


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
        read_text = read(given["text"], pieces)
        values = [t["factuality"] for t in given["targets"]]
        places, kept = _at(read_text, [t["start"] for t in given["targets"]])
        if len(places):
            wanted = np.array(values, np.float32)[kept]
            found.append(Example(*read_text[2:], places, wanted, given["set"]))
    return found


def events(path: Path, pieces: Pieces) -> list[list[Example]]:
    """Return the sentences of each document of MEANTIME's JSONL file with how their events are put.

    They tell of companies and markets: none observes a force or people one looks for, how they know is not labelled.
    """
    return [_events_of(given, pieces) for given in _lines(path)]


_UNSEEN = np.array([-1, OBSERVATIONS.index(Observation.NONE)])


def _events_of(given: dict[str, Any], pieces: Pieces) -> list[Example]:
    found = []
    for start, end in given["sentences"]:
        inside = [e for e in given["events"] if start <= e["spans"][0][0] < end]
        read_text = read(given["text"][start:end], pieces)
        places, kept = _at(read_text, [e["spans"][0][0] - start for e in inside])
        if len(places):
            wanted = np.array([_put_in_meantime(e) for e in inside])[kept]
            said = np.ones(len(read_text[2]), np.int64)
            said[[0, -1]] = 0
            found.append(Example(*read_text[2:], places, wanted, "event", said, _UNSEEN))
    return found


def _put_in_meantime(event: dict[str, Any]) -> list[int]:
    """Return the labels of an event, -1 for what MEANTIME leaves open."""
    given = (event["certainty"], event["polarity"], event["time"])
    return [
        [label.value for label in labels].index(_MEANTIME[value]) if value in _MEANTIME else -1
        for value, labels in zip(given, PUT, strict=True)
    ]


def passages(path: Path, pieces: Pieces) -> list[Example]:
    """Return the passages of a JSONL file with `text`, `said`, `main` and the five labels of a claim."""
    found = []
    for given in _lines(path):
        words, firsts, numbers, features = read_text = read(given["text"], pieces)
        start = given["text"].index(given["said"])
        first, last = words.between(start, start + len(given["said"]))
        ends = np.append(firsts, len(numbers) - 1)
        said = np.zeros(len(numbers), np.int64)
        said[ends[first] : ends[last]] = 1
        labels = [BASES.index(given["basis"]), OBSERVATIONS.index(given["observation"])]
        slots = (given["certainty"], given["polarity"], given["tense"])
        put = [[labels.index(slot) for slot, labels in zip(slots, PUT, strict=True)]]
        places, _ = _at(read_text, [given["main"]])
        example = Example(numbers, features, places, np.array(put), "passage")
        found.append(replace(example, said=said, labels=np.array(labels)))
    return found


def _at(
    read_text: tuple[Words, np.ndarray, np.ndarray, np.ndarray], starts: Sequence[int]
) -> tuple[np.ndarray, np.ndarray]:
    """Return the first pieces of the words at code points, and which of them the text was not cut before."""
    words, firsts, numbers, _ = read_text
    at = np.searchsorted(words.starts, np.array(starts, np.int64), side="right") - 1
    kept = firsts[at] < len(numbers) - 1
    return firsts[at][kept], kept


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
    with path.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]
