"""Texts made to break a grammar: no crash, spans exact, time that grows with the text and no faster."""

import time

import pytest

from sayso.desk import Rooms
from sayso.model import Document

SHAPES = {
    "quotes never closed": "“She said that “",
    "not not not": "not ",
    "digits": "12 345 ",
    "of of of": "of the ",
    "nested dates": "in early late mid-January of last year ",
    "cues": "said that he told them ",
    "one name for ever": "Kursk ",
    "many quotations": "“We left 5,” he said. ",
    "initials": "U.S. ",
}


@pytest.fixture(scope="module")
def rooms() -> Rooms:
    return Rooms()


@pytest.mark.parametrize("shape", SHAPES.values(), ids=SHAPES)
def test_odd_text_takes_time_in_proportion(rooms: Rooms, shape: str) -> None:
    def seconds(words: int) -> float:
        text = (shape * (words // max(len(shape.split()), 1))).strip()
        began = time.perf_counter()
        reading = rooms.reading(Document(text=text))
        assert all(claim.words for claim in reading.claims)
        return time.perf_counter() - began

    seconds(200)
    small, large = seconds(600), seconds(2400)
    assert large <= 8 * small + 2.0
