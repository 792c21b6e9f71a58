"""Fair shares add up, and treat like sources alike."""

from dataclasses import replace

import numpy as np
import pytest

from sayso.assess.bounds import keep_doubt
from sayso.assess.fair import fair_shares
from sayso.assess.filter import log_odds
from sayso.assess.judge import case
from sayso.assess.sums import summed
from sayso.assess.without import left_out, shifts
from sayso.model import Grade, SourceKind


def weighed(worlds, bearings, sources):
    first = worlds.FIRST.toordinal()
    return case(worlds.QUESTION, bearings, sources, {}, first).weigh(first + 11, first + 11)


def shared(found):
    pieces, scales = found.pieces, found.scales
    if not pieces:
        return fair_shares(found.running, pieces, scales, 12, np.zeros((0, 4)))
    sums = summed(found.chain, pieces, scales, 12)
    worth = shifts(found.final, left_out(found.chain, pieces, scales, sums, found.alphas))
    return fair_shares(found.running, pieces, scales, 12, worth)


@pytest.mark.parametrize("seed", [1, 2])
def test_shares_add_up_to_the_move_from_no_evidence(worlds, seed):
    world = worlds.build(seed, count=30)
    found = weighed(worlds, world.bearings, world.sources)
    none = weighed(worlds, (), world.sources)
    shares = shared(found)
    total = np.sum([share for _, share in shares], axis=0)
    moved = log_odds(keep_doubt(found.final)) - log_odds(keep_doubt(none.final))
    assert total == pytest.approx(moved, abs=1e-9)


def test_two_witnesses_who_say_the_same_have_the_same_share(worlds):
    plain = {
        k: replace(s, interests=(), grade=Grade.B, kind=SourceKind.COMMENTATOR)
        for k, s in worlds.build(1).sources.items()
    }
    said = tuple(
        worlds.bearing(f"c{n}", 11, f"w{n}", observation="assertion", state="withdrawn")
        for n in range(3)
    )
    found = weighed(worlds, said, plain)
    shares = [share for _, share in shared(found)]
    assert len(shares) == 3
    assert shares[0] == pytest.approx(shares[1], abs=1e-9)


def test_no_evidence_has_no_shares(worlds):
    found = weighed(worlds, (), {})
    assert shared(found) == []
