"""Holds the arithmetic of the judgement against others': hmmlearn's posteriors, the dynamic occupancy estimates of unmarked, brute force.

python bench/oracles.py      (hmmlearn where `make peers` has set it up; colext.csv where SAYSO_BENCH has it)
"""

import csv
import json
import os
import subprocess
import time
from collections import defaultdict
from pathlib import Path

import numpy as np
from scipy.optimize import minimize

from sayso.assess.filter import forward, hypotheses, moved
from sayso.assess.judge import case
from sayso.assess.sums import expanded, summed
from sayso.assess.without import left_out
from sayso.model import Bearing, Grade, Hypothesis, Question, Source, SourceKind

BENCH = Path(os.environ.get("SAYSO_BENCH", "../shared"))
PEERS = Path(__file__).parents[1] / ".venv-peers" / "bin" / "python"
COLEXT = (0.14227, -1.49561, 0.210121, 1.200177)
STATES = ("fighting", "regrouping", "withdrawn")
QUESTION = Question("?", "presence", tuple(Hypothesis(s, s, state=s) for s in STATES))
FIRST = 748_000


def main() -> None:
    """Run each."""
    hmmlearn()
    colext()
    left_outs()
    speed()


def hmmlearn() -> None:
    """Compare filtered probabilities of a chain of two states with hmmlearn's."""
    if not PEERS.exists():
        print("hmmlearn skipped: make peers sets it up")
        return
    rng = np.random.default_rng(3)
    start, step = np.array([0.7, 0.3]), np.array([[0.9, 0.1], [0.25, 0.75]])
    likely = rng.dirichlet([1, 1, 1], size=2)
    seen = rng.integers(0, 3, 400)
    ells = np.log(likely[:, seen].T)[:, None, :]
    ours = forward(start[None], step[None], ells)[-1, 0]
    given = {
        "start": start.tolist(),
        "step": step.tolist(),
        "likely": likely.tolist(),
        "seen": seen.tolist(),
    }
    script = Path(__file__).with_name("peer_hmmlearn.py")
    done = subprocess.run(
        [PEERS, script], input=json.dumps(given), capture_output=True, text=True, check=True
    )
    theirs = np.array(json.loads(done.stdout))
    print(f"hmmlearn, two states, 400 days: largest difference {np.abs(ours - theirs).max():.1e}")


def colext() -> None:
    """Compare maximum likelihood estimates of dynamic occupancy with those of unmarked's colext."""
    path = BENCH / "data" / "occupancy" / "colext.csv"
    if not path.exists():
        print(f"colext skipped: no {path}")
        return
    rows = list(csv.DictReader(path.open(encoding="utf-8")))
    keys = list(rows[0])
    sites: defaultdict[str, defaultdict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    for row in rows:
        sites[row[keys[0]]][row[keys[1]]].append(int(float(row[keys[3]])))

    def loss(given: np.ndarray) -> float:
        occupied, colonised, lost, detected = 1 / (1 + np.exp(-given))
        step = np.array([[[1 - colonised, colonised], [lost, 1 - lost]]])
        total = 0.0
        for seasons in sites.values():
            alpha = np.array([[1 - occupied, occupied]])
            for number, (_, visits) in enumerate(sorted(seasons.items())):
                alpha = moved(alpha, step) if number else alpha
                hits, count = sum(visits), len(visits)
                likely = np.array(
                    [float(hits == 0), detected**hits * (1 - detected) ** (count - hits)]
                )
                mass = float((alpha * likely).sum())
                total -= np.log(mass)
                alpha = alpha * likely / mass
        return total

    found = minimize(
        loss,
        np.zeros(4),
        method="Nelder-Mead",
        options={"xatol": 1e-8, "fatol": 1e-12, "maxiter": 20000},
    ).x
    order = min((found, found[[0, 1, 2, 3]]), key=lambda x: np.abs(x - COLEXT).max())
    print(f"colext: {np.round(order, 6)}, largest difference {np.abs(order - COLEXT).max():.1e}")


def bearings(count: int, days: int, seed: int) -> list[Bearing]:
    """Return random bearings of 500 sources in three sectors."""
    rng = np.random.default_rng(seed)
    found = []
    for n in range(count):
        day = int(rng.integers(days))
        slots = {
            "first_day": FIRST + day,
            "last_day": FIRST + day,
            "published": min(FIRST + days - 1, FIRST + day + int(rng.integers(3))),
            "source": f"s{rng.integers(500)}",
            "origin": f"o{n}",
            "strength": float(rng.choice([1.0, 0.6, 0.3])),
        }
        if rng.random() < 0.7:
            kind = str(rng.choice(["sighting", "non-observation"]))
            slots |= {"observation": kind, "sector": f"z{rng.integers(3)}"}
        else:
            slots |= {"observation": "assertion", "state": str(rng.choice(STATES))}
        found.append(Bearing(f"c{n}", bears=True, reason="x", **slots))
    return found


def sources() -> dict[str, Source]:
    """Return 500 sources of all letters."""
    kinds = (SourceKind.COMMENTATOR, SourceKind.WITNESS)
    return {f"s{n}": Source(f"s{n}", f"S{n}", kinds[n % 2], list(Grade)[n % 6]) for n in range(500)}


def left_outs() -> None:
    """Compare leaving each claim out in one pass with filtering anew."""
    given = case(QUESTION, bearings(120, 60, 5), sources(), {}, FIRST)
    found = given.weigh(FIRST + 59, FIRST + 59)
    sums = summed(found.chain, found.pieces, found.scales, 60)
    fast = left_out(found.chain, found.pieces, found.scales, sums, found.alphas)
    worst = 0.0
    for index in range(len(found.pieces)):
        rest = found.scales.copy()
        rest[index] = 0.0
        ells = expanded(found.chain, summed(found.chain, found.pieces, rest, 60))
        slow = hypotheses(
            forward(found.chain.start, found.chain.step, ells)[-1], found.chain.report
        )
        worst = max(worst, float(np.abs(fast[index] - slow).max()))
    print(f"leave-one-out against filtering anew, {len(found.pieces)} claims: {worst:.1e}")


def speed() -> None:
    """Print the time of the likelihoods, sums and filter of 25,000 and 100,000 claims over a year, and of what may follow."""
    for count in (25_000, 100_000):
        told = bearings(count, 365, 1)
        began = time.process_time()
        given = case(QUESTION, told, sources(), {}, FIRST)
        found = given.weigh(FIRST + 364, FIRST + 364)
        weighed = time.process_time()
        sums = summed(found.chain, found.pieces, found.scales, 365)
        again = time.process_time()
        forward(found.chain.start, found.chain.step, expanded(found.chain, sums))
        filtered = time.process_time()
        left_out(found.chain, found.pieces, found.scales, sums, found.alphas)
        left = time.process_time()
        late = sums.copy()
        late[358, :, :3] += 0.1
        running = found.running
        running.filtered({"late": sums})
        before = time.process_time()
        running.filtered({"late": late})
        once = time.process_time()
        print(
            f"{count:,} claims, 500 sources, {found.chain.size} states x {len(found.chain.regimes)} regimes: all with bounds {weighed - began:.2f} s, "
            f"filter alone {filtered - again:.3f} s, a late claim into the filter {1000 * (once - before):.1f} ms, all left out {left - filtered:.2f} s (CPU)"
        )


if __name__ == "__main__":
    main()
