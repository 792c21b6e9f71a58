"""Scores citations on our own gold (tests/cases/citation_gold): is every outlet a report draws on found, and nothing else.

A found name counts when it is the gold's outlet (one key for all spellings of a name) and its phrase holds the gold's place. Links
count by their host, or by the name their words give.

python bench/citation_gold.py [open|frozen] [--rules] [--show]        --rules: without the network; --show: the errors, of the open half only
"""

import json
import sys
from collections import defaultdict
from pathlib import Path
from typing import Any

from sayso.model import Document
from sayso.trace import best_citing, citations, outlets

GOLD = Path(__file__).parents[1] / "tests" / "cases" / "citation_gold"
Row = dict[str, Any]


def found(row: Row, network: Any) -> list[tuple[str, int, int]]:
    """Return name, first and last code point of the phrase of each citation found in a report."""
    links = tuple((start, end, url) for start, end, url in row["links"])
    document = Document(text=row["text"], outlet=row["outlet"], links=links)
    return [
        (e.name, e.spans[0].start, e.spans[0].end) for e in citations(document, network) if e.spans
    ]


def scored(rows: list[Row], network: Any, *, show: bool) -> None:
    """Print precision and recall over all citations, and recall by kind."""
    hits = false = missed = 0
    kinds: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for row in rows:
        left = list(row["cites"])
        for name, start, end in found(row, network):
            match = next((g for g in left if _same(g, name, start, end)), None)
            if match is None:
                false += 1
                _tell(show, "false", row, name, start, end)
            else:
                left.remove(match)
                hits += 1
                kinds[match["kind"]][0] += 1
        missed += len(left)
        for gold in left:
            kinds[gold["kind"]][1] += 1
            _tell(show, f"missed ({gold['kind']})", row, gold["name"], gold["start"], gold["end"])
    said, wanted = hits + false, hits + missed
    agreed = sum(cite["second"] for row in rows for cite in row["cites"])
    print(
        f"precision {100 * hits / said:.1f}  recall {100 * hits / wanted:.1f}  n {wanted} citations in {len(rows)} reports"
    )
    print(f"the second annotator marked {agreed} of the {wanted}")
    print("recall by kind:", "  ".join(f"{k} {a}/{a + b}" for k, (a, b) in sorted(kinds.items())))


def _same(gold: Row, name: str, start: int, end: int) -> bool:
    same = outlets.key(gold["name"]) == outlets.key(name)
    linked = gold["kind"] == "link" and start < gold["end"] and gold["start"] < end
    return same and (linked or (start <= gold["start"] and gold["end"] <= end))


def _tell(show: bool, what: str, row: Row, name: str, start: int, end: int) -> None:
    if show:
        around = row["text"][max(0, start - 50) : end + 40].replace("\n", " ")
        print(f"{row['id']} {what}: {name} | {around}")


def main() -> None:
    """Score one half."""
    half = next((a for a in sys.argv[1:] if not a.startswith("-")), "open")
    rows = [json.loads(line) for line in (GOLD / f"{half}.jsonl").open(encoding="utf-8")]
    network = None if "--rules" in sys.argv else best_citing()
    scored(rows, network, show="--show" in sys.argv and half == "open")


if __name__ == "__main__":
    main()
