"""The pages without a browser: what they answer, their twins, their addresses, and who may ask."""

import csv
import html
import io
import json
import re
import shutil

import httpx
import pytest

from sayso.model import Claim, Decision
from sayso.web.pages import SCREENS


@pytest.fixture
def ask(served):
    with httpx.Client(base_url=served.base, cookies={"sayso": served.gate.session}) as client:
        yield client


@pytest.fixture
def change(own):
    with httpx.Client(base_url=own.base, cookies={"sayso": own.gate.session}) as client:
        yield client


@pytest.mark.parametrize("screen", SCREENS)
def test_every_screen_answers_and_has_its_twins(ask, screen):
    page = ask.get(f"/s/velmora/{screen}")
    assert page.status_code == 200
    assert "<h1" in page.text
    told = json.loads(ask.get(f"/s/velmora/{screen}.json").text)
    assert told["story"] == "velmora"
    assert told["screen"] == screen
    assert len(told["head"]) == 64
    table = ask.get(f"/s/velmora/{screen}.csv")
    assert table.headers["content-type"].startswith("text/csv")
    rows = list(csv.reader(io.StringIO(table.text)))
    assert all(len(row) == len(rows[0]) for row in rows)


def test_the_twins_of_the_ledger_hold_what_the_page_counts(ask):
    told = json.loads(ask.get("/s/velmora/claims.json?speaker=orvik").text)["data"]
    rows = list(csv.DictReader(io.StringIO(ask.get("/s/velmora/claims.csv?speaker=orvik").text)))
    assert told["count"] == len(told["claims"]) == len(rows) > 5
    assert {row["who"] for row in rows} == {"Danel Orvik"}
    assert f"<b>{told['count']}</b> of" in ask.get("/s/velmora/claims?speaker=orvik").text


@pytest.mark.parametrize(
    ("query", "holds"),
    [
        ("speaker=mountain+brigade", lambda c: "14th Mountain Brigade" in c["who"] + c["office"]),
        ("place=korlavets", lambda c: "Korlavets" in c["where"]),
        ("sure=possible", lambda c: c["sure"] == "possible"),
        ("hand=direct", lambda c: c["hand"] == "by own eyes"),
        ("seen=non-observation", lambda c: c["seen"] == "not seen"),
        ("outlet=lantern", lambda c: c["outlet"] == "The Lantern"),
        ("said_from=2026-02-01", lambda c: c["published"] >= "2026-02-01"),
        ("said_to=2026-01-15", lambda c: c["published"] <= "2026-01-15"),
        ("text=brickworks", lambda c: "brickworks" in c["words"]),
        ("bears=any&order=moves", lambda c: True),
        ("speaker=orvik&seen=non-observation&one=1", lambda c: c["who"] == "Danel Orvik"),
    ],
)
def test_each_filter_keeps_what_fits_and_nothing_else(ask, query, holds):
    every = json.loads(ask.get("/s/velmora/claims.json").text)["data"]
    found = json.loads(ask.get(f"/s/velmora/claims.json?{query}").text)["data"]
    assert 0 < found["count"] < every["count"]
    assert all(holds(claim) for claim in found["claims"])


def test_one_a_witness_leaves_one_claim_for_each_origin(ask):
    every = json.loads(ask.get("/s/velmora/claims.json?speaker=orvik").text)["data"]["claims"]
    once = json.loads(ask.get("/s/velmora/claims.json?speaker=orvik&one=1").text)["data"]["claims"]
    assert sorted({c["origin"] for c in every}) == sorted(c["origin"] for c in once)


