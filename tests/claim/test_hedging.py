"""Turns of phrase that hedge or deny all of what is said."""

import pytest

from sayso.model import Certainty, Document, Polarity
from sayso.rooms import Rooms


@pytest.fixture(scope="module")
def rooms():
    return Rooms()


def claim(rooms, words):
    text = f"Marta Lind, the mayor of Brod, said that {words}."
    return rooms.reading(Document(text=text)).claims[0]


@pytest.mark.parametrize(
    ("words", "certainty"),
    [
        ("it cannot be ruled out that Tarvian troops have left Brod", Certainty.POSSIBLE),
        ("there was an outside chance that Tarvian troops had left Brod", Certainty.POSSIBLE),
        ("Tarvian troops had left Brod, though nobody can be sure", Certainty.POSSIBLE),
        ("Tarvian troops had left Brod, if early reports are right", Certainty.POSSIBLE),
        ("there is good reason to think that Tarvian troops have left Brod", Certainty.PROBABLE),
        ("the odds are that Tarvian troops have left Brod", Certainty.PROBABLE),
        ("Tarvian troops had left Brod, to judge by the signs", Certainty.PROBABLE),
        ("Tarvian troops had left Brod", Certainty.CERTAIN),
    ],
)
def test_a_hedge_tells_how_sure_and_turns_nothing_round(rooms, words, certainty):
    found = claim(rooms, words)
    assert (found.certainty, found.polarity) == (certainty, Polarity.POSITIVE)
    assert found.predicate == "leave"


@pytest.mark.parametrize(
    "words",
    [
        "it is a lie that Tarvian troops have left Brod",
        "it was simply not true that Tarvian troops had left Brod",
    ],
)
def test_what_is_called_a_lie_is_said_not_to_be_so(rooms, words):
    assert claim(rooms, words).polarity is Polarity.NEGATIVE
