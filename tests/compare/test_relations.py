from dataclasses import replace

from sayso.compare import relate, relations
from sayso.model import (
    Attribution,
    Bound,
    Claim,
    Document,
    EntityKind,
    Mention,
    Place,
    Polarity,
    Quantity,
    QuantityRole,
    QuoteKind,
    RelationKind,
    Slot,
    Speaker,
    TimeExpression,
    TimeType,
    When,
)


def claim(title, role=QuantityRole.KILLED, best=5.0, sector="", day="2031-05-01", no=False):
    document = Document(text="Five fell at Ostrava.", title=title)
    span = document.span(0, 4)
    time = TimeExpression(span, TimeType.DATE, day, When(day), When(day), 1) if day else None
    return Claim(
        Attribution((), (), (document.span(0, 20),), QuoteKind.INDIRECT),
        Speaker("Ana Brandt"),
        predicate="fall",
        polarity=Polarity.NEGATIVE if no else Polarity.POSITIVE,
        places=(Place(document.span(13, 20), "Ostrava", sector=sector),),
        time=time,
        quantities=(Quantity(span, best, best, best, Bound.EXACT, role=role),),
    )


def decided(left, right):
    relation = relate(left, right, 0.5)
    return relation.kind, relation.deciding_slot


def test_numbers_that_exclude_each_other_contradict():
    assert decided(claim("a"), claim("b", best=9)) == (RelationKind.CONTRADICTS, Slot.NUMBER)


def test_a_denial_contradicts():
    assert decided(claim("a"), claim("b", no=True)) == (RelationKind.CONTRADICTS, Slot.POLARITY)


def test_killed_and_casualties_are_different_measures():
    other = claim("b", role=QuantityRole.CASUALTIES, best=9)
    assert decided(claim("a"), other) == (RelationKind.INCOMPARABLE, Slot.MEASURE)


def test_another_section_is_another_place():
    other = claim("b", sector="another section", no=True)
    assert decided(claim("a", sector="our section"), other)[1] is Slot.PLACE


def test_a_missing_time_never_contradicts():
    assert decided(claim("a"), claim("b", day="", no=True)) == (
        RelationKind.INCOMPARABLE,
        Slot.TIME,
    )


def test_each_pair_is_related_once():
    assert len(relations([claim("a"), claim("b"), claim("c")])) == 3


def test_claims_about_different_actors_never_contradict():
    left, right = claim("a"), claim("b", best=9)
    named = [
        replace(c, actors=(Mention(c.content[0], EntityKind.UNIT, name),))
        for c, name in ((left, "1st Brigade"), (right, "2nd Brigade"))
    ]
    assert decided(*named) == (RelationKind.INCOMPARABLE, Slot.ACTOR)
