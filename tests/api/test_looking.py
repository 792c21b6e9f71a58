"""Each address of the API on the example story: what it answers fits the desk behind it."""

import io
import json
import zipfile

import pytest

from sayso.brief.exports import exports
from sayso.model import Claim, Document, Extraction


def test_the_stories_are_listed_with_what_they_hold(api):
    told = api.client.get("/api/v1/stories").json()["items"]
    assert [one["name"] for one in told] == ["velmora", "ostry"]
    assert told[0]["documents"] == len(api.desk.ledger.records(Document)) == 7
    assert told[0]["head"] == api.desk.ledger.head()
    assert told[1]["documents"] == 0
    assert told[1]["last_day"] is None


def test_one_story_leads_to_its_page(api):
    told = api.get("").json()
    assert told["links"] == {"self": "/api/v1/stories/velmora", "page": "/s/velmora/overview"}
    assert told["refusals"] == 1


def test_reports_stand_in_the_order_of_publication(api):
    days = [one["published"] for one in api.get("/documents").json()["items"]]
    assert days == sorted(days)
    assert len(days) == 7


@pytest.mark.parametrize(("query", "count"), [("outlet=harbour", 2), ("text=KORLAVETS", 7)])
def test_reports_are_found_by_outlet_and_words(api, query, count):
    found = api.get(f"/documents?{query}").json()["items"]
    assert 0 < len(found) <= count
    assert all("Harbour" in one["outlet"] for one in found if "outlet" in query)


def test_as_of_leaves_out_what_was_published_later(api):
    days = [one["published"] for one in api.get("/documents?as_of=2026-01-15").json()["items"]]
    assert days
    assert max(days) < "2026-01-16"


def test_one_report_has_its_text(api):
    held = api.desk.ledger.records(Document)[0]
    told = api.get(f"/documents/{held.id}").json()
    assert told["text"] == held.text
    assert told["id"] == held.id


def test_one_report_says_what_a_served_extractor_did_with_it(own):
    first, other = own.desk.ledger.records(Document)[:2]
    account = Extraction(first.id, "served", "m-7b", "r", fallback="the model refused to answer")
    own.desk.ledger.add([account])
    assert own.get(f"/documents/{first.id}").json()["extraction"] == account.notice
    assert own.get(f"/documents/{other.id}").json()["extraction"] == ""


def test_a_claim_is_proved_by_its_exact_words(api):
    for row in api.get("/claims?limit=200").json()["items"]:
        told = api.get(f"/claims/{row['id']}").json()
        text = api.get(f"/documents/{told['document']}").json()["text"]
        for span in (*told["content"], *told["cue"], *told["source"]):
            assert text[span["start"] : span["end"]] == span["quote"]
        assert told["before"] + text[told["start"] : told["end"]] + told["after"] in text
        assert told["links"]["page"] == f"/s/velmora/c/{row['id']}"


@pytest.mark.parametrize(
    ("query", "holds"),
    [
        ("speaker=orvik", lambda c: "Orvik" in c["speaker"]["name"]),
        ("text=Assault+groups", lambda c: "assault groups" in c["words"]),
        ("speaker=orvik&text=attacks", lambda c: "attacks" in c["words"]),
    ],
)
def test_claims_are_found_by_speaker_and_words(api, query, holds):
    found = api.get(f"/claims?{query}").json()
    assert 0 < found["count"] < api.get("/claims").json()["count"]
    assert all(holds(claim) for claim in found["items"])


def test_claims_are_found_by_report(api):
    document = api.desk.ledger.records(Document)[1].id
    found = api.get(f"/claims?document={document}&limit=200").json()
    assert found["count"] == len(api.desk.ledger.records(Claim, document))
    assert {claim["document"] for claim in found["items"]} == {document}


def test_claims_of_a_question_say_how_they_bear(api):
    found = api.get(f"/claims?question={api.question}&limit=200").json()["items"]
    bearing = {b.claim for b in api.desk.judgement(api.desk.question()).bearings if b.bears}
    assert {claim["id"] for claim in found} == bearing
    assert all(claim["bearing"]["bears"] for claim in found)


def test_a_claim_that_does_not_bear_says_why(api):
    bearing = api.desk.judgement(api.desk.question()).bearings
    idle = next(b for b in bearing if not b.bears)
    told = api.get(f"/claims/{idle.claim}?question={api.question}").json()
    assert told["bearing"]["bears"] is False
    assert told["bearing"]["reason"] == idle.reason


def test_questions_have_their_answers(api):
    [told] = api.get("/questions").json()["items"]
    assert told == api.get(f"/questions/{api.question}").json()
    assert [h["id"] for h in told["hypotheses"]] == ["fighting", "regrouping", "withdrawn"]


