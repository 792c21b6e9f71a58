"""Sayings with what is asked, as rows of piece numbers: worths for answers, kinds of presence."""

import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from readings.model import KINDS, WORTHS
from sayso.compare.reading_pieces import reading_pieces
from sayso.text.pieces import Pieces

WORTH, KIND = 0, 1


@dataclass(frozen=True)
class Example:
    """One row: pieces and features, which head it is for, its label, and the question it belongs to."""

    given: tuple[np.ndarray, np.ndarray]
    head: int
    label: int
    group: str
    id: str


def read(path: Path, pieces: Pieces) -> list[Example]:
    """Return the examples of a JSONL file: rows with "readings" give one for each answer, rows with "bears" one."""
    found = []
    with path.open(encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            found += _worths(row, pieces) if "readings" in row else [_kind(row, pieces)]
    return found


def _worths(row: dict, pieces: Pieces) -> list[Example]:
    said, around = row["said"], f"{row.get('speaker', '')}. {row['text']}"
    return [
        Example(
            reading_pieces(pieces, f"{row['question']} {answer}", said, around),
            WORTH,
            WORTHS.index(worth),
            row["question"],
            f"{row['id']}/{n}",
        )
        for n, (answer, worth) in enumerate(zip(row["answers"], row["readings"], strict=True))
    ]


def _kind(row: dict, pieces: Pieces) -> Example:
    question = row["question"]
    asked = f"{question['actor']} at {question['place']}"
    kind = (row["observation"], row["state"]) if row["bears"] else ("", "")
    around = f"{row.get('title', '')}. {row['text']}"
    given = reading_pieces(pieces, asked, row["said"], around)
    return Example(given, KIND, KINDS.index(kind), asked, row["id"])
