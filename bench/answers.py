"""Scores which claims speak for or against an answer in free words, on our own sayings (train/passages/answers.jsonl).

Each saying goes the product's own way, from the text of a report to claims to what each says of an answer. The first forty questions are to
be looked at, and eighty more; of forty others only the sums are printed.

python bench/answers.py [dev|more|held ...] [--show]      --show: what was read wrongly, and what was missed; never of the held part
"""

import json
import sys
from collections import Counter
from pathlib import Path

from bearing_gold import of_saying

from sayso.assess import bearings
from sayso.compare import answering
from sayso.model import Bearing, Document, Hypothesis, Question, When
from sayso.resolve import standing
from sayso.rooms import Rooms

ROWS = Path(__file__).parents[1] / "train" / "passages" / "answers.jsonl"
PARTS = {"dev": slice(0, 40), "more": slice(40, 120), "held": slice(120, 160)}
DAY = When("2026-03-02")


def main() -> None:
    """Score each part that is named."""
    parts = [a for a in sys.argv[1:] if not a.startswith("-")] or ["dev"]
    rooms = Rooms()
    for part in parts:
        rows = questions()[PARTS[part]]
        told = [(row, judged(rooms, row)) for group in rows for row in group]
        if "--show" in sys.argv and part != "held":
            shown(told)
        print(f"{part}: {scored(told)}")


def questions() -> list[list[dict]]:
    """Return the sayings of each question that is not one of numbers, in order of the file."""
    groups: dict[tuple, list[dict]] = {}
    for line in ROWS.open(encoding="utf-8"):
        row = json.loads(line)
        groups.setdefault((row["question"], *row["answers"]), []).append(row)
    return [rows for key, rows in groups.items() if not key[0].startswith("How many")]


def judged(rooms: Rooms, row: dict) -> Bearing | None:
    """Return the bearing of the claim that holds most of what is said; None where no claim was found there."""
    hypotheses = tuple(Hypothesis(str(n), text) for n, text in enumerate(row["answers"]))
    question = Question(row["question"], "free", hypotheses)
    document = Document(text=row["text"], outlet="The Courier", published=DAY)
    claims = rooms.reading(document).claims
    sources = {c.speaker.entity or c.speaker.name: standing(c.speaker) for c in claims}
    said = {h.id: rooms.sentence(h.text) for h in hypotheses}
    answers = answering(
        claims,
        said,
        network=rooms.pair_network,
        encoder=rooms.sentence_encoder,
        parser=rooms.parser,
        documents={document.id: document},
        question=question,
    )
    found = bearings(
        question,
        claims,
        sources=sources,
        origins=(),
        documents={document.id: document},
        answers={
            k: (one.answer, one.denied, one.probability, one.reason) for k, one in answers.items()
        },
    )
    return of_saying(row, claims, found)


def verdict(row: dict, b: Bearing | None) -> str:
    """Return how a saying was read: right, turned (the wrong sign), idle (it says nothing of that answer), missed or none."""
    if b is None or not b.bears:
        return "missed" if set(row["readings"]) != {"0"} else "none"
    label = row["readings"][int(b.state)]
    if label == "0":
        return "idle"
    return "right" if (b.observation == "assertion") is label.startswith("+") else "turned"


def _way(reason: str) -> str:
    """Return how a reading came about, without the words it quotes."""
    way = reason.split("; ")[1]
    return "its words contain the answer" if way.startswith("“") else way


def shown(told: list[tuple[dict, Bearing | None]]) -> None:
    """Print what was read, and what was missed, with the answers."""
    for row, b in told:
        how = verdict(row, b)
        if how == "none":
            continue
        print(f"{how} {row['readings']} {' / '.join(row['answers'])}\n    {row['text']}")
        print(f"    {b.reason if b else 'no claim found'}")


def scored(told: list[tuple[dict, Bearing | None]]) -> str:
    """Return precision and recall, and how many sayings that say something outright were read."""
    found = Counter(verdict(row, b) for row, b in told)
    read = found["right"] + found["turned"] + found["idle"]
    says = sum(set(row["readings"]) != {"0"} for row, _ in told)
    by = Counter((verdict(row, b), _way(b.reason)) for row, b in told if b is not None and b.bears)
    ways = "".join(f"\n  {n} x {how}: {way}" for (how, way), n in sorted(by.items()))
    return (
        f"sayings {len(told)}, {says} say something; read {read}: right {found['right']}, wrong sign {found['turned']}, "
        f"of nothing {found['idle']}\n"
        f"precision {100 * found['right'] / max(1, read):.1f} %  read {100 * read / says:.1f} %  rightly {100 * found['right'] / says:.1f} %"
        + ways
    )


if __name__ == "__main__":
    main()
