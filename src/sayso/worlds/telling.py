"""Who tells what of a world: witnesses, commentators with interests, and outlets that copy them, each report with its lag."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np
from numpy.random import Generator

from sayso.worlds.settings import HYPOTHESES, World
from sayso.worlds.truth import Truth

SEEN, NOT_SEEN = "sighting", "non-observation"
FIRMNESS = (("certain", 1.0), ("probable", 0.6), ("possible", 0.3))
LETTERS = ((0.82, "A"), (0.68, "B"), (0.5, "C"), (0.0, "D"))


@dataclass(frozen=True, slots=True)
class Teller:
    """A source: how reliable it really is, the letter it goes under, what it favours ('' for nothing), the sector it watches."""

    name: str
    kind: str
    reliability: float
    letter: str
    favours: str = ""
    sector: str = ""


@dataclass(frozen=True, slots=True)
class Report:
    """One claim: `says` is an observation or a hypothesis; `first` of a copy is the report it goes back to, known or not."""

    name: str
    teller: str
    day: int
    published: int
    says: str
    firmness: str
    sector: str = ""
    dated: bool = True
    first: str = ""
    linked: bool = True


def tellers(world: World, random: Generator) -> list[Teller]:
    """Draw the sources of a story."""
    found = []
    for n in range(world.witnesses):
        reliability, letter = _graded(world, random)
        found.append(Teller(f"witness {n}", "witness", reliability, letter, sector=f"sector {n}"))
    for n in range(world.commentators):
        reliability, letter = _graded(world, random)
        favours = str(random.choice(HYPOTHESES)) if random.random() < world.interested else ""
        found.append(Teller(f"commentator {n}", "commentator", reliability, letter, favours))
    return found + [Teller(f"outlet {n}", "outlet", 0.6, "C") for n in range(world.outlets)]


def _graded(world: World, random: Generator) -> tuple[float, str]:
    """Return a reliability and a letter given by somebody who knows it roughly, or not at all."""
    a, b = world.liar if random.random() < world.liars else world.honest
    reliability = float(random.beta(a, b))
    if random.random() < world.ungraded:
        return reliability, "F"
    believed = reliability + random.normal(0.0, 0.1)
    return reliability, next((letter for least, letter in LETTERS if believed >= least), "D")


def told(world: World, course: Truth, sources: list[Teller], random: Generator) -> list[Report]:
    """Draw all reports of a story, those published after its last day left out; in order of publication."""
    own: list[Report] = []
    for source in sources:
        if source.kind == "witness":
            own += _witnessed(world, course, source, random)
        elif source.kind == "commentator":
            own += _commented(world, course, source, random)
    named = [replace(report, name=f"r{n}") for n, report in enumerate(own)]
    outlets = [source.name for source in sources if source.kind == "outlet"]
    copied = [copy for report in named for copy in _copies(world, report, outlets, random)]
    every = sorted([*named, *copied], key=lambda r: (r.published, r.name))
    return [report for report in every if report.published < world.days]


def _witnessed(world: World, course: Truth, source: Teller, random: Generator) -> Iterator[Report]:
    sector = int(source.sector.split()[1])
    for day in range(world.days):
        word, weight = _firmness(world.firm, random)
        noticed = world.detected if course.active[day, sector] else world.falsely_detected
        chances = noticed * world.seen_reported, (1 - noticed) * world.not_seen_reported
        if random.random() >= weight * source.reliability:
            chances = world.seen_reported / 2, world.not_seen_reported / 2
        draw = random.random()
        if draw < sum(chances):
            says = SEEN if draw < chances[0] else NOT_SEEN
            late = int(random.geometric(world.lag)) - 1
            dated = random.random() < world.dated
            yield Report("", source.name, day, day + late, says, word, source.sector, dated)


def _commented(world: World, course: Truth, source: Teller, random: Generator) -> Iterator[Report]:
    for day in np.flatnonzero(random.random(world.days) < world.comments):
        word, weight = _firmness(world.commentators_firm, random)
        chances = np.full(3, 1 / 3)
        if random.random() < weight:
            if random.random() < source.reliability:
                chances = np.full(3, (1 - world.asserted_when_true) / 2)
                chances[course.hypothesis[day]] = world.asserted_when_true
            elif source.favours:
                chances = np.full(3, (1 - world.interest_bias) / 3)
                chances[HYPOTHESES.index(source.favours)] += world.interest_bias
        says = HYPOTHESES[int(random.choice(3, p=chances / chances.sum()))]
        late = int(random.poisson(world.commentator_lag))
        dated = random.random() < world.dated
        yield Report("", source.name, int(day), int(day) + late, says, word, "", dated)


def _firmness(shares: tuple[float, ...], random: Generator) -> tuple[str, float]:
    return FIRMNESS[int(random.choice(3, p=shares))]


def _copies(
    world: World, report: Report, outlets: list[str], random: Generator
) -> Iterator[Report]:
    mean = world.copies * random.lognormal(-0.5, world.copies_spread)
    for n in range(int(random.poisson(mean))):
        late = int(random.geometric(world.lag)) - 1
        says = report.says if random.random() < world.fidelity else _changed(report.says, random)
        yield replace(
            report,
            name=f"{report.name}c{n}",
            teller=str(random.choice(outlets)),
            published=report.published + late,
            says=says,
            first=report.name,
            linked=random.random() < world.linked,
        )


def _changed(says: str, random: Generator) -> str:
    family = HYPOTHESES if says in HYPOTHESES else (SEEN, NOT_SEEN)
    return str(random.choice([other for other in family if other != says]))
