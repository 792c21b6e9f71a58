"""The slots of claims, on cases written for the purpose."""

import json
from pathlib import Path
from typing import Any

import pytest

from sayso.attribute import RuleExtractor
from sayso.claim import claims
from sayso.model import Claim, Document, When
from sayso.resolve import mentions, speakers
from sayso.rooms import Rooms
from sayso.text import SpacyParser

CASES = json.loads((Path(__file__).parents[1] / "cases" / "claim" / "slots.json").read_text())


@pytest.fixture(scope="module")
def parser() -> SpacyParser:
    return SpacyParser()


def read(parser: SpacyParser, text: str, published: str = "") -> tuple[Claim, ...]:
    document = Document(text=text, published=When(published))
    parse = parser.parse(document.text)
    found = RuleExtractor().attributions(document, lambda: parse)
    named = speakers(document, parse, found)
    return claims(document, parse, found, named, mentions=mentions(document, parse))


def slots(claim: Claim) -> dict[str, Any]:
    return {
        "observation": claim.observation.value,
        "polarity": claim.polarity.value,
        "certainty": claim.certainty.value,
        "tense": claim.tense.value,
        "evidence_basis": claim.evidence_basis.value,
        "event": claim.event,
        "sector": next((p.sector for p in claim.places if p.sector), ""),
        "actor": next((m.name for m in (*claim.actors, *claim.recipients)), ""),
    }


@pytest.mark.parametrize("case", CASES, ids=[case["label"] for case in CASES])
def test_slots_are_as_the_case_says(parser: SpacyParser, case: dict[str, Any]) -> None:
    found = slots(read(parser, case["text"])[0])
    assert {key: found[key] for key in case["expected"]} == case["expected"]


def test_each_sentence_of_a_quotation_is_a_claim_of_its_own(parser: SpacyParser) -> None:
    text = (
        "Ilan Dorev, a spokesman for the 5th Brigade, said: “We have not met the Tarvian troops "
        "here. Other brigades fought them last week. They have disappeared.”"
    )
    found = read(parser, text)
    assert [claim.observation.value for claim in found] == [
        "non-observation",
        "sighting",
        "asserted-absence",
    ]
    assert len({claim.attribution.id for claim in found}) == 1
    assert len({claim.id for claim in found}) == 3


def test_a_passage_outside_the_content_is_refused(parser: SpacyParser) -> None:
    from dataclasses import replace

    from sayso.model import InvalidRecord

    text = "The ministry said the contingent had left. Rain fell."
    claim = read(parser, text)[0]
    with pytest.raises(InvalidRecord, match="must lie in its content"):
        replace(claim, passage=(Document(text=text).span(44, 48),))


def test_a_saying_that_points_back_has_its_slots_but_not_its_certainty(parser: SpacyParser) -> None:
    text = (
        "“We have not met Tarvian soldiers in our section of the front,” said Ilan Dorev, a spokesman for the "
        "5th Brigade. Similar claims were made by Ana Brandt."
    )
    first, likewise = read(parser, text)
    assert (likewise.speaker.name, likewise.words) == ("Ana Brandt", "Similar claims")
    assert likewise.observation is first.observation
    assert (first.certainty, likewise.certainty) == ("certain", "probable")
    assert likewise.evidence_basis == "unknown"


NOTHING = [
    "“A unit that rests looks just like a unit that has left,” the spokesman said.",
    "Armies often pull tired units back, where nobody can see them, the general said.",
    "She denied that her brigade had captured any vehicles this week.",
    "The army said it had found no evidence that the rebels had left Ostry.",
    "The captain said he could not speak for other brigades.",
]


@pytest.fixture(scope="module")
def rooms() -> Rooms:
    return Rooms()


@pytest.mark.parametrize("text", NOTHING)
def test_what_is_general_unknown_or_of_things_observes_nothing(rooms: Rooms, text: str) -> None:
    claims = rooms.reading(Document(text=text)).claims
    assert {claim.observation.value for claim in claims} == {"none"}


@pytest.mark.parametrize(
    ("said", "certainty"),
    [
        ("It is likely that the garrison has left Ostry", "probable"),
        ("The garrison has left Ostry, most likely", "probable"),
        ("Perhaps the garrison has left Ostry", "possible"),
        ("There are unconfirmed signs that the garrison has left Ostry", "possible"),
        ("The garrison has left Ostry", "certain"),
    ],
)
def test_a_hedge_that_opens_or_closes_a_saying_holds_whatever_the_network_says(
    rooms: Rooms, said: str, certainty: str
) -> None:
    (claim,) = rooms.reading(Document(text=f"{said}, Major Ilan Dorev said.")).claims
    assert claim.certainty == certainty


