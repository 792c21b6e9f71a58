"""The brief on paper, read back: tagged, in a language, under a title, with every claim and no request to anybody."""

import re
import sys
from io import BytesIO

import pytest
from pypdf import PdfReader

from sayso.brief import outline
from sayso.brief.exports import pdf
from sayso.brief.exports.pdf import export
from sayso.model import UsageError
from sayso.testing import check_export


def read(dossier):
    return PdfReader(BytesIO(export(dossier).content))


def text_of(reader):
    return plain(" ".join(page.extract_text() for page in reader.pages))


def plain(text):
    """Return text without blanks: lines are broken differently on paper."""
    return re.sub(r"\s+", "", text)


def structure(node, found):
    """Collect the elements of a tag tree by kind."""
    node = node.get_object()
    if isinstance(node, list):
        for one in node:
            structure(one, found)
    elif isinstance(node, dict) and "/S" in node:
        found.setdefault(node["/S"], []).append(node)
        if "/K" in node:
            structure(node["/K"], found)
    return found


def test_the_same_dossier_gives_the_same_bytes_and_tells_every_claim(dossier):
    made = check_export(export, dossier, whole=False)
    assert made.claims == len(dossier.claims)


def test_it_is_tagged_and_says_that_it_is_pdf_ua(dossier):
    root = read(dossier).trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"].value
    tags = structure(root["/StructTreeRoot"]["/K"], {})
    assert {"/H1", "/H2", "/H3", "/P", "/L", "/Table", "/TH", "/Figure", "/Link"} <= set(tags)
    assert len(tags["/H3"]) == len(dossier.claims)
    assert all("Probability of each answer" in one["/Alt"] for one in tags["/Figure"])
    assert 'pdfuaid:part="1"' in root["/Metadata"].get_object().get_data().decode()


def test_its_language_and_title_are_set(dossier):
    reader = read(dossier)
    root = reader.trailer["/Root"]
    assert root["/Lang"] == "en"
    assert reader.metadata.title == dossier.question.text
    assert root["/ViewerPreferences"]["/DisplayDocTitle"].value


def test_every_claim_stands_in_it_under_its_id_with_its_words(dossier):
    reader = read(dossier)
    named = {name for name in reader.named_destinations if name.startswith("c-")}
    assert named == set(dossier.claims)
    text = text_of(reader)
    for claim in dossier.claims.values():
        assert plain(claim.id) in text
        assert plain(claim.words) in text


def test_citations_lead_to_passages_of_the_same_document(dossier):
    reader = read(dossier)
    links = [a.get_object() for page in reader.pages for a in page.get("/Annots", [])]
    inside = {str(link["/Dest"]) for link in links if "/Dest" in link}
    assert inside == {f"c{number}" for number in outline(dossier).numbers().values()}
    assert inside <= set(reader.named_destinations)


def test_it_carries_no_date_and_nothing_that_runs(dossier):
    reader = read(dossier)
    assert not {"/CreationDate", "/ModDate"} & set(reader.metadata)
    assert not {"/OpenAction", "/AA", "/AcroForm"} & set(reader.trailer["/Root"])
    assert "/JavaScript" not in reader.trailer["/Root"].get("/Names", {})


def test_a_hostile_report_is_text_and_fetches_nothing(hostile):
    text = text_of(read(hostile))
    assert plain("<script>alert(1)</script>") in text
    assert plain("<img src=x onerror=alert(2)>") in text


@pytest.mark.parametrize("place", ["http://127.0.0.1:9/x.png", "file:///etc/hostname", "data:,x"])
def test_whatever_would_be_fetched_ends_the_export(place):
    page = f'<html lang="en"><title>t</title><img alt="x" src="{place}"></html>'
    with pytest.raises(UsageError, match="fetches nothing"):
        pdf._printed(page)


def test_claims_that_the_brief_does_not_cite_are_in_it_too(dossier):
    cited = outline(dossier).numbers()
    other = next(c for c in dossier.claims.values() if c.id not in cited)
    assert other.id in read(dossier).named_destinations
    assert "Claimsthatarenotcited" in text_of(read(dossier))


def test_a_library_that_is_missing_is_named(dossier, monkeypatch):
    monkeypatch.setitem(sys.modules, "weasyprint", None)
    with pytest.raises(UsageError, match=r"pip install 'sayso\[pdf\]'"):
        export(dossier)


def test_a_missing_library_of_the_system_is_named_with_what_to_install(
    dossier, monkeypatch, tmp_path
):
    package = tmp_path / "weasyprint"
    package.mkdir()
    package.joinpath("__init__.py").write_text(
        "import ctypes\nctypes.CDLL('libgobject-that-is-not-here.so')\n"
    )
    for name in [n for n in sys.modules if n.partition(".")[0] == "weasyprint"]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.syspath_prepend(tmp_path)
    with pytest.raises(UsageError, match=r"apt-get install libpango-1\.0-0"):
        export(dossier)
    sys.modules.pop("weasyprint", None)
