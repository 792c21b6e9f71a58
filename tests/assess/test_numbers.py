"""Questions of quantity: pooling, ranges, what counts and what does not."""

from dataclasses import replace
from datetime import date
from math import inf

import numpy as np
import pytest

from sayso.assess import judge_numbers, numbers_heard, range_of
from sayso.assess.amounts import Amount, Care, Leaning, Limit, pooled, rounding
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
    Scope,
    Source,
    SourceKind,
    Speaker,
    TimeExpression,
    TimeType,
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


MARKET = Question(
    "How many people were killed at the market?",
    "quantity",
    (Hypothesis("few", "fewer than 14"), Hypothesis("more", "14 to 20")),
    measure="killed",
)
DAYS = [date(2031, 5, n) for n in range(1, 6)]


def said(day, words, *numbers, speaker="Mayor", **slots):
    """A claim of numbers, each given as the words it stands in and its slots."""
    document = Document(text=f"{words} {speaker} said.", title=f"{day}", published=When(day))
    whole = Attribution((), (), (document.span(0, len(words)),), QuoteKind.INDIRECT)
    quantities = tuple(_number(document, *number) for number in numbers)
    who = Speaker(speaker) if isinstance(speaker, str) else speaker
    made = Claim(whole, who, predicate="die", polarity=Polarity.POSITIVE, quantities=quantities)
    return document, replace(made, **slots)


def _number(document, words, value, slots=None):
    start = document.text.index(words)
    span = document.span(start, start + len(words))
    given = {"bound": Bound.EXACT, "role": QuantityRole.KILLED, "noun": "people", **(slots or {})}
    return Quantity(span, value, value, value, **given)


def market(told, question=MARKET, days=DAYS):
    documents = {document.id: document for document, _ in told}
    claims = [one for _, one in told]
    heard = numbers_heard(question, claims, sources={}, origins=(), documents=documents)
    return judge_numbers(question, heard, days=days, as_of=When(days[-1].isoformat()))


def reasons(found):
    return [bearing.reason for bearing in found.bearings]


def test_a_number_of_another_time_tells_of_that_time():
    document, one = said("2031-05-02", "In the fire of 1988 63 people died.", ("63", 63))
    then = TimeExpression(
        document.span(15, 19), TimeType.DATE, "1988", When("1988-01-01"), When("1988-12-31"), 5
    )
    old = document, replace(one, time=then)
    new = said("2031-05-01", "15 people died.", ("15", 15), speaker="Clinic")
    found = market([old, new])
    assert reasons(found)[0] == "it tells of 1988"
    assert found.estimate.highest_claimed == 15
    asked = replace(MARKET, text="How many people were killed in the fire of 1988?")
    assert market([old, new], asked).bearings[0].bears


def test_a_later_count_of_one_body_takes_the_place_of_its_earlier_one_from_its_day_on():
    chief = Speaker("Ida Orn", role="chief", affiliation="Selm hospital")
    first = said("2031-05-01", "12 people died.", ("12", 12), speaker="the Selm hospital")
    later = said("2031-05-03", "15 people died.", ("15", 15), speaker=chief)
    found, before = market([first, later]), market([first], days=DAYS[:2])
    assert found.probabilities[1] == before.probabilities[1]
    assert found.estimate.lowest_claimed == 15
    assert found.probabilities[-1] == market([later], days=DAYS).probabilities[-1]
    ended = [step for step in found.steps if step.claim == first[1].id][-1]
    assert ended.reason == f"its speaker has counted anew since: {later[1].id}"
    assert ended.day == date(2031, 5, 3)
    total = np.sum([step.log_odds for step in found.steps], axis=0)
    moved = log_odds(np.array(found.probabilities[-1])) - log_odds(np.array(found.start))
    assert total == pytest.approx(moved, abs=1e-9)


def test_the_chief_of_a_body_speaks_for_it():
    chief = Speaker("Ole Marr", role="fire brigade chief")
    told = [
        said("2031-05-01", "16 people died.", ("16", 16), speaker="fire brigade"),
        said("2031-05-02", "17 people died.", ("17", 17), speaker=chief),
    ]
    assert market(told).estimate.lowest_claimed == 17


@pytest.mark.parametrize("speakers", [("Mayor", "Clinic"), ("residents", "residents")])
def test_counts_of_two_and_of_nobody_in_particular_stay_rivals(speakers):
    told = [
        said("2031-05-01", "12 people died.", ("12", 12), speaker=speakers[0]),
        said("2031-05-03", "15 people died.", ("15", 15), speaker=speakers[1]),
    ]
    assert market(told).estimate.lowest_claimed == 12


def test_a_bound_that_the_earlier_count_fits_and_an_old_count_told_again_take_no_place():
    first = said("2031-05-01", "12 people died.", ("12", 12))
    loose = said("2031-05-02", "More than 10 died.", ("10", 10, {"bound": Bound.MORE_THAN}))
    assert market([first, loose]).estimate.counted == 2
    anew = said("2031-05-03", "15 people died.", ("15", 15))
    again = said("2031-05-04", "On Monday 12 people died.", ("12", 12))
    assert market([first, anew, again]).estimate.lowest_claimed == 15


