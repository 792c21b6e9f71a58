"""Sayings with what is asked, as rows of piece numbers."""

import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from readings.model import KINDS
from sayso.compare.reading_pieces import reading_pieces
from sayso.text.pieces import Pieces


@dataclass(frozen=True)
class Example:
    """One row: pieces and features, its label, and the question it belongs to."""

    given: tuple[np.ndarray, np.ndarray]
    label: int
    group: str
    id: str


def read(path: Path, pieces: Pieces) -> list[Example]:
    """Return the examples of a JSONL file in the form of `tests/cases/bearing_gold`."""
    with path.open(encoding="utf-8") as lines:
        return [_example(json.loads(line), pieces) for line in lines]


def _example(row: dict, pieces: Pieces) -> Example:
    question = row["question"]
    asked = f"{question['actor']} at {question['place']}"
    kind = (row["observation"], row["state"]) if row["bears"] else ("", "")
    around = f"{row.get('title', '')}. {row['text']}"
    given = reading_pieces(pieces, asked, row["said"], around)
    return Example(given, KINDS.index(kind), asked, row["id"])
