"""Questions of quantity: pooling, ranges, what counts and what does not."""

from dataclasses import replace
from datetime import date
from math import inf

import numpy as np
import pytest

from sayso.assess import judge_numbers, numbers_heard, range_of
from sayso.assess.amounts import Amount, Leaning, Limit, pooled, rounding
from sayso.assess.filter import log_odds
from sayso.model import (
    Attribution,
    Bound,
    Claim,
    Document,
    Hypothesis,
    Polarity,
    Quantity,
    QuantityRole,
    Question,
    QuoteKind,
    Source,
    SourceKind,
    Speaker,
    When,
)
from sayso.worlds.amounts import COUNTS, counted

QUESTION = Question(
    "How many were killed?",
    "quantity",
    (Hypothesis("few", "fewer than 100"), Hypothesis("many", "100 to 1,000")),
    measure="killed",
)


def test_copies_of_one_number_change_nothing():
    first = Amount("a", 4000, "ministry", origin="o")
    copies = [Amount(f"c{n}", 4000, f"outlet {n}", origin="o") for n in range(100)]
    relays = [Amount(f"r{n}", 4000, f"outlet {n}", relayed=True) for n in range(100)]
    alone, many = pooled([first]), pooled([first, *copies, *relays])
    assert (alone.low, alone.best, alone.high) == (many.low, many.best, many.high)
    assert many.counted == ("a",)


def test_more_sources_make_it_surer_and_one_source_repeating_itself_hardly():
    near = [3900, 4000, 4100, 4200]
    apart = pooled([Amount(f"a{n}", v, f"s{n}") for n, v in enumerate(near)])
    same = pooled([Amount(f"a{n}", v, "s") for n, v in enumerate(near)])
    assert apart.high / apart.low < same.high / same.low


def test_a_leaning_is_taken_back_and_a_floor_lies_below():
    def best(**slots):
        return pooled([Amount("a", 1000, "s", **slots)]).best

    assert best(leaning=Leaning.UP) < best() < best(leaning=Leaning.DOWN)
    assert best(limit=Limit.CEILING) < best() < best(limit=Limit.FLOOR)


@pytest.mark.parametrize("value", [0.0, -4.0, inf])
def test_what_is_no_amount_is_refused_by_name(value):
    with pytest.raises(ValueError, match="above 0"):
        pooled([Amount("a", value, "s")])
    with pytest.raises(ValueError, match="no amount"):
        pooled([])


@pytest.mark.parametrize(("value", "unit"), [(4000, 1000), (12, 1), (0.25, 0.01), (11_500, 100)])
def test_a_number_is_rounded_at_its_last_digit(value, unit):
    low, high = rounding(float(value))
    assert (low, high) == pytest.approx((value - unit / 2, value + unit / 2))


def test_intervals_cover_in_a_simulated_world():
    hits = []
    for seed in range(60):
        truth, claims = counted(COUNTS["nominal"], seed)
        found = pooled(
            [
                Amount(
                    c.claim,
                    c.value,
                    c.source,
                    Leaning(c.leaning),
                    Limit(c.limit),
                    c.origin,
                    relayed=c.source.startswith("outlet"),
                )
                for c in claims
            ]
        )
        hits.append(found.low <= truth <= found.high)
    assert 0.8 <= np.mean(hits) <= 1.0


def test_an_answer_without_a_number_has_no_range():
    assert range_of(Hypothesis("x", "a great many")) is None
    assert range_of(Hypothesis("over-500", "a great many")) == (500.0, inf)


def claim(day, value, role=QuantityRole.KILLED, side="", speaker="Mayor", **slots):
    document = Document(text="So many fell.", title=f"{speaker} {day} {value}", published=When(day))
    span = document.span(0, 7)
    number = Quantity(span, value, value, value, Bound.EXACT, role=role, side=side)
    whole = Attribution((), (), (document.span(0, 12),), QuoteKind.INDIRECT)
    made = Claim(
        whole, Speaker(speaker), predicate="fall", polarity=Polarity.POSITIVE, quantities=(number,)
    )
    return document, replace(made, **slots)


def judged(told, days):
    documents = {document.id: document for document, _ in told}
    claims = [one for _, one in told]
    sources = {
        c.speaker.name: Source(c.speaker.name, c.speaker.name, SourceKind.COMMENTATOR)
        for c in claims
    }
    heard = numbers_heard(QUESTION, claims, sources=sources, origins=(), documents=documents)
    return judge_numbers(QUESTION, heard, days=days, as_of=When(days[-1].isoformat()))


def test_the_steps_add_up_and_each_day_knows_what_was_out_by_then():
    told = [claim("2031-05-01", 40.0), claim("2031-05-03", 300.0, speaker="Clinic")]
    days = [date(2031, 5, n) for n in (1, 2, 3)]
    found = judged(told, days)
    assert found.probabilities[0] == found.probabilities[1] != found.probabilities[2]
    assert found.current["few"] < found.probabilities[0][0]
    total = np.sum([step.log_odds for step in found.steps], axis=0)
    moved = log_odds(np.array(found.probabilities[-1])) - log_odds(np.array(found.start))
    assert total == pytest.approx(moved, abs=1e-9)
    assert found.estimate.lowest_claimed == 40.0
    assert found.estimate.highest_claimed == 300.0


def test_a_number_that_a_correction_puts_right_is_not_pooled():
    text = "An earlier version of this report said that 40 people were killed. It was 14."
    document = Document(text=text, published=When("2031-05-01"))
    start = text.index("40")
    number = Quantity(
        document.span(start, start + 9), 40.0, 40.0, 40.0, Bound.EXACT, role=QuantityRole.KILLED
    )
    said = document.span(start, text.index(". It"))
    found = Claim(
        Attribution((), (), (said,), QuoteKind.INDIRECT), Speaker("Mayor"), quantities=(number,)
    )
    (bearing,) = judged([(document, found)], [date(2031, 5, 1)]).bearings
    assert not bearing.bears
    assert "a correction says what was wrong" in bearing.reason


def test_another_measure_a_denial_and_no_number_do_not_bear_and_say_why():
    told = [
        claim("2031-05-01", 40.0, role=QuantityRole.WOUNDED),
        claim("2031-05-01", 50.0, polarity=Polarity.NEGATIVE),
        claim("2031-05-01", 60.0, quantities=()),
    ]
    found = judged(told, [date(2031, 5, 1)])
    assert not any(b.bears for b in found.bearings)
    assert all(b.reason for b in found.bearings)
    assert found.estimate is None
    assert found.probabilities[0] == found.start