def test_an_outlet_that_relays_a_number_counted_anew_brings_it_back_to_nobody():
    paper = Source("Daily", "Daily", SourceKind.OUTLET)
    told = [
        said("2031-05-01", "12 people died.", ("12", 12)),
        said("2031-05-01", "12 people died there.", ("12", 12), speaker="Daily"),
        said("2031-05-03", "15 people died.", ("15", 15)),
    ]
    documents = {document.id: document for document, _ in told}
    heard = numbers_heard(
        MARKET, [c for _, c in told], sources={"Daily": paper}, origins=(), documents=documents
    )
    found = judge_numbers(MARKET, heard, days=DAYS, as_of=When("2031-05-05"))
    assert found.estimate.lowest_claimed == 15


BARE = {"role": QuantityRole.OTHER, "noun": ""}


def test_a_number_taken_back_bears_on_nothing_and_the_one_in_its_place_does():
    first = said("2031-05-01", "16 people died.", ("16", 16))
    words = "16 was an error; it is 15."
    later = said("2031-05-01", words, ("16", 16, BARE), ("15", 15, BARE))
    found = market([first, later])
    assert found.estimate.highest_claimed == 15
    alone = said("2031-05-02", "16 dead was an error.", ("16", 16))
    gone = market([first, alone])
    assert gone.estimate is None
    assert gone.probabilities[-1] == gone.start != gone.probabilities[0]
    assert reasons(market([alone])) == ["it takes back 16 as an error"]
    turned = said("2031-05-02", "15 people died, not 16.", ("15", 15), ("16", 16, BARE))
    assert market([first, turned]).estimate.highest_claimed == 15


@pytest.mark.parametrize(
    ("slots", "reason"),
    [
        ({"scope": Scope.PART}, "only some"),
        ({"scope": Scope.RATE}, "a rate"),
        ({"noun": "soldier"}, "only one kind"),
        ({"noun": "child"}, "only one kind"),
    ],
)
def test_parts_rates_and_kinds_of_people_are_no_toll(slots, reason):
    told = [said("2031-05-01", "40 died.", ("40", 40, slots))]
    found = market(told)
    assert reason in reasons(found)[0]
    assert found.estimate is None


def test_soldiers_count_where_the_question_asks_for_soldiers_or_for_nobody_in_particular():
    told = [said("2031-05-01", "40 soldiers died.", ("40", 40, {"noun": "soldier"}))]
    for text in ("How many soldiers were killed?", "How many were killed in the raid?"):
        assert market(told, replace(MARKET, text=text)).bearings[0].bears


def test_of_two_numbers_the_toll_goes_before_its_part_and_before_what_is_added_up():
    more, long = {"scope": Scope.PART}, {"scope": Scope.CUMULATIVE}
    told = [
        said("2031-05-01", "3 of the wounded died: 15.", ("3", 3, more), ("15", 15)),
        said("2031-05-01", "140 since May, 16 now.", ("140", 140, long), ("16", 16), speaker="Ana"),
    ]
    assert market(told).estimate.lowest_claimed == 15
    assert market(told).estimate.highest_claimed == 16


def test_one_who_counts_outweighs_a_party_to_the_fighting():
    counts = said("2031-05-01", "15 people died.", ("15", 15), speaker="Selm hospital")
    bound = {"bound": Bound.MORE_THAN}
    party = said("2031-05-02", "100 people died.", ("100", 100, bound), speaker="Hill rebels")
    found = market([counts, party])
    assert found.current["more"] > 0.7
    assert "one who counts" in found.bearings[0].reason
    assert "party to the fighting" in found.bearings[1].reason


@pytest.mark.parametrize(
    ("words", "side", "leans"),
    [
        ("We killed 40 of the enemy.", "", "large"),
        ("40 Ostrians fell.", "Ostrian", "large"),
        ("Morvan army: 4 Morvans fell.", "Morvan", "small"),
    ],
)
def test_a_party_makes_the_losses_of_the_others_large_and_its_own_small(words, side, leans):
    number = "40" if "40" in words else "4"
    told = [said("2031-05-01", words, (number, 40, {"side": side}), speaker="Morvan army")]
    asked = replace(MARKET, text="How many were killed?")
    assert leans in reasons(market(told, asked))[0]


def test_an_office_beside_the_name_tells_who_counts():
    words = "15 people died, the chief of the Selm hospital, Dr Ida Orn, said."
    document = Document(text=words, published=When("2031-05-01"))
    start = words.index("Ida")
    whole = Attribution((), (), (document.span(0, 14),), QuoteKind.INDIRECT)
    who = Speaker("Ida Orn", span=document.span(start, start + 7))
    number = (_number(document, "15", 15),)
    one = document, Claim(whole, who, polarity=Polarity.POSITIVE, quantities=number)
    assert "one who counts" in reasons(market([one]))[0]


def test_a_bound_of_one_who_counts_leaves_the_upper_end_open():
    bound = pooled([Amount("a", 12, "s", limit=Limit.FLOOR, care=Care.COUNTS)])
    count = pooled([Amount("a", 12, "s", care=Care.COUNTS)])
    assert bound.high > 3 * count.high
