"""Truth among conflicting sources: labels, lists, numbers."""

import random

import pytest

from sayso.assess.truth import Told, truths


def voted(right, items=60, seed=3):
    """Claims of sources that give the label of each item (its number mod 2) with their own chance."""
    rng = random.Random(seed)
    for item in range(items):
        for source, chance in right.items():
            truth = item % 2
            yield Told(f"i{item}", source, str(truth if rng.random() < chance else 1 - truth))


def accuracy(verdicts):
    return sum(v.value == str(int(v.item[1:]) % 2) for v in verdicts) / len(verdicts)


def test_a_source_that_is_always_wrong_is_as_good_as_one_that_is_right():
    claims = list(voted({"good": 0.95, "liar": 0.03, "dull": 0.55, "dim": 0.5, "odd": 0.5}))
    assert accuracy(truths(claims)) > 0.9


def test_shares_sum_to_one_and_are_no_surer_than_votes_bear_out():
    claims = list(voted({f"s{n}": 0.7 for n in range(5)}, items=400))
    found = truths(claims)
    stated = sum(max(v.probability.values()) for v in found) / len(found)
    assert abs(stated - accuracy(found)) < 0.08
    assert all(sum(v.probability.values()) == pytest.approx(1.0) for v in found)


def test_order_and_repetition_change_nothing():
    claims = list(voted({"a": 0.9, "b": 0.6, "c": 0.7}))
    shuffled = claims + claims[:50]
    random.Random(1).shuffle(shuffled)
    before = {v.item: v for v in truths(claims)}
    after = {v.item: v for v in truths(shuffled)}
    assert before == after


def test_copies_of_a_false_list_do_not_outvote_those_who_differ():
    rng, claims = random.Random(2), []
    for n in range(40):
        for source in "abcde":
            value = f"right{n}" if rng.random() < 0.8 else f"{source}{n}"
            claims.append(Told(f"b{n}", source, value))
        claims += [Told(f"b{n}", f"copy{k}", f"wrong{n}") for k in range(6) if n % 2]
        claims += [Told(f"b{n}", f"copy{k}", f"right{n}") for k in range(6) if n % 2 == 0]
    found = {v.item: v.value for v in truths(claims)}
    assert sum(found[f"b{n}"] == f"right{n}" for n in range(40)) >= 38


def test_a_list_that_leaves_out_a_name_speaks_for_the_longer_one():
    claims = [Told(f"x{n}", f"s{n % 7}", f"n{n}") for n in range(60)]
    claims += [Told("book", "a", "knuth"), Told("book", "b", "knuth ullman")]
    claims += [
        Told("book", "c", "knuth ullman"),
        Told("book", "d", "ullman"),
        Told("book", "e", "knuth"),
    ]
    assert {v.item: v.value for v in truths(claims)}["book"] == "knuth ullman"


def test_numbers_have_an_interval_around_what_most_say():
    claims = [Told("town", s, v) for s, v in (("a", "12,500"), ("b", "12,480"), ("c", "31,000"))]
    claims += [Told("city", "a", "800000"), Told("city", "b", "805000")]
    town, city = truths(claims)
    assert town.value in ("12,500", "12,480")
    assert town.low <= 12_500 <= town.high < 31_000 or town.low <= 12_480 <= town.high
    assert 700_000 < city.low < city.high < 900_000


@pytest.mark.parametrize("values", [["0", "0"], ["-5", "7"], ["1e308", "1"]])
def test_odd_numbers_are_no_trouble(values):
    claims = [Told(f"i{n}", f"s{k}", v) for n in range(2) for k, v in enumerate(values)]
    for verdict in truths(claims):
        assert verdict.value in values


def test_nothing_told_is_nothing_judged():
    assert truths([]) == []
