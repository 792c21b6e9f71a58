from dataclasses import replace
from itertools import count

import pytest

from sayso.compare import relate, relations, untangle
from sayso.model import (
    Attribution,
    Bound,
    Certainty,
    Claim,
    Document,
    EntityKind,
    Mention,
    Observation,
    Place,
    Polarity,
    Quantity,
    QuantityRole,
    QuoteKind,
    RelationKind,
    Scope,
    Slot,
    SlotVerdict,
    Speaker,
    Tense,
    TimeExpression,
    TimeType,
    When,
)

NAMES = count()
REGION = {"name": "Vale", "geonameid": 9, "country": "RU", "admin1": "V", "precision": 4}
TOWN = {"name": "Ostrava", "geonameid": 5, "country": "RU", "admin1": "V", "precision": 1}
GONE, THERE = Observation.ASSERTED_ABSENCE, Observation.ASSERTED_PRESENCE
SEEN, UNSEEN = Observation.SIGHTING, Observation.NON_OBSERVATION


def claim(speaker="", place=None, day="2031-05-01", last="", actor="", number=None, **slots):
    """A claim about Ostrava on one day; `number` is (low, high) of people killed."""
    name = f"Speaker {next(NAMES)}"
    document = Document(text="Five fell at Ostrava.", title=name)
    span = document.span(0, 4)
    time = TimeExpression(span, TimeType.DATE, day, When(day), When(last or day), 1)
    role, side = slots.pop("role", QuantityRole.KILLED), slots.pop("side", "")
    low, high = number or (0, 0)
    held = Claim(
        Attribution((), (), (document.span(0, 20),), QuoteKind.INDIRECT),
        Speaker(speaker or name),
        predicate="fall",
        polarity=Polarity.POSITIVE,
        certainty=Certainty.CERTAIN,
        actors=(Mention(span, EntityKind.UNIT, actor),) if actor else (),
        places=(Place(span, **(TOWN if place is None else place)),) if place != {} else (),
        time=time if day else None,
        quantities=(Quantity(span, low, low, high, Bound.RANGE, role=role, side=side),)
        if number
        else (),
    )
    return replace(held, **slots)


def decided(left, right, **given):
    relation = relate(left, right, 0.5, **given)
    return relation.kind, relation.deciding_slot


