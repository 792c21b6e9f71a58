"""Scores the relation of two sentences on our own gold (tests/cases/pair_gold): precision and recall of "contradict".

python bench/pair_gold.py [open|frozen] [--rules] [--show]        --rules: without the network; --show: the errors, of the open half only
"""

import json
import sys
from collections import Counter
from pathlib import Path

from sayso.compare import best_pairs
from sayso.rooms import Rooms

GOLD = Path(__file__).parents[1] / "tests" / "cases" / "pair_gold"
CLASH = "contradict"


def main() -> None:
    """Score one half."""
    half = next((a for a in sys.argv[1:] if not a.startswith("-")), "open")
    rows = [json.loads(line) for line in (GOLD / f"{half}.jsonl").open(encoding="utf-8")]
    rooms = Rooms(pair_network=None if "--rules" in sys.argv else best_pairs())
    told = [rooms.relation(row["a"], row["b"]) for row in rows]
    hits = sum(label == row["label"] == CLASH for row, (label, _) in zip(rows, told, strict=True))
    said = sum(label == CLASH for label, _ in told)
    wanted = sum(row["label"] == CLASH for row in rows)
    right = sum(label == row["label"] for row, (label, _) in zip(rows, told, strict=True))
    always = 2 * wanted / (wanted + len(rows))
    print(
        f"contradict: precision {100 * hits / max(1, said):.1f}  recall {100 * hits / wanted:.1f}  "
        f"F1 {200 * hits / (said + wanted):.1f}  always 'contradict' {100 * always:.1f}  accuracy {100 * right / len(rows):.1f}  n {len(rows)}, {wanted} contradictions"
    )
    print(
        f"the second annotator agreed on {sum(r['label'] == r['second'] for r in rows)} of {len(rows)}"
    )
    kinds = Counter(row["kind"] for row in rows if row["label"] == CLASH)
    got = Counter(
        r["kind"] for r, (label, _) in zip(rows, told, strict=True) if label == r["label"] == CLASH
    )
    print(
        "recall by kind:", "  ".join(f"{kind} {got[kind]}/{n}" for kind, n in kinds.most_common())
    )
    ranked = sorted(
        zip((p for _, p in told), (r["label"] == CLASH for r in rows), strict=True), reverse=True
    )
    best = max(
        (n for n in range(1, len(ranked) + 1) if sum(c for _, c in ranked[:n]) >= 0.9 * n),
        default=0,
    )
    at = sum(c for _, c in ranked[:best]) / wanted
    print(f"by probability alone: recall {100 * at:.1f} at precision 90")
    if "--show" in sys.argv and half == "open":
        for row, (label, probability) in zip(rows, told, strict=True):
            if (label == CLASH) != (row["label"] == CLASH):
                print(
                    f"{row['id']} {row['label']} ({row['kind']}), told {label} {probability:.2f}\n  {row['a']}\n  {row['b']}"
                )


if __name__ == "__main__":
    main()
