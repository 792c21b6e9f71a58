from sayso.model import (
    Attribution,
    Claim,
    Document,
    Edge,
    EdgeKind,
    EdgeMethod,
    EntityKind,
    QuoteKind,
    Speaker,
    When,
)
from sayso.trace import differences, edges, utterances
from sayso.trace.furniture import is_furniture

LINES = [
    "The bridge at Tarnholm was closed on Monday after two of its cables had snapped in the night.",
    "Four people were hurt, the county said, and one of them was still being treated on Tuesday.",
    "Buses are sent over the lower bridge until engineers have looked at all of the other cables.",
]


def version(lines, day, url="https://harbour.example/bridge"):
    return Document(
        text="\n".join(lines), title="Bridge", outlet="Harbour Post", published=When(day), url=url
    )


def test_a_new_version_shows_what_is_gone_and_what_is_new():
    old = version(LINES, "2031-05-01")
    new = version(
        [LINES[0], LINES[1].replace("Four", "Five"), LINES[2], "No train was late."], "2031-05-02"
    )
    found = differences(old, new)
    assert [span.quote for span in found.gone] == [LINES[1]]
    assert [span.quote for span in found.new] == [
        LINES[1].replace("Four", "Five"),
        "No train was late.",
    ]
    (edge,) = [e for e in edges([old, new], []) if e.kind is EdgeKind.UPDATES]
    assert (edge.document, edge.target) == (new.id, old.id)


def test_blanks_and_capitals_are_no_difference():
    old, new = (
        version(["IT rained.  Roads shut."], "2031-05-01"),
        version(["It rained. Roads shut."], "2031-05-02"),
    )
    assert differences(old, new).new == ()


def test_one_quotation_in_three_reports_is_one_utterance_of_its_speaker():
    words = "We have not slept since the cables snapped and we shall not sleep tonight"
    reports = [
        Document(
            text=f"{before} “{words},” said Ada Moss. {after}",
            title=f"R{n}",
            published=When(f"2031-05-0{n + 1}"),
        )
        for n, (before, after) in enumerate(
            [("So it is.", "Rain."), ("Late at night.", "Wind."), ("Hm.", "Snow.")]
        )
    ]
    at = reports[1].text.index("We have")
    span = reports[1].span(at, at + len(words))
    claim = Claim(
        Attribution((), (), (span,), QuoteKind.DIRECT),
        Speaker("Ada Moss", EntityKind.PERSON, "ent-ada"),
    )
    (found,) = utterances(edges(reports, []), [claim])
    assert found.speaker == "Ada Moss"
    assert {span.document for span in found.spans} == {report.id for report in reports}
    assert words in found.words


def test_quotations_that_nobody_shares_are_no_utterance():
    document = Document(text="“Nobody else has these words,” she said.")
    edge = Edge(EdgeKind.CITES, document.id, EdgeMethod.CITATION, 0.9, name="Reuters")
    assert utterances([edge], []) == ()


def test_notices_and_lines_under_pictures_prove_no_copying():
    notice = "Copyright 2031 by Kite News. All rights reserved. This text may not be republished by anybody else anywhere."
    caption = "FILE - In this May 1, 2031 file photo, the mayor of Tarnholm waves from the deck of the ferry Halden."
    first = Document(
        text=f"It rained in the hills.\n{notice}\n{caption}", title="A", outlet="Kite News"
    )
    second = Document(text=f"A mill burned down.\n{notice}\n{caption}", title="B", outlet="Pilot")
    assert [e for e in edges([first, second], []) if e.kind is EdgeKind.COPIES] == []
    start = first.text.index("FILE")
    assert is_furniture(first.span(start, start + 60), first.text)
    assert not is_furniture(first.span(0, 23), first.text)


def test_sentences_that_come_again_and_again_are_only_counted():
    old = version(["A fell.", "B fell."] * 900, "2031-05-01")
    new = version(["A fell.", "C fell."] * 900, "2031-05-02")
    found = differences(old, new)
    assert {span.quote for span in found.gone} == {"B fell."}
    assert {span.quote for span in found.new} == {"C fell."}
