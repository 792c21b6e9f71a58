import pytest

from sayso.compare import best_pairs, read_relation
from sayso.compare.pair_model import FEATURES, pair_model
from sayso.compare.pair_network import Verdict
from sayso.compare.pair_pieces import MOST_PIECES, pair_pieces
from sayso.compare.sentences import CALLED
from sayso.rooms import Rooms
from sayso.text.pieces import CLS, SEP, Pieces

LETTERS = Pieces(lambda word: [1000 + ord(letter) for letter in word[:3]])


@pytest.mark.parametrize(
    ("verdict", "label"),
    [
        (Verdict(0.97, 0.01, 0.02), "contradict"),
        (Verdict(0.6, 0.1, 0.3), "neutral"),
        (Verdict(0.02, 0.97, 0.01), "agree"),
        (Verdict(0.02, 0.01, 0.97), "neutral"),
    ],
)
def test_a_contradiction_is_called_where_it_is_probable_enough(verdict, label):
    rooms = Rooms(pair_network=None)
    sides = (rooms.sentence("The ferry sank."), rooms.sentence("The ferry went down."))
    told, probability = read_relation(verdict, *sides)
    assert told == label
    assert (probability >= CALLED) is (label == "contradict")


def test_the_pair_model_has_a_weight_for_each_feature_and_says_on_how_many_pairs_it_rests():
    model = pair_model()
    assert model.weights.shape == (3, len(FEATURES) + 1)
    assert model.pairs > 500


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
