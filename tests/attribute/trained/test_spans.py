from itertools import product

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.attribute.trained.network import buckets_of
from sayso.attribute.trained.spans import best_paths, ranges

LABELS = 5


def allowed(path):
    before = 0
    for label in path:
        if label and label % 2 == 0 and before not in (label, label - 1):
            return False
        before = label
    return True


@settings(deadline=None, max_examples=50)
@given(st.integers(0, 2**32 - 1), st.integers(1, 4))
def test_the_best_path_is_the_best_of_all_allowed_ones(seed, words):
    logits = np.random.default_rng(seed).normal(size=(1, words, LABELS)).astype(np.float32)
    (path,) = best_paths(logits, np.array([words]))
    every = [p for p in product(range(LABELS), repeat=words) if allowed(p)]
    best = max(every, key=lambda p: sum(logits[0, i, label] for i, label in enumerate(p)))
    assert tuple(path) == best


def test_what_lies_beyond_a_row_is_outside():
    logits = np.zeros((2, 3, LABELS), np.float32)
    logits[..., 1] = 1.0
    assert best_paths(logits, np.array([3, 1])).tolist() == [[1, 1, 1], [1, 0, 0]]


def test_a_span_runs_from_its_begin_over_its_insides():
    path = np.array([1, 2, 2, 3, 4, 0, 1])
    assert (ranges(path, 0), ranges(path, 1)) == ([(0, 3), (6, 7)], [(3, 5)])


def test_buckets_grow_with_the_distance_and_tell_left_from_right():
    right = buckets_of(np.arange(1, 300))
    left = buckets_of(-np.arange(1, 300))
    assert (np.diff(right) >= 0).all()
    assert set(right).isdisjoint(left)
    assert buckets_of(np.array([0])).tolist() == [0]
    assert max(left) < 40
