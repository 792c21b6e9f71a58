"""Scores the judgement on simulated stories beside simple judges, all recalibrated on other stories of the same world.

python bench/worlds.py [--stories 2000] [--other 400] [--only NAME] [--change] [--cores 2]

Prints, for the nominal world and fourteen whose parameters are other than the judge believes, Brier score (from day 3), log loss,
calibration error; Sayso as it is, the others recalibrated. `--change` adds how soon a lasting end of fighting is found.
Dawid-Skene by crowd-kit joins on the nominal world where `make peers` has set it up.
"""

import argparse
import json
import subprocess
import sys
import time
from multiprocessing import Pool
from pathlib import Path

import numpy as np
from judges import JUDGES, fitted, recalibrated, scored

from sayso.assess import judgement_row
from sayso.worlds import MISSPECIFIED, NOMINAL, Story, World, story

FROM_DAY = 3
TEST_SEED, TRAIN_SEED = 1_000_000, 5_000_000
LASTING_DAYS, WITHIN_DAYS, FALSE_ALARMS = 7, 14, 0.2
PEERS = Path(__file__).parents[1] / ".venv-peers" / "bin" / "python"
DAWID_SKENE_STORIES, DAWID_SKENE_EVERY = 200, 6


def main() -> None:
    """Run all worlds."""
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("--stories", type=int, default=2000, help="of the nominal world")
    ask.add_argument("--other", type=int, default=400, help="of each other world")
    ask.add_argument("--only", default="", help="worlds whose name holds this")
    ask.add_argument("--change", action="store_true")
    ask.add_argument("--cores", type=int, default=2)
    given = ask.parse_args()
    worlds = {"nominal": NOMINAL, **MISSPECIFIED}
    with Pool(given.cores) as pool:
        for name, world in worlds.items():
            if given.only in name:
                count = given.stories if name == "nominal" else given.other
                one_world(pool, name, world, count, change=given.change and name == "nominal")


def one_world(pool: Pool, name: str, world: World, count: int, *, change: bool) -> None:
    """Score Sayso and the other judges on one world."""
    began = time.time()
    stories = [story(world, TEST_SEED + n) for n in range(count)]
    others = [story(world, TRAIN_SEED + n) for n in range(min(count, 1500 if change else 500))]
    truth = np.array([one.hypothesis for one in stories])
    known = np.concatenate([one.hypothesis[FROM_DAY:] for one in others])
    rows = np.array(pool.map(judged, [one.row for one in stories], chunksize=8))
    flat, held = rows[:, FROM_DAY:].reshape(-1, 3), truth[:, FROM_DAY:].reshape(-1)
    base = np.bincount(known, minlength=3) / len(known)
    tell("base rates", scored(np.tile(base, (len(held), 1)), held))
    tell(f"Sayso, as it is ({time.time() - began:.0f} s)", scored(flat, held), name)
    best = 9.0
    for judge, rows_of in JUDGES.items():
        train = np.concatenate([rows_of(one.row)[FROM_DAY:] for one in others])
        test = np.concatenate([rows_of(one.row)[FROM_DAY:] for one in stories])
        found = scored(recalibrated(test, fitted(train, known)), held)
        best = min(best, found["brier"])
        tell(f"{judge}, recalibrated", found)
    print(f"  better than the best of them by {best - scored(flat, held)['brier']:.3f}", flush=True)
    if name == "nominal":
        dawid_skene([one.row for one in stories[:DAWID_SKENE_STORIES]], truth)
    if change:
        changes(pool, rows, truth, stories, others)


def judged(row: dict) -> np.ndarray:
    """Return Sayso's rows for a story."""
    return np.array(judgement_row(row))


def tell(judge: str, found: dict[str, float], name: str = "") -> None:
    """Print one line."""
    if name:
        print(f"== {name}")
    words = "  ".join(f"{key} {value:.4f}" for key, value in found.items())
    print(f"  {judge:42} {words}", flush=True)


def dawid_skene(rows: list[dict], truth: np.ndarray) -> None:
    """Print what crowd-kit's Dawid-Skene makes of the nominal world, recalibrated on the first half of its stories."""
    if not PEERS.exists():
        print("  Dawid-Skene skipped: make peers sets it up")
        return
    script = Path(__file__).with_name("peer_crowdkit.py")
    days = list(range(FROM_DAY, rows[0]["days"], DAWID_SKENE_EVERY))
    lines = "\n".join(json.dumps({**row, "ask": days}) for row in rows)
    done = subprocess.run([PEERS, script], input=lines, capture_output=True, text=True, check=True)
    told = np.array([json.loads(line) for line in done.stdout.splitlines()])
    held = truth[: len(rows)][:, days]
    half = len(rows) // 2
    given = fitted(told[:half].reshape(-1, 3), held[:half].reshape(-1))
    found = scored(recalibrated(told[half:].reshape(-1, 3), given), held[half:].reshape(-1))
    tell(f"Dawid-Skene (crowd-kit), recalibrated, n {half}", found)


def changes(
    pool: Pool, rows: np.ndarray, truth: np.ndarray, stories: list[Story], others: list[Story]
) -> None:
    """Print how soon a lasting end of fighting is found when a fifth of the quiet stories alarm falsely.

    The threshold on the probability that fighting has ended is set on other stories.
    """
    train = np.array(pool.map(judged, [one.row for one in others], chunksize=8))
    given = np.array([one.hypothesis for one in others])
    counting = JUDGES["claim counting, 7 days"]
    counted = [np.array([counting(one.row) for one in some]) for some in (others, stories)]
    for name, before, after in (("Sayso", train, rows), ("claim counting", *counted)):
        threshold = _threshold(1 - before[..., 0], given)
        print(f"  {name}: {_found(1 - after[..., 0], truth, threshold)}", flush=True)


def _threshold(ended: np.ndarray, truth: np.ndarray) -> float:
    """Return the probability that a fifth of the stories in which fighting never ends for long go above."""
    quiet = [
        rows[FROM_DAY:].max()
        for rows, path in zip(ended, truth, strict=True)
        if _end(path) is None and path[0] == 0
    ]
    return float(np.quantile(quiet, 1 - FALSE_ALARMS))


def _found(ended: np.ndarray, truth: np.ndarray, threshold: float) -> str:
    delays, missed, quiet = [], 0, []
    for rows, path in zip(ended, truth, strict=True):
        day = _end(path)
        if day is None:
            if path[0] == 0:
                quiet.append(rows[FROM_DAY:].max() > threshold)
            continue
        after = np.flatnonzero(rows[day:] > threshold)
        delay = int(after[0]) if len(after) else 999
        delays.append(delay)
        missed += delay > WITHIN_DAYS
    share = 1 - missed / len(delays)
    return (
        f"a lasting end of fighting found within {WITHIN_DAYS} days {100 * share:.0f} %, median {np.median(delays):.0f} days, "
        f"n {len(delays)}; false alarms {100 * np.mean(quiet):.0f} % of {len(quiet)} quiet stories"
    )


def _end(path: np.ndarray) -> int | None:
    """Return the first day of a spell of at least a week without fighting that follows fighting, early enough to be found."""
    for day in range(1, len(path) - WITHIN_DAYS):
        if path[day - 1] == 0 and (path[day : day + LASTING_DAYS] != 0).all():
            return day
    return None


if __name__ == "__main__":
    sys.exit(main())
