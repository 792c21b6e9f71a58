import time

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


@pytest.mark.parametrize(
    "url", ["http://wiki/page", "http://localhost/x", "http://[::1]/a", "http://10.0.0.7/b"]
)
def test_a_link_to_any_kind_of_host_is_read(url):
    assert isinstance(
        cited("See the wiki page.", links=((4, 8, url),), outlet="Harbour Post"), list
    )


def test_only_a_phrase_at_its_place_speaks_for_the_whole_report():
    passing = Document(text="In 1998 his memoirs were first published by Harbour Post.")
    whole = Document(text="Roads shut.\nFirst published by Harbour Post.")
    assert [edge.whole for edge in citations(passing)] == [False]
    assert [edge.whole for edge in citations(whole)] == [True]


@pytest.mark.parametrize(
    "words", ["by", "via", "(news courtesy of", "posted", "according to", "told"]
)
def test_a_line_of_blanks_costs_its_length_and_no_more(words):
    began = time.process_time()
    cited(f"{words}{' ' * 20_000}Harbour Post")
    assert time.process_time() - began < 2.0


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("The Telegram channel Rails and Sleepers published the warrant.", ["Rails and Sleepers"]),
        ("She told Kvarta, a Czech-language monthly, that the hip was real.", ["Kvarta"]),
        ("By Mark Landler and Julie Davis New York Times\nRoads shut.", ["New York Times"]),
        ("Photo via AP Andrew Milligan", ["AP"]),
        ("He was quoted by Skispor as blaming a worn mat.", ["Skispor"]),
        ("She was speaking on P4 Vest at breakfast.", ["P4 Vest"]),
    ],
)
def test_names_of_any_shape_are_found_where_the_phrase_fits_an_outlet(text, names):
    assert cited(text) == names
