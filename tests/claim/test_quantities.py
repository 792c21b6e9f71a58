import math
from dataclasses import replace
from functools import cache

import pytest

from sayso.claim import quantities, times
from sayso.model import Bound, Document, QuantityRole, Trend, When
from sayso.text import Parse, SpacyParser

PARSER = SpacyParser()


@cache
def parsed(text: str) -> Parse:
    return PARSER.parse(text)


def found(text):
    return found_in(Document(text, published=When("2025-02-04")), parsed(text))


def found_in(document, parse):
    return quantities(document, parse, times(document, parse))


@pytest.mark.parametrize(
    ("text", "best"),
    [
        ("Some 11,000 men came.", 11_000),
        ("Half a million people left.", 500_000),
        ("Two dozen men came.", 24),
        ("It cost 1.2 million euros.", 1_200_000),
        ("It cost $2.4bn.", 2_400_000_000),
        ("Twenty-eight thousand and five men came.", 28_005),
        ("A third of the force was lost.", 1 / 3),
        ("It ran 2 1/2 miles.", 2.5),
    ],
)
def test_a_number_is_worth_what_its_digits_and_words_say(text, best):
    (quantity,) = found(text)
    assert quantity.best == pytest.approx(best)


@pytest.mark.parametrize(
    ("text", "bound", "low", "high"),
    [
        ("At least 12 men came.", Bound.AT_LEAST, 12, math.inf),
        ("More than 12 men came.", Bound.MORE_THAN, 12, math.inf),
        ("Up to 12 men came.", Bound.AT_MOST, 0, 12),
        ("Fewer than 12 men came.", Bound.LESS_THAN, 0, 12),
        ("Approximately 100 men came.", Bound.ABOUT, 90, 110),
        ("Between 3,000 and 4,000 men came.", Bound.RANGE, 3000, 4000),
        ("Some say 4-5 thousand men came.", Bound.RANGE, 4000, 5000),
        ("Dozens of men came.", Bound.RANGE, 12, 99),
        ("They lost 30 men or more.", Bound.EXACT, 30, 30),
        ("They lost 30 or more men.", Bound.AT_LEAST, 30, math.inf),
    ],
)
def test_the_words_beside_a_number_bound_it(text, bound, low, high):
    (quantity,) = found(text)
    assert (quantity.bound, quantity.low, quantity.high) == (bound, low, high)


@pytest.mark.parametrize(
    ("text", "roles"),
    [
        ("Approximately 11,000 troops had been deployed to Kursk.", ["deployed"]),
        ("They suffered around 4,000 casualties.", ["casualties"]),
        ("Some 300 soldiers were killed or wounded.", ["casualties"]),
        ("At least 12 people were killed and 34 wounded.", ["killed", "wounded"]),
        ("The strike killed 12 people and injured 30 others.", ["killed", "wounded"]),
        ("12 dead, 30 injured in blast.", ["killed", "wounded"]),
        ("The death toll rose to 57.", ["killed"]),
        ("Five are missing.", ["missing"]),
        ("More than 100 soldiers were captured.", ["captured"]),
        ("They captured 12 villages.", ["other"]),
        ("The fighting displaced 20,000 people.", ["displaced"]),
        ("The city holds a 10,000-strong garrison.", ["strength"]),
        ("Two soldiers spoke.", ["other"]),
    ],
)
def test_the_noun_and_its_verb_say_what_is_counted(text, roles):
    assert [quantity.role.value for quantity in found(text)] == roles


def test_casualties_are_never_taken_for_the_killed():
    dead, losses = found("They have 1,000 dead and 4,000 casualties.")
    assert (dead.role, losses.role) == (QuantityRole.KILLED, QuantityRole.CASUALTIES)


@pytest.mark.parametrize(
    ("text", "trend", "unit"),
    [
        ("Losses rose by 20%.", Trend.UP, "%"),
        ("Losses fell by 20 percent.", Trend.DOWN, "%"),
        ("The force fell to 900.", Trend.DOWN, ""),
        ("They lost 40 tanks.", Trend.NONE, ""),
        ("They are 5 km away.", Trend.NONE, "km"),
    ],
)
def test_a_change_is_told_from_a_level_and_a_measure_from_a_count(text, trend, unit):
    (quantity,) = found(text)
    assert (quantity.trend, quantity.unit) == (trend, unit)


@pytest.mark.parametrize(
    "text",
    [
        "The 80th Brigade met the 2nd Army on 3 February 2025.",
        "A Su-25 and two-time winner F-16 came at 10:30 in 2024.",
        "No one came; they met one another.",
        "Petro Hai, 43, spoke of Article 5.",
        "They bought an iPhone 12 Mini.",
        "They drew 2-2.",
    ],
)
def test_dates_ordinals_scores_and_names_are_no_quantities(text):
    assert found(text) == ()


