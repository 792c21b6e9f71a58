"""What others have at hand reads what we write: Datasette the desk file, pandas and Arrow the tables, Chromium the evidence pack offline."""

import io
import re
import zipfile
from types import SimpleNamespace

import pandas as pd
import pyarrow.csv as arrow_csv
import pyarrow.parquet as pq
import pytest
from anyio.from_thread import start_blocking_portal
from datasette.app import Datasette

import sayso
from sayso.model import Claim, Document
from sayso.wording import clean

CURRENT = "kind=claim&recorded_to__exact="


@pytest.fixture(scope="module")
def told(story):
    """The example story as it is exported, with what the desk holds to compare with."""
    with sayso.open(story.path, create=False) as desk:
        question = desk.question()
        view = desk.desk.evidence()
        return SimpleNamespace(
            claims=view.claims,
            documents=view.documents,
            csv=question.export("csv"),
            parquet=question.export("parquet"),
            pack=question.export("pack"),
        )


@pytest.fixture(scope="module")
def datasette(story):
    """Datasette over the desk file, asked as over HTTP."""
    with start_blocking_portal() as portal:
        served = Datasette([str(story.path)])
        portal.call(served.invoke_startup)

        def get(address):
            answer = portal.call(served.client.get, address)
            assert answer.status_code == 200, answer.text
            return answer.json()

        yield get
        for database in served.databases.values():
            database.close()
        served.executor.shutdown()


def rows_of(get, address):
    """Return all rows of a table, page by page."""
    rows = []
    while address:
        page = get(address)
        rows += page["rows"]
        address = (page["next_url"] or "").removeprefix("http://localhost")
    return rows


def test_datasette_lists_every_claim_and_every_report(datasette, story):
    claims = rows_of(datasette, f"/velmora/entry.json?{CURRENT}&_shape=objects")
    reports = rows_of(datasette, "/velmora/entry.json?kind=document&_shape=objects")
    with sayso.open(story.path, create=False) as desk:
        ledger = desk.desk.ledger
        assert {row["id"] for row in claims} == {c.id for c in ledger.records(Claim)}
        assert {(r["id"], r["title"], r["outlet"]) for r in reports} == {
            (d.id, d.title, d.outlet) for d in ledger.records(Document)
        }


def test_datasette_counts_claims_by_speaker_from_what_the_ledger_holds(datasette, story):
    sql = (
        "select json_extract(payload, '$.speaker.name') as name, count(*) as n from entry"
        " where kind = 'claim' and recorded_to = '' group by name order by name"
    )
    found = datasette(f"/velmora.json?sql={sql}&_shape=array")
    with sayso.open(story.path, create=False) as desk:
        names = [claim.speaker.name for claim in desk.desk.ledger.records(Claim)]
    assert {row["name"]: row["n"] for row in found} == {n: names.count(n) for n in set(names)}


def test_datasette_searches_the_full_text(datasette, story):
    sql = (
        "select entry.id from search join entry on entry.seq = search.rowid"
        " where search match '\"casualties\"' and recorded_to = ''"
    )
    found = {row["id"] for row in datasette(f"/velmora.json?sql={sql}&_shape=array")}
    with sayso.open(story.path, create=False) as desk:
        assert found == {hit.id for hit in desk.desk.ledger.search("casualties", limit=1000)}


def test_a_desk_that_datasette_has_read_is_sound(datasette, story):
    datasette("/velmora/entry.json?_size=1")
    assert story.run("verify").exit_code == 0


def test_pandas_reads_the_parquet_with_its_types(told):
    table = pd.read_parquet(io.BytesIO(told.parquet))
    assert dict(zip(table["id"], table["words"], strict=True)) == {
        name: claim.words for name, claim in told.claims.items()
    }
    assert table["start"].dtype == "int64"
    assert table["stands"].dtype == "bool"
    for row in table.itertuples():
        place = told.documents[row.document].text[row.start : row.end]
        assert place.startswith(told.claims[row.id].content[0].quote)


def test_pandas_groups_claims_by_outlet(told):
    table = pd.read_parquet(io.BytesIO(told.parquet))
    counts = table.groupby("outlet")["id"].count().to_dict()
    outlets = [told.documents[claim.document].outlet for claim in told.claims.values()]
    assert counts == {name: outlets.count(name) for name in set(outlets)}


def test_pandas_reads_the_csv_with_its_line_breaks_and_quotation_marks(told):
    table = pd.read_csv(io.BytesIO(told.csv), dtype=str, keep_default_na=False)
    assert set(table["id"]) == set(told.claims)
    for row in table.itertuples():
        assert row.words.removeprefix("'") == told.claims[row.id].words


def test_arrow_reads_parquet_and_csv_alike(told):
    parquet = pq.read_table(io.BytesIO(told.parquet))
    options = arrow_csv.ParseOptions(newlines_in_values=True)
    csv = arrow_csv.read_csv(io.BytesIO(told.csv), parse_options=options)
    assert parquet.num_rows == csv.num_rows == len(told.claims)
    for name in ("id", "start", "end", "outlet"):
        columns = [
            dict(zip(t["id"].to_pylist(), t[name].to_pylist(), strict=True)) for t in (parquet, csv)
        ]
        assert columns[0] == columns[1], name
    schema = pq.read_schema(io.BytesIO(told.parquet))
    assert str(schema.field("places").type).startswith("list<")


@pytest.fixture
def unpacked(told, tmp_path):
    with zipfile.ZipFile(io.BytesIO(told.pack)) as pack:
        pack.extractall(tmp_path)
    return tmp_path


@pytest.fixture
def offline(browser, unpacked):
    """A page without a network, to which only files of the pack are given; `refused` are the requests for anything else."""
    context = browser.new_context(offline=True)
    page, refused, wrong = context.new_page(), [], []

    def only_the_pack(route):
        if route.request.url.startswith(unpacked.as_uri()):
            route.continue_()
        else:
            refused.append(route.request.url)
            route.abort()

    context.route("**/*", only_the_pack)
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("console", lambda line: line.type == "error" and wrong.append(line.text))
    yield SimpleNamespace(page=page, place=unpacked)
    context.close()
    assert refused == []
    assert wrong == []


def same(text):
    return re.sub(r"\s+", " ", text).strip()


def test_the_pack_shows_the_passage_of_each_citation_without_a_network(offline, told):
    page = offline.page
    page.goto((offline.place / "index.html").as_uri())
    first = page.locator("main a.cite").first
    number = first.inner_text()
    first.click()
    article = page.locator(f"article#{number}")
    assert article.evaluate("e => e.matches(':target')")
    assert article.locator("blockquote mark").first.is_visible()
    shown = 0
    for article in page.locator("article").all():
        name = article.locator("code").last.inner_text()
        words = [same(span.quote) for span in told.claims[name].content]
        assert [same(m) for m in article.locator("mark").all_inner_texts()] == words
        shown += 1
    assert shown > 20


def test_each_report_of_the_pack_marks_its_claims_without_a_network(offline, told):
    page, marked = offline.page, 0
    for document in told.documents.values():
        page.goto((offline.place / "reports" / f"{document.id[:16]}.html").as_uri())
        assert same(clean(document.text))[:200] in same(page.locator("body").inner_text())
        for mark in page.locator("mark").all():
            claim = told.claims[mark.get_attribute("id")]
            assert same(mark.inner_text()) == same(claim.content[0].quote)
            marked += 1
    assert marked > 50
