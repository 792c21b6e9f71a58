"""Counting and leaving out in arrays, against the same done one by one in plain words."""

from dataclasses import replace

import numpy as np
import pytest

from sayso.assess.columns import Columns, outlets_of
from sayso.assess.counted import REPEATED_WITHIN_DAYS, counted
from sayso.assess.evidence import origin_of
from sayso.assess.filter import forward
from sayso.assess.judge import case
from sayso.assess.pieces import Pieces
from sayso.assess.running import last_without
from sayso.assess.sums import Ledger, expanded
from sayso.model import SourceKind


def one_by_one(bearings, sources):
    """Return which claims count, as the rule is written."""
    outlets = outlets_of(sources)
    order = sorted(
        bearings,
        key=lambda b: (
            b.published,
            b.source in outlets,
            -b.strength * b.probability,
            b.source,
            b.claim,
        ),
    )
    nearest = {}
    for b in [*(b for b in order if b.source not in outlets), *order]:
        nearest.setdefault(origin_of(b), b.source)
    kept, said = [], set()
    for b in order:
        passed_on = b.source in outlets and nearest[origin_of(b)] not in ("", b.source)
        alike = [
            a
            for a in order
            if (a.observation, a.sector, a.state) == (b.observation, b.sector, b.state)
            and abs(a.first_day - b.first_day) <= REPEATED_WITHIN_DAYS
        ]
        firsts = {}
        for a in alike:
            firsts.setdefault(a.first_day, a)
        before = any(a.published <= b.published and a is not b for a in firsts.values())
        if passed_on or (b.source in outlets and not b.own_eyes and before):
            continue
        what = (b.observation, b.sector, b.state, b.first_day, b.last_day)
        keys = {("origin", origin_of(b), what)} | (
            {("source", b.source, what)} if b.source else set()
        )
        if keys & said:
            continue
        said |= keys
        kept.append(b.claim)
    return kept


@pytest.mark.parametrize("seed", range(8))
def test_what_counts_in_arrays_is_what_counts_one_by_one(worlds, seed):
    world = worlds.build(seed, days=10, count=120)
    sources = {
        key: replace(one, kind=SourceKind.OUTLET) if number % 3 == 0 else one
        for number, (key, one) in enumerate(sorted(world.sources.items()))
    }
    told = [replace(b, source="" if n % 9 == 0 else b.source) for n, b in enumerate(world.bearings)]
    columns = Columns.of(told, sources)
    rows, idle = counted(columns, 10**7)
    claims = [columns.bearings[row].claim for row in rows]
    assert claims == one_by_one(told, sources)
    assert sorted([*claims, *idle]) == sorted(b.claim for b in told)
    assert 0 < len(claims) < len(told)


def test_groups_left_out_in_one_pass_are_left_out_one_by_one(worlds):
    world = worlds.build(5, days=12, count=60)
    first = worlds.FIRST.toordinal()
    found = case(world.question, world.bearings, world.sources, {}, first).weigh(
        first + 11, first + 11
    )
    ledger = Ledger(found.chain, found.pieces, 12)
    groups = [np.flatnonzero(found.pieces.source.codes == n) for n in range(4)]
    total = ledger.sums(found.scales)
    fast = last_without(found.chain, total, ledger.by_day(found.scales, groups), len(groups))
    for group, row in zip(groups, fast, strict=True):
        rest = found.scales.copy()
        rest[group] = 0.0
        ells = expanded(found.chain, ledger.sums(rest))
        slow = forward(found.chain.start, found.chain.step, ells)[-1]
        assert len(group) > 0
        assert row == pytest.approx(slow, abs=1e-12)


def test_pieces_one_by_one_are_the_columns_again(worlds):
    world = worlds.build(6)
    first = worlds.FIRST.toordinal()
    found = case(world.question, world.bearings, world.sources, {}, first).weigh(
        first + 9, first + 9
    )
    again = Pieces.of(list(found.pieces))
    assert [p[:1] + p[3:] for p in again] == [p[:1] + p[3:] for p in found.pieces]
    assert len(found.pieces.said) <= len(found.pieces) == len(again)
