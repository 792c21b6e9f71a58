"""Runs the benchmarks that BENCHMARKS.md reports: one room over one open data set, scored by its own scorer.

The data sets and scorers are no part of this project: SAYSO_BENCH names the folder that holds `data/`
and `bench/` (default ../shared). Where it is absent, or a set in it, that line is skipped and says so.
"""

import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

FOLDER = Path(os.environ.get("SAYSO_BENCH", "../shared"))
SAYSO = Path(sys.executable).with_name("sayso")
RUNS = (
    ("attribution", "polnear/dev.jsonl", "eval_attribution.py"),
    ("times", "tempeval3/tbaq.jsonl", "eval_time.py"),
    ("quantities", "quantity/newsquant_open.jsonl", "eval_quantity.py"),
    ("places", "toponyms/lgl.jsonl", "eval_place.py"),
    ("relation", "pairs/own_open.jsonl", "eval_pairs.py"),
)


def run(layer: str, data: Path, scorer: Path) -> None:
    """Label a data set, score it, and print the scores with time and memory."""
    print(f"\n== {layer} on {data.parent.name}/{data.name}", flush=True)
    if not data.exists() or not scorer.exists():
        print(f"skipped: {data if not data.exists() else scorer} is not here")
        return
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl") as predicted:
        began, used = time.perf_counter(), _cpu_seconds()
        done = subprocess.run(
            [SAYSO, "label", layer, data],
            stdout=predicted,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
        if done.stderr:
            lines = done.stderr.splitlines()
            print(f"{len(lines)} lines on stderr, the first: {lines[0]}")
        print(
            f"{time.perf_counter() - began:.1f} s, {_cpu_seconds() - used:.1f} CPU s, "
            f"peak memory of any run so far {_peak_mebibytes():.0f} MiB",
            flush=True,
        )
        subprocess.run([sys.executable, scorer, data, predicted.name], check=False)


def _cpu_seconds() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _peak_mebibytes() -> float:
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024


def main() -> None:
    """Run every benchmark, or those whose layer is named on the command line."""
    if not FOLDER.is_dir():
        print(
            f"skipped: no open data sets at {FOLDER}; set SAYSO_BENCH to a folder that holds them"
        )
        return
    wanted = sys.argv[1:] or [layer for layer, _, _ in RUNS]
    for layer, data, scorer in RUNS:
        if layer in wanted:
            run(layer, FOLDER / "data" / data, FOLDER / "bench" / scorer)


if __name__ == "__main__":
    main()
