"""PolNeAR as windows: piece numbers, tags of each word, and the source and content of each cue."""

import json
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from sayso.text.pieces import CLS, SEP, Pieces
from sayso.text.windows import WINDOW_PIECES, windows
from sayso.text.words import CAPITALS, Words, words_of

OUTSIDE, SOURCE, CUE, CONTENT = 0, 1, 3, 5
MASK = 103
HIDE_WORD, HIDE_CUE, OTHER_MARKS, ALL_CAPITALS = 0.08, 0.2, 0.06, 0.03


@dataclass(frozen=True)
class Text:
    """One document: its words, their pieces, and its attributions as word ranges."""

    words: Words
    pieces: list[tuple[int, ...]]
    lengths: np.ndarray
    gold: list[dict[str, list[tuple[int, int]]]]


@dataclass(frozen=True)
class Window:
    """One training example; `cues` and `labels` have one entry a cue that lies in it."""

    pieces: np.ndarray
    features: np.ndarray
    firsts: np.ndarray
    tags: np.ndarray
    cues: list[tuple[int, int]]
    labels: np.ndarray


def texts(path: Path, pieces: Pieces) -> list[Text]:
    """Return the documents of a PolNeAR JSONL file."""
    found = []
    for line in path.open(encoding="utf-8"):
        given = json.loads(line)
        words = words_of(given["text"])
        cut = [pieces.of(word) for word in words.texts]
        gold = [
            {
                role: [words.between(*span) for span in item[role]]
                for role in ("source", "cue", "content")
            }
            for item in given["attributions"]
        ]
        found.append(Text(words, cut, np.array([len(p) for p in cut], np.int64), gold))
    return found


def cut(text: Text, limit: int = WINDOW_PIECES) -> Iterator[Window]:
    """Yield the windows of a document."""
    tags = np.zeros(len(text.words), np.int64)
    for item in text.gold:
        for role, begin in (("content", CONTENT), ("source", SOURCE), ("cue", CUE)):
            _mark(tags, item[role], begin)
    for first, last in windows(text.words, text.lengths, (0, len(text.words)), limit):
        yield window(text, first, last, tags)


def window(text: Text, first: int, last: int, tags: np.ndarray) -> Window:
    """Return the example of words [first, last)."""
    pieces = [CLS, *(p for cut in text.pieces[first:last] for p in cut), SEP]
    lengths = text.lengths[first:last]
    firsts = 1 + np.concatenate(([0], np.cumsum(lengths)[:-1]))
    features = np.concatenate(([0], np.repeat(text.words.features[first:last], lengths), [0]))
    cues, rows = [], []
    for item in text.gold:
        start, end = min(item["cue"], default=(0, 0))
        if not first <= start < end <= last:
            continue
        row = np.zeros(len(text.words), np.int64)
        _mark(row, item["content"], 3)
        _mark(row, item["source"], 1)
        cues.append((start - first, end - first))
        rows.append(row[first:last])
    labels = np.array(rows).reshape(len(rows), last - first)
    return Window(np.array(pieces), features, firsts, tags[first:last], cues, labels)


def _mark(row: np.ndarray, spans: list[tuple[int, int]], begin: int) -> None:
    for start, end in spans:
        row[start:end] = begin + 1
        row[start : start + 1] = begin


def varied(item: Window, dice: random.Random, marks: dict[int, int]) -> Window:
    """Return the window as it might also have stood: words hidden, now and then other quotation marks or capitals.

    What is hidden must be told from what stands around it, which is how a cue never met before is found. `marks`
    gives for each double quotation mark the single one.
    """
    pieces, features = item.pieces.copy(), item.features.copy()
    cue = (item.tags == CUE) | (item.tags == CUE + 1)
    hidden = np.array([dice.random() for _ in item.tags]) < np.where(cue, HIDE_CUE, HIDE_WORD)
    ends = np.append(item.firsts[1:], len(pieces) - 1)
    for index in np.flatnonzero(hidden):
        pieces[item.firsts[index] : ends[index]] = MASK
    if dice.random() < OTHER_MARKS:
        pieces = np.array([marks.get(int(piece), int(piece)) for piece in pieces])
    if dice.random() < ALL_CAPITALS:
        letters = features // 4 <= CAPITALS
        features = np.where(letters, CAPITALS * 4 + features % 4, features)
        features[[0, -1]] = 0
    return replace(item, pieces=pieces, features=features)


def epoch(
    documents: list[Text],
    seed: int,
    batch_pieces: int,
    limits: Sequence[int],
    marks: dict[int, int] | None = None,
) -> list[list[Window]]:
    """Return the batches of one epoch: windows of one of the limits, those of like length together.

    With `marks`, each window is varied (see `varied`).
    """
    dice = random.Random(seed)
    found = [w for text in documents for w in cut(text, dice.choice(limits))]
    if marks is not None:
        found = [varied(item, dice, marks) for item in found]
    dice.shuffle(found)
    found.sort(key=lambda w: len(w.pieces) // 16)
    batches: list[list[Window]] = [[]]
    for item in found:
        widest = max([len(item.pieces), *(len(w.pieces) for w in batches[-1])])
        if batches[-1] and widest * (len(batches[-1]) + 1) > batch_pieces:
            batches.append([])
        batches[-1].append(item)
    dice.shuffle(batches)
    return batches
