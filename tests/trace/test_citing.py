import numpy as np
import pytest

from sayso.model import Document
from sayso.trace import best_citing, citations, citing

TEXT = "Anatomist Petr Kohl told Kvarta that the hip was real. Mayor Vane told Skibo nothing."


class Fixed:
    """A network that finds given words, each with its score."""

    def __init__(self, **scores):
        self.scores = scores

    def names(self, text):
        found = ((text.find(name), name, score) for name, score in self.scores.items())
        return [
            citing.Name(at, at + len(name), score) for at, name, score in sorted(found) if at >= 0
        ]


def cited(text, network=None, **given):
    return [edge.name for edge in citations(Document(text=text, **given), network)]


def test_a_name_the_network_is_sure_of_is_a_citation_with_its_sentence():
    assert cited(TEXT) == []
    (edge,) = citations(Document(text=TEXT), Fixed(Kvarta=0.97, Skibo=0.4))
    assert edge.name == "Kvarta"
    assert edge.spans[0].quote.strip() == "Anatomist Petr Kohl told Kvarta that the hip was real."


def test_a_name_of_an_open_phrase_that_the_network_reads_as_none_is_dropped():
    text = "The clip was first posted by Adrik Vane, a cook."
    assert cited(text) == ["Adrik Vane"]
    assert cited(text, Fixed()) == []


def test_what_is_built_like_an_outlets_name_needs_no_network():
    text = "The clip was first posted by the Harbour Post."
    assert cited(text, Fixed()) == ["Harbour Post"]


def test_the_network_makes_no_citation_of_the_reports_own_outlet_or_of_a_platform():
    text = "She told Kvarta and wrote it on Telegram."
    assert cited(text, Fixed(Kvarta=0.99, Telegram=0.99), outlet="Kvarta") == []


def test_names_are_cut_where_another_begins():
    shares = np.array(
        [[0.9, 0.1, 0.0], [0.1, 0.8, 0.1], [0.1, 0.1, 0.8], [0.1, 0.8, 0.1], [0.9, 0.05, 0.05]]
    )
    found = list(citing.spans(shares, np.zeros(len(shares), bool)))
    assert [(a, b) for a, b, _ in found] == [(1, 3), (3, 4)]
    assert found[0][2] == pytest.approx(0.9)


def test_the_shipped_network_reads_long_and_empty_texts():
    network = best_citing()
    assert network is not None
    assert network.names("") == []
    report = (
        "The ferry ran aground on Monday, the coast guard said. Nobody was hurt. It was first reported by Reuters.\n"
        "Captain Orla Venn told the Kelmont Gazette that the buoy had been dark for a week."
    )
    names = {report[name.start : name.end] for name in network.names(report)}
    assert {"Reuters", "Kelmont Gazette"} <= names
    long = "\n".join([report] * 40)
    assert all(long[n.start : n.end].strip() for n in network.names(long))