CONTRADICTS, INCOMPARABLE = RelationKind.CONTRADICTS, RelationKind.INCOMPARABLE
NARROWER, WIDER, SAME = RelationKind.NARROWER, RelationKind.WIDER, RelationKind.SAME
TABLE = {
    "numbers that exclude each other": (
        claim(number=(5, 5)),
        claim(number=(9, 9)),
        (CONTRADICTS, Slot.NUMBER),
    ),
    "a number within a range": (
        claim(number=(5, 5)),
        claim(number=(3, 8)),
        (NARROWER, Slot.NUMBER),
    ),
    "ranges that overlap": (
        claim(number=(3, 6)),
        claim(number=(5, 8)),
        (INCOMPARABLE, Slot.NUMBER),
    ),
    "killed and casualties": (
        claim(number=(5, 5)),
        claim(number=(9, 9), role=QuantityRole.CASUALTIES),
        (INCOMPARABLE, Slot.MEASURE),
    ),
    "killed of two sides": (
        claim(number=(5, 5), side="Tarvian"),
        claim(number=(9, 9), side="27th Rifle Brigade"),
        (INCOMPARABLE, Slot.MEASURE),
    ),
    "killed of one side, named in two ways": (
        claim(number=(5, 5), side="Tarvian"),
        claim(number=(9, 9), side="Tarvians"),
        (CONTRADICTS, Slot.NUMBER),
    ),
    "killed of one side and of nobody said whose": (
        claim(number=(5, 5), side="Tarvian"),
        claim(number=(9, 9)),
        (CONTRADICTS, Slot.NUMBER),
    ),
    "a denial": (claim(), claim(polarity=Polarity.NEGATIVE), (CONTRADICTS, Slot.POLARITY)),
    "a denied number": (
        claim(number=(5, 5), polarity=Polarity.NEGATIVE),
        claim(number=(9, 9), polarity=Polarity.NEGATIVE),
        (INCOMPARABLE, Slot.POLARITY),
    ),
    "seen and gone": (
        claim(observation=SEEN),
        claim(observation=GONE),
        (CONTRADICTS, Slot.POLARITY),
    ),
    "seen and said to be there": (
        claim(observation=SEEN),
        claim(observation=THERE),
        (SAME, Slot.PREDICATE),
    ),
    "not seen and seen": (
        claim(observation=UNSEEN),
        claim(observation=SEEN),
        (INCOMPARABLE, Slot.POLARITY),
    ),
    "not seen and gone": (
        claim(observation=UNSEEN),
        claim(observation=GONE),
        (WIDER, Slot.POLARITY),
    ),
    "not seen here, seen elsewhere": (
        claim(observation=UNSEEN, place={**TOWN, "sector": "80th: own section"}),
        claim(observation=SEEN, place={**TOWN, "sector": "61st: own section"}),
        (INCOMPARABLE, Slot.PLACE),
    ),
    "gone from the region, seen in its town": (
        claim(observation=GONE, place=REGION),
        claim(observation=SEEN),
        (CONTRADICTS, Slot.POLARITY),
    ),
    "gone from the town, seen in the region": (
        claim(observation=GONE),
        claim(observation=SEEN, place=REGION),
        (INCOMPARABLE, Slot.PLACE),
    ),
    "gone all week, seen on a day of it": (
        claim(observation=SEEN),
        claim(observation=GONE, day="2031-04-28", last="2031-05-04"),
        (CONTRADICTS, Slot.POLARITY),
    ),
    "a section of the region": (
        claim(place={**REGION, "sector": "80th: own section"}),
        claim(place=REGION),
        (NARROWER, Slot.PLACE),
    ),
    "the country of the town": (
        claim(place={"name": "Ruritania", "geonameid": 2, "country": "RU", "precision": 6}),
        claim(),
        (WIDER, Slot.PLACE),
    ),
    "another country": (
        claim(),
        claim(place={**TOWN, "geonameid": 6, "country": "UA", "admin1": "Q"}, number=None),
        (INCOMPARABLE, Slot.PLACE),
    ),
    "a place nobody found": (
        claim(),
        claim(place={"name": "Vyshny"}, polarity=Polarity.NEGATIVE),
        (INCOMPARABLE, Slot.PLACE),
    ),
    "no place": (
        claim(),
        claim(place={}, polarity=Polarity.NEGATIVE),
        (INCOMPARABLE, Slot.PLACE),
    ),
    "no time": (
        claim(),
        claim(day="", polarity=Polarity.NEGATIVE),
        (INCOMPARABLE, Slot.TIME),
    ),
    "another day": (
        claim(),
        claim(day="2031-05-09", polarity=Polarity.NEGATIVE),
        (INCOMPARABLE, Slot.TIME),
    ),
    "a day of the month": (claim(), claim(day="2031-05"), (NARROWER, Slot.TIME)),
    "certain and possible": (
        claim(),
        claim(certainty=Certainty.POSSIBLE),
        (NARROWER, Slot.MODALITY),
    ),
    "possible and denied": (
        claim(certainty=Certainty.POSSIBLE),
        claim(polarity=Polarity.NEGATIVE),
        (INCOMPARABLE, Slot.MODALITY),
    ),
    "the future": (
        claim(tense=Tense.FUTURE),
        claim(polarity=Polarity.NEGATIVE, tense=Tense.NON_FUTURE),
        (INCOMPARABLE, Slot.MODALITY),
    ),
    "another unit of the same name": (
        claim(actor="1st Brigade"),
        claim(actor="2nd Brigade", polarity=Polarity.NEGATIVE),
        (INCOMPARABLE, Slot.ACTOR),
    ),
    "north and south": (
        claim(actor="North Ruritanian troops"),
        claim(actor="South Ruritanian troops", polarity=Polarity.NEGATIVE),
        (INCOMPARABLE, Slot.ACTOR),
    ),
    "one actor in two words": (
        claim(actor="Ruritanian forces"),
        claim(actor="Ruritania's army", polarity=Polarity.NEGATIVE),
        (CONTRADICTS, Slot.POLARITY),
    ),
}


@pytest.mark.parametrize("case", TABLE.values(), ids=TABLE.keys())
def test_the_slots_decide(case):
    left, right, expected = case
    assert decided(left, right) == expected


@pytest.mark.parametrize("case", TABLE.values(), ids=TABLE.keys())
def test_the_other_way_round_is_the_mirror_image(case):
    left, right, (kind, _) = case
    mirror = {NARROWER: WIDER, WIDER: NARROWER}
    assert decided(right, left)[0] is mirror.get(kind, kind)


def test_a_speaker_who_says_otherwise_later_supersedes_himself():
    first = claim("Ana Brandt", number=(5, 5))
    later = claim("Ana Brandt", number=(9, 9), day="2031-05-03")
    relation = relate(first, later, 0.5)
    assert (relation.kind, relation.left) == (RelationKind.SUPERSEDES, later.id)


def test_a_speaker_who_contradicts_himself_at_once_does_not_supersede():
    pair = claim("Ana Brandt", number=(5, 5)), claim("Ana Brandt", number=(9, 9))
    assert decided(*pair) == (CONTRADICTS, Slot.NUMBER)


