"""Runs the benchmarks that BENCHMARKS.md reports: one room over one open data set, scored by its own scorer.

The data sets and scorers are no part of this project: SAYSO_BENCH names the folder that holds `data/`
and `bench/` (default ../shared). Where it is absent, or a set in it, that line is skipped and says so. Peers run in an
environment of their own (`make peers`), in the same run and by the same scorer.
"""

import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(os.environ.get("SAYSO_BENCH", "../shared"))
HERE = Path(__file__).parent
SAYSO = Path(sys.executable).with_name("sayso")
PEERS = HERE.parent / ".venv-peers" / "bin" / "python"
ONE_CORE = {"OMP_NUM_THREADS": "1", "SAYSO_THREADS": "1"}


@dataclass(frozen=True)
class Run:
    """One system over one data set: `command` gets the data file as its last argument."""

    layer: str
    system: str
    command: tuple[str | Path, ...]
    data: str
    scorer: str = ""

    def ready(self) -> str:
        """Return what is missing, empty where everything is at hand."""
        wanted = [FOLDER / "data" / self.data, Path(self.command[0])]
        wanted += [FOLDER / "bench" / self.scorer] if self.scorer else []
        return ", ".join(str(path) for path in wanted if not path.exists())


def _ours(layer: str, data: str, scorer: str, *options: str) -> Run:
    name = " ".join(("sayso", *options))
    return Run(layer, name, (SAYSO, "label", layer, *options), data, scorer)


DEV = "polnear/dev.jsonl"
CLAIMS = str(FOLDER / "data" / "claimmatch" / "claims.jsonl")
OWN = {
    "attribution": [
        ("attribution_gold.py", half, *options)
        for half in ("open", "frozen")
        for options in ((), ("--rules",))
    ],
    "reuse": [("plants.py",), ("plants.py", "--open", str(FOLDER / "data" / "reuse"))],
    "growth": [("growth.py",)],
    "stories": [("stories.py", str(FOLDER / "data" / "story" / "ecb_train.jsonl"))],
    "citations": [("citation_gold.py", "open"), ("citation_gold.py", "frozen")],
    "relation": [("pair_gold.py", "open"), ("pair_gold.py", "frozen")],
}
RUNS = (
    Run("attribution", "bare parse", (sys.executable, HERE / "bare_parse.py"), DEV),
    _ours("attribution", DEV, "eval_attribution.py"),
    _ours("attribution", DEV, "eval_attribution.py", "--extractor", "rules"),
    Run("attribution", "textacy", (PEERS, HERE / "peer_textacy.py"), DEV, "eval_attribution.py"),
    _ours("times", "tempeval3/tbaq.jsonl", "eval_time.py"),
    _ours("quantities", "quantity/newsquant_open.jsonl", "eval_quantity.py"),
    _ours("places", "toponyms/lgl.jsonl", "eval_place.py"),
    _ours("relation", "pairs/own_open.jsonl", "eval_pairs.py"),
    _ours("match", "claimmatch/queries_open.jsonl", "eval_claimmatch.py", "--corpus", CLAIMS),
    _ours("stories", "story/ecb_train.jsonl", "eval_story.py"),
    _ours("stories", "story/ecb_dev.jsonl", "eval_story.py"),
    _ours("stories", "story/fnc_bodies_open.jsonl", "eval_story.py"),
)


def run(item: Run) -> None:
    """Label a data set, score it, and print the scores with time and memory."""
    print(f"\n== {item.layer} by {item.system} on {item.data}", flush=True)
    if missing := item.ready():
        print(f"skipped: {missing} is not here")
        return
    data = FOLDER / "data" / item.data
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl") as predicted:
        began, used = time.perf_counter(), _cpu_seconds()
        done = subprocess.run(
            [*item.command, data],
            stdout=predicted,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
            env={**os.environ, **ONE_CORE},
        )
        if done.stderr:
            lines = done.stderr.splitlines()
            print(f"{len(lines)} lines on stderr, the last: {lines[-1]}")
        cpu = _cpu_seconds() - used
        words = _words(data)
        print(
            f"{time.perf_counter() - began:.1f} s, {cpu:.1f} CPU s with start-up, one thread, about "
            f"{words / cpu:.0f} words a CPU second; peak memory of any run so far {_peak_mebibytes():.0f} MiB",
            flush=True,
        )
        if item.scorer:
            scorer = FOLDER / "bench" / item.scorer
            subprocess.run([sys.executable, scorer, data, predicted.name], check=False)


def _words(data: Path) -> int:
    """Return the number of words in the texts of a data set."""
    with data.open(encoding="utf-8") as lines:  # not splitlines: texts hold U+0085 and U+2028
        rows = [json.loads(line) for line in lines]
    return sum(
        len(str(row[key]).split()) for row in rows for key in ("text", "a", "b") if key in row
    )


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
    wanted = sys.argv[1:] or [*dict.fromkeys([item.layer for item in RUNS]), *OWN]
    for item in RUNS:
        if item.layer in wanted:
            run(item)
    for layer, scripts in OWN.items():
        for script, *options in scripts if layer in wanted else ():
            print(f"\n== {layer}: {script} {' '.join(options)}", flush=True)
            subprocess.run([sys.executable, HERE / script, *options], check=False)


if __name__ == "__main__":
    main()