def test_as_of_shows_the_desk_as_it_stood(ask):
    early = json.loads(ask.get("/s/velmora/overview.json?as_of=2026-01-20").text)
    late = json.loads(ask.get("/s/velmora/overview.json").text)
    assert early["as_of"] == "2026-01-20"
    assert max(row["day"] for row in early["data"]["history"]) == "2026-01-20"
    assert early["data"]["probability"] != late["data"]["probability"]
    days = {
        c["published"]
        for c in json.loads(ask.get("/s/velmora/claims.json?as_of=2026-01-20").text)["data"][
            "claims"
        ]
    }
    assert max(days) <= "2026-01-20"


def test_without_a_script_a_claim_is_shown_in_its_report(ask):
    claims = json.loads(ask.get("/s/velmora/claims.json?text=brickworks").text)["data"]["claims"]
    page = ask.get(f"/s/velmora/claims?claim={claims[0]['id']}").text
    marked = re.findall(r'<span class="m [^"]*content[^"]*">([^<]*)</span>', page)
    words = " ".join(html.unescape("".join(marked)).split())
    assert words.strip('“”"') == claims[0]["words"]


def test_what_is_supposed_is_answered_and_leaves_the_judgement(ask):
    before = json.loads(ask.get("/s/velmora/matrix.json").text)["data"]
    first = before["witnesses"][0]["key"]
    told = json.loads(ask.get(f"/s/velmora/matrix.json?without={first}").text)["data"]
    assert before["supposed"] is None
    assert told["now"] == before["now"]
    assert told["supposed"] != told["now"]
    assert sum(told["supposed"].values()) == pytest.approx(1.0)
    both = json.loads(
        ask.get(f"/s/velmora/matrix.json?without={first}&interested=no&hand=own").text
    )
    assert len(both["data"]["suppositions"]) == 3


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/s/velmora/nowhere", 404),
        ("/s/other/overview", 404),
        ("/s/velmora/c/c-none", 404),
        ("/s/velmora/d/none", 404),
        ("/s/velmora/overview?q=q-none", 404),
        ("/s/velmora/overview?as_of=someday", 400),
        ("/s/velmora/claims?said_from=someday", 400),
        ("/s/velmora/claims.xml", 404),
        ("/s/velmora/matrix?without=nobody", 404),
        ("/s/velmora/lineage?edge=none", 404),
        ("/static/../app.py", 404),
    ],
)
def test_what_is_not_there_is_said_to_be_not_there(ask, address, status):
    answer = ask.get(address)
    assert answer.status_code == status
    assert "Traceback" not in answer.text


def test_a_claim_and_a_report_have_addresses_of_their_own(ask, served):
    claim = served.desk.ledger.records(Claim)[0]
    for short in (f"/c/{claim.id}", f"/d/{claim.document}"):
        moved = ask.get(short)
        assert moved.status_code == 303
        assert ask.get(moved.headers["location"]).status_code == 200
    told = json.loads(ask.get(f"/s/velmora/d/{claim.document}.json").text)["data"]
    assert claim.id in {c["id"] for c in told["claims"]}


def test_the_printed_address_opens_once(own):
    with httpx.Client(base_url=own.base) as client:
        assert client.get("/s/velmora/overview").status_code == 401
        assert client.get("/?token=wrong").status_code == 401
        opened = client.get(f"/?token={own.gate.token}")
        assert opened.status_code == 303
        assert "HttpOnly" in opened.headers["set-cookie"]
        assert client.get("/s/velmora/overview").status_code == 200
    with httpx.Client(base_url=own.base) as other:
        assert other.get(f"/?token={own.gate.token}").status_code == 401


def test_foreign_names_and_foreign_pages_are_refused(change, own):
    assert change.get("/s/velmora/overview", headers={"Host": "evil.example"}).status_code == 421
    form = {"key": own.gate.form_key, "claim": "c-x", "reason": "x"}
    for headers in ({"Origin": "http://evil.example"}, {"Sec-Fetch-Site": "cross-site"}):
        answer = change.post("/s/velmora/do/reject", data=form, headers=headers)
        assert answer.status_code == 403
    stale = change.post("/s/velmora/do/reject", data={**form, "key": "0" * 64})
    assert stale.status_code == 400
    assert own.desk.ledger.records(Decision) == ()


