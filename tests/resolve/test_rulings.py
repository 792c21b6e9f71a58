"""What a person rules of names is replayed: merges, splits, and claims that are another's word."""

import pytest

from sayso.model import (
    Attribution,
    Claim,
    Decision,
    DecisionKind,
    Document,
    Entity,
    EntityKind,
    Mention,
    QuoteKind,
    Speaker,
)
from sayso.resolve import across

MERGE, SPLIT = DecisionKind.MERGE, DecisionKind.SPLIT


def claim(name, title="", kind=EntityKind.PERSON, actor=""):
    document = Document(text="Nobody has come over the ford since Monday.", title=title or name)
    span = document.span(0, 42)
    return Claim(
        Attribution((), (), (span,), QuoteKind.INDIRECT),
        Speaker(name, kind, Entity(name, kind).id, span, (name,)),
        predicate="come",
        actors=(Mention(span, EntityKind.UNIT, actor, "ent-x"),) if actor else (),
    )


def merge(name, into):
    return Decision(MERGE, "", 0, 0, name, into, "Ada", "the two reports describe one person")


def split(name):
    return Decision(SPLIT, "", 0, 0, name, name, "Ada", "they are father and son")


def names(claims, *decisions):
    return [one.speaker.name for one in across(claims, decisions)]


def test_a_merged_name_goes_under_the_other_with_its_entity():
    claims = [claim("Jens Harrow"), claim("Captain Fox")]
    ruled = across(claims, [merge("Captain Fox", "Jens Harrow")])
    assert {one.speaker.name for one in ruled} == {"Jens Harrow"}
    assert len({one.speaker.entity for one in ruled}) == 1
    assert {one.speaker.chain for one in ruled} == {("Jens Harrow",)}


def test_merges_follow_each_other_and_a_circle_ends():
    claims = [claim("A One"), claim("B Two"), claim("C Three")]
    assert set(names(claims, merge("A One", "B Two"), merge("B Two", "C Three"))) == {"C Three"}
    circle = names(claims[:2], merge("A One", "B Two"), merge("B Two", "A One"))
    assert set(circle) == {"A One", "B Two"}


def test_a_split_undoes_a_merge_and_a_later_merge_the_split():
    claims = [claim("Jens Harrow"), claim("Captain Fox")]
    first = merge("Captain Fox", "Jens Harrow")
    assert set(names(claims, first, split("Captain Fox"))) == {"Jens Harrow", "Captain Fox"}
    assert set(names(claims, split("Captain Fox"), first)) == {"Jens Harrow"}


def test_a_surname_ruled_to_stand_alone_is_not_led_to_the_fuller_name():
    claims = [claim("Jens Harrow"), claim("Harrow")]
    assert set(names(claims)) == {"Jens Harrow"}
    assert set(names(claims, split("Harrow"))) == {"Jens Harrow", "Harrow"}


@pytest.mark.parametrize("end", [42, 40])
def test_one_claim_is_another_speakers_word_also_when_it_is_read_anew(end):
    theirs, other = claim("Jens Harrow", "one"), claim("Jens Harrow", "two")
    ruling = Decision(SPLIT, theirs.document, 0, end, "speaker", "Ove Lund", "Ada", "misread")
    ruled = across([theirs, other], [ruling])
    assert [one.speaker.name for one in ruled] == ["Ove Lund", "Jens Harrow"]
    assert ruled[0].speaker.entity == Entity("Ove Lund", EntityKind.PERSON).id


def test_a_claim_may_be_ruled_to_be_nobodys_word():
    one = claim("Jens Harrow")
    ruling = Decision(SPLIT, one.document, 0, 42, "speaker", "unknown", "Ada", "a caption")
    (ruled,) = across([one], [ruling])
    assert not ruled.speaker.known


def test_merged_units_are_one_actor():
    (ruled,) = across([claim("Ove", actor="the Hawks")], [merge("the Hawks", "27th Brigade")])
    assert ruled.actors[0].name == "27th Brigade"
    assert ruled.actors[0].entity == Entity("27th Brigade", EntityKind.UNIT).id
