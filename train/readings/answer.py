"""Fits the answer model on questions the network had not learnt from.

python -m readings.answer --rows HELD.jsonl... --states STATE.pt... --minilm FOLDER OUT.toml

`--rows` are those that the runs had not learnt from, `--states` means of `readings.fit --answers`, averaged. Prints figures cross-validated by question.
"""

import argparse
import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from attribution.keeping import mean_of
from numpy.typing import NDArray

from readings.answer_model import features
from readings.examples import SIDES, read_answers
from readings.fit import shares
from readings.model import Readings
from readings.weigh import logistic
from sayso.compare.answers import answering
from sayso.model import Claim, Document, When
from sayso.rooms import Rooms
from sayso.text.pieces import load_pieces

Table = NDArray[np.float64]
PARTS, LIKELIER = 5, 0.5


@dataclass(frozen=True)
class Given:
    """Sayings by answer: the features (pairs, features), how far each says and denies (pairs,), its saying and its question (numbers)."""

    table: Table
    says: Table
    denies: Table
    saying: NDArray[np.int64]
    question: NDArray[np.int64]

    def of(self, some: NDArray[np.bool_]) -> "Given":
        """Return some of them."""
        return Given(*(one[some] for one in vars(self).values()))


def main() -> None:
    """Fit, print and write."""
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("--rows", type=Path, nargs="+", required=True)
    ask.add_argument("--states", type=Path, nargs="+", required=True)
    ask.add_argument("--minilm", type=Path, required=True)
    ask.add_argument("out", type=Path)
    given = ask.parse_args()
    pieces = load_pieces(given.minilm / "tokenizer.json")
    rows = [json.loads(line) for path in given.rows for line in path.open(encoding="utf-8")]
    examples = [one for path in given.rows for one in read_answers(path, pieces)]
    model = Readings(len(SIDES["0"]))
    model.load_state_dict(mean_of(given.states))
    told = dict(zip((one.id for one in examples), shares(model.eval(), examples), strict=True))
    found = _known(rows, told)
    _crossed(found)
    given.out.write_text(_toml(*_fitted(found), len(found.table)), encoding="utf-8")


def _known(rows: list[dict], told: dict[str, np.ndarray]) -> Given:
    rooms, table, says, denies, saying, question = Rooms(), [], [], [], [], []
    numbers = {text: n for n, text in enumerate(sorted({row["question"] for row in rows}))}
    said: dict[str, Claim] = {}
    for number, row in enumerate(rows):
        answers = {str(n): text for n, text in enumerate(row["answers"])}
        for text in answers.values():
            said.setdefault(text, rooms.sentence(text))
        claim = _claim(rooms, row)
        ruled = answering(
            [claim],
            {n: said[text] for n, text in answers.items()},
            network=rooms.pair_network,
            encoder=rooms.sentence_encoder,
        ).get(claim.id)
        own = [tuple(map(float, told[f"{row['id']}/{n}"])) for n in answers]
        table.append(features(claim, own, (int(ruled.answer), ruled.denied) if ruled else None))
        marks = [SIDES[mark] for mark in row["readings"]]
        says += [mark[1] for mark in marks]
        denies += [mark[2] for mark in marks]
        saying += [number] * len(marks)
        question += [numbers[row["question"]]] * len(marks)
    return Given(np.concatenate(table), *map(np.array, (says, denies, saying, question)))


def _claim(rooms: Rooms, row: dict) -> Claim:
    """Return the claim that is read at a saying, else the saying as a claim of nobody."""
    document = Document(text=row["text"], published=When("2031-05-05"))
    start = row["text"].index(row["said"])
    end = start + len(row["said"])
    near = [c for c in rooms.reading(document).claims if c.place[0] < end and c.place[1] > start]
    return max(
        near,
        key=lambda c: min(end, c.place[1]) - max(start, c.place[0]) - abs(c.place[0] - start),
        default=None,
    ) or rooms.sentence(row["said"])


def _fitted(given: Given) -> tuple[Table, Table]:
    return logistic(given.table, given.says), logistic(given.table, given.denies)


def _crossed(given: Given) -> None:
    """Print what the model reads of questions it was not fitted on: of sayings, how many answers are read, and which way."""
    says, denies = np.zeros(len(given.table)), np.zeros(len(given.table))
    for part in range(PARTS):
        mine = given.question % PARTS == part
        for out, weights in zip((says, denies), _fitted(given.of(~mine)), strict=True):
            out[mine] = 1.0 / (1.0 + np.exp(-(given.table[mine] @ weights[:-1] + weights[-1])))
    read = right = outright = found = bears = 0
    for number in np.unique(given.saying):
        mine = np.flatnonzero(given.saying == number)
        side = given.says[mine] - given.denies[mine]
        bears += bool(np.abs(side).max() > 0)
        outright += bool(np.abs(side).max() >= 1)
        for sign, table in ((1, says[mine]), (-1, denies[mine])):
            best = int(np.argmax(table))
            if table[best] >= LIKELIER:
                read += 1
                right += bool(sign * side[best] > 0)
                found += bool(sign * side[best] > 0 and np.abs(side).max() >= 1)
                break
    print(
        f"{len(np.unique(given.saying))} sayings of {len(np.unique(given.question))} questions, {bears} say something, {outright} outright: "
        f"read {read}, right {right} (precision {right / max(read, 1):.3f}, recall {right / max(bears, 1):.3f}, of what is outright {found / max(outright, 1):.3f})"
    )
    for name, table, gold in (("says", says, given.says), ("denies", denies, given.denies)):
        bins = np.minimum((table * 10).astype(int), 9)
        gap = sum(abs((table - gold)[bins == b].sum()) for b in range(10)) / len(gold)
        print(f"{name}: calibration error {gap:.3f}")


def _toml(says: Table, denies: Table, pairs: int) -> str:
    told, denied = (", ".join(f"{x:.4f}" for x in one) for one in (says, denies))
    return (
        "# The answer model (train/readings/answer_model.py), written by train/readings/answer.py.\n"
        f"[model]\npairs = {pairs}\nsays = [{told}]\ndenies = [{denied}]\n"
    )


if __name__ == "__main__":
    main()
