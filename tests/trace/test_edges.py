import pytest

from sayso.model import (
    Attribution,
    Claim,
    DecisionKind,
    Document,
    EdgeKind,
    EdgeMethod,
    QuoteKind,
    Speaker,
    When,
)
from sayso.trace import citations, edges, fallen, origins, retracted, ruled, ruling

BODY = (
    "Engineers closed the northern bridge on Tuesday after cracks were found in two of its pillars. "
    "Buses are being sent through the old quarter, and the harbour office expects repairs to last a month. "
    "Traders in the fish market fear that the summer season will be lost."
)
SPEECH = "We will not reopen the northern bridge before every single pillar has been examined twice"


def report(text, outlet="", day="", **given):
    return Document(text=text, outlet=outlet, published=When(day), **given)


def lineage(*documents):
    return edges(documents, [edge for document in documents for edge in citations(document)])


def of_kind(kind, *documents):
    return [edge for edge in lineage(*documents) if edge.kind is kind]


def test_the_later_report_copies_the_earlier_one():
    first, later = report(BODY, "A", "2031-05-01"), report(f"Update. {BODY}", "B", "2031-05-02")
    (edge,) = of_kind(EdgeKind.COPIES, later, first)
    assert (edge.document, edge.target) == (later.id, first.id)
    assert edge.method is EdgeMethod.TIME
    assert edge.coverage > 0.9


def test_a_citation_gives_the_direction_before_time_does():
    cited = report(BODY, "Harbour Post", "2031-05-01T12:00Z")
    citing = report(f"{BODY}\nOriginal Source: www.harbourpost.example", "B", "2031-05-01")
    (edge,) = of_kind(EdgeKind.COPIES, cited, citing)
    assert (edge.document, edge.target, edge.method) == (citing.id, cited.id, EdgeMethod.CITATION)


def test_without_evidence_a_copy_has_no_direction():
    (edge,) = of_kind(EdgeKind.COPIES, report(f"One. {BODY}"), report(f"Two. {BODY}"))
    assert not edge.directed


def test_the_time_of_collection_gives_no_direction():
    one = report(f"One. {BODY}", retrieved=When("2031-05-01"))
    two = report(f"Two. {BODY}", retrieved=When("2031-05-09"))
    assert not of_kind(EdgeKind.COPIES, one, two)[0].directed


def test_a_shared_quotation_alone_is_a_quotation_and_no_copy():
    one = report(f"The mayor spoke on Monday: “{SPEECH}.”")
    two = report(f"Speaking to traders, the town's head said “{SPEECH}.”")
    assert [edge.kind for edge in lineage(one, two)] == [EdgeKind.QUOTES]


def test_a_citation_is_resolved_only_where_the_texts_agree():
    cited = report(BODY, "Harbour Post", "2031-05-01")
    other = report("The theatre sold every ticket for its new play.", "Harbour Post", "2031-05-01")
    citing = report(
        "Cracks in two pillars led engineers to close the northern bridge on Tuesday, with repairs "
        "expected to last a month, according to the Harbour Post.",
        "B",
        "2031-05-02",
    )
    (edge,) = of_kind(EdgeKind.CITES, other, citing, cited)
    assert edge.target == cited.id
    (edge,) = of_kind(EdgeKind.CITES, other, citing)
    assert edge.target == ""


def test_a_later_text_at_the_same_url_is_an_update_and_no_copy():
    url = "https://harbour.example/bridge"
    old = report(BODY, "A", "2031-05-01", url=url)
    new = report(f"{BODY} It was raining.", "A", "2031-05-02", url=url)
    (edge,) = lineage(new, old)
    assert (edge.kind, edge.document, edge.target) == (EdgeKind.UPDATES, new.id, old.id)


def test_a_retraction_meets_the_report_of_its_own_outlet_only():
    old = report(BODY, "Harbour Post", "2031-05-01")
    other = report(f"Seen elsewhere. {BODY}", "Valley Lantern", "2031-05-01")
    notice = report(
        "We retract our report that engineers closed the northern bridge after cracks were found in "
        "two of its pillars. The harbour office says that no repairs are needed.",
        "Harbour Post",
        "2031-05-03",
    )
    assert retracted(lineage(old, other, notice)) == {old.id}


