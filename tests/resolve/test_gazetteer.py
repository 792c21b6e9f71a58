import pytest

from sayso.model import InvalidRecord
from sayso.resolve import load_gazetteer, verify_gazetteer
from sayso.resolve.own_places import PlaceKind
from sayso.resolve.packed import Packed


@pytest.fixture(scope="module")
def gazetteer():
    return load_gazetteer()


@pytest.mark.parametrize(
    ("name", "kind", "country", "admin1"),
    [
        ("Kursk", PlaceKind.TOWN, "RU", "RU-KRS"),
        ("Kursk Oblast", PlaceKind.ADMIN1, "RU", "RU-KRS"),
        ("Kharkiv", PlaceKind.ADMIN1, "UA", "UA-63"),
        ("Kiev", PlaceKind.TOWN, "UA", "UA-30"),
        ("Khan Younis", PlaceKind.TOWN, "PS", "PS.GZ"),
        ("west bank", PlaceKind.ADMIN1, "PS", "PS.WE"),
        ("Anderson County", PlaceKind.ADMIN2, "US", "US-SC"),
        ("Port au Prince", PlaceKind.TOWN, "HT", "HT-OU"),
        ("St. Petersburg", PlaceKind.TOWN, "US", "US-FL"),
        ("the Democratic Republic of Congo", PlaceKind.COUNTRY, "CD", ""),
        ("Burma", PlaceKind.COUNTRY, "MM", ""),
        ("Donbas", PlaceKind.REGION, "UA", ""),
    ],
)
def test_a_name_finds_its_place(gazetteer, name, kind, country, admin1):
    assert (kind, country, admin1) in {
        (r.kind, r.country, r.admin1) for r in gazetteer.lookup(name)
    }


@pytest.mark.parametrize("name", ["", "Qwertovka", "zzzz", "\n", "Kharki", "0"])
def test_what_is_no_place_finds_nothing(gazetteer, name):
    assert gazetteer.lookup(name) == ()


def test_candidates_come_in_the_order_of_their_people(gazetteer):
    people = [row.population for row in gazetteer.lookup("Springfield")]
    assert len(people) > 20
    assert people == sorted(people, reverse=True)


def test_every_row_can_be_read_and_lies_on_earth(gazetteer):
    packed = gazetteer._packed
    count = packed.countries + packed.admin1 + packed.admin2 + packed.cities
    for number in range(0, count, 997):
        row = gazetteer._row(number)
        assert row.name
        assert row.country
        assert -90 <= row.lat <= 90
        assert -180 <= row.lon <= 180


def test_every_row_is_found_by_its_own_name(gazetteer):
    packed = gazetteer._packed
    for number in range(0, packed.cities, 4999):
        row = gazetteer._row(number)
        assert row.geonameid in {found.geonameid for found in gazetteer.lookup(row.name)}


def test_codes_lead_to_countries_and_divisions(gazetteer):
    assert gazetteer.country("KP").name == "North Korea"
    assert gazetteer.division("UA-63").name == "Kharkiv Oblast"
    assert gazetteer.country("UA-63") is None
    assert gazetteer.division("KP") is None


def test_a_capital_is_known_as_one(gazetteer):
    washington = [row for row in gazetteer.lookup("Washington") if row.is_capital]
    assert [row.admin1 for row in washington] == ["US-DC"]


def test_the_compiled_file_is_the_one_its_manifest_names():
    assert verify_gazetteer()


def test_what_is_no_gazetteer_is_refused(tmp_path):
    path = tmp_path / "places.bin"
    path.write_bytes(b"not a gazetteer at all")
    with pytest.raises(InvalidRecord, match=r"places\.bin must begin with"):
        Packed.open(path)


@pytest.mark.parametrize(
    ("table", "message"),
    [
        ("lat = 1.0\nlon = 2.0", "each name"),
        ('name = "A place"\nlat = 1.0', "lat and lon or neither"),
        ('name = "A place"\nlat = 91.0\nlon = 2.0', "within 90 and 180"),
        ('name = "A place"\nlat = 1.0\nlon = 2.0\nmembers = ["UA"]', "not both"),
        ('name = "A place"\nmembers = ["XX-99"]', "known codes"),
        ('name = "A place"\nkind = "galaxy"', "kind must be one of"),
        ('name = "A place"\nlat = "north"\nlon = 2.0', "must be a number"),
        ('name = "A place"\nlatitude = 1.0', "must not have latitude"),
        ("name = [", "must be TOML"),
    ],
)
def test_an_own_place_that_breaks_a_rule_is_refused(tmp_path, table, message):
    own = tmp_path / "own.toml"
    own.write_text(f"[[place]]\n{table}\n", "utf-8")
    with pytest.raises(InvalidRecord, match=message):
        load_gazetteer(own)


def test_own_places_come_first_under_every_spelling(tmp_path):
    own = tmp_path / "own.toml"
    own.write_text(
        '[[place]]\nname = "Kursk"\naliases = ["Old Mill"]\nlat = 1.0\nlon = 2.0\n', "utf-8"
    )
    gazetteer = load_gazetteer(own)
    assert gazetteer.lookup("Kursk")[0].lat == 1.0
    assert gazetteer.lookup("old mill")[0].by_main_name is False
