"""The trained extractor on real sentences, with the weights that ship."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.model import Document

SENTENCES = [
    (
        "Ana Brandt said on Monday that the bridge was closed.",
        "said",
        ("Ana Brandt", "that the bridge was closed"),
    ),
    (
        "“We left the village last night,” said Ana Brandt.",
        "said",
        ("Ana Brandt", "“We left the village last night,”"),
    ),
    (
        "The road is open, according to the ministry.",
        "according to",
        ("the ministry", "The road is open"),
    ),
    (
        "Estimates suggest that the river has risen.",
        "Estimates suggest",
        ("", "that the river has risen"),
    ),
    (
        "Kamil Oster has reportedly left the country.",
        "reportedly",
        ("", "Kamil Oster has … left the country"),
    ),
    ("There are reports of fighting in the north.", "reports of", ("", "fighting in the north")),
]


@pytest.mark.parametrize(("text", "cue", "expected"), SENTENCES, ids=[s for s, _, _ in SENTENCES])
def test_a_saying_has_its_source_and_content(told, text, cue, expected):
    found = told(text)
    key = next(k for k in found if cue in k)
    assert found[key] == expected


def test_one_speaker_may_say_two_things_in_one_sentence(told):
    found = told(
        "Marek Oln, the intelligence chief, acknowledged a decrease in attacks on the northern section but advised "
        "caution regarding their complete withdrawal."
    )
    speaker = "Marek Oln, the intelligence chief"
    assert found["acknowledged"] == (speaker, "a decrease in attacks on the northern section")
    assert found["advised"] == (speaker, "caution regarding their complete withdrawal")


def test_a_saying_inside_another_is_nested_in_it(trained):
    text = "Marek Oln said on Friday that three engineers had warned that the wall was cracked."
    outer, inner = trained.attributions(Document(text=text), lambda: None)
    assert inner.nested_in == outer.id
    assert inner.source[0].quote == "three engineers"


def test_what_somebody_has_not_seen_is_no_saying_inside_a_saying(trained):
    text = "Petro Hai remarked, “We have not observed them in our part of the front. They have disappeared.”"
    found = trained.attributions(Document(text=text), lambda: None)
    assert [a.source[0].quote for a in found] == ["Petro Hai"]


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("Ship lost power, owner says\n\nThe Amber Tern sank on Monday.", "owner"),
        ("Minister: bridge was safe\n\nThe bridge fell on Monday.", "Minister"),
    ],
)
def test_a_headline_attributes(trained, text, source):
    found = trained.attributions(Document(text=text), lambda: None)
    first = min(found, key=lambda a: a.start)
    assert [s.quote for s in first.source] == [source]
    assert first.content[0].end <= text.index("\n")


def test_a_quotation_that_stands_alone_is_kept_without_a_cue(trained):
    text = (
        "Ana Brandt said the bridge was closed.\n\n“We rang and rang. Nobody picked up the phone.”"
    )
    alone = [a for a in trained.attributions(Document(text=text), lambda: None) if not a.cue]
    assert [a.words for a in alone] == ["“We rang and rang. Nobody picked up the phone.”"]


def test_the_author_s_own_conclusion_is_nobody_s_saying(told):
    text = (
        "Smoke still hung over the lower town at noon, suggesting that the fighting had not ended."
    )
    assert told(text) == {}


def test_a_name_behind_a_dash_signs_the_quotation_before_it(trained):
    (found,) = trained.attributions(
        Document(text="“It rained for weeks on end.” — Ana Brandt"), lambda: None
    )
    assert [s.quote for s in found.source] == ["Ana Brandt"]


def test_a_source_goes_on_behind_the_point_of_its_title(trained):
    (found,) = trained.attributions(Document(text="Mr. Schultz said that it rained."), lambda: None)
    assert [s.quote for s in found.source] == ["Mr. Schultz"]


def test_a_body_that_estimates_is_no_hedge(trained):
    (found,) = trained.attributions(
        Document(text="The Tax Foundation estimates that it would cost $374 billion."), lambda: None
    )
    assert [s.quote for s in found.source] == ["The Tax Foundation"]


def test_a_text_without_attribution_gives_none(told):
    assert told("The bridge was built of stone. It is long.") == {}


PIECES = ["“", "”", '"', "„", "«", "»", "‘", "’", "said", "SAID", "Ana Brandt", "that", "it rained", ".", "\n\n", "reportedly", "\u0301", "\u200b", "🙂", "中文", "a" * 300]  # fmt: skip


@settings(deadline=None, max_examples=40)
@given(st.lists(st.sampled_from(PIECES), max_size=120), st.sampled_from(["", " "]))
def test_odd_text_gives_sound_spans_and_no_crash(trained, pieces, between):
    from sayso.text import canonicalise

    text = canonicalise(between.join(pieces)).text
    for item in trained.attributions(Document(text=text), lambda: None) if text.strip() else ():
        for span in (*item.source, *item.cue, *item.content):
            assert text[span.start : span.end] == span.quote


@pytest.mark.parametrize(
    "unit",
    [
        "“It rained,” said Ana Brandt. ",
        "“It rained ",
        "ANA BRANDT SAID THAT IT RAINED. ",
        "Similar claims were made by Ana Brandt and John Hai.\n\n",
        "He said she said they said it rained and ",
        "it reportedly rained ",
    ],
)
def test_time_grows_with_the_text(trained, unit):
    def seconds(count):
        document = Document(text=unit * count)
        began = time.process_time()
        trained.attributions(document, lambda: None)
        return time.process_time() - began

    seconds(20)
    assert seconds(400) <= 6 * seconds(100) + 0.5


@pytest.mark.parametrize(
    ("text", "gone"),
    [
        ("The town has been known for its plums since the days of the old duchy.", "known"),
        ("A man sells tea there, and he will tell anyone who asks about it.", "ask"),
    ],
)
def test_fame_and_hearers_are_no_sayings(told, text, gone):
    assert not any(gone in " ".join((cue, *parts)) for cue, parts in told(text).items())


def test_who_calls_somebody_so_is_not_who_speaks(told):
    found = told("“The Saint”, as his men call him, said that the road was mined.")
    assert {source for source, _ in found.values()} == {"The Saint"}


def test_the_office_of_the_speaker_is_no_part_of_what_is_said(told):
    text = "Shots were heard on Monday night. It was a feast, the village head, Ana Lill, said."
    assert told(text)["said"] == ("Ana Lill", "It was a feast")


def test_a_time_stamp_is_neither_a_speaker_nor_part_of_one(told):
    text = (
        "11.05 “We hold the mill,” says its owner, Abel Sorn.\n\n"
        "08.00 Good morning. Shots were heard all night at the mill."
    )
    assert [source for source, _ in told(text).values()] == ["its owner, Abel Sorn"]
