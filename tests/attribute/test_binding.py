import pytest

from sayso.attribute.binding import bind
from sayso.model import Document


@pytest.mark.parametrize(
    ("part", "words"),
    [
        ('I sold it, for money,"', "I sold it, for money"),
        ("I sold it, for money,”", "I sold it, for money"),
        ("“I sold it", "I sold it"),
        ("“I sold it,” and “you know it,”", "“I sold it,” and “you know it,”"),
    ],
)
def test_a_mark_at_the_edge_without_its_other_one_is_left_out(part, words):
    document = Document(text=f"{part} he said")
    item = bind(document, [], [], [(0, len(part))])
    assert item.words == words
