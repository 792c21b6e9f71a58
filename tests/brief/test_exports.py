"""What a desk hands to others: count in is count out, real clients read it, and nothing in it runs."""

import hashlib
import io
import json
import tomllib
import zipfile
from dataclasses import replace
from datetime import date
from pathlib import Path

import geojson
import icalendar
import prov.model
import pyarrow.parquet as pq
import pytest
import stix2
from stix2validator import ValidationOptions, validate_string

from sayso.brief.exports import export_named, exports
from sayso.brief.exports.icalendar import due, folded
from sayso.model import Place, Tense, TimeExpression, TimeType, UsageError, When
from sayso.testing import check_export

WHOLE = ("annotation", "csv", "geojson", "json", "pack", "parquet", "prov", "stix", "timeline")
CITED = ("html", "icalendar", "markdown")
PAPER = ("pdf",)  # tests/brief/test_pdf.py
PYPROJECT = Path(__file__).parents[2] / "pyproject.toml"


def test_every_export_that_is_offered_is_known_here():
    offered = tomllib.loads(PYPROJECT.read_text())["project"]["entry-points"]["sayso.exports"]
    assert sorted(offered) == sorted((*WHOLE, *CITED, *PAPER))
    assert set(WHOLE) | set(CITED) <= set(exports()) <= set(offered)


@pytest.mark.parametrize("name", WHOLE)
def test_count_in_is_count_out(dossier, name):
    if name == "parquet":
        made = check_export(export_named(name), dossier, whole=False)
        assert made.claims == len(dossier.claims)
        return
    check_export(export_named(name), dossier)


@pytest.mark.parametrize("name", CITED)
def test_a_brief_and_a_calendar_tell_how_many_claims_are_in_them(dossier, name):
    made = check_export(export_named(name), dossier, whole=False)
    assert 0 <= made.claims <= len(dossier.claims)


def test_an_export_there_is_none_of_is_refused_with_the_names_of_those_there_are():
    with pytest.raises(UsageError, match="choose one of annotation, csv"):
        export_named("docx")


def read(dossier, name):
    return export_named(name)(dossier).content


def test_json_gives_back_the_probabilities_and_the_exact_words(dossier):
    found = json.loads(read(dossier, "json"))
    texts = {row["id"]: row["text"] for row in found["documents"]}
    for row in found["claims"]:
        words = " … ".join(texts[row["document"]][a:b] for a, b in row["content"])
        assert words == row["words"] == dossier.claims[row["id"]].words
    last = found["judgement"]["days"][-1]
    assert tuple(last["probabilities"]) == dossier.judgement.probabilities[-1]
    assert len(found["refusals"]) == len(dossier.refusals)


def test_annotations_point_at_the_exact_characters(dossier):
    found = json.loads(read(dossier, "annotation"))
    assert found["@context"] == "http://www.w3.org/ns/anno.jsonld"
    for item in found["items"]:
        claim = dossier.claims[item["id"].removeprefix("urn:sayso:claim:")]
        text = dossier.documents[claim.document].text
        for target in item["target"]:
            place, quote = target["selector"]
            assert text[place["start"] : place["end"]] == quote["exact"]
            assert text[: place["start"]].endswith(quote["prefix"])
            assert text[place["end"] :].startswith(quote["suffix"])


def test_stix_is_read_by_its_library_and_valid_and_says_no_confidence(dossier):
    content = read(dossier, "stix").decode()
    bundle = stix2.parse(content, allow_custom=False)
    assert sum(o["type"] == "note" for o in bundle.objects) == len(dossier.claims)
    assert sum(o["type"] == "report" for o in bundle.objects) == 1
    assert validate_string(content, ValidationOptions(version="2.1")).is_valid
    assert "confidence" not in content


def test_prov_is_read_by_its_library(dossier):
    found = prov.model.ProvDocument.deserialize(content=read(dossier, "prov"), format="json")
    kinds = [type(record).__name__ for record in found.get_records()]
    assert kinds.count("ProvEntity") == len(dossier.claims) + len(dossier.documents)
    assert kinds.count("ProvDerivation") >= len(dossier.claims)


def test_geojson_is_valid_and_no_finer_than_the_report(dossier):
    claim = next(iter(dossier.claims.values()))
    span = claim.content[0]
    near = Place(span, "Orva", geonameid=1, lat=48.123456, lon=37.987654, precision=3)
    claims = {**dossier.claims, claim.id: replace(claim, places=(near,))}
    found = geojson.loads(read(replace(dossier, claims=claims), "geojson"))
    assert found.is_valid
    assert len(found["features"]) == len(claims)
    (there,) = [f for f in found["features"] if f["geometry"]]
    assert there["geometry"]["coordinates"] == [37.9877, 48.1235]
    assert there["properties"]["places"][0]["precision"] == 3


def test_parquet_is_read_as_a_table(dossier):
    table = pq.read_table(io.BytesIO(read(dossier, "parquet")))
    rows = {row["id"]: row for row in table.to_pylist()}
    assert set(rows) == set(dossier.claims)
    for claim in dossier.claims.values():
        assert rows[claim.id]["words"] == claim.words
        assert rows[claim.id]["stands"] == dossier.stands(claim.id)


def ahead(dossier, day):
    claim = next(iter(dossier.claims.values()))
    time = TimeExpression(claim.content[0], TimeType.DATE, day, When(day), When(day), 1)
    return replace(claim, tense=Tense.FUTURE, time=time)


def test_the_calendar_holds_the_days_to_look_again(dossier):
    claim = ahead(dossier, "2031-12-24")
    later = replace(dossier, claims={**dossier.claims, claim.id: claim})
    made = export_named("icalendar")(later)
    events = icalendar.Calendar.from_ical(made.content).walk("VEVENT")
    assert made.claims == len(events) == 1
    assert events[0]["DTSTART"].dt == date(2031, 12, 24)
    assert claim.words[:20] in events[0]["SUMMARY"]
    assert due(ahead(dossier, "2001-01-01"), dossier.documents[claim.document]) is None


def test_lines_of_the_calendar_are_folded_between_characters():
    line = "SUMMARY:" + "Ünïcode „Anführung“ " * 20
    assert all(len(part.encode()) <= 75 for part in folded(line).split("\r\n"))
    assert folded(line).replace("\r\n ", "") == line


def test_the_pack_lists_the_digest_of_each_file_and_marks_each_claim(dossier):
    with zipfile.ZipFile(io.BytesIO(read(dossier, "pack"))) as pack:
        manifest = json.loads(pack.read("manifest.json"))["sha256"]
        names = set(pack.namelist())
        assert names == {*manifest, "manifest.json"}
        for name, digest in manifest.items():
            assert hashlib.sha256(pack.read(name)).hexdigest() == digest
        pages = b"".join(pack.read(n) for n in names if n.endswith(".html"))
    for claim in dossier.claims:
        assert f'id="{claim}"'.encode() in pages
    assert b"<script" not in pages.lower()
    assert b"default-src 'none'" in pages


def test_the_timeline_escapes_what_it_shows(dossier):
    found = json.loads(read(dossier, "timeline"))
    told = "".join(event["text"]["text"] + event["text"]["headline"] for event in found["events"])
    assert "<script" not in told
    assert all(event["start_date"]["year"].isdigit() for event in found["events"])
