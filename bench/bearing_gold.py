"""Scores which claims bear on a question, and as what, on our own gold (tests/cases/bearing_gold).

python bench/bearing_gold.py [open|third|fourth|frozen] [--show]      --show: the errors, never of the frozen half
"""

import json
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from sayso.assess import asked_of, bearings, map_hypotheses
from sayso.compare import presences
from sayso.model import Bearing, Claim, Document, Hypothesis, Question, When
from sayso.resolve import standing
from sayso.rooms import Rooms

GOLD = Path(__file__).parents[1] / "tests" / "cases" / "bearing_gold"
STATES = ("fighting", "regrouping", "withdrawn")


def main() -> None:
    """Score one half."""
    half = next((a for a in sys.argv[1:] if not a.startswith("-")), "open")
    rows = [json.loads(line) for line in (GOLD / f"{half}.jsonl").open(encoding="utf-8")]
    rooms = Rooms()
    told = [judged(rooms, row) for row in rows]
    show = "--show" in sys.argv and half != "frozen"
    print(scored(rows, told, show=show))


def judged(rooms: Rooms, row: dict) -> Bearing | None:
    """Return the bearing of the claim that is asked about; None where no claim was found there."""
    given = row["question"]
    hypotheses = tuple(Hypothesis(state, state, state) for state in STATES)
    question = map_hypotheses(
        Question(given["text"], "presence", hypotheses, given["actor"], given["place"])
    )
    document = Document(
        text=row["text"], title=row["title"], outlet=row["outlet"], published=When(row["published"])
    )
    claims = rooms.reading(document).claims
    sources = {c.speaker.entity or c.speaker.name: standing(c.speaker) for c in claims}
    documents = {document.id: document}
    network = rooms.reading_network
    asked = asked_of(question, claims, documents)
    kinds = presences(asked, claims, documents, network) if network else None
    found = bearings(
        question, claims, sources=sources, origins=(), documents=documents, kinds=kinds
    )
    return of_saying(row, claims, found)


def of_saying(row: dict, claims: Sequence[Claim], found: Sequence[Bearing]) -> Bearing | None:
    """Return the bearing of the claim that holds most of what is said in a row; None where none holds any."""
    start = row["text"].index(row["said"])
    end = start + len(row["said"])
    best = max(
        zip(claims, found, strict=True), key=lambda one: _overlap(one[0], start, end), default=None
    )
    return best[1] if best and _overlap(best[0], start, end) > 0 else None


def _overlap(claim: Claim, start: int, end: int) -> float:
    """Return how much of the two stretches is common, as a share of both together."""
    first, last = claim.content[0].start, claim.content[-1].end
    common = min(last, end) - max(first, start)
    return common / (max(last, end) - min(first, start))


def scored(rows: list[dict], told: list[Bearing | None], *, show: bool = False) -> str:
    """Return F1 of "bears" and the accuracy of the observation where both say that it bears."""
    bears = [bool(b and b.bears) for b in told]
    hits = sum(row["bears"] and said for row, said in zip(rows, bears, strict=True))
    wanted = sum(row["bears"] for row in rows)
    right, errors = 0, Counter()
    for row, b, said in zip(rows, told, bears, strict=True):
        if show and said != row["bears"]:
            print(
                f"{row['id']} bears {row['bears']} ({row['observation']}): {b.reason if b else 'no claim found'}\n   {row['question']['actor']} at {row['question']['place']} | {row['text']}"
            )
        if row["bears"] and said and b:
            mine = (b.observation, b.state if b.observation in ("assertion", "denial") else "")
            theirs = (row["observation"], row["state"])
            right += mine == theirs
            if mine != theirs:
                errors[f"{' '.join(theirs)} read as {' '.join(mine)}"] += 1
                if show:
                    print(f"{row['id']} {theirs} read as {mine}\n   {row['said']}")
    said_all = sum(bears)
    return (
        f"bears: precision {100 * hits / max(1, said_all):.1f}  recall {100 * hits / wanted:.1f}  F1 {200 * hits / (said_all + wanted):.1f}  n {len(rows)}, {wanted} bear\n"
        f"observation right: {100 * right / max(1, hits):.1f} % of {hits}\n"
        + "\n".join(f"  {n} x {what}" for what, n in errors.most_common(12))
    )


if __name__ == "__main__":
    main()
