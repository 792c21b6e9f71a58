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
    """Return the examples of a JSONL file with "a", "b" and "label"."""
    with path.open(encoding="utf-8") as lines:
        return of_rows([json.loads(line) for line in lines], pieces, source)


def of_rows(rows: list[dict[str, str]], pieces: Pieces, source: str) -> list[Example]:
    """Return the examples of rows; those with another label are left out."""
    found = []
    for row in rows:
        if row["label"] in LABELS:
            both = (
                pair_pieces(pieces, row["a"], row["b"]),
                pair_pieces(pieces, row["b"], row["a"]),
            )
            found.append(Example(both, LABELS.index(row["label"]), source, row.get("kind", "")))
    return found
