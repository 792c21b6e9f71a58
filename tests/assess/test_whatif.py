"""What if: suppositions, what the judgement hangs on, what would change it."""

from dataclasses import replace

import numpy as np
import pytest

from sayso.assess import Supposition, judge, supposed
from sayso.assess.filter import log_odds
from sayso.model import Grade, Source, SourceKind


def judged(world, bearings=None, what=None):
    heard = world.bearings if bearings is None else bearings
    if what:
        heard = supposed(heard, world.sources, what)
    return judge(world.question, heard, world.sources, days=world.days, as_of=world.as_of)


@pytest.mark.parametrize("seed", [3, 4, 5])
def test_without_a_claim_is_never_having_had_it(worlds, seed):
    world = worlds.build(seed)
    gone = min(world.bearings, key=lambda b: b.published).claim
    rest = [b for b in world.bearings if b.claim != gone]
    found = judged(world, what=Supposition(claims=frozenset({gone})))
    assert found.current == judged(world, rest).current
    (told,) = [b for b in found.bearings if b.claim == gone]
    assert not told.bears
    assert "supposed" in told.reason


def test_without_interested_parties_only_the_others_are_heard(worlds):
    world = worlds.build(6)
    wanting = {k for k, s in world.sources.items() if s.interests}
    rest = [b for b in world.bearings if b.source not in wanting]
    found = judged(world, what=Supposition(without_interested=True))
    assert wanting
    assert found.current == judged(world, rest).current


def test_two_sources_that_are_one_weigh_less(worlds):
    two = [
        worlds.bearing("a", 3, "w0", observation="assertion", state="withdrawn"),
        worlds.bearing("b", 3, "w1", observation="assertion", state="withdrawn"),
    ]
    world = worlds.build(1, count=0)
    plain = {k: replace(s, interests=(), grade=Grade.B) for k, s in world.sources.items()}
    world = replace(world, sources=plain, bearings=tuple(two))
    one = judged(world, what=Supposition(one=(frozenset({"w0", "w1"}),)))
    assert one.current == pytest.approx(judged(world, two[:1]).current)
    assert one.current["withdrawn"] < judged(world).current["withdrawn"]


def test_a_linchpin_is_an_origin_without_which_another_leads(worlds):
    world = worlds.build(1, count=0)
    sources = {f"w{n}": Source(f"w{n}", f"W{n}", SourceKind.COMMENTATOR, Grade.A) for n in range(3)}
    said = [
        worlds.bearing(f"c{n}", 11, f"w{n}", observation="assertion", state=state)
        for n, state in enumerate(("withdrawn", "withdrawn", "fighting"))
    ]
    world = replace(world, sources=sources, bearings=tuple(said))
    found = judged(world)
    for influence, other in found.linchpins:
        left = judged(world, what=Supposition(origins=frozenset({influence.origin})))
        assert left.leader == other != found.leader
    assert found.leader == "withdrawn"
    assert found.linchpins


@pytest.mark.parametrize("seed", [7, 8])
def test_a_prospect_comes_true_when_the_report_comes(worlds, seed):
    world = worlds.build(seed, count=10)
    plain = {
        k: replace(s, interests=(), kind=SourceKind.COMMENTATOR) for k, s in world.sources.items()
    }
    world = replace(world, sources=plain)
    found = judged(world)
    asserted = [p for p in found.prospects if p.says.startswith("says: ")]
    assert asserted
    prospect = asserted[0]
    name = prospect.name.split(",")[0].removesuffix(" or")
    key = next(k for k, s in plain.items() if s.name == name)
    state = prospect.says.removeprefix("says: ")
    came = worlds.bearing("new", 11, key, observation="assertion", state=state)
    after = judged(world, [*world.bearings, came])
    assert after.probabilities[-1] == pytest.approx(prospect.probabilities, abs=0.03)


def test_worths_are_log_odds_with_and_without(worlds):
    world = worlds.build(9, count=12)
    found = judged(world)
    now = log_odds(np.array(found.probabilities[-1]))
    assert len({w.claim for w in found.worths}) == len(found.worths) > 0
    for worth in found.worths:
        assert np.abs(np.array(worth.log_odds)).max() < 3.0
    assert now.shape == (len(found.hypotheses),)
