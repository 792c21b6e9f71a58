import pytest

from sayso.compare import best_pairs, read_relation
from sayso.compare.pair_network import Verdict
from sayso.compare.pair_pieces import MOST_PIECES, pair_pieces
from sayso.text.pieces import CLS, SEP, Pieces

LETTERS = Pieces(lambda word: [1000 + ord(letter) for letter in word[:3]])


@pytest.mark.parametrize(
    ("verdict", "by_slots", "label"),
    [
        (Verdict(0.97, 0.01, 0.02), "neutral", "contradict"),
        (Verdict(0.6, 0.3, 0.1), "neutral", "agree"),
        (Verdict(0.5, 0.1, 0.4), "contradict", "contradict"),
        (Verdict(0.3, 0.1, 0.6), "contradict", "neutral"),
    ],
)
def test_a_contradiction_needs_a_high_share_or_slots_that_clash_and_some(verdict, by_slots, label):
    told, probability = read_relation(verdict, by_slots)
    assert told == label
    assert (probability >= 0.85) is (label == "contradict")


def test_pieces_are_marked_by_side_and_by_what_the_other_side_has():
    pieces, features = pair_pieces(LETTERS, "Bridge shut", "bridges open")
    assert pieces[0] == CLS
    assert (pieces == SEP).sum() == 2
    assert features.tolist() == [0, 1, 1, 1, 0, 0, 0, 0, 3, 3, 3, 2, 2, 2, 2]


def test_long_sentences_are_cut_to_half_the_row_each():
    pieces, features = pair_pieces(LETTERS, "abc " * 400, "xyz")
    assert len(pieces) <= MOST_PIECES
    assert (features >= 2).any()


def test_the_shipped_network_gives_both_orders_the_same_verdict():
    network = best_pairs()
    assert network is not None
    a, b = "The ferry is moored at the quay.", "The ferry is adrift in the strait."
    one, other = network.verdicts([(a, b), (b, a)])
    assert one == pytest.approx(other, abs=1e-4)
    assert sum(one) == pytest.approx(1.0)
    assert network.verdicts([]) == []
