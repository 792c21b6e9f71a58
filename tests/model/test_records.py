from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.model import (
    Attribution,
    Document,
    InvalidRecord,
    Precision,
    QuoteKind,
    Span,
    TimeExpression,
    TimeType,
    When,
    canonical_text,
)

REPORT = Document(text="“They left,” said Ana Brandt.", published=When("2031-05"))


@given(st.text(min_size=1).map(canonical_text).filter(str.strip), st.data())
def test_a_span_quotes_its_document(text, data):
    document = Document(text=text)
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    assert document.span(start, end).quote == text[start:end]


@pytest.mark.parametrize(("start", "end"), [(-1, 2), (3, 3), (5, 2), (0, 1000)])
def test_a_span_outside_the_text_is_refused(start, end):
    with pytest.raises(InvalidRecord, match="must lie within"):
        REPORT.span(start, end)


def test_a_span_with_a_wrong_quote_is_refused():
    with pytest.raises(InvalidRecord, match="must quote"):
        Span(REPORT.id, 0, 4, "Thex", REPORT.text)


def test_how_a_report_was_come_by_does_not_change_its_id():
    again = replace(REPORT, retrieved=When("2031-06-01"), location="elsewhere.txt")
    assert again.id == REPORT.id


@pytest.mark.parametrize("field", ["text", "title", "outlet", "url", "language"])
def test_what_a_publisher_gave_changes_the_id(field):
    assert replace(REPORT, **{field: "other"}).id != REPORT.id


def test_an_attribution_sorts_its_spans_and_keeps_to_one_document():
    later, earlier = REPORT.span(18, 28), REPORT.span(1, 10)
    said = REPORT.span(13, 17)
    attribution = Attribution((later,), (said,), (said, earlier), QuoteKind.DIRECT)
    assert attribution.content[0] == earlier
    other = Document(text="Another text.").span(0, 7)
    with pytest.raises(InvalidRecord, match="one document"):
        Attribution((other,), (said,), (earlier,), QuoteKind.DIRECT)


@pytest.mark.parametrize(
    ("text", "precision", "latest"),
    [
        ("2024", Precision.YEAR, "2024-12-31T23:59:59"),
        ("2024-02", Precision.MONTH, "2024-02-29T23:59:59"),
        ("2024-02-03", Precision.DAY, "2024-02-03T23:59:59"),
        ("2024-02-03T10:30+02:00", Precision.MINUTE, "2024-02-03T08:30:59"),
        ("2024-02-03 10:30:01Z", Precision.SECOND, "2024-02-03T10:30:01"),
    ],
)
def test_a_date_keeps_its_precision(text, precision, latest):
    when = When(text)
    assert when.precision is precision
    assert when.latest.isoformat()[:19] == latest
    assert When(when.text) == when


@pytest.mark.parametrize("text", ["soon", "2024-13", "2024-02-30", "24-01-01", "0000"])
def test_a_date_that_is_none_is_refused_with_advice(text):
    with pytest.raises(InvalidRecord, match="write it as"):
        When(text)


def test_the_unknown_date_has_no_bounds():
    with pytest.raises(InvalidRecord, match="ask `known` first"):
        _ = When.unknown().earliest


def test_a_zone_of_whole_hours_is_read():
    assert When("2009-03-20 12:24:52.002364-05").text == "2009-03-20T17:24:52Z"


def test_a_time_is_written_in_the_extended_date_time_format():
    span = Document(text="then").span(0, 4)

    def edtf(value, first, last, mod=""):
        ends = [When(day) if day else When.unknown() for day in (first, last)]
        return TimeExpression(span, TimeType.DATE, value, *ends, mod=mod).edtf

    assert edtf("2025-02-03", "2025-02-03", "2025-02-03") == "2025-02-03"
    assert edtf("2025-01", "2025-01-01", "2025-01-31") == "2025-01"
    assert edtf("2019", "2018-07-01", "2020-06-30", "APPROX") == "2019~"
    assert edtf("2024", "2024-09-01", "2024-12-31", "END") == "2024-09-01/2024-12-31"
    assert edtf("PAST_REF", "", "2025-02-02") == "../2025-02-02"
    assert edtf("PXW", "", "") == ""
