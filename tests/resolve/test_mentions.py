"""Forces under whatever name a report gives them, and who "they" are."""

import pytest

from sayso.model import Document
from sayso.resolve import mentions
from sayso.text import SpacyParser

PARSER = SpacyParser()
CASES = [
    ("Tarvian soldiers left, the mayor said.", ["Tarvian troops"]),
    ("There was less Tarvian activity.", ["Tarvian troops"]),
    ("The Brin Front has left the dam.", ["Brin Front"]),
    ("Residents left the town in December.", ["residents"]),
    ("Soldiers of the Grey Legion attacked the port.", ["Grey Legion"]),
]


@pytest.mark.parametrize(("text", "expected"), CASES, ids=[text for text, _ in CASES])
def test_a_force_is_known_by_its_name(text, expected):
    found = mentions(Document(text=text), PARSER.parse(text))
    assert [m.name for m in found if m.kind.value == "group"] == expected


def test_they_are_the_force_the_report_speaks_of_most():
    text = "Tarvian troops left. Tarvian soldiers were seen on Monday. Sorvenian forces have not met them."
    found = mentions(Document(text=text), PARSER.parse(text))
    assert [m.name for m in found if m.span.quote == "them"] == ["Tarvian troops"]
