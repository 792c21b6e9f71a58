from functools import cache
from itertools import pairwise

import pytest

from sayso.claim import times
from sayso.model import Document, TimeType, When
from sayso.text import Parse, SpacyParser

PARSER = SpacyParser()
TUESDAY = "2025-02-04"


@cache
def parsed(text: str) -> Parse:
    return PARSER.parse(text)


def found(text, published=TUESDAY):
    return times(Document(text, published=When(published)), parsed(text))


def only(text, published=TUESDAY):
    (expression,) = found(text, published)
    return expression


@pytest.mark.parametrize(
    ("text", "words", "value", "first", "last", "precision"),
    [
        ("They left yesterday.", "yesterday", "2025-02-03", "2025-02-03", "2025-02-03", 1),
        ("They left on the twenty-fifth.", "the twenty-fifth", "2025-01-25", "2025-01-25", "2025-01-25", 1),
        ("They left on the 3rd.", "the 3rd", "2025-02-03", "2025-02-03", "2025-02-03", 1),
        ("They will leave on the 3rd.", "the 3rd", "2025-03-03", "2025-03-03", "2025-03-03", 1),
        ("He came on the third of January.", "the third of January", "2025-01-03", "2025-01-03", "2025-01-03", 1),
        ("They left on Friday.", "Friday", "2025-01-31", "2025-01-31", "2025-01-31", 1),
        ("They will leave on Friday.", "Friday", "2025-02-07", "2025-02-07", "2025-02-07", 1),
        ("It fell last week.", "last week", "2025-W05", "2025-01-27", "2025-02-02", 3),
        ("It fell last month.", "last month", "2025-01", "2025-01-01", "2025-01-31", 4),
        ("It came late last year.", "late last year", "2024", "2024-09-01", "2024-12-31", 5),
        ("It fell in early January 2025.", "early January 2025", "2025-01", "2025-01-01", "2025-01-10", 4),
        ("It fell in mid-September 2024.", "mid-September 2024", "2024-09", "2024-09-11", "2024-09-20", 4),
        ("It fell two days ago.", "two days ago", "2025-02-02", "2025-02-02", "2025-02-02", 1),
        ("It fell three weeks ago.", "three weeks ago", "2025-W03", "2025-01-13", "2025-01-19", 3),
        ("It fell a few days ago.", "a few days ago", "PAST_REF", "2025-01-28", "2025-02-02", 2),
        ("It fell on 3 November 2024.", "3 November 2024", "2024-11-03", "2024-11-03", "2024-11-03", 1),
        ("It fell on Nov. 3, 2024.", "Nov. 3, 2024", "2024-11-03", "2024-11-03", "2024-11-03", 1),
        ("It fell on 25/12/2024.", "25/12/2024", "2024-12-25", "2024-12-25", "2024-12-25", 1),
        ("It fell in the summer of 2024.", "the summer of 2024", "2024-SU", "2024-06-01", "2024-08-31", 5),
        ("It began in the 1990s.", "the 1990s", "199", "1990-01-01", "1999-12-31", 5),
        ("Five fell in the past 24 hours.", "the past 24 hours", "PT24H", "2025-02-03", "2025-02-04", 2),
        ("It fell on Friday evening.", "Friday evening", "2025-01-31TEV", "2025-01-31", "2025-01-31", 1),
        ("It fell at 9 a.m. on Monday.", "9 a.m. on Monday", "2025-02-03T09:00", "2025-02-03", "2025-02-03", 1),
        ("They rest from 2 to 5 February.", "2 to 5 February", "2025-02-02/2025-02-05", "2025-02-02", "2025-02-05", 2),
    ],
)  # fmt: skip
def test_an_expression_has_its_value_and_the_days_it_can_mean(
    text, words, value, first, last, precision
):
    expression = only(text)
    assert (expression.span.quote, expression.value) == (words, value)
    assert (expression.earliest.text, expression.latest.text) == (first, last)
    assert expression.precision == precision


