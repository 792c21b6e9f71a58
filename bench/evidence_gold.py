"""Scores basis, observation, certainty, polarity and tense on our own passages (tests/cases/evidence_gold): macro F1 and accuracy.

The claim whose content shares most characters with what is said counts; a passage without one counts as unknown, and as no observation.
A claim that in the main passes on what another says observes nothing itself: then the other's observation counts.

python bench/evidence_gold.py [open|frozen] [--show]
"""

import json
import sys
from collections import Counter
from pathlib import Path
from typing import Any

from sayso.model import Claim, Document
from sayso.rooms import Reading, Rooms

CASES = Path(__file__).parents[1] / "tests" / "cases" / "evidence_gold"
SLOTS = {
    "basis": "unknown",
    "observation": "none",
    "certainty": "unknown",
    "polarity": "unknown",
    "tense": "unknown",
}


def load(name: str) -> list[dict[str, Any]]:
    """Return the passages of a half."""
    text = (CASES / name).read_text(encoding="utf-8")
    return [json.loads(line) for line in text.splitlines()]


def nearest(reading: Reading, start: int, end: int) -> Claim | None:
    """Return the claim whose content shares most with [start, end), None where none shares any of it."""

    def shared(claim: Claim) -> float:
        parts = [(max(start, s.start), min(end, s.end)) for s in claim.content]
        common = sum(b - a for a, b in parts if a < b)
        size = sum(s.end - s.start for s in claim.content)
        return common / (end - start + size - common)

    best = max(reading.claims, key=shared, default=None)
    return best if best is not None and shared(best) > 0 else None


def answers(passage: dict[str, Any], reading: Reading) -> dict[str, str]:
    """Return the value of every slot found for a passage."""
    start = passage["text"].index(passage["said"])
    claim = nearest(reading, start, start + len(passage["said"]))
    if claim is None:
        return dict(SLOTS)
    inner = [c for c in reading.claims if c.attribution.nested_in == claim.attribution.id]
    seen = [c.observation.value for c in (claim, *inner) if c.observation.value != "none"]
    return {
        "basis": claim.evidence_basis.value,
        "observation": (seen or ["none"])[0],
        "certainty": claim.certainty.value,
        "polarity": claim.polarity.value,
        "tense": claim.tense.value,
    }


def macro_f1(pairs: list[tuple[str, str]]) -> float:
    """Return the mean over the gold's labels of the F1 of each, of (gold, found) pairs."""
    scores = []
    for label in sorted({gold for gold, _ in pairs}):
        hits = sum(gold == found == label for gold, found in pairs)
        total = sum((gold == label) + (found == label) for gold, found in pairs)
        scores.append(2 * hits / total)
    return sum(scores) / len(scores)


def score(half: str, rooms: Rooms) -> dict[str, list[tuple[str, str]]]:
    """Return (gold, found) of every passage of a half, by slot."""
    pairs: dict[str, list[tuple[str, str]]] = {slot: [] for slot in SLOTS}
    for passage in load(f"{half}.jsonl"):
        found = answers(passage, rooms.reading(Document(text=passage["text"])))
        for slot, value in found.items():
            pairs[slot].append((passage[slot], value))
        if "--show" in sys.argv and any(found[slot] != passage[slot] for slot in SLOTS):
            wrong = ", ".join(
                f"{passage[s]} taken for {found[s]}" for s in SLOTS if found[s] != passage[s]
            )
            print(f"{passage['id']} {wrong}: {passage['text']}")
    return pairs


def main() -> None:
    """Print the scores of a half."""
    half = next((word for word in sys.argv[1:] if not word.startswith("--")), "open")
    for slot, pairs in score(half, Rooms()).items():
        right = sum(gold == found for gold, found in pairs)
        mixed = Counter(pair for pair in pairs if pair[0] != pair[1]).most_common(5)
        print(
            f"{half}: {slot} macro F1 {100 * macro_f1(pairs):.1f}, right {right} of {len(pairs)}; "
            + "; ".join(f"{n} {gold} taken for {found}" for (gold, found), n in mixed)
        )


if __name__ == "__main__":
    main()
