import json
from pathlib import Path

import pytest

from sayso.model import Document
from sayso.resolve import load_gazetteer, nationalities, places
from sayso.text import Parse, SpacyParser, Token

CASES = json.loads((Path(__file__).parents[1] / "cases" / "places.json").read_text("utf-8"))
COUNTRY = {"Jordan": "JO", "Ukraine": "UA", "U.S.": "US", "UK": "GB", "South Korea": "KR"}
COUNTRY |= {"Democratic Republic of Congo": "CD"}


@pytest.fixture(scope="module")
def found():
    parser, gazetteer = SpacyParser(), load_gazetteer()
    return lambda text: places(Document(text=text), parser.parse(text), gazetteer)


@pytest.mark.parametrize("case", CASES, ids=[case["label"] for case in CASES])
def test_a_text_names_these_places(found, case):
    read = [[p.span.quote, p.admin1, p.precision, p.relation.value] for p in found(case["text"])]
    assert read == case["expected"]


def test_countries_are_led_to_their_codes(found):
    for name, code in COUNTRY.items():
        assert {p.country for p in found(f"Envoys arrived in the {name} today.")} == {code}, name


def test_a_place_without_coordinates_has_no_number_and_no_radius(found):
    village = found("Shells fell near the village of Qwertovka.")[0]
    assert (village.geonameid, village.lat, village.lon, village.radius_km) == (0, None, None, 0.0)


def test_the_same_place_has_the_same_sense_throughout_a_document(found):
    text = "Police in Springfield, Illinois, were called. Springfield was calm again."
    springfields = [p for p in found(text) if p.span.quote == "Springfield"]
    assert len(springfields) == 2
    assert {p.admin1 for p in springfields} == {"US-IL"}


def test_a_desk_s_own_village_is_found_and_preferred(tmp_path):
    own = tmp_path / "villages.toml"
    own.write_text(
        '[[place]]\nname = "Makhnovka"\nlat = 51.3\nlon = 35.3\ncountry = "RU"\nadmin1 = "RU-KRS"\n',
        "utf-8",
    )
    text = "They fought near the village of Makhnovka."
    parse = SpacyParser().parse(text)
    (place,) = places(Document(text=text), parse, load_gazetteer(own))
    assert (place.admin1, place.lat, place.precision) == ("RU-KRS", 51.3, 2)


def test_words_for_peoples_are_told_apart_from_places():
    text = "North Korean troops met Ukrainians in Kursk."
    parse = SpacyParser().parse(text)
    named = nationalities(Document(text=text), parse, load_gazetteer())
    assert [(p.span.quote, p.country) for p in named] == [
        ("North Korean", "KP"),
        ("Ukrainians", "UA"),
    ]


def test_it_works_without_a_tagger():
    text = "Shells fell in Kharkiv"
    starts = (0, 7, 12, 15)
    words = text.split()
    tokens = tuple(
        Token(i, starts[i], starts[i] + len(w), w, w.lower(), "", "", "", i, "", 0)
        for i, w in enumerate(words)
    )
    parse = Parse(text, tokens, ((0, 4),), has_syntax=False)
    assert [p.name for p in places(Document(text=text), parse, load_gazetteer())] == ["Kharkiv"]
