import random
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sayso.assess import judge, judgement_row
from sayso.assess.bounds import ORIGIN_RATIO
from sayso.model import (
    OTHER,
    Effect,
    Grade,
    Hypothesis,
    InvalidRecord,
    Question,
    Source,
    SourceKind,
    When,
)

SEEDS = st.integers(0, 10_000)
FEW = settings(
    max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def judged(world, bearings=None, **changes):
    given = {"days": world.days, "as_of": world.as_of} | changes
    found = world.bearings if bearings is None else bearings
    return judge(world.question, found, world.sources, **given)


def rows(judgement):
    return np.array(judgement.probabilities)


def odds(probabilities):
    p = np.array(probabilities)
    return np.log(p) - np.log1p(-p)


@FEW
@given(seed=SEEDS)
def test_the_steps_add_up_to_the_judgement(worlds, seed):
    result = judged(worlds.build(seed))
    told = odds(result.start) + np.sum([step.log_odds for step in result.steps], axis=0)
    assert np.abs(told - odds(result.probabilities[-1])).max() < 1e-9


@FEW
@given(seed=SEEDS)
def test_the_order_in_which_evidence_arrives_changes_nothing(worlds, seed):
    world = worlds.build(seed)
    mixed = random.Random(seed).sample(world.bearings, len(world.bearings))
    assert np.abs(rows(judged(world)) - rows(judged(world, mixed))).max() < 1e-12


@FEW
@given(seed=SEEDS, day=st.integers(2, 11))
def test_an_earlier_as_of_gives_what_was_judged_then(worlds, seed, day):
    world = worlds.build(seed)
    then = judged(world, days=world.days[:day], as_of=When.of(world.days[day - 1]))
    assert np.abs(rows(judged(world))[: day - 1] - rows(then)[:-1]).max() < 1e-9
    later = judged(world, days=world.days[: day + 1])
    assert np.abs(rows(later)[day - 1] - rows(then)[-1]).max() < 1e-9


@FEW
@given(seed=SEEDS)
def test_leaving_an_origin_out_is_never_having_had_it(worlds, seed):
    world = worlds.build(seed)
    result = judged(world)
    for influence in result.influences[:4]:
        rest = [b for b in world.bearings if (b.origin or b.claim) != influence.origin]
        moved = odds(result.probabilities[-1]) - odds(judged(world, rest).probabilities[-1])
        assert np.abs(moved - influence.log_odds).max() < 1e-9


@FEW
@given(seed=SEEDS)
def test_copies_of_what_is_known_move_nothing(worlds, seed):
    world = worlds.build(seed)
    copied = [replace(b, origin=b.origin or b.claim) for b in world.bearings]
    copies = [
        replace(b, claim=f"{b.claim}-copy{n}", published=b.published + n)
        for b in copied[:6]
        for n in range(5)
    ]
    once, often = judged(world, copied), judged(world, copied + copies)
    assert np.abs(rows(once) - rows(often)).max() < 1e-12
    assert once.witnesses == often.witnesses


def test_an_outlet_that_relays_a_witness_on_the_desk_moves_nothing(worlds):
    world = worlds.build(1)
    outlet = Source("o", "Harbour Post", SourceKind.OUTLET, Grade.A)
    witness = Source("w", "Petro Hai", SourceKind.WITNESS, Grade.B)
    world = replace(world, sources={"o": outlet, "w": witness})
    own = worlds.bearing("own", 3, "w", origin="hai", observation="sighting", sector="north")
    relay = replace(own, claim="relay", source="o", observation="non-observation")
    alone, both = judged(world, [own]), judged(world, [relay, own])
    assert rows(alone) == pytest.approx(rows(both), abs=1e-12)
    assert "relays" in next(b.reason for b in both.bearings if b.claim == "relay")


def test_the_same_source_saying_the_same_of_the_same_days_counts_once(worlds):
    world = worlds.build(1)
    first = worlds.bearing("a", 3, "w1", origin="one", observation="assertion", state="withdrawn")
    again = replace(first, claim="b", origin="two")
    assert judged(world, [first]).current == judged(world, [first, again]).current


def one_sided(worlds, count, source):
    """Bearings of `count` claims on all days that all say "withdrawn", each its own origin."""
    return [
        worlds.bearing(f"x{n}", n % 12, source(n), observation="assertion", state="withdrawn")
        for n in range(count)
    ]


@pytest.mark.parametrize(
    ("source", "ratio"),
    [(lambda n: "w0", 10), (lambda n: f"new{n}", 8), (lambda n: f"new{n % 3}", 8)],
    ids=["one source", "unknown sources", "few unknown sources"],
)
@pytest.mark.parametrize("seed", [2, 5])
def test_a_flood_moves_no_odds_beyond_its_bound(worlds, seed, source, ratio):
    world = worlds.build(seed, count=12)
    graded = replace(world.sources["w0"], grade=Grade.A, interests=())
    world = replace(world, sources=world.sources | {"w0": graded})
    before = [b for b in world.bearings if b.source not in ("w0", "w6")]
    known = {k: replace(s, grade=Grade.B) for k, s in world.sources.items() if k != "w0"}
    world = replace(world, sources=known | {"w0": graded})
    flooded = judged(world, before + one_sided(worlds, 150, source))
    moved = odds(flooded.probabilities[-1]) - odds(judged(world, before).probabilities[-1])
    assert np.abs(moved).max() <= np.log(ratio)
    assert any(step.effect is Effect.BOUND and step.claim for step in flooded.steps)


@FEW
@given(seed=SEEDS)
def test_an_origin_moves_no_odds_beyond_its_bound(worlds, seed):
    world = worlds.build(seed, count=8)
    many = [
        worlds.bearing(f"x{n}", n, "wire", origin="x", observation="assertion", state="regrouping")
        for n in range(12)
    ]
    moved = odds(judged(world, (*world.bearings, *many)).probabilities[-1])
    moved -= odds(judged(world).probabilities[-1])
    assert np.abs(moved).max() <= np.log(ORIGIN_RATIO) + 1e-9


@FEW
@given(seed=SEEDS)
def test_no_answer_is_ever_ruled_out_or_certain(worlds, seed):
    result = judged(worlds.build(seed, count=80))
    assert result.hypotheses[-1] == OTHER
    assert rows(result).min() >= 0.01 - 1e-12
    assert rows(result).max() <= 0.99 + 1e-12


def test_hedged_words_move_less_and_uncommitted_ones_not_at_all(worlds):
    world = worlds.build(3)

    def gone(strength):
        said = worlds.bearing(
            "c", 11, "w1", observation="assertion", state="withdrawn", strength=strength
        )
        return judged(world, [said]).current["withdrawn"]

    assert gone(1.0) > gone(0.6) > gone(0.3) > gone(0.0)
    assert gone(0.0) == judged(world, []).current["withdrawn"]


def test_what_goes_against_its_interest_counts_for_more(worlds):
    world = worlds.build(3)

    def moved(interests):
        source = Source("w1", "Ana Brandt", SourceKind.COMMENTATOR, Grade.C, interests)
        said = worlds.bearing(
            "c", 11, "w1", observation="assertion", state="withdrawn", strength=0.6
        )
        return judged(replace(world, sources={"w1": source}), [said]).current["withdrawn"]

    assert moved(("fighting",)) > moved(()) > moved(("withdrawn",))


def test_not_seen_in_one_section_is_weak_and_seen_elsewhere_is_no_contradiction(worlds):
    world = worlds.build(3)
    missing = worlds.bearing("a", 11, "w1", observation="non-observation", sector="ours")
    seen = worlds.bearing("b", 11, "w2", observation="sighting", sector="theirs")
    base, not_seen = judged(world, []), judged(world, [missing])
    assert 0 < odds(not_seen.probabilities[-1])[2] - odds(base.probabilities[-1])[2] < np.log(2.2)
    assert judged(world, [missing, seen]).current["fighting"] > base.current["fighting"]


def test_earlier_evidence_fades(worlds):
    world = worlds.build(3)

    def fighting(days_before):
        day = worlds.FIRST.toordinal() - days_before
        said = worlds.bearing(
            "a", 0, "w1", observation="sighting", sector="", first_day=day, last_day=day
        )
        return judged(world, [said], days=world.days[:1]).current["fighting"]

    assert fighting(0) > fighting(3) > fighting(20) > fighting(400)
    assert fighting(400) == fighting(800)


def test_many_sectors_are_lumped_and_still_judged(worlds):
    world = worlds.build(7, count=14, days=3, sectors=tuple("abcdefghij"))
    result = judged(world)
    assert rows(result).sum(axis=1) == pytest.approx(1.0)


def test_a_free_question_is_moved_by_assertions_only(worlds):
    question = Question(
        "Who did it?", "responsibility", (Hypothesis("a", "A"), Hypothesis("b", "B"))
    )
    world = replace(worlds.build(1), question=question)
    seen = worlds.bearing("s", 2, "w1", observation="sighting", sector="x")
    named = worlds.bearing("n", 2, "w1", observation="assertion", state="a")
    none, both = judged(world, [seen]), judged(world, [seen, named])
    assert none.current["a"] == pytest.approx(none.current["b"])
    assert both.current["a"] > both.current["b"]
    assert both.witnesses == 1


def test_two_answers_of_one_state_share_it_and_an_unasked_state_is_other(worlds):
    asked = (Hypothesis("x", "X", "withdrawn"), Hypothesis("y", "Y", "withdrawn"))
    result = judged(replace(worlds.build(1), question=Question("Q?", "presence", asked)), [])
    assert result.current["x"] == pytest.approx(result.current["y"])
    assert result.current[OTHER] > 0.5


def test_confidence_names_its_reasons_and_no_likelihood(worlds):
    world = worlds.build(3)
    assert judged(world, []).confidence.startswith("low: 0 independent witnesses")
    sources = {f"n{n}": Source(f"n{n}", f"N{n}", SourceKind.WITNESS, Grade.A) for n in range(6)}
    seen = [worlds.bearing(n, 11, n, observation="sighting", sector="") for n in sources]
    assert judged(replace(world, sources=sources), seen).confidence.startswith("high: 6")


def test_days_must_ascend_and_as_of_be_known(worlds):
    world = worlds.build(1)
    with pytest.raises(InvalidRecord, match="ascending"):
        judged(world, days=())
    with pytest.raises(InvalidRecord, match="as_of"):
        judged(world, as_of=When.unknown())


STORY = {
    "id": "s",
    "days": 12,
    "question": {"kind": "presence", "hypotheses": ["fighting", "withdrawn"], "sectors": ["n"]},
    "sources": [
        {"id": "w", "grade": "B", "kind": "witness", "sector": "n"},
        {"id": "k", "grade": "C", "kind": "commentator", "favours": "withdrawn"},
    ],
    "claims": [
        {"id": "1", "source": "w", "published": 4, "event": [3, 3], "observation": "sighting",
         "sector": "n", "certainty": "certain", "origin": "1"},
        {"id": "2", "source": "k", "published": 9, "event": [9, 9], "observation": "none",
         "hypothesis": "withdrawn", "certainty": "probable", "origin": "2"},
    ],
}  # fmt: skip


def test_a_row_a_day_uses_only_what_was_published_by_then():
    found = np.array(judgement_row(STORY))
    early = judgement_row(STORY | {"claims": STORY["claims"][:1]})
    assert found.shape == (12, 2)
    assert found.sum(axis=1) == pytest.approx(1.0)
    assert found[:9] == pytest.approx(np.array(early)[:9], abs=1e-12)
    assert found[4, 0] > found[3, 0]
    assert found[9, 1] > found[8, 1]


def test_a_witness_who_falls_silent_speaks_for_withdrawal():
    found = judgement_row(STORY | {"claims": [], "days": 30})
    spoken = {**STORY["sources"][0], "kind": "commentator"}
    unheard = judgement_row(STORY | {"claims": [], "days": 30, "sources": [spoken]})
    assert found[-1][1] > unheard[-1][1]
