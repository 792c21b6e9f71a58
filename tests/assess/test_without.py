"""Leave-one-out in one pass backwards against filtering anew, claim by claim."""

import numpy as np
import pytest

from sayso.assess.filter import forward, hypotheses
from sayso.assess.judge import case
from sayso.assess.sums import expanded, summed
from sayso.assess.without import left_out


def weighed(worlds, seed):
    world = worlds.build(seed, days=14, count=40)
    given = case(world.question, world.bearings, world.sources, {}, worlds.FIRST.toordinal())
    last = worlds.FIRST.toordinal() + 13
    return given.weigh(last, last)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_all_at_once_is_one_by_one(worlds, seed):
    found = weighed(worlds, seed)
    chain, pieces, scales = found.chain, found.pieces, found.scales
    sums = summed(chain, pieces, scales, 14)
    fast = left_out(chain, pieces, scales, sums, found.alphas)
    assert len(pieces) > 15
    for index in range(len(pieces)):
        rest = scales.copy()
        rest[index] = 0.0
        ells = expanded(chain, summed(chain, pieces, rest, 14))
        slow = hypotheses(forward(chain.start, chain.step, ells)[-1], chain.report)
        assert fast[index] == pytest.approx(slow, abs=1e-10)


def test_without_nothing_is_the_judgement_itself(worlds):
    found = weighed(worlds, 4)
    sums = summed(found.chain, found.pieces, found.scales, 14)
    blank = list(found.pieces[:1])
    none = left_out(found.chain, blank, np.zeros(1), sums, found.alphas)
    assert none[0] == pytest.approx(found.final, abs=1e-12)
