"""A simulated story in the shape of `sayso label judgement`, with what was so beside it."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sayso.worlds.settings import HYPOTHESES, World
from sayso.worlds.telling import Report, Teller, tellers, told
from sayso.worlds.truth import Truth, truth


@dataclass(frozen=True, slots=True)
class Story:
    """`row` is what a judge is given; `hypothesis` (days,) is the index of the one that held."""

    row: dict[str, Any]
    hypothesis: NDArray[np.int64]


def drawn(world: World, seed: int) -> tuple[Truth, list[Teller], list[Report]]:
    """Draw the course of a story, its sources and their reports in order of publication."""
    random = np.random.default_rng(seed)
    course = truth(world, random)
    sources = tellers(world, random)
    return course, sources, told(world, course, sources, random)


def story(world: World, seed: int) -> Story:
    """Draw a story; the same world and seed give the same story."""
    course, sources, reports = drawn(world, seed)
    row = {
        "id": f"story {seed}",
        "days": world.days,
        "question": {
            "kind": "presence",
            "hypotheses": list(HYPOTHESES),
            "sectors": [source.sector for source in sources if source.sector],
        },
        "sources": [_source(source) for source in sources],
        "claims": [_claim(report) for report in reports],
    }
    return Story(row, course.hypothesis)


def _source(source: Teller) -> dict[str, Any]:
    row = {"id": source.name, "grade": source.letter, "kind": source.kind}
    if source.sector:
        row["sector"] = source.sector
    if source.favours:
        row["favours"] = source.favours
    return row


def _claim(report: Report) -> dict[str, Any]:
    day = report.day if report.dated else report.published
    row: dict[str, Any] = {
        "id": report.name,
        "source": report.teller,
        "published": report.published,
        "event": [day, day],
        "certainty": report.firmness,
        "origin": (report.first or report.name) if report.linked else report.name,
    }
    if report.sector:
        return row | {"observation": report.says, "sector": report.sector}
    return row | {"observation": "none", "hypothesis": report.says}
