import pytest

from sayso.attribute.binding import bind
from sayso.attribute.transcript import transcribed
from sayso.model import Document, QuoteKind

LABELLED = """The Harbour Post spoke with Ilva Strand, a baker in Corm.

Q: What did you see?

A: Soldiers came at dawn. They burned the mill.

Q: The ministry says the mill is whole.

A: I saw it burn."""
IN_TURN = """The Lantern met Ilva Strand, a baker in Corm, in her kitchen.

**What happened at the mill?**

Soldiers came at dawn.

**Did you see the fire?**

I saw it from the road.

Strand has baked here for thirty years."""
PANEL = """General Teo Marsh and the analyst Ida Kell met in Oster.

THE LANTERN: Is the bridge open?

MARSH: The bridge is closed.

KELL: I doubt it.

THE LANTERN: Who will mend it?

MARSH: We will."""


def said(text, outlet="The Lantern", found=()):
    items = transcribed(Document(text=text, outlet=outlet), found)
    return [(" ".join(s.quote for s in a.source), a.words) for a in items]


def test_answers_are_the_words_of_the_one_the_introduction_names_and_questions_of_nobody():
    assert said(LABELLED, "Harbour Post") == [
        ("Ilva Strand", "Soldiers came at dawn. They burned the mill"),
        ("Ilva Strand", "I saw it burn"),
    ]


def test_answers_are_direct():
    items = transcribed(Document(text=LABELLED), [])
    assert {a.quote for a in items} == {QuoteKind.DIRECT}


def test_questions_and_answers_in_turn_need_no_labels():
    assert said(IN_TURN) == [
        ("Ilva Strand", "Soldiers came at dawn"),
        ("Ilva Strand", "I saw it from the road"),
    ]


def test_a_name_before_the_colon_says_what_follows_and_the_paper_asks():
    assert said(PANEL) == [
        ("General Teo Marsh", "The bridge is closed"),
        ("Ida Kell", "I doubt it"),
        ("General Teo Marsh", "We will"),
    ]


def test_what_a_question_tells_of_others_stays_theirs():
    document = Document(text=LABELLED)

    def at(words):
        start = document.text.index(words)
        return [(start, start + len(words))]

    relayed = bind(document, at("The ministry"), at("says"), at("the mill is whole"))
    asked = bind(document, at("Ilva Strand"), at("spoke"), at("What did you see"))
    items = transcribed(document, [relayed, asked])
    assert relayed in items
    assert asked not in items


@pytest.mark.parametrize(
    "text",
    [
        "Killed: 14\n\nWounded: 20\n\nLocation: Corm\n\nThe road was closed.",
        "Police said the road was closed.\n\nWho did it?\n\nNobody knows.\n\nWhat now?\n\nNobody says.",
        LABELLED.replace("Ilva Strand, a baker in Corm.", "two bakers, Ilva Strand and Jon Rand."),
        "Veto Power: The council met.\n\nIt spoke.\n\nIt voted.\n\nThe Gap Goes On: More was said.",
    ],
)
def test_lists_rhetoric_and_two_who_may_answer_give_nobody_words(text):
    assert said(text) == []


def test_other_texts_keep_what_was_found():
    document = Document(text="Ana Brandt said: The road is open.")
    item = bind(document, [(0, 10)], [(11, 15)], [(17, 33)])
    assert transcribed(document, [item]) == [item]
