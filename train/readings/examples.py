"""Sayings with what is asked, or with an answer in free words, as rows of piece numbers."""

import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from readings.model import KINDS
from sayso.compare.reading_network import surroundings
from sayso.compare.reading_pieces import reading_pieces
from sayso.text.pieces import Pieces

HINT = 0.65
SIDES = {
    "++": (0.0, 1.0, 0.0),
    "+": (1.0 - HINT, HINT, 0.0),
    "0": (1.0, 0.0, 0.0),
    "-": (1.0 - HINT, 0.0, HINT),
    "--": (0.0, 0.0, 1.0),
}
"""What a mark asks of the network: neither, for, against; a hint is half of each."""


@dataclass(frozen=True)
class Example:
    """One row: pieces and features, the share wanted of each kind, and the question it belongs to."""

    given: tuple[np.ndarray, np.ndarray]
    wanted: tuple[float, ...]
    group: str
    id: str

    @property
    def label(self) -> int:
        """The kind most wanted."""
        return int(np.argmax(self.wanted))

    @property
    def saying(self) -> str:
        """The saying that the row is of: one saying has a row for each answer."""
        return self.id.partition("/")[0]


def read(path: Path, pieces: Pieces) -> list[Example]:
    """Return the examples of a JSONL file in the form of `tests/cases/bearing_gold`."""
    with path.open(encoding="utf-8") as lines:
        return [_example(json.loads(line), pieces) for line in lines]


def _example(row: dict, pieces: Pieces) -> Example:
    question = row["question"]
    asked = f"{question['actor']} at {question['place']}"
    kind = (row["observation"], row["state"]) if row["bears"] else ("", "")
    others = [_place(row["text"], other) for other in row.get("others", ())]
    around = surroundings(
        row.get("title", ""), row["text"], _place(row["text"], row["said"]), others
    )
    given = reading_pieces(pieces, asked, row["said"], around)
    wanted = tuple(float(one == kind) for one in KINDS)
    return Example(given, wanted, asked, row["id"])


def read_answers(path: Path, pieces: Pieces) -> list[Example]:
    """Return an example for each saying and answer of a JSONL file in the form of `passages/answers.jsonl`."""
    with path.open(encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    return [one for row in rows for one in _answered(row, pieces)]


def _answered(row: dict, pieces: Pieces) -> list[Example]:
    text, answers = row["text"], row["answers"]
    around = surroundings(row.get("title", ""), text, _place(text, row["said"]), ())
    found = []
    for number, (answer, mark) in enumerate(zip(answers, row["readings"], strict=True)):
        rivals = [one for one in answers if one != answer]
        asked = f"{row['question']} Or: {' '.join(rivals)} {around}"
        given = reading_pieces(pieces, answer, row["said"], asked)
        found.append(Example(given, SIDES[mark], row["question"], f"{row['id']}/{number}"))
    return found


def _place(text: str, words: str) -> tuple[int, int]:
    start = text.index(words)
    return start, start + len(words)
