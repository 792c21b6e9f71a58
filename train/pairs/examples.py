"""Pairs of sentences as piece numbers with their features."""

import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from pairs.model import LABELS
from sayso.compare.pair_pieces import pair_pieces
from sayso.text.pieces import Pieces


@dataclass(frozen=True)
class Example:
    """One pair: pieces and features of either order, its label, and where it comes from."""

    given: tuple[tuple[np.ndarray, np.ndarray], tuple[np.ndarray, np.ndarray]]
    label: int
    source: str
    kind: str


def read(path: Path, pieces: Pieces, source: str) -> list[Example]:
    """Return the examples of a JSONL file with "a", "b" and "label"; those with another label are left out."""
    found = []
    with path.open(encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            if row["label"] in LABELS:
                sides = (row["a"], row["b"])
                both = (pair_pieces(pieces, *sides), pair_pieces(pieces, *sides[::-1]))
                label = LABELS.index(row["label"])
                found.append(Example(both, label, source, row.get("kind", "")))
    return found
