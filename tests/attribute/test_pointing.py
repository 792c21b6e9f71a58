import pytest

from sayso.attribute.binding import bind
from sayso.attribute.pointing import pointing_back
from sayso.model import Document


def found(text):
    document = Document(text=text)
    start = text.index("the road")
    said = bind(document, [(0, 2)], [(3, 7)], [(start, text.index(".", start))])
    return said, pointing_back(document, [said])


@pytest.mark.parametrize(
    ("sentence", "sources"),
    [
        (
            "Similar claims were made by Ana Brandt and the Harbour Post.",
            ["Ana Brandt", "the Harbour Post"],
        ),
        ("The same account was given by Dr. Ilyas Bor.", ["Dr. Ilyas Bor"]),
        ("Both Inga Ruud and a welder gave the same account.", ["Inga Ruud", "a welder"]),
        ("That version has been disputed by the ministry.", ["the ministry"]),
        ("The union shared that view.", ["The union"]),
    ],
)
def test_a_saying_that_points_back_has_each_of_its_sources_and_what_it_points_to(sentence, sources):
    said, items = found(f"He said the road was mined. {sentence}")
    pointing = [a for a in items if a.points_to]
    assert [a.source[0].quote for a in pointing] == sources
    assert {a.points_to for a in pointing} == {(said.id,)}


@pytest.mark.parametrize(
    "sentence",
    [
        "He made the same journey twice.",
        "Ana Brandt and the Post made claims.",
        "The same day was warm.",
    ],
)
def test_other_words_point_nowhere(sentence):
    _, items = found(f"He said the road was mined. {sentence}")
    assert not any(a.points_to for a in items)


def test_nothing_before_it_leaves_it_pointing_nowhere():
    document = Document(text="Similar claims were made by Ana Brandt.")
    (item,) = pointing_back(document, [])
    assert item.points_to == ()


def test_a_bare_it_points_to_what_is_denied_or_confirmed():
    document = Document(
        text="He said the road was mined. The guard denies it. Ana Brandt drove it."
    )

    def at(words):
        start = document.text.index(words)
        return [(start, start + len(words))]

    end = document.text.index("it. Ana")
    said = bind(document, at("He"), at("said"), at("the road was mined"))
    denial = bind(document, at("The guard"), at("denies"), [(end, end + 2)])
    end = document.text.index("it", end + 3)
    other = bind(document, at("Ana Brandt"), at("drove"), [(end, end + 2)])
    items = pointing_back(document, [said, denial, other])
    assert [a.points_to for a in items] == [(), (said.id,), ()]
