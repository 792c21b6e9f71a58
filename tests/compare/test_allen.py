from datetime import UTC, datetime, timedelta
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.compare.allen import Allen, possible
from sayso.compare.windows import Window

START = datetime(2031, 5, 1, tzinfo=UTC)
EVERY = tuple(Allen)


def window(first, last):
    """Whole days [first, last] of May."""
    end = START + timedelta(days=last + 1, seconds=-1)
    return Window(START + timedelta(days=first), end, given=True)


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        ((0, 0), (5, 6), (Allen.BEFORE,)),
        ((0, 0), (1, 1), (Allen.BEFORE, Allen.MEETS)),
        ((1, 1), (0, 0), (Allen.MET_BY, Allen.AFTER)),
        ((3, 3), (3, 3), EVERY),
        ((0, 30), (3, 3), EVERY),
    ],
)
def test_days_apart_leave_an_order_and_days_in_common_leave_all(left, right, expected):
    assert possible(window(*left), window(*right)) == expected


CHAINS = {
    "a A b B": "before", "a Ab B": "meets", "a b A B": "overlaps", "ab A B": "starts",
    "b a A B": "during", "b a AB": "finishes", "ab AB": "equals", "a b AB": "finished by",
    "a b B A": "contains", "ab B A": "started by", "b a B A": "overlapped by", "b aB A": "met by",
    "b B a A": "after",
}  # fmt: skip


def _of(left, right):
    """Return the relation of two intervals whose ends are known."""
    ends = dict(zip("abAB", (left[0], right[0], left[1], right[1]), strict=True))
    groups = ("".join(n for n in "abAB" if ends[n] == at) for at in sorted(set(ends.values())))
    return CHAINS[" ".join(groups).replace("bA", "Ab")]


def _intervals(first, last):
    hours = range(24 * first, 24 * (last + 1) + 1, 6)
    return [(x, y) for x, y in product(hours, hours) if x < y]


@settings(max_examples=30, deadline=None)
@given(st.tuples(*[st.integers(0, 2)] * 4))
def test_possible_is_what_some_choice_of_hours_gives_and_nothing_else(days):
    left, right = sorted(days[:2]), sorted(days[2:])
    given_by_hours = {_of(a, b) for a, b in product(_intervals(*left), _intervals(*right))}
    assert {r.value for r in possible(window(*left), window(*right))} == given_by_hours


def test_the_last_day_of_the_calendar_is_a_day_like_any_other():
    last = Window(
        datetime(9999, 12, 31, tzinfo=UTC),
        datetime(9999, 12, 31, 23, 59, 59, tzinfo=UTC),
        given=True,
    )
    assert possible(last, last) == EVERY
    assert possible(window(0, 0), last) == (Allen.BEFORE,)
