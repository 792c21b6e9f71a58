"""Whose word it is, told by a turn of phrase beside what is said."""

import pytest

from sayso.attribute.binding import bind
from sayso.attribute.framing import framed
from sayso.model import Document


def parts(text, found=()):
    return {(a.source[0].quote, a.words.strip('“”"')) for a in framed(Document(text=text), found)}


@pytest.mark.parametrize(
    ("text", "source", "said"),
    [
        ("“We met them.” That is the account of Major Ada Venn, an engineer.", "Major Ada Venn, an engineer", "We met them."),
        ("“It is over.” With these words, the harbour ministry ended a long silence.", "the harbour ministry", "It is over."),
        ("“They knocked at my door” – those were the words of Ada Venn.", "Ada Venn", "They knocked at my door"),
        ("“They knocked at my door” was how Venn summed it up.", "Venn", "They knocked at my door"),
        ("“Nobody came by”, runs the statement Ada Venn gave the Harbour Post.", "Ada Venn", "Nobody came by"),
        ("The road was shut at noon, or so Ada Venn, a baker, would have it.", "Ada Venn, a baker", "The road was shut at noon"),
        ("The road was shut at noon; that is the line from the town council.", "the town council", "The road was shut at noon"),
        ("The account given by Venn: half of them were gone by noon.", "Venn", "half of them were gone by noon"),
        ("The reply from Ada Venn was terse: “We saw the guns.”", "Ada Venn", "We saw the guns."),
        ("Word from Venn is that the bridge was mined.", "Venn", "the bridge was mined"),
        ("The Harbour Post quotes Ada Venn as saying: “Nobody saw them.”", "Ada Venn", "Nobody saw them."),
        ("“They gave up the hill”, Ada Venn was quoted by Harbour Radio as saying.", "Ada Venn", "They gave up the hill"),
        ("The guns were seen at dawn, Harbour Radio learned from Ada Venn.", "Ada Venn", "The guns were seen at dawn"),
        ("Ada Venn, a baker, took the line that the school would open.", "Ada Venn, a baker", "the school would open"),
        ("Four men were brought in at dusk, Ada Venn, a baker, has underlined.", "Ada Venn, a baker", "Four men were brought in at dusk"),
    ],
)  # fmt: skip
def test_a_frame_tells_whose_word_it_is(text, source, said):
    assert parts(text) == {(source, said)}


@pytest.mark.parametrize(
    "text",
    [
        "The train from Brod is that slow.",
        "That is the account he opened at the bank of Brod.",
        "The letter of the law: nobody reads it.",
        "She quoted the price of bread as rising.",
        "With these words he turned to go.",
    ],
)
def test_words_that_only_look_like_a_frame_are_none(text):
    assert parts(text) == set()


def test_what_was_found_of_the_same_words_gives_way_and_what_is_inside_stays():
    text = (
        "“Ada Venn said the road was mined, and we turned back.” That is the account of Ilan Dor."
    )
    document = Document(text=text)

    def at(words):
        return text.index(words), text.index(words) + len(words)

    wrong = bind(document, [], [], [(0, text.index(" That"))])
    inner = bind(document, [at("Ada Venn")], [at("said")], [at("the road was mined")])
    assert parts(text, [wrong, inner]) == {
        ("Ilan Dor", "Ada Venn said the road was mined, and we turned back."),
        ("Ada Venn", "the road was mined"),
    }


def test_a_closing_verb_is_read_only_where_nothing_else_was_found():
    text = "The road was mined, Ada Venn has underlined."
    document = Document(text=text)
    found = bind(document, [(20, 28)], [(29, 43)], [(0, 18)])
    assert framed(document, [found]) == [found]
