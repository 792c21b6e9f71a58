import numpy as np

from sayso.compare import Claimed, Matcher, best_encoder
from sayso.compare.lexical import Bm25
from sayso.compare.matching import plain

CLAIMS = [
    Claimed(
        "flood", "The dam at Tarnholm burst on Sunday and drowned three villages.", "Dam burst"
    ),
    Claimed("ferry", "The ferry to Ansel sank with ninety people aboard.", "Ferry sinking"),
    Claimed("mayor", "The mayor of Halden pays his gardener from the school fund."),
]


class Fixed:
    """An encoder that knows two meanings: of ships, and of all else."""

    def vectors(self, sentences):
        ships = [any(w in s.lower() for w in ("ferry", "boat", "vessel")) for s in sentences]
        return np.array([[1.0, 0.0] if ship else [0.0, 1.0] for ship in ships], np.float32)


def test_the_claim_with_the_words_of_a_message_comes_first():
    ranked = Matcher(CLAIMS, None).ranked("BREAKING: dam bursts at Tarnholm, villages gone!!")
    assert ranked[0][0] == "flood"
    assert [score for _, score in ranked] == sorted((s for _, s in ranked), reverse=True)


def test_meaning_finds_what_shares_no_word():
    message = "A vessel went under near the islands"
    assert Matcher(CLAIMS, Fixed()).ranked(message)[0][0] == "ferry"


def test_a_matcher_without_claims_finds_nothing():
    assert Matcher([], Fixed()).ranked("anything") == []


def test_links_and_signatures_are_no_part_of_a_message():
    post = "Look at this https://a.example/x — Ada Moss (@adamoss) May 3, 2031"
    assert plain(post) == "Look at this"
    assert plain("https://a.example/x") == "https://a.example/x"


def test_the_order_of_claims_decides_only_ties():
    turned = Matcher(CLAIMS[::-1], None)
    message = "ferry to Ansel"
    assert turned.ranked(message)[0] == Matcher(CLAIMS, None).ranked(message)[0]


def test_a_rare_term_weighs_more_than_a_common_one():
    scores = Bm25([["dam", "water"], ["ferry", "water"], ["mill", "water"]]).scores(
        ["ferry", "water"]
    )
    assert scores.argmax() == 1
    assert scores.max() == 1.0
    assert Bm25([["dam"]]).scores(["ferry"]).tolist() == [0.0]


def test_the_shipped_encoder_puts_like_meanings_together():
    encoder = best_encoder()
    assert encoder is not None
    a, b, c = encoder.vectors(
        ["The ferry sank.", "A passenger ship went down.", "The mayor resigned."]
    )
    assert np.isclose(np.linalg.norm(a), 1.0, atol=1e-3)
    assert a @ b > a @ c
