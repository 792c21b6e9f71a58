"""Answers in free words: who says one, who denies it, who speaks of something else."""

import pytest

from sayso.compare import answering
from sayso.compare.pair_network import Verdict
from sayso.rooms import Rooms

NEITHER = Verdict(0.05, 0.05, 0.9)
ROOMS = Rooms(pair_network=None, sentence_encoder=None)


class Fixed:
    """Stands for the network: it gives every pair one verdict."""

    def __init__(self, verdict):
        self.verdict, self.asked = verdict, []

    def verdicts(self, pairs):
        self.asked += pairs
        return [self.verdict for _ in pairs]


def read(claim, verdict=NEITHER, **answers):
    network = Fixed(verdict)
    said = {name: ROOMS.sentence(text) for name, text in answers.items()}
    found = answering([ROOMS.sentence(claim)], said, network=network, encoder=None)
    return next(iter(found.values()), None), network.asked


def test_nearly_the_same_words_say_it_and_with_a_negation_deny_it():
    told, _ = read("The ferry Aldis sank off Holm.", sank="The ferry Aldis sank off Holm")
    assert (told.answer, told.denied) == ("sank", False)
    told, _ = read("The ferry Aldis did not sink off Holm.", sank="The ferry Aldis sank off Holm")
    assert told is None or told.denied


def test_a_claim_on_another_matter_is_not_even_read():
    told, asked = read(
        "Wheat prices rose in May.", Verdict(0.0, 1.0, 0.0), sank="The ferry sank off Holm"
    )
    assert told is None
    assert asked == []


@pytest.mark.parametrize(
    ("verdict", "denied"), [(Verdict(0.01, 0.98, 0.01), False), (Verdict(0.98, 0.01, 0.01), True)]
)
def test_of_near_claims_the_pair_model_decides(verdict, denied):
    told, asked = read(
        "The ferry off Holm harbour is a wreck.", verdict, sank="The ferry sank near Holm harbour"
    )
    assert asked
    assert told.denied is denied


RIVALS = {
    "north": "Norrland fired the missile that hit the market.",
    "own": "Ostmark's own air defence fired the missile that hit the market.",
}


@pytest.mark.parametrize(
    ("claim", "answer"),
    [
        ("Ostmark's own air defence fired the missile that hit the market", "own"),
        ("it had proof that Norrland had fired the missile that hit the market", "north"),
        ("the missile that hit the market came from the sea", None),
    ],
)
def test_of_rivals_a_claim_says_the_one_whose_own_words_it_has(claim, answer):
    told, _ = read(claim, Verdict(0.0, 0.0, 1.0), **RIVALS)
    assert (told.answer if told else None) == answer
    assert told is None or not told.denied


@pytest.mark.parametrize(
    ("claim", "denied"),
    [
        ("Nobody opened the gates, they failed", False),
        ("he had no letter and the gates of the dam failed by themselves", False),
        ("the gates of the dam have not failed by themselves", True),
    ],
)
def test_a_negation_counts_only_in_the_clause_that_speaks_of_the_answer(claim, denied):
    answers = {
        "failed": "Nobody opened the gates of the dam; they failed by themselves.",
        "army": "The army opened the gates of the dam.",
    }
    told, _ = read(claim, **answers)
    assert (told.answer, told.denied) == ("failed", denied)


@pytest.mark.parametrize(
    ("claim", "answer", "denied"),
    [
        ("it was not Norrland that fired the missile that hit the market", "north", True),
        (
            "the claim that Norrland fired the missile that hit the market is baseless",
            "north",
            True,
        ),
        ("Norrland fired the missile that hit the market", "north", False),
    ],
)
def test_what_is_called_untrue_or_turned_round_before_it_begins_is_denied(claim, answer, denied):
    told, _ = read(claim, Verdict(0.0, 0.0, 1.0), **RIVALS)
    assert (told.answer, told.denied) == (answer, denied)


@pytest.mark.parametrize(
    "claim",
    [
        "Norrland should have fired the missile that hit the market",
        "if Norrland fired the missile that hit the market it must pay",
        "he could not say whether Norrland fired the missile that hit the market",
    ],
)
def test_what_is_not_said_to_be_so_answers_nothing(claim):
    assert read(claim, Verdict(0.0, 1.0, 0.0), **RIVALS)[0] is None