@pytest.mark.parametrize(
    "said",
    [
        "There can be no doubt that the garrison has left Ostry",
        "The garrison has undoubtedly left Ostry",
        "The garrison has left Ostry, beyond doubt",
    ],
)
def test_to_rule_doubt_out_is_certainty_and_denies_nothing(rooms: Rooms, said: str) -> None:
    (claim,) = rooms.reading(Document(text=f"{said}, Major Ilan Dorev said.")).claims
    assert (claim.certainty, claim.polarity) == ("certain", "positive")
    assert claim.evidence_basis not in ("assumed", "inferred")


def test_who_has_no_doubt_asserts_and_who_doubts_does_not(rooms: Rooms) -> None:
    (sure,) = rooms.reading(
        Document(text="Major Ilan Dorev had no doubt that the garrison had left Ostry.")
    ).claims
    (unsure,) = rooms.reading(
        Document(text="Major Ilan Dorev doubted that the garrison had left Ostry.")
    ).claims
    assert (sure.certainty, sure.polarity) == ("certain", "positive")
    assert (unsure.certainty, unsure.polarity) == ("possible", "negative")


@pytest.mark.parametrize(
    "text",
    [
        "The ministry falsely claimed that the garrison had left Ostry.",
        "The Ostry Post was unable to confirm that the garrison had left Ostry.",
        "The Ostry Post reported that the garrison had left Ostry. That report was wrong and we withdraw it.",
        "An earlier version of this report said that the garrison had left Ostry.",
    ],
)
def test_what_its_text_does_not_hold_is_not_asserted_by_the_claim(rooms: Rooms, text: str) -> None:
    (claim,) = rooms.reading(Document(text=text)).claims
    assert (claim.polarity, claim.certainty, claim.observation) == ("unknown", "unknown", "none")


def test_to_call_a_rumour_false_is_to_deny_what_it_says(rooms: Rooms) -> None:
    text = "Rumours that the garrison had left Ostry were false, Major Ilan Dorev said."
    (claim,) = rooms.reading(Document(text=text)).claims
    assert (claim.polarity, claim.observation) == ("negative", "asserted-presence")


@pytest.mark.parametrize(
    ("text", "basis"),
    [
        (
            "A coal barge sank off Ostry on Monday evening after hitting a rock, the harbour master, Ilan Dorev, said by telephone.",
            "unknown",
        ),
        (
            "A coal barge sank off Ostry on Monday evening after hitting a rock, said Ilan Dorev, who saw it from the pier.",
            "direct",
        ),
    ],
)
def test_own_eyes_need_words_that_put_the_speaker_there(
    rooms: Rooms, text: str, basis: str
) -> None:
    (claim,) = rooms.reading(Document(text=text)).claims
    assert claim.evidence_basis == basis


def test_what_everybody_says_is_hearsay_of_who_says_it(parser: SpacyParser) -> None:
    text = "“I stood at the mill. Everybody here says that soldiers were seen at the weir,” Ilan Dorev said."
    found = [c for c in read(parser, text) if "Everybody" in c.words]
    assert found
    assert {c.evidence_basis.value for c in found} == {"reported"}
    assert not {c.observation.value for c in found} & {"sighting", "non-observation"}
    assert not {c.certainty.value for c in found} & {"certain"}


LIVE = (
    "21.10 The mayor said that the bridge was closed.\n\n"
    "14.20 The mayor said that the bridge would be closed.\n\n"
    "08.00 The mayor said that the bridge was open."
)


def test_an_entry_of_a_live_blog_tells_of_its_hour_save_what_is_to_come(
    parser: SpacyParser,
) -> None:
    found = read(parser, LIVE, "2026-03-04T21:30Z")
    values = [claim.time.value if claim.time else "" for claim in found]
    assert values == ["2026-03-04T21:10", "", "2026-03-04T08:00"]


def test_a_stamp_later_than_its_report_tells_no_day(parser: SpacyParser) -> None:
    found = read(parser, LIVE, "2026-03-04T00:30Z")
    assert [claim.time for claim in found] == [None, None, None]


def test_a_stamp_is_no_part_of_a_name(parser: SpacyParser) -> None:
    found = read(parser, LIVE, "2026-03-04")
    assert {claim.speaker.name for claim in found} == {"mayor"}


def test_stretcher_bearers_are_no_stretch_of_a_front(parser: SpacyParser) -> None:
    text = "Captain Ilan Dorev said: “Snipers shot at our stretcher-bearers at Ostry.”"
    assert not [p.sector for p in read(parser, text)[0].places if p.sector]