@pytest.mark.parametrize(
    ("text", "type_", "value"),
    [
        ("They held out for weeks.", TimeType.DURATION, "PXW"),
        ("It lasts a couple of days.", TimeType.DURATION, "P2D"),
        ("It took two and a half years.", TimeType.DURATION, "P2Y6M"),
        ("They attack every day.", TimeType.SET, "P1D"),
        ("They attack every Monday.", TimeType.SET, "XXXX-WXX-1"),
        ("They are gone now.", TimeType.DATE, "PRESENT_REF"),
        ("They were seen recently.", TimeType.DATE, "PAST_REF"),
    ],
)
def test_durations_repeated_times_and_references_keep_their_type(type_, text, value):
    expression = only(text)
    assert (expression.type, expression.value) == (type_, value)


def test_both_ends_of_a_range_are_bounded_by_the_whole_range():
    for expression in found("They fought from 30 January to 2 February 2025."):
        assert (expression.earliest.text, expression.latest.text) == ("2025-01-30", "2025-02-02")


def test_since_runs_to_publication_and_until_has_no_first_day():
    since, until = found("Silent since 1 February 2025, they wait until 9 February 2025.")
    assert (since.earliest.text, since.latest.text) == ("2025-02-01", TUESDAY)
    assert (until.earliest.known, until.latest.text) == (False, "2025-02-09")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("They left yesterday.", "XXXX-XX-XX"),
        ("They left on Friday.", "XXXX-WXX-5"),
        ("It came last year.", "XXXX"),
        ("It fell on 5 February.", "XXXX-02-05"),
        ("It fell this week.", "XXXX-WXX"),
    ],
)
def test_without_a_date_of_publication_nothing_is_guessed(text, value):
    expression = only(text, published="")
    assert (expression.value, expression.earliest.known, expression.precision) == (value, False, 0)


def test_a_date_of_publication_is_used_only_as_finely_as_it_was_given():
    year, day = found("It came last year, not yesterday.", published="2025-02")
    assert (year.value, day.value) == ("2024", "XXXX-XX-XX")


def test_a_day_and_month_that_could_be_either_keep_both_readings():
    expression = only("It fell on 03/04/2025.")
    assert expression.value == "2025-XX-XX"
    assert (expression.earliest.text, expression.latest.text) == ("2025-03-04", "2025-04-03")


def test_what_follows_the_last_named_date_is_told_from_it():
    _, later, next_ = found("It fell on 3 May 2024. Two days later it rose; the next day it sank.")
    assert (later.value, next_.value) == ("2024-05-05", "2024-05-06")


@pytest.mark.parametrize(
    "text",
    [
        "About 2000 soldiers of the 80th Brigade came.",
        "A 45-year-old man may march.",
        "He gave it a second thought.",
        "The 2,000 rounds cost 1.5 million.",
    ],
)
def test_numbers_ages_and_modal_verbs_are_no_times(text):
    assert found(text) == ()


def test_expressions_do_not_overlap_and_stay_within_a_paragraph():
    text = "On 3 February 2025 at 10:30, early\n\nMonday and last week, they fought for 3 days."
    spans = [expression.span for expression in found(text)]
    assert all(a.end <= b.start for a, b in pairwise(spans))
    assert not any("\n\n" in span.quote for span in spans)


def test_times_are_found_without_a_syntactic_parse():
    text = "They will leave on Friday."
    bare = Parse(text, parsed(text).tokens, parsed(text).sentences, has_syntax=False)
    (expression,) = times(Document(text, published=When(TUESDAY)), bare)
    assert expression.value == "2025-02-07"


@pytest.mark.parametrize(
    ("phrase", "value"),
    [
        ("three nights ago", "2031-03-10"),
        ("the day before", "2031-03-12"),
        ("a day earlier", "2031-03-12"),
        ("on the previous day", "2031-03-12"),
        ("two days earlier", "2031-03-11"),
    ],
)
def test_where_no_date_is_named_a_report_tells_from_its_own_day(phrase, value):
    text = f"Ana Brandt said troops fired on the village {phrase}."
    document = Document(text=text, published=When("2031-03-13"))
    (found,) = times(document, SpacyParser().parse(text))
    assert found.value == value


@pytest.mark.parametrize(
    "text",
    [
        "It burned on the 21st floor.",
        "He fell on the second, the mayor.",
        "He came by the 12th gate.",
    ],
)
def test_an_ordinal_of_something_else_is_no_day(text):
    assert found(text) == ()
