"""Builds random stories already reduced to bearings."""

import random
from dataclasses import dataclass
from datetime import date, timedelta
from types import SimpleNamespace

import pytest

from sayso.model import Bearing, Grade, Hypothesis, Question, Source, SourceKind, When

FIRST = date(2031, 5, 1)
STATES = ("fighting", "regrouping", "withdrawn")
QUESTION = Question(
    "Are they still there?", "presence", tuple(Hypothesis(s, s, state=s) for s in STATES)
)


@dataclass(frozen=True)
class World:
    """A question with sources and bearings over a number of days from `FIRST`."""

    question: Question
    sources: dict
    bearings: tuple
    days: tuple

    @property
    def as_of(self):
        return When.of(self.days[-1])


def bearing(claim, day, source="w0", **slots):
    ordinal = FIRST.toordinal() + day
    slots = {"first_day": ordinal, "last_day": ordinal, "published": ordinal, **slots}
    return Bearing(claim, bears=True, reason="said", source=source, **slots)


def _one(rng, number, days, sectors):
    day, lag = rng.randrange(days), rng.choice((0, 0, 1, 3))
    first = FIRST.toordinal() + day - rng.choice((0, 0, 2, 5))
    slots = {
        "first_day": first,
        "published": FIRST.toordinal() + day + lag,
        "origin": f"o{rng.randrange(12)}" if rng.random() < 0.4 else "",
        "strength": rng.choice((1.0, 0.6, 0.3)),
        "probability": rng.choice((1.0, 0.8)),
    }
    if rng.random() < 0.6:
        kinds = ("sighting", "non-observation", "asserted-presence", "asserted-absence")
        slots |= {"observation": rng.choice(kinds), "sector": rng.choice(sectors)}
    else:
        slots |= {
            "observation": rng.choice(("assertion", "denial")),
            "state": rng.choice(STATES),
        }
    return bearing(f"c{number}", day, source=f"w{rng.randrange(7)}", **slots)


def build(seed, days=12, count=25, sectors=("", "north", "south")):
    rng = random.Random(seed)
    sources = {
        f"w{n}": Source(
            f"w{n}",
            f"Source {n}",
            rng.choice(tuple(SourceKind)),
            rng.choice(tuple(Grade)),
            rng.choice(((), (), (rng.choice(STATES),))),
        )
        for n in range(6)
    }
    found = tuple(_one(rng, n, days, sectors) for n in range(count))
    return World(QUESTION, sources, found, tuple(FIRST + timedelta(n) for n in range(days)))


@pytest.fixture(scope="session")
def worlds():
    """What builds random worlds and single bearings: `worlds.build(seed, ...)`, `worlds.bearing(...)`."""
    return SimpleNamespace(
        build=build, bearing=bearing, World=World, FIRST=FIRST, STATES=STATES, QUESTION=QUESTION
    )