def test_a_corrected_version_replaces_the_version_before_it_and_no_other_report():
    other = report("The harbour office met traders at the northern bridge.", "A", "2031-05-01")
    old = report(BODY, "A", "2031-05-02", url="https://a.example/bridge")
    note = "An earlier version of this article misstated the number of pillars."
    new = report(f"{BODY}\n{note}", "A", "2031-05-03", url="https://a.example/bridge")
    assert retracted(lineage(other, old, new)) == {old.id}


def test_a_withdrawal_of_troops_retracts_nothing():
    old = report("The unit was seen near the northern bridge on Monday.", "A", "2031-05-01")
    new = report("The unit has withdrawn from the northern bridge.", "A", "2031-05-02")
    assert not retracted(lineage(old, new))


def test_the_order_of_the_documents_changes_nothing():
    first, later = report(BODY, "A"), report(f"Update. {BODY}", "B")
    third = report(f"Third. {BODY}", "Harbour Post", "2031-05-01")
    assert lineage(first, later, third) == lineage(third, later, first)


def test_a_cut_citation_stays_cut_when_the_cited_report_is_added_later():
    cited = report(f"{BODY} More follows here.", "Harbour Post", "2031-05-01")
    citing = report(f"As reported by the Harbour Post, {BODY}", "Pilot", "2031-05-02")
    (edge,) = [e for e in lineage(citing) if e.kind is EdgeKind.CITES]
    cut = ruling(
        edge,
        DecisionKind.CUT,
        person="Ada Moss",
        reason="another Harbour Post",
        made=When("2031-05-03"),
    )
    found = ruled(lineage(cited, citing), [cut])
    assert [e.kind for e in found.cut] == [EdgeKind.CITES]


def test_a_correction_keeps_what_it_says_itself():
    wrong = report(
        f"{BODY}\nFour died.",
        "Harbour Post",
        "2031-05-01",
        title="Bridge",
        url="https://h.example/b",
    )
    right = report(
        f"Correction: an earlier version of this report misstated the number.\n{BODY}\nFive died.",
        "Harbour Post",
        "2031-05-02",
        title="Bridge",
        url="https://h.example/b",
    )
    tied = lineage(wrong, right)
    assert retracted(tied) == {wrong.id}
    span = right.span(right.text.index("Engineers"), right.text.index("Engineers") + 60)
    old = wrong.span(wrong.text.index("Engineers"), wrong.text.index("Engineers") + 60)
    claims = [
        Claim(Attribution((), (), (s,), QuoteKind.INDIRECT), Speaker("unknown"))
        for s in (old, span)
    ]
    by_id = {c.id: c for c in claims}
    assert fallen(by_id, origins(claims, [wrong, right], tied), tied) == {}


TAKEN_BACK = "the northern bridge was closed after cracks were found in two of its pillars"
ASIDE = "The market was open again on Friday. Boats came in late. " * 12


@pytest.mark.parametrize(
    "words",
    [
        f"The Harbour Post reported on Tuesday that engineers said {TAKEN_BACK}. That report was wrong and we withdraw it.",
        f"The Post now withdraws that report: it is not so that {TAKEN_BACK}.",
        f"This newspaper's report of Tuesday that {TAKEN_BACK} was false.",
        f"Our report said that engineers found that {TAKEN_BACK}; it was untrue, and we retract it.",
    ],
)
def test_a_report_may_be_taken_back_in_the_middle_of_another_text(words):
    old = report(BODY, "Harbour Post", "2031-05-01")
    other = report(f"Seen elsewhere. {BODY}", "Valley Lantern", "2031-05-01")
    new = report(f"{ASIDE}\n\n{words}\n\n{ASIDE}", "Harbour Post", "2031-05-03")
    assert retracted(lineage(old, other, new)) == {old.id}


@pytest.mark.parametrize(
    "words",
    [
        f"The Harbour Post reported on Tuesday that {TAKEN_BACK}. That report was wrong, the mayor said.",
        f"The Valley Lantern reported on Tuesday that {TAKEN_BACK}. That report was wrong.",
        f"“Our report said that {TAKEN_BACK}, and we withdraw it,” the engineers wrote.",
    ],
)
def test_what_others_call_wrong_or_take_back_retracts_no_report_of_the_outlet(words):
    old = report(BODY, "Harbour Post", "2031-05-01")
    new = report(f"{ASIDE}\n\n{words}\n\n{ASIDE}", "Harbour Post", "2031-05-03")
    assert not retracted(lineage(old, new))
