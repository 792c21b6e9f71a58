"""Outlets, authorities and crowds as speakers of a story."""

import pytest

from sayso.attribute import RuleExtractor
from sayso.model import (
    Attribution,
    Claim,
    Document,
    Entity,
    EntityKind,
    Grade,
    QuoteKind,
    SourceKind,
    Speaker,
)
from sayso.resolve import across, speakers, standing
from sayso.text import SpacyParser


def claim(number, name, kind=EntityKind.UNKNOWN, **given):
    document = Document(text=f"The weir has burst, it was said {number} times.")
    said = Attribution((), (), (document.span(0, 18),), QuoteKind.INDIRECT)
    entity = Entity(name, kind).id
    return Claim(said, Speaker(name, kind, entity, chain=(name,), **given))


@pytest.mark.parametrize(
    ("name", "kind", "given"),
    [
        ("Kestrel", EntityKind.UNKNOWN, {}),
        ("the kestrel", EntityKind.UNKNOWN, {}),
        ("Kestrel", EntityKind.PERSON, {}),
    ],
)
def test_a_speaker_of_a_storys_outlets_name_is_that_outlet(name, kind, given):
    (told,) = across([claim(1, name, kind, **given)], (), ["The Kestrel"])
    assert (told.speaker.name, told.speaker.kind) == ("The Kestrel", EntityKind.OUTLET)
    assert told.speaker.chain == ("The Kestrel",)
    assert standing(told.speaker).kind is SourceKind.OUTLET


@pytest.mark.parametrize(
    ("name", "kind", "given"),
    [
        ("Kestrel", EntityKind.PERSON, {"role": "captain"}),
        ("Anna Kestrel", EntityKind.PERSON, {}),
        ("Kestrel", EntityKind.UNIT, {}),
    ],
    ids=["an office", "a first name", "a unit"],
)
def test_a_person_or_unit_of_an_outlets_name_stays_who_it_is(name, kind, given):
    (told,) = across([claim(1, name, kind, **given)], (), ["Kestrel", "Anna Kestrel"])
    assert told.speaker.kind is kind


def test_the_ministry_is_the_only_ministry_of_the_story():
    body = EntityKind.GOVERNMENT
    claims = [claim(1, "health ministry", body), claim(2, "ministry", body)]
    assert [c.speaker.name for c in across(claims)] == ["health ministry"] * 2
    several = [*claims, claim(3, "justice ministry", body)]
    assert across(several)[1].speaker.name == "ministry"


@pytest.mark.parametrize(
    "name", ["Sources", "one source", "several media", "social media users", "everybody"]
)
def test_who_names_nobody_is_no_named_person_and_gets_an_f(name):
    found = standing(Speaker(name, EntityKind.PERSON))
    assert found.grade is Grade.F
    assert "nobody in particular" in found.reason


def test_who_is_called_by_a_trade_is_not_named():
    assert standing(Speaker("A ferryman who asked for silence")).reason.startswith(
        "known by office"
    )


def test_the_post_is_the_anonymous_post_told_of_before():
    text = (
        "An anonymous post on the channel Grey Weir said that the dam was gone.\n"
        "“Not a stone is left,” the post said."
    )
    document = Document(text=text)
    parse = SpacyParser().parse(text)
    found = RuleExtractor().attributions(document, lambda: parse)
    named = speakers(document, parse, found)
    names = [speaker.name for speaker in named.values()]
    assert names[0].startswith("An anonymous post")
    assert names == names[:1] * 2
