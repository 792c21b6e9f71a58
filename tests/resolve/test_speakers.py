import pytest

from sayso.attribute import RuleExtractor
from sayso.attribute.binding import bind
from sayso.model import UNKNOWN_SPEAKER, Document
from sayso.resolve import speakers
from sayso.text import SpacyParser


@pytest.fixture(scope="module")
def heard():
    parser = SpacyParser()

    def read(text):
        document = Document(text=text)
        parse = parser.parse(text)
        found = RuleExtractor().attributions(document, lambda: parse)
        named = speakers(document, parse, found)
        return {a.cue[0].quote: named[a.id] for a in found if a.cue}

    return read


def test_a_pronoun_takes_the_last_person_who_spoke(heard):
    text = "John Brandt said the bridge was closed. He warned that the road was mined."
    assert heard(text)["warned"].name == "John Brandt"
    assert heard(text)["warned"].probability < 1


def test_a_bare_surname_takes_the_full_name(heard):
    text = "John Brandt visited the town.\nBrandt said that the bridge was closed."
    assert heard(text)["said"].name == "John Brandt"


def test_two_persons_of_one_surname_are_not_guessed_between(heard):
    text = "John Brandt met Anna Brandt.\nBrandt said that the bridge was closed."
    assert heard(text)["said"].name == "Brandt"


def test_a_pronoun_with_nobody_before_it_is_unknown(heard):
    assert heard("He said that the bridge was closed.")["said"].name == UNKNOWN_SPEAKER


def test_a_hedge_has_no_speaker(heard):
    assert not heard("Estimates suggest that the river has risen.")["Estimates suggest"].known


def test_an_inner_speaker_is_reached_through_the_outer_one(heard):
    text = "Marek Brandt emphasized that while some brigades reported recent encounters, his unit saw nobody."
    assert heard(text)["reported"].chain == ("Marek Brandt", "some brigades")


def test_a_village_or_a_newspaper_is_no_he_or_she(heard):
    text = (
        "Runa Novik said the road was mined. Snow lay around Lesnoy Brod. She warned the drivers."
    )
    assert heard(text)["warned"].name == "Runa Novik"
    text = "Runa Novik told the Daily Lantern that the road was mined. She warned the drivers."
    assert heard(text)["warned"].name == "Runa Novik"


def test_a_place_is_no_he_or_she(heard):
    text = (
        "Major Ada Venn said that guns were seen at Monte Brezo.\n"
        "Monte Brezo lies on the old road. She warned that the road was mined."
    )
    assert heard(text)["warned"].name == "Ada Venn"


def test_a_rank_is_no_part_of_a_name(heard):
    assert heard("Ensign Ada Venn said that the road was mined.")["said"].name == "Ada Venn"


def test_whoever_sends_a_text_is_the_speaker():
    text = "A dispatch from Ada Venn, a baker, told that the road was mined."
    document = Document(text=text)
    (item,) = [bind(document, [(0, 33)], [(35, 39)], [(40, len(text))])]
    named = speakers(document, SpacyParser().parse(text), [item])
    assert named[item.id].name == "Ada Venn"