def test_a_judgement_is_the_desks(api):
    told = api.get(f"/questions/{api.question}/judgement").json()
    judged = api.desk.judgement(api.desk.question())
    assert {one["id"]: one["probability"] for one in told["answers"]} == judged.current
    assert told["leader"] == judged.leader
    assert [one["day"] for one in told["history"]] == [day.isoformat() for day in judged.days]
    assert all(one["words"] for one in told["answers"])


def test_an_earlier_judgement_does_not_know_what_came_later(api):
    early = api.get(f"/questions/{api.question}/judgement?as_of=2026-01-20").json()
    assert early["as_of"] == "2026-01-20"
    assert early["history"][-1]["day"] == "2026-01-20"
    assert early["leader"] == "fighting"


def test_contributions_add_up_to_the_judgement(api):
    from math import log

    path, cursor, steps = f"/questions/{api.question}/contributions?limit=7", "", []
    while cursor is not None:
        told = api.get(path + (f"&cursor={cursor}" if cursor else "")).json()
        steps, cursor = steps + told["items"], told["next"]
    assert len(steps) == told["count"]
    for answer, probability in told["probability"].items():
        start = told["prior"][answer]
        moved = sum(step["log_odds"][answer] for step in steps)
        now = log(probability / (1 - probability))
        assert log(start / (1 - start)) + moved == pytest.approx(now, abs=1e-6)


def test_a_contribution_leads_to_its_claim(api):
    steps = api.get(f"/questions/{api.question}/contributions?limit=200").json()["items"]
    step = next(one for one in steps if one["claim"])
    claim = api.client.get(step["links"]["self"]).json()
    assert (claim["words"], claim["start"]) == (step["words"], step["start"])


def test_changes_name_the_claims_that_caused_them(api):
    path = f"/questions/{api.question}/changes?since=2026-01-15&as_of=2026-01-30"
    told = api.get(path).json()
    assert (told["since"], told["as_of"]) == ("2026-01-15", "2026-01-30")
    band = next(one for one in told["changes"] if one["kind"] == "band")
    assert {"from", "to", "what"} <= band.keys()
    assert band["because"]
    assert all(api.client.get(c["links"]["self"]).status_code == 200 for c in band["because"])


def test_nothing_changed_since_the_last_day(api):
    day = api.get("").json()["last_day"]
    assert api.get(f"/questions/{api.question}/changes?since={day}").json()["changes"] == []


def test_every_sentence_of_the_brief_cites_passages_that_are_there(api):
    told = api.get(f"/questions/{api.question}/brief").json()
    cited = {c for section in told["sections"] for s in section["sentences"] for c in s["claims"]}
    assert cited
    assert cited <= told["passages"].keys()


def test_the_brief_is_had_as_markdown(api):
    told = api.get(f"/questions/{api.question}/brief?format=markdown")
    assert told.headers["content-type"] == "text/markdown; charset=utf-8"
    assert told.text.startswith("# What have the Tarvian troops done")


@pytest.mark.parametrize("name", exports())
def test_every_export_is_had_and_is_never_opened_in_the_browser(api, name):
    told = api.get(f"/questions/{api.question}/exports/{name}")
    assert told.status_code == 200
    assert told.content
    assert told.headers["content-disposition"].startswith(f'attachment; filename="{name}.')
    assert "sandbox" in told.headers["content-security-policy"]


def test_an_export_is_the_file_of_its_format(api):
    formats = {
        row["name"]: row["href"]
        for row in api.get(f"/questions/{api.question}/exports").json()["items"]
    }
    assert list(formats) == list(exports())
    assert json.loads(api.client.get(formats["json"]).content)["question"]["id"] == api.question
    zipfile.ZipFile(io.BytesIO(api.client.get(formats["pack"]).content)).testzip()


def test_edges_prove_both_sides(api):
    rows = api.get("/edges?limit=200").json()["items"]
    assert {"updates", "retracts"} & {row["kind"] for row in rows}
    for row in rows:
        text = api.get(f"/documents/{row['document']}").json()["text"]
        for span in row["passages"]:
            assert text[span["start"] : span["end"]] == span["quote"]


def test_origins_hold_every_claim_once(api):
    rows = api.get("/origins?limit=200").json()["items"]
    named = [claim for row in rows for claim in row["claims"]]
    assert sorted(named) == sorted(api.desk.evidence().claims)


def test_contradictions_name_the_slot_that_decides(api):
    rows = api.get("/contradictions").json()["items"]
    assert rows
    for row in rows:
        assert row["deciding_slot"] in {slot["slot"] for slot in row["table"]}
        assert row["left"]["words"] != row["right"]["claim"]


def test_refusals_are_shown_with_the_reason_and_no_path(api):
    [row] = api.get("/refusals").json()["items"]
    assert row["reason"] == "language"
    assert row["location"] == "ukrainian.txt"
