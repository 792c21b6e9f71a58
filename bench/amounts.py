"""Scores pooled numbers on simulated counts: cover of the 90 % interval, CRPS, absolute log error; beside median and log-mean.

python bench/amounts.py [--stories 500]
"""

import argparse

import numpy as np

from sayso.assess.amounts import Amount, Leaning, Limit, Pooled, pooled
from sayso.worlds.amounts import COUNTS, counted

SEED = 9_000_000


def main() -> None:
    """Score each world."""
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("--stories", type=int, default=500)
    given = ask.parse_args()
    for name, world in COUNTS.items():
        rows = []
        for seed in range(given.stories):
            truth, claims = counted(world, SEED + seed)
            amounts = [
                Amount(
                    c.claim,
                    c.value,
                    c.source,
                    Leaning(c.leaning),
                    Limit(c.limit),
                    c.origin,
                    relayed=c.source.startswith("outlet"),
                )
                for c in claims
            ]
            found, at = pooled(amounts), np.log(truth)
            distinct = np.log([*{(c.origin, c.value): c.value for c in claims}.values()])
            mean, spread = distinct.mean(), max(distinct.std() / np.sqrt(len(distinct)), 0.02)
            rows.append(
                (
                    abs(np.log(found.best) - at),
                    found.low <= truth <= found.high,
                    found.high / found.low,
                    crps(found, at),
                    abs(np.median(distinct) - at),
                    min(distinct) <= at <= max(distinct),
                    abs(mean - at),
                    abs(mean - at) <= 1.645 * spread,
                    normal_crps(at, mean, spread),
                )
            )
        table = np.array(rows, float)
        print(f"== {name}, n {len(rows)}")
        print(
            f"  Sayso     |log error| {table[:, 0].mean():.3f}  90 % cover {table[:, 1].mean():.3f}  width x {np.median(table[:, 2]):.2f}  CRPS {table[:, 3].mean():.3f}"
        )
        print(
            f"  median and range      {table[:, 4].mean():.3f}            {table[:, 5].mean():.3f}"
        )
        print(
            f"  log-mean of distinct  {table[:, 6].mean():.3f}            {table[:, 7].mean():.3f}                CRPS {table[:, 8].mean():.3f}"
        )


def crps(found: Pooled, at: float) -> float:
    """Return the continuous ranked probability score of the logarithm."""
    below = np.cumsum(found.mass)
    step = found.logs[1] - found.logs[0]
    return float((((below - (found.logs >= at)) ** 2) * step).sum())


def normal_crps(at: float, mean: float, spread: float) -> float:
    """Return that of a normal distribution (Gneiting and Raftery 2007)."""
    from scipy.stats import norm

    z = (at - mean) / spread
    return float(spread * (z * (2 * norm.cdf(z) - 1) + 2 * norm.pdf(z) - 1 / np.sqrt(np.pi)))


if __name__ == "__main__":
    main()
