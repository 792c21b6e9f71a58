"""What only a served extractor found moves a judgement no more than one source may, however much of it there is."""

from dataclasses import replace

import numpy as np
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sayso.assess import AIDED, as_one_source, judge
from sayso.assess.aided import NO_SECTOR
from sayso.assess.bounds import SOURCE_RATIO

FEW = settings(max_examples=5, suppress_health_check=[HealthCheck.function_scoped_fixture])
SEEDS = st.integers(0, 10_000)


def judged(world, bearings):
    sources = {**world.sources, AIDED.entity: AIDED}
    return judge(world.question, bearings, sources, days=world.days, as_of=world.as_of)


def odds(judgement):
    p = np.array(judgement.probabilities)
    return np.log(p) - np.log1p(-p)


@FEW
@given(seed=SEEDS, other=SEEDS, count=st.integers(1, 60))
def test_all_it_found_moves_no_day_beyond_the_bound_of_one_source(worlds, seed, other, count):
    world = worlds.build(seed)
    found = [
        replace(b, claim=f"s-{b.claim}", source=f"general {n}", origin="")
        for n, b in enumerate(
            worlds.build(
                other, count=count, sectors=("", "north", "east", "west", "port", "hill", "dam")
            ).bearings
        )
    ]
    own = judged(world, world.bearings)
    both = judged(world, (*world.bearings, *as_one_source(found, world.bearings)))
    assert np.abs(odds(both) - odds(own)).max() <= np.log(SOURCE_RATIO) + 1e-9


@FEW
@given(seed=SEEDS, state=st.sampled_from(["fighting", "regrouping", "withdrawn"]))
def test_a_flood_of_one_voice_moves_no_day_beyond_the_bound(worlds, seed, state):
    world = worlds.build(seed)
    found = [
        worlds.bearing(f"s{n}", day, f"general {n}", observation=kind, state=state)
        for n, (day, kind) in enumerate(
            (d, k) for d in range(0, 12, 2) for k in ("assertion", "asserted-presence")
        )
    ]
    own = judged(world, world.bearings)
    both = judged(world, (*world.bearings, *as_one_source(found, world.bearings)))
    assert np.abs(odds(both) - odds(own)).max() <= np.log(SOURCE_RATIO) + 1e-9
    assert np.abs(odds(judged(world, (*world.bearings, *found))) - odds(own)).max() > 0.5


def test_it_opens_no_sector_of_its_own(worlds):
    own = [worlds.bearing("own", 3, "w", observation="sighting", sector="north")]
    told = [
        worlds.bearing("early", 2, "g", observation="non-observation", sector="north"),
        worlds.bearing("late", 4, "g", observation="non-observation", sector="north"),
        worlds.bearing("new", 4, "g", observation="sighting", sector="east"),
    ]
    early, late, new = as_one_source(told, own)
    assert (early.bears, late.bears, new.bears) == (False, True, False)
    assert early.reason == new.reason == NO_SECTOR


def test_it_silences_no_outlet_that_says_the_same(worlds):
    """An outlet that says again what was said before adds nothing; said before by a served extractor alone is not said."""
    from sayso.model import Grade, Source, SourceKind

    world = replace(
        worlds.build(1), sources={"o": Source("o", "Harbour Post", SourceKind.OUTLET, Grade.B)}
    )
    own = [worlds.bearing("own", 5, "o", observation="assertion", state="withdrawn")]
    told = [worlds.bearing("s", 3, "g", observation="assertion", state="withdrawn")]
    both = judged(world, (*own, *as_one_source(told, own)))
    assert "adds nothing" not in next(b.reason for b in both.bearings if b.claim == "own")
    named = judged(world, (*own, *told))
    assert "adds nothing" in next(b.reason for b in named.bearings if b.claim == "own")
