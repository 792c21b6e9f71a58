"""Texts made to break a grammar: no crash, spans exact, time that grows with the text and no faster."""

import time

import pytest

from sayso.model import Document
from sayso.rooms import Rooms

SHAPES = {
    "quotes never closed": "“She said that “",
    "not not not": "not ",
    "digits": "12 345 ",
    "digits without end": "1234567890",
    "sums without end": "$1",
    "of of of": "of the ",
    "nested dates": "in early late mid-January of last year ",
    "days after days": "two days after three weeks before ",
    "cues": "said that he told them ",
    "one name for ever": "Kursk ",
    "one name in one word": "Kursk-",
    "many quotations": "“We left 5,” he said. ",
    "initials": "U.S. ",
    "initials in one word": "U.S.",
    "marks": "“",
    "brackets": "(",
}


@pytest.fixture(scope="module")
def rooms() -> Rooms:
    return Rooms()


@pytest.mark.parametrize("shape", SHAPES.values(), ids=SHAPES)
def test_odd_text_takes_time_in_proportion(rooms: Rooms, shape: str) -> None:
    def seconds(characters: int) -> float:
        text = (shape * (characters // len(shape))).strip()
        began = time.process_time()
        reading = rooms.reading(Document(text=text))
        assert all(claim.words for claim in reading.claims)
        assert len(reading.speakers) == len(reading.attributions)
        return time.process_time() - began

    seconds(400)
    small, large = seconds(3000), seconds(12000)
    assert large <= 8 * small + 1.0
