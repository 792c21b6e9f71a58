import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.brief import PHIA, likelihood_words, steady_words
from sayso.brief.likelihood import percent
from sayso.model import InvalidRecord

MIRROR = {
    "almost no chance": "almost certain",
    "very unlikely": "very likely",
    "unlikely": "likely",
    "roughly even chance": "roughly even chance",
}
MIRROR |= {value: key for key, value in MIRROR.items()}


@pytest.mark.parametrize(
    ("probability", "words"),
    [
        (0.0, "almost no chance"),
        (0.04, "almost no chance"),
        (0.05, "very unlikely"),
        (0.20, "unlikely"),
        (0.45, "roughly even chance"),
        (0.55, "roughly even chance"),
        (0.56, "likely"),
        (0.80, "likely"),
        (0.81, "very likely"),
        (0.95, "very likely"),
        (0.96, "almost certain"),
        (1.0, "almost certain"),
    ],
)
def test_an_edge_belongs_to_the_band_nearer_to_even(probability, words):
    assert likelihood_words(probability) == words


@given(st.integers(0, 100))
def test_words_mirror_around_even(whole):
    assert likelihood_words(1 - whole / 100) == MIRROR[likelihood_words(whole / 100)]


@given(st.floats(0, 1))
def test_word_and_printed_number_agree(probability):
    number = percent(probability)
    if not number.startswith(("less", "more")):
        assert likelihood_words(int(number[:-2]) / 100) == likelihood_words(probability)


@pytest.mark.parametrize("value", [-0.1, 1.1, float("nan")])
def test_what_is_no_probability_has_no_word(value):
    with pytest.raises(InvalidRecord):
        likelihood_words(value)


@pytest.mark.parametrize(
    ("percent", "words"),
    [
        (3, "remote chance"),
        (15, "highly unlikely"),
        (45, "realistic possibility"),
        (97, "almost certain"),
    ],
)
def test_phia_has_its_own_words(percent, words):
    assert likelihood_words(percent / 100, PHIA) == words


@pytest.mark.parametrize("percent", [7, 22, 37, 50, 52, 77, 92])
def test_in_the_gaps_of_phia_the_number_stands_alone(percent):
    assert likelihood_words(percent / 100, PHIA) == f"{percent} %"


def test_a_number_that_wavers_about_an_edge_keeps_its_word():
    wavering = [0.79, 0.81, 0.79, 0.82, 0.81, 0.79]
    assert set(steady_words(wavering)) == {"likely"}
    assert steady_words([0.79, 0.83])[-1] == "very likely"
    assert steady_words([0.55, 0.54, 0.51], PHIA) == ["likely", "likely", "51 %"]
