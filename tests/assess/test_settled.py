"""What a person rules of claims, and how settled questions had been judged."""

from dataclasses import replace
from datetime import date

import pytest
from tests.assess.conftest import FIRST, QUESTION, bearing

from sayso.assess import judge, mapped, post_mortem, record
from sayso.model import (
    Attribution,
    Claim,
    Decision,
    DecisionKind,
    Document,
    QuoteKind,
    Speaker,
    When,
)


def ruling(claim, value):
    place = (claim.document, claim.content[0].start, claim.content[-1].end)
    return Decision(
        DecisionKind.MAP, *place, QUESTION.id, value, "Ana", "she asked him", When("2031-05-02")
    )


@pytest.fixture
def claim():
    document = Document(text="They are packing.", title="x")
    whole = Attribution((), (), (document.span(0, 16),), QuoteKind.INDIRECT)
    return Claim(whole, Speaker("Mayor"))


@pytest.mark.parametrize(
    ("step", "observation", "strength"),
    [
        ("++", "assertion", 1.0),
        ("+", "assertion", 0.5),
        ("-", "denial", 0.5),
        ("--", "denial", 1.0),
    ],
)
def test_a_ruling_makes_a_claim_bear_as_it_says(claim, step, observation, strength):
    idle = replace(bearing(claim.id, 3), bears=False, reason="nothing seen")
    (found,) = mapped(
        [idle],
        QUESTION,
        {claim.id: claim},
        [ruling(claim, f"withdrawn {step}")],
        {claim.document: 5},
    )
    assert (found.bears, found.observation, found.state) == (True, observation, "withdrawn")
    assert found.strength == strength
    assert "Ana ruled" in found.reason


def test_the_last_ruling_counts_and_another_question_is_another_matter(claim):
    given = bearing(claim.id, 3)
    rulings = [ruling(claim, "withdrawn ++"), ruling(claim, "fighting 0")]
    (found,) = mapped([given], QUESTION, {claim.id: claim}, rulings, {claim.document: 5})
    assert not found.bears
    other = [replace(rulings[0], field_name="q-other")]
    assert mapped([given], QUESTION, {claim.id: claim}, other, {claim.document: 5}) == (given,)


def test_a_post_mortem_names_who_was_right_early_and_what_misled(worlds):
    world = worlds.build(1, count=0)
    said = (
        worlds.bearing("right", 2, "w0", observation="assertion", state="withdrawn"),
        worlds.bearing("wrong", 5, "w1", observation="assertion", state="fighting"),
    )
    sources = {k: replace(s, interests=()) for k, s in world.sources.items()}
    judgement = judge(world.question, said, sources, days=world.days, as_of=world.as_of)
    found = post_mortem(judgement, "withdrawn")
    assert [m.claim for m in found.helped] == ["right"]
    assert [m.claim for m in found.misled] == ["wrong"]
    assert found.early == (("w0", date.fromordinal(FIRST.toordinal() + 2)),)
    assert 0 < found.brier < 2
    assert found.last == judgement.current["withdrawn"]
    assert found.led_from is None


def test_a_record_has_its_n_and_none_says_nothing(worlds):
    assert record([]) is None
    judgements = []
    for seed in range(4):
        world = worlds.build(seed)
        judgements.append(
            judge(world.question, world.bearings, world.sources, days=world.days, as_of=world.as_of)
        )
    found = record([(one, one.leader) for one in judgements])
    assert found.n == 4
    assert sum(n for _, _, n in found.table) == 4 * 4
    perfect = record([(one, one.hypotheses[-1]) for one in judgements])
    assert found.brier < perfect.brier