def test_without_a_time_the_days_up_to_publication_stand_in_and_the_row_says_so():
    left, right = claim(day=""), claim(day="2031-05-01", polarity=Polarity.NEGATIVE)
    for published, kind in (("2031-05-02", CONTRADICTS), ("2031-05-09", INCOMPARABLE)):
        relation = relate(left, right, 0.5, published={left.document: When(published)})
        time = next(row for row in relation.table if row.slot is Slot.TIME)
        assert relation.kind is kind
        assert "from the publication" in time.left


def test_the_table_names_the_slots_that_are_missing():
    relation = relate(claim(), claim(polarity=Polarity.NEGATIVE), 0.5)
    missing = {row.slot for row in relation.table if row.verdict is SlotVerdict.MISSING}
    assert missing == {Slot.ACTOR, Slot.MEASURE, Slot.NUMBER}


def test_each_pair_is_related_once():
    assert len(relations([claim(), claim(), claim()])) == 3


def test_two_claims_of_one_origin_are_not_compared():
    pair = [claim(), claim(polarity=Polarity.NEGATIVE)]
    assert relations(pair, origin_of={c.id: "origin-1" for c in pair}) == ()


def test_within_one_origin_a_later_value_supersedes_the_earlier():
    first = claim("Ana Brandt", number=(5, 5))
    later = claim("Ana Brandt", number=(9, 9), day="2031-05-03")
    (relation,) = relations([first, later], origin_of={first.id: "o", later.id: "o"})
    assert relation.kind is RelationKind.SUPERSEDES


def test_what_one_speaker_repeats_is_compared_once():
    repeated = [claim("Ana Brandt") for _ in range(9)]
    assert len(relations([*repeated, claim(polarity=Polarity.NEGATIVE)])) == 1


def test_one_number_for_two_sides_is_two_claims():
    ours, theirs = (claim("Ana Brandt", number=(5, 5), side=side) for side in ("Orlund", "Tarvian"))
    found = relations([ours, theirs, claim("Nils Orn", number=(9, 9), side="Tarvian")])
    assert [one.left for one in found if one.kind is CONTRADICTS] == [theirs.id]


@pytest.mark.parametrize("slots", [{"scope": Scope.PART}, {"noun": "child"}, {"noun": "soldier"}])
def test_a_part_or_one_kind_of_people_is_not_set_against_a_toll(slots):
    toll, some = claim("Ana Brandt", number=(15, 15)), claim("Nils Orn", number=(3, 3))
    some = replace(some, quantities=(replace(some.quantities[0], **slots),))
    assert not [one for one in relations([toll, some]) if one.kind is CONTRADICTS]
    assert [
        one
        for one in relations([toll, claim("Nils Orn", number=(3, 3))])
        if one.kind is CONTRADICTS
    ]


def test_unrelated_claims_are_not_compared():
    other = claim(place={"name": "Larn", "geonameid": 77, "country": "LA", "admin1": "X"})
    assert relations([claim(), other, claim(predicate="rise")]) == ()


def reading(left, right):
    return untangle(left, right, relate(left, right, 0.5))


@pytest.mark.parametrize(
    ("left", "right", "slot", "words"),
    [
        (
            claim(place=REGION, actor="4th Brigade", observation=GONE),
            claim(place=REGION, actor="4th Brigade", observation=THERE),
            Slot.PLACE,
            "different parts of Vale",
        ),
        (
            claim(actor="4th Brigade", observation=GONE),
            claim(actor="4th Brigade", observation=THERE),
            Slot.TIME,
            "different hours of the same day",
        ),
        (
            claim(actor="Tarvian troops", observation=GONE),
            claim(actor="Tarvian troops", observation=THERE),
            Slot.ACTOR,
            "different groups of Tarvian troops",
        ),
        (
            claim(actor="4th Brigade", number=(5, 5), side="Tarvian"),
            claim(actor="4th Brigade", number=(9, 9)),
            Slot.MEASURE,
            "does not say whose",
        ),
    ],
)
def test_the_slot_that_leaves_most_room_is_re_read(left, right, slot, words):
    found = reading(left, right)
    assert found.slot is slot
    assert words in found.words


def test_the_re_reading_is_the_same_from_both_sides():
    left, right = claim(number=(5, 5)), claim(number=(9, 9), side="Tarvian")
    assert reading(left, right) == reading(right, left)


def test_only_a_contradiction_is_untangled():
    left = claim(number=(5, 5))
    right = replace(claim(number=(9, 9), role=QuantityRole.CASUALTIES))
    with pytest.raises(ValueError, match="only a contradiction"):
        reading(left, right)
