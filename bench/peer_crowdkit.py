"""Dawid-Skene by crowd-kit over the claims of a story so far: days are the tasks, sources the workers. Run by `bench/worlds.py`.

JSONL stories on stdin, each with `ask`, the days to judge; one line a story out: a row of probabilities for each day asked.
"""

import json
import sys

import pandas as pd
from crowdkit.aggregation import DawidSkene
from judges import HYPOTHESES, vote

ROUNDS = 20


def main() -> None:
    """Judge each story."""
    for line in sys.stdin:
        story = json.loads(line)
        print(json.dumps([judged(story, day) for day in story["ask"]]), flush=True)


def judged(story: dict, day: int) -> list[float]:
    """Return the probabilities of the last day before `day` on which anything is told."""
    told = [c for c in story["claims"] if c["published"] <= day]
    rows = [(min(c["event"][1], day), c["source"], vote(c)) for c in told]
    if not rows:
        return [1 / 3] * 3
    table = pd.DataFrame(rows, columns=["task", "worker", "label"])
    found = DawidSkene(n_iter=ROUNDS).fit_predict_proba(table)
    last = found.sort_index().iloc[-1]
    shares = [float(last.get(n, 0.0)) + 1e-3 for n in range(len(HYPOTHESES))]
    return [share / sum(shares) for share in shares]


if __name__ == "__main__":
    main()
