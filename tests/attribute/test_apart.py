"""Lists of outlets as sources."""

import pytest

from sayso.attribute import told_apart
from sayso.model import Attribution, Document, QuoteKind

OUTLETS = ("The Kestrel", "Osprey Daily", "Weir Post")


def attribution(text, source, content, **given):
    document = Document(text=text)
    spans = [document.span(text.index(w), text.index(w) + len(w)) for w in (source, content)]
    return document, Attribution((spans[0],), (), (spans[1],), QuoteKind.INDIRECT, **given)


@pytest.mark.parametrize(
    ("source", "names"),
    [
        ("The Kestrel and the Osprey Daily", ["The Kestrel", "the Osprey Daily"]),
        ("Both the Kestrel and Osprey Daily", ["the Kestrel", "Osprey Daily"]),
        (
            "Osprey Daily, the Kestrel and Weir Post",
            ["Osprey Daily", "the Kestrel", "Weir Post"],
        ),
        ("The Kestrel and the mayor", ["The Kestrel and the mayor"]),
        ("The Kestrel", ["The Kestrel"]),
    ],
)
def test_outlets_named_together_are_told_apart_and_other_lists_are_not(source, names):
    text = f"{source} reported that the weir had burst."
    document, item = attribution(text, source, "that the weir had burst")
    found = told_apart(document, [item], OUTLETS)
    assert [one.source[0].quote for one in found] == names
    assert {one.words for one in found} == {"that the weir had burst"}


def test_what_stands_in_the_words_of_a_list_stays_in_them():
    text = "The Kestrel and the Osprey Daily reported that a miller said the weir had burst."
    document, outer = attribution(
        text, "The Kestrel and the Osprey Daily", "that a miller said the weir had burst"
    )
    _, inner = attribution(text, "a miller", "the weir had burst", nested_in=outer.id)
    first, second, nested = told_apart(document, [outer, inner], OUTLETS)
    assert nested.nested_in == first.id != second.id