def test_every_answer_carries_the_policy(ask):
    for address in ("/s/velmora/overview", "/s/velmora/claims.json", "/static/desk.css", "/s/x/y"):
        headers = ask.get(address).headers
        assert "script-src 'self'" in headers["content-security-policy"]
        assert "unsafe" not in headers["content-security-policy"]
        assert headers["x-content-type-options"] == "nosniff"


def test_a_form_leads_nowhere_but_to_this_desk(change, own):
    claim = own.desk.ledger.records(Claim)[0].id
    for back in ("https://evil.example/", "//evil.example/", "/\\evil.example"):
        form = {"key": own.gate.form_key, "claim": claim, "back": back}
        assert change.post("/s/velmora/do/accept", data=form).headers["location"] == "/"


def test_a_cell_is_no_formula_for_a_spreadsheet(served):
    from sayso.web.page import Page, as_csv

    page = Page(
        "", "", rows=[{"words": "=HYPERLINK(1)", "who": "+1"}, {"words": "plain", "who": ""}]
    )
    assert list(csv.reader(io.StringIO(as_csv(page))))[1] == ["'=HYPERLINK(1)", "'+1"]


def test_a_letter_is_changed_with_a_reason_and_its_history_kept(change, own):
    rows = json.loads(change.get("/s/velmora/sources.json").text)["data"]
    one = next(r for r in rows if r["name"] == "Radek Ulven")
    form = {
        "key": own.gate.form_key,
        "source": one["key"],
        "letter": "E",
        "back": "/s/velmora/sources",
    }
    assert change.post("/s/velmora/do/grade", data=form).status_code == 400, "no reason given"
    before = json.loads(change.get("/s/velmora/overview.json").text)["data"]["probability"]
    done = change.post(
        "/s/velmora/do/grade", data={**form, "reason": "wrong twice", "person": "Ada"}
    )
    assert done.status_code == 303
    after = json.loads(change.get("/s/velmora/sources.json").text)["data"]
    assert next(r for r in after if r["key"] == one["key"])["letter"] == "E"
    assert "until" in change.get("/s/velmora/sources").text
    assert json.loads(change.get("/s/velmora/overview.json").text)["data"]["probability"] != before


def test_two_desks_are_listed_and_kept_apart(told_story, tmp_path, web):
    from starlette.testclient import TestClient

    from sayso.desk import Desk
    from sayso.ledger import open_ledger
    from sayso.web import Gate, application

    with (
        open_ledger(shutil.copy(told_story, tmp_path / "a.sayso"), lambda: web.NOON) as one,
        open_ledger(tmp_path / "b.sayso", lambda: web.NOON, create=True) as two,
    ):
        gate = Gate(names=frozenset({"testserver"}))
        app = application({"a": Desk(one), "b": Desk(two)}, gate, lambda: web.NOON)
        client = TestClient(app, cookies={"sayso": gate.session}, follow_redirects=False)
        home = client.get("/").text
        assert "/s/a/overview" in home
        assert "/s/b/overview" in home
        empty = client.get("/s/b/overview").text
        assert "An empty desk" in empty
        for screen in SCREENS:
            assert client.get(f"/s/b/{screen}").status_code == 200, screen


def test_the_last_visit_is_remembered_until_reports_are_newer(change, own):
    from sayso.model import Document, When

    first = change.get("/s/velmora/overview").text
    assert "last visit" not in first
    assert "last visit" not in change.get("/s/velmora/overview").text
    late = Document(
        "The mayor, Odo Brandel, said the bridge was open.", published=When("2026-02-20")
    )
    list(own.desk.add([late]))
    for _ in range(2):
        told = change.get("/s/velmora/overview?since=2026-02-19").text
        assert "Since your last visit, which saw reports up to 2026-02-08" in told
