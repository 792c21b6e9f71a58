"""Quotations are placed where they stand, code point by code point, or dropped with the reason."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.attribute.served import Terms
from sayso.attribute.served.answer import Quoted
from sayso.attribute.served.place import (
    ABSENT,
    AMBIGUOUS,
    EARLIER,
    EMPTY,
    FAR,
    LONG,
    OVERLAP,
    Dropped,
    Shown,
    placed,
)
from sayso.attribute.served.windows import Window, windows
from sayso.model import Document, QuoteKind

TERMS = Terms()


def place(text, source, cue, content, window=None):
    window = window or Window(0, 0, len(text))
    item = Quoted(
        *((part,) if isinstance(part, str) else tuple(part) for part in (source, cue, content))
    )
    return placed(Document(text=text), Shown.of(text, window), window, item, TERMS)


def ends(item):
    return [[(s.start, s.end) for s in part] for part in (item.source, item.cue, item.content)]


def test_a_quotation_across_a_line_end_is_mapped_back_to_its_code_points():
    text = "Zoë Ardent, the mayor,\n  said   the\nbridge 🌉 was closed."
    found = place(text, "Zoë Ardent, the mayor", "said", "the bridge 🌉 was closed")
    assert [s.quote for s in found.content] == ["the\nbridge 🌉 was closed"]
    assert ends(found) == [[(0, 21)], [(25, 29)], [(32, 55)]]


def test_a_quotation_in_decomposed_letters_is_found():
    assert ends(place("Zoë said no.", "Zoe\u0308", "said", "no"))[0] == [(0, 3)]


def test_the_kind_is_told_by_the_marks_and_not_by_the_server():
    assert (
        place("“It is shut,” Ana said.", "Ana", "said", "“It is shut,”").quote is QuoteKind.DIRECT
    )


def test_the_place_nearest_to_the_cue_counts():
    text = (
        "The ferry left. The road was shut. Ana Oln said the road was shut. Then the road was shut."
    )
    assert ends(place(text, "Ana Oln", "said", "the road was shut"))[2] == [(48, 65)]


@pytest.mark.parametrize(
    ("reason", "text", "parts"),
    [
        (ABSENT, "Ana said the road was shut.", ("Ana", "said", "the bridge was shut")),
        (ABSENT, "Ana said the road was shut.", ("General Bode", "said", "the road was shut")),
        (ABSENT, "Ana said the road was shut.", ("Ana", "confirmed", "the road was shut")),
        (ABSENT, "Ana said the road was shut.", ("Ana", "said", "the Road was shut")),
        (ABSENT, "Hannah said so.", ("nna", "said", "so")),
        (ABSENT, "Ana said the road was shut.", ("Ana", "said", "…")),
        (AMBIGUOUS, "It rained. It rained.", ("", "", "It rained")),
        (AMBIGUOUS, "no said no", ("", "said", "no")),
        (AMBIGUOUS, "a " * 60 + "said x", ("a", "said", "x")),
        (OVERLAP, "Ana said the road was shut.", ("Ana", "said", "Ana said the road was shut")),
        (OVERLAP, "Ana said the road was shut.", ("the road", "said", "the road was shut")),
        (FAR, "Ana said no. " + "x " * 120 + "It was shut.", ("Ana", "said", "It was shut")),
        (FAR, "Ana came. " + "x " * 320 + "It was shut, she said.", ("Ana", "said", "It was shut")),
        (LONG, "So " + "very " * 30 + "much it was shut.", ("", "So " + "very " * 30 + "much", "it was shut")),
        (EMPTY, "Ana said the road was shut.", ("Ana", "said", "")),
        (EMPTY, "Source: Harbour Post. It rained.", ("Source", "", "It rained")),
    ],
)  # fmt: skip
def test_what_cannot_be_placed_is_dropped_with_the_reason(reason, text, parts):
    with pytest.raises(Dropped, match=f"^{reason}$"):
        place(text, *(tuple(one for one in [part] if one) for part in parts))


def test_what_begins_before_a_part_is_read_from_the_part_before():
    text = "Ana said it was shut.\nThe sun came out."
    with pytest.raises(Dropped, match=EARLIER):
        place(text, "Ana", "said", "it was shut", Window(0, 22, len(text)))


def test_a_speaker_named_before_a_part_is_found_there():
    text = "Ana Oln came.\nIt was shut, she said."
    found = place(text, "she", "said", "It was shut", Window(0, 14, len(text)))
    assert ends(found) == [[(27, 30)], [(31, 35)], [(14, 25)]]


@given(
    st.text(alphabet="ab .\n!”", max_size=300),
    st.integers(min_value=1, max_value=60),
    st.integers(min_value=0, max_value=30),
)
def test_parts_cover_the_text_once_and_fit(text, most, before):
    parts = list(windows(text, Terms(window_chars=most, context_chars=before)))
    shown = "".join(text[part.start : part.end] for part in parts)
    assert "".join(shown.split()) == "".join(text.split())
    assert all(a.end <= b.start for a, b in itertools.pairwise(parts))
    assert all(0 < p.end - p.start <= most and 0 <= p.start - p.context <= before for p in parts)


@given(st.text(alphabet="abë ,\n", min_size=1, max_size=80), st.data())
def test_whatever_stands_in_the_text_is_found_where_it_stands(text, data):
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    quoted = text[start:end]
    try:
        places = Shown.of(text, Window(0, 0, len(text))).places(quoted, 100)
    except Dropped:
        return
    assert all(text[a:b].split() == quoted.split() for a, b in places)
