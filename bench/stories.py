"""Stories by five folds: the threshold that does best on four folds is taken for the fifth; B-cubed F1, mean over the folds.

A fold holds whole stories (or whole topics, of which ECB+ has two stories of one kind each), so that none is on both sides.

python bench/stories.py ARTICLES.jsonl        one article a line: id, story, topic, text
"""

import json
import random
import sys
from pathlib import Path
from typing import Any

import numpy as np

from sayso.compare import stories

FOLDS = 5
THRESHOLDS = [round(0.02 * step, 2) for step in range(2, 20)]


def b_cubed(found: list[int], gold: list[str]) -> float:
    """Return F1 of B-cubed precision and recall (Bagga and Baldwin 1998)."""
    names = {name: number for number, name in enumerate(dict.fromkeys(gold))}
    mine, right = np.array(found), np.array([names[name] for name in gold])
    together, true = mine[:, None] == mine, right[:, None] == right
    both = (together & true).sum(1)
    precision, recall = (both / together.sum(1)).mean(), (both / true.sum(1)).mean()
    return float(2 * precision * recall / (precision + recall))


def folds(rows: list[dict[str, Any]], by: str) -> list[list[dict[str, Any]]]:
    """Return the rows in five folds of whole stories or topics, drawn with a seed."""
    keys = sorted({row[by] for row in rows})
    random.Random(0).shuffle(keys)
    return [[row for row in rows if row[by] in keys[k::FOLDS]] for k in range(FOLDS)]


def main() -> None:
    """Print the figure by stories and by topics."""
    path = Path(sys.argv[1])
    if not path.exists():
        print(f"skipped: no articles at {path}")
        return
    rows = [json.loads(line) for line in path.open(encoding="utf-8")]
    for by in ("story", "topic"):
        parts = folds(rows, by)
        table = {
            threshold: [
                b_cubed(stories([r["text"] for r in part], threshold), [r["story"] for r in part])
                for part in parts
            ]
            for threshold in THRESHOLDS
        }
        scores = []
        for held in range(FOLDS):
            others = [k for k in range(FOLDS) if k != held]
            best = max(THRESHOLDS, key=lambda t: sum(table[t][k] for k in others))
            scores.append(table[best][held])
        shown = ", ".join(f"{100 * score:.1f}" for score in scores)
        print(
            f"folds of whole {by}s: B-cubed F1 {100 * np.mean(scores):.1f} ({shown}), n {len(rows)} articles"
        )


if __name__ == "__main__":
    main()
