"""Simulated counts: a true number, sources that lean, claims that are rounded, bounded, copied and now and then wrong."""

from dataclasses import dataclass

import numpy as np

LEANINGS = ("neutral", "up", "down")


@dataclass(frozen=True, slots=True)
class Counts:
    """What a simulated count is drawn from; `bias` multiplies all biases, `linked` is the share of copies known as such."""

    sources: tuple[int, int] = (3, 8)
    leaning: tuple[float, float, float] = (0.5, 0.3, 0.2)
    claims: tuple[int, int] = (1, 3)
    bias: float = 1.0
    scatter: float = 0.15
    wrong: float = 0.08
    wrong_scatter: float = 1.2
    floors: float = 0.2
    ceilings: float = 0.08
    copies: float = 2.0
    linked: float = 0.9
    digits: tuple[float, float] = (0.5, 0.5)


BIASES = {"neutral": (0.0, 0.25), "up": (0.5, 0.35), "down": (-0.7, 0.45)}
COUNTS = {
    "nominal": Counts(),
    "biases twice as large": Counts(bias=2.0),
    "twice the copies, a fifth not known": Counts(copies=4.0, linked=0.8),
}


@dataclass(frozen=True, slots=True)
class Claimed:
    """One claimed number."""

    claim: str
    value: float
    source: str
    leaning: str
    limit: str
    origin: str


def counted(world: Counts, seed: int) -> tuple[float, list[Claimed]]:
    """Draw a true number and what is claimed of it; the same world and seed give the same."""
    random = np.random.default_rng(seed)
    truth = float(np.log(3000) + random.normal(0.0, 1.2))
    found: list[Claimed] = []
    for n in range(int(random.integers(*world.sources, endpoint=True))):
        leaning = str(random.choice(LEANINGS, p=world.leaning))
        mean, spread = BIASES[leaning]
        bias = world.bias * (mean + spread * random.normal())
        for _ in range(int(random.integers(*world.claims, endpoint=True))):
            value, limit = _claim(world, truth, bias, random)
            name = f"c{len(found)}"
            found.append(Claimed(name, value, f"s{n}", leaning, limit, name))
            for _ in range(int(random.poisson(world.copies))):
                copy = f"c{len(found)}"
                linked = random.random() < world.linked
                outlet = f"outlet {random.integers(12)}"
                origin = name if linked else copy
                found.append(Claimed(copy, value, outlet, "neutral", limit, origin))
    return float(np.exp(truth)), found


def _claim(
    world: Counts, truth: float, bias: float, random: np.random.Generator
) -> tuple[float, str]:
    if random.random() < world.wrong:
        log, limit = truth + world.wrong_scatter * random.normal(), "exact"
    else:
        log = truth + bias + world.scatter * random.normal()
        draw = random.random()
        limit = "floor" if draw < world.floors else "exact"
        if world.floors <= draw < world.floors + world.ceilings:
            limit = "ceiling"
        beyond = 0.3 * abs(random.normal())
        log += {"floor": -beyond, "ceiling": beyond}.get(limit, 0.0)
    digits = 1 + int(random.random() < world.digits[1])
    return max(float(f"{np.exp(log):.{digits}g}"), 1.0), limit
