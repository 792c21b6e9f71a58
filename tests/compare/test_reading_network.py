"""What a saying is of somebody's presence somewhere: the row that is read, what is remembered, and the network that ships."""

import numpy as np
import pytest

from sayso.assess import asked_of
from sayso.compare import best_readings, check_readings, presences
from sayso.compare.reading_network import Asked, OnnxReadingNetwork, around
from sayso.compare.reading_pieces import (
    AROUND,
    ASKED,
    MOST_ASKED,
    MOST_PIECES,
    SAID,
    reading_pieces,
)
from sayso.model import PRESENCES, Document, Hypothesis, Question, When
from sayso.rooms import Rooms
from sayso.text.pieces import Pieces

STATES = ("fighting", "regrouping", "withdrawn")
QUESTION = Question(
    "Are Tarvian troops still at Ostry?",
    "presence",
    tuple(Hypothesis(s, s, s) for s in STATES),
    actor="Tarvian troops",
    place="Ostry",
)


def letters(word):
    return [200 + ord(c) for c in word[:3]]


def test_a_row_marks_what_is_asked_what_is_said_and_what_stands_around():
    rows, marks = reading_pieces(Pieces(letters), "Tarvian troops", "they left", "a report")
    assert len(rows) == len(marks)
    assert marks[0] == SAID
    assert set(marks.tolist()) <= {SAID, SAID + 1, ASKED, ASKED + 1, AROUND, AROUND + 1}
    assert [int(m) for m in marks if m >= AROUND] != []


def test_words_that_are_asked_about_are_marked_where_they_are_said():
    _, marks = reading_pieces(Pieces(letters), "Tarvian troops", "Tarvians left", "")
    assert SAID + 1 in marks.tolist()
    _, marks = reading_pieces(Pieces(letters), "Tarvian troops", "others left", "")
    assert SAID + 1 not in marks.tolist()


def test_long_parts_are_cut_and_the_row_has_its_most():
    long = "word " * 900
    rows, marks = reading_pieces(Pieces(letters), long, long, long)
    assert len(rows) <= MOST_PIECES
    assert (marks // 2 == ASKED // 2).sum() <= MOST_ASKED + 1


class Counting(OnnxReadingNetwork):
    """Reads nothing: it counts what it is given to read, and calls all of it nothing."""

    read = 0

    def _read(self, rows):
        Counting.read += len(rows)
        return [(1.0, *(0.0,) * (len(PRESENCES) - 1))] * len(rows)


def test_what_has_been_read_is_not_read_again(tmp_path):
    network = Counting(tmp_path)
    row = Asked("Tarvian troops at Ostry", "they left", "a report")
    Counting.read = 0
    assert network.kinds([row, row]) == network.kinds([row, row])
    assert Counting.read == 1


def test_around_a_claim_stand_the_title_and_the_lines_before_it():
    rooms = Rooms(claim_network=None)
    text = "Rain fell.\nMajor Ilan Dorev said the Tarvian troops had left Ostry."
    document = Document(text=text, title="Quiet at Ostry", published=When("2031-05-01"))
    (claim,) = rooms.reading(document).claims
    told = around(claim, document)
    assert told.startswith("Quiet at Ostry. ")
    assert "Rain fell" in told
    assert claim.words in told


@pytest.mark.skipif(best_readings() is None, reason="the weights are not here")
def test_the_network_that_ships_tells_those_asked_about_from_others():
    network = best_readings()
    assert "network" in check_readings()
    rooms = Rooms()
    texts = {
        "seen": "Major Ilan Dorev said: “We were shelled by Tarvian troops at Ostry on Monday.”",
        "gone": "Major Ilan Dorev said the Tarvian troops had withdrawn from Ostry.",
        "other": "Major Ilan Dorev said: “Our shelters at Ostry need water and blankets.”",
    }
    found = {}
    for name, text in texts.items():
        document = Document(text=text, published=When("2031-05-01"))
        claims = rooms.reading(document).claims
        asked = asked_of(QUESTION, claims, {document.id: document})
        shares = presences(asked, claims, {document.id: document}, network)
        found[name] = np.array(shares[claims[0].id])
        assert found[name].sum() == pytest.approx(1.0)
    assert PRESENCES[int(found["seen"].argmax())] == ("sighting", "")
    assert int(found["gone"].argmax()) in (
        PRESENCES.index(("assertion", "withdrawn")),
        PRESENCES.index(("asserted-absence", "")),
    )
    assert found["other"].argmax() == 0


@pytest.mark.skipif(best_readings() is None, reason="the weights are not here")
def test_what_a_row_is_does_not_hang_on_what_is_read_beside_it():
    row = Asked("Tarvian troops at Ostry", "they left on Monday", "Quiet. They left on Monday.")
    other = Asked("Tarvian troops at Ostry", "nobody came " * 20, "A report. " * 40)
    assert best_readings().kinds([row]) == best_readings().kinds([other, row])[1:]
