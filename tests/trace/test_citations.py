import pytest

from sayso.model import Document, EdgeKind, EdgeMethod
from sayso.trace import citations


def cited(text, **given):
    return [edge.name for edge in citations(Document(text=text, **given))]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Roads are shut.\nOriginal Source: www.harbour.example", ["www.harbour.example"]),
        ("The deal was first reported by the Valley Lantern.", ["Valley Lantern"]),
        ("According to a report in The Harbour Gazette, roads shut.", ["The Harbour Gazette"]),
        ("Meanwhile Reuters has also reported that roads were shut.", ["Reuters"]),
        ("She told Reuters Monday that roads were shut.", ["Reuters"]),
        ("Roads are shut, it said, citing a report by the Harbour Post.", ["Harbour Post"]),
        ("As reported by Yonhap and the Harbour Post, roads shut.", ["Yonhap", "Harbour Post"]),
        ("He said so in an interview with CNN's Ana Brandt.", ["CNN"]),
        ("The statement was carried by KCNA on Monday.", ["KCNA"]),
        ("OSTRAVA, Jan 30 (Reuters) - Roads were shut.", ["Reuters"]),
    ],
)
def test_a_cited_outlet_keeps_its_name_exactly(text, names):
    assert cited(text) == names


@pytest.mark.parametrize(
    "text",
    [
        "Ana Brandt said that roads were shut.",
        "She told Senator Brandt that roads were shut.",
        "He said so in an interview with Ana Brandt.",
        "The National Security Agency reported losses.",
        "The story was first published in 1987.",
    ],
)
def test_people_and_bodies_who_speak_are_no_citation(text):
    assert cited(text) == []


def test_a_report_does_not_cite_its_own_outlet():
    assert cited("She told the Harbour Post that roads shut.", outlet="Harbour Post") == []
    assert cited("She told Reuters so.", url="https://www.reuters.com/a") == []


def test_the_phrase_that_proves_a_citation_is_its_span():
    (edge,) = citations(Document(text="Roads shut. Original Source: www.harbour.example\n"))
    assert (edge.kind, edge.method) == (EdgeKind.CITES, EdgeMethod.CITATION)
    assert edge.spans[0].quote == "Original Source: www.harbour.example"


def test_a_byline_speaks_for_the_agency():
    (edge,) = citations(Document(text="By Ana Brandt, Associated Press\nRoads were shut."))
    assert (edge.name, edge.method) == ("Associated Press", EdgeMethod.BYLINE)


def test_a_link_to_another_host_is_a_citation_and_a_share_button_is_none():
    links = ((0, 5, "https://harbour.example/a"), (6, 10, "https://www.facebook.com/share"))
    assert cited("Roads shut for long.", links=links) == ["harbour.example"]