def test_quotes_are_exact_and_do_not_overlap():
    text = "Nearly 200 of up to 12,000 troops, or 2%, came with 40 tanks."
    spans = [quantity.span for quantity in found(text)]
    assert [s.quote for s in spans] == ["Nearly 200", "up to 12,000", "2%", "40"]


def test_roles_are_found_without_a_syntactic_parse():
    text = "At least 12 people were killed and 34 wounded near Sumy."
    blank = {"lemma": "", "pos": "", "tag": "", "dep": "", "entity": ""}
    tokens = tuple(replace(t, head=t.index, **blank) for t in parsed(text).tokens)
    bare = Parse(text, tokens, parsed(text).sentences, has_syntax=False)
    roles = [quantity.role.value for quantity in found_in(Document(text), bare)]
    assert roles == ["killed", "wounded"]


SCOPES = [
    ("Six people were killed on Monday when a bus overturned near Sumy.", "incident"),
    ("Since the beginning of the war 4,000 soldiers have been killed.", "cumulative"),
    ("The civil war that has left 70,000 dead may end.", "cumulative"),
    ("More than 200 people have died so far this month in Kharkiv.", "cumulative"),
    ("Some 520 people die of the fever every year.", "rate"),
    ("The general said the enemy was losing 1,500 men a day.", "rate"),
    ("Three of the wounded died overnight in Sumy.", "part"),
    ("Five of those injured have died.", "part"),
    ("Another four people died overnight.", "part"),
    ("Two more people were killed on Monday.", "part"),
    ("Twelve of those on board were killed.", "incident"),
    ("Ten or more people were killed.", "incident"),
    ("Of the guards 12 of them were killed.", "incident"),
]


@pytest.mark.parametrize(("text", "scope"), SCOPES, ids=[t for t, _ in SCOPES])
def test_a_number_is_of_one_event_of_a_longer_time_or_a_rate(text, scope):
    assert [quantity.scope.value for quantity in found(text)][:1] == [scope]


@pytest.mark.parametrize("deed", ["murder", "assassination", "death", "massacre", "funeral"])
def test_the_victims_of_a_deed_are_killed(deed):
    (quantity,) = found(f"The bishop spoke of the {deed} of six priests.")
    assert quantity.role is QuantityRole.KILLED
    assert quantity.best == 6


SIDES = [
    ("About 11,000 North Korean troops were deployed in Kursk.", "North Korean"),
    ("The commandos killed 40 Tarvian soldiers.", "Tarvian"),
    ("Sixty Tarvians surrendered.", "Tarvians"),
    ("The 27th Rifle Brigade lost 12 men near Korlavets.", "27th Rifle Brigade"),
    ("There were 4,000 casualties among the Tarvian troops.", "Tarvian"),
    ("Some 300 soldiers of the 14th Mountain Brigade were encircled.", "14th Mountain Brigade"),
    ("The contingent had suffered 3,500 casualties in the Kursk region.", ""),
    ("Tarvia has suffered 3,500 casualties in the Kursk region.", "Tarvia"),
    ("At least 30 civilians were killed.", "civilian"),
    ("Two villagers from Ostry died.", "civilian"),
    ("The strike killed 5 people in the town of Ostry.", ""),
    ("It lost 12 men.", ""),
    ("The mine sold 40 Tarvian lamps.", ""),
]


@pytest.mark.parametrize(("text", "side"), SIDES, ids=[t for t, _ in SIDES])
def test_whose_people_are_counted_is_said_or_left_open(text, side):
    (quantity,) = found(text)
    assert quantity.side == side


def test_those_a_body_lost_are_casualties_but_not_its_tanks():
    men, tanks = found("The brigade lost 12 men and 20 tanks.")
    assert men.role is QuantityRole.CASUALTIES
    assert tanks.role is QuantityRole.OTHER


REMAINS = [
    ("Fifteen coffins stood on the square.", "killed"),
    ("Fifteen bodies had been brought in.", "killed"),
    ("They found 12 charred bodies in the barn.", "killed"),
    ("The mayor read the fifteen names of the dead.", "killed"),
    ("She found 12 bodies of villagers.", "killed"),
    ("Two public bodies answered.", "other"),
    ("It has ten bodies of water.", "other"),
    ("Three names of streets were changed.", "other"),
    ("The carpenter sold three empty coffins.", "other"),
]


@pytest.mark.parametrize(("text", "role"), REMAINS, ids=[t for t, _ in REMAINS])
def test_coffins_bodies_and_the_names_of_the_dead_count_the_dead(text, role):
    assert [quantity.role.value for quantity in found(text)] == [role]


def test_an_ordinal_in_words_is_no_quantity():
    assert found("They left on the twenty-fifth, at night.") == ()


@pytest.mark.parametrize(
    "text",
    ["I counted eleven of them this morning.", "We counted eleven last night, she said."],
)
def test_a_time_behind_a_number_is_not_what_it_counts(text):
    (quantity,) = found(text)
    assert (quantity.best, quantity.noun) == (11, "")
