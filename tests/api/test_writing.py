"""Adding, asking and deciding: done once, kept in the ledger, refused with the reason."""

import base64
import json
import threading

import pytest

from sayso.model import Claim, Decision, Document, Question, Refusal, RefusalReason

REPORT = {
    "text": "Captain Danel Orvik said assault groups had left the northern section on Friday.",
    "title": "Quiet in the north",
    "outlet": "Ostry Mail",
    "authors": ["Ana Belk"],
    "published": "2026-01-31",
    "url": "https://ostrymail.example/quiet",
}


def test_a_report_is_read_and_found_again(own):
    told = own.post("/documents", REPORT)
    assert told.status_code == 201
    document = told.json()["document"]
    assert told.headers["location"] == document["links"]["self"]
    held = own.client.get(told.headers["location"]).json()
    assert {name: held[name] for name in REPORT} == REPORT
    assert held["claims"] == document["claims"] == 1
    assert own.get("/claims?text=northern section on friday").json()["count"] == 1


def test_the_same_report_again_changes_nothing(own):
    own.post("/documents", REPORT)
    head = own.desk.ledger.head()
    told = own.post("/documents", REPORT)
    assert (told.status_code, told.json()["new"]) == (200, False)
    assert own.desk.ledger.head() == head


def test_a_text_may_say_of_itself_what_it_is(own):
    text = "Title: Ferry late\nOutlet: Ostry Mail\nPublished: 2026-01-20\n\nThe ferry was late, Ana Belk said."
    told = own.post("/documents", {"text": text, "outlet": "Another Mail"}).json()["document"]
    assert (told["title"], told["outlet"]) == ("Ferry late", "Another Mail")


def test_an_address_is_fetched_and_read(own):
    told = own.post("/documents", {"address": "https://harbourpost.example/ferry"})
    assert told.status_code == 201
    assert told.json()["document"]["url"] == "https://harbourpost.example/ferry"


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        ({"text": "Міністерство заявило, що війська відійшли з цієї ділянки фронту."}, "language"),
        ({"text": "   \n "}, "empty"),
        ({"address": "https://nowhere.example/"}, "network"),
        ({**REPORT, "published": "1926-01-31"}, "bad-header"),
        ({"text": "Published: someday\nOutlet: Ostry Mail\n\nHe said so."}, "bad-header"),
    ],
)
def test_what_cannot_be_read_is_a_problem_and_is_kept(own, body, reason):
    told = own.post("/documents", body)
    assert told.status_code == 422
    problem = told.json()
    assert problem["type"] == "urn:sayso:problem:refused"
    assert problem["refusal"]["reason"] == reason
    assert problem["refusal"]["id"] in {r.id for r in own.desk.ledger.records(Refusal)}


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"text": ""},
        {"address": "/etc/passwd"},
        {"address": "file:///etc/passwd"},
        {"address": "-"},
        {"text": "He said so.", "address": "https://harbourpost.example/ferry"},
        {"text": "He said so.", "published": "yesterday"},
        {"text": "He said so.", "url": "javascript:alert(1)"},
        {"text": "He said so.", "colour": "red"},
        {"text": "half a pair \ud800"},
    ],
)
def test_an_offer_that_is_none_adds_nothing(own, body):
    head = own.desk.ledger.head()
    told = own.client.post(
        "/api/v1/stories/velmora/documents",
        content=json.dumps(body),
        headers={"Content-Type": "application/json"},
    )
    assert told.status_code == 422
    assert told.json()["type"] == "urn:sayso:problem:invalid"
    assert own.desk.ledger.head() == head


def test_a_day_that_is_none_is_told(own):
    told = own.post("/documents", {**REPORT, "published": "2026-02-30"})
    assert told.status_code == 422
    assert "not a real date" in told.json()["detail"]


def test_a_key_gives_the_same_answer_and_does_nothing_twice(own):
    body = {"kind": "accept", "claim": own.claim, "reason": "read it"}
    first, again = (own.post("/decisions", body, headers={"Idempotency-Key": "k1"}) for _ in "12")
    assert (first.status_code, first.json()) == (again.status_code, again.json())
    assert again.headers["idempotency-replayed"] == "true"
    assert "idempotency-replayed" not in first.headers


def test_a_key_repeats_a_new_report_as_new(own):
    first, again = (own.post("/documents", REPORT, headers={"Idempotency-Key": "k2"}) for _ in "12")
    assert first.status_code == again.status_code == 201
    assert again.headers["location"] == first.headers["location"]
    assert again.content == first.content


def test_a_key_repeats_a_refusal(own):
    body = {"address": "https://nowhere.example/"}
    first, again = (own.post("/documents", body, headers={"Idempotency-Key": "k3"}) for _ in "12")
    assert first.json() == again.json()
    assert again.headers["content-type"] == "application/problem+json"


def test_a_key_of_another_request_is_a_problem(own):
    key = {"Idempotency-Key": "k4"}
    assert own.post("/documents", REPORT, headers=key).status_code == 201
    told = own.post("/documents", {**REPORT, "title": "Another"}, headers=key)
    assert told.status_code == 422
    assert told.json()["type"] == "urn:sayso:problem:key-used"
    body = {"kind": "accept", "claim": own.claim, "reason": "read it"}
    assert own.post("/decisions", body, headers=key).status_code == 422


def test_a_key_of_what_failed_may_be_used_again(own):
    key = {"Idempotency-Key": "k5"}
    body = {"kind": "accept", "claim": "c-none", "reason": "read it"}
    assert own.post("/decisions", body, headers=key).status_code == 404
    assert own.post("/decisions", {**body, "claim": own.claim}, headers=key).status_code == 201


def test_many_at_once_with_one_key_do_it_once(own):
    answers = []

    def send():
        answers.append(own.post("/documents", REPORT, headers={"Idempotency-Key": "k6"}))

    threads = [threading.Thread(target=send) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert {a.status_code for a in answers} == {201}
    assert sum("idempotency-replayed" in a.headers for a in answers) == 5


def decided(own, **body):
    told = own.post("/decisions", {"reason": "I was there", **body})
    assert told.status_code == 201, told.text
    return told.json()


def test_each_kind_of_decision_is_kept_by_the_desk(own):
    view = own.desk.evidence()
    edge, speaker = view.edges[0].id, view.claims[own.claim].speaker.name
    told = [
        decided(own, kind="accept", claim=own.claim),
        decided(own, kind="reject", claim=own.claim),
        decided(own, kind="correct", claim=own.claim, slot="certainty", value="possible"),
        decided(own, kind="cut", edge=edge),
        decided(own, kind="confirm", edge=edge),
        decided(own, kind="merge", name=speaker, into="the three brigades"),
        decided(own, kind="split", what=own.claim, into="Ana Belk"),
        decided(
            own, kind="map", question=own.question, claim=own.claim, answer="withdrawn", step="++"
        ),
        decided(own, kind="resolve", question=own.question, answer="withdrawn", on="2026-02-28"),
    ]
    told.append(decided(own, kind="undo", decision=told[1]["id"]))
    assert [d.id for d in own.desk.ledger.records(Decision)] == [row["id"] for row in told]
    assert {row["made"] for row in told} == {"2026-03-01T12:00Z"}
    rows = {row["id"]: row for row in own.get("/decisions").json()["items"]}
    assert not rows[told[1]["id"]]["in_force"]
    assert rows[told[0]["id"]]["in_force"]


def test_a_rejected_claim_stands_no_more(own):
    bearing = own.get(f"/claims?question={own.question}").json()["items"][0]["id"]
    before = own.get(f"/questions/{own.question}/judgement").json()["answers"]
    decided(own, kind="reject", claim=bearing)
    assert own.get(f"/claims/{bearing}").json()["stands"] is False
    assert own.get(f"/questions/{own.question}/judgement").json()["answers"] != before


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({"kind": "accept", "claim": "c-none"}, 404),
        ({"kind": "undo", "decision": "dec-none"}, 404),
        ({"kind": "cut", "edge": "edge-none"}, 404),
        ({"kind": "merge", "name": "Nobody Here", "into": "Somebody"}, 404),
        ({"kind": "map", "question": "q-none", "claim": "c", "answer": "x", "step": "+"}, 404),
        ({"kind": "correct", "claim": "CLAIM", "slot": "certainty", "value": "sure"}, 422),
        ({"kind": "correct", "claim": "CLAIM", "slot": "mood", "value": "bad"}, 422),
        ({"kind": "praise", "claim": "CLAIM"}, 422),
        ({"kind": "accept", "claim": "CLAIM", "reason": " "}, 422),
        ({"kind": "resolve", "question": "Q", "answer": "withdrawn", "on": "2026-02-30"}, 422),
    ],
)
def test_a_decision_that_cannot_be_is_a_problem(own, body, status):
    names = {"CLAIM": own.claim, "Q": own.question}
    sent = {"reason": "so", **{k: names.get(v, v) for k, v in body.items()}}
    told = own.post("/decisions", sent)
    assert told.status_code == status
    assert told.headers["content-type"] == "application/problem+json"
    assert own.desk.ledger.records(Decision) == ()


ASKED = {
    "text": "Is the road to Korlavets open?",
    "kind": "event",
    "hypotheses": [{"id": "open", "text": "It is open."}, {"id": "shut", "text": "It is shut."}],
}


def test_a_question_is_asked_and_judged(own):
    told = own.post("/questions", ASKED)
    assert told.status_code == 201
    judged = own.client.get(f"{told.headers['location']}/judgement").json()
    assert [one["id"] for one in judged["answers"]] == ["open", "shut", "OTHER"]


def test_a_question_asked_before_is_left_as_it_is(own):
    first, again = (own.post("/questions", ASKED) for _ in "12")
    assert (first.status_code, again.status_code) == (201, 200)
    assert first.json() == again.json()
    assert len(own.desk.ledger.records(Question)) == 2


@pytest.mark.parametrize(
    "change",
    [
        {"hypotheses": ASKED["hypotheses"][:1]},
        {"hypotheses": [ASKED["hypotheses"][0]] * 2},
        {"hypotheses": [{"id": "OTHER", "text": "x"}, {"id": "b", "text": "y"}]},
        {"text": "  "},
        {"kind": "PRESENCE"},
    ],
)
def test_a_question_that_is_none_is_a_problem(own, change):
    assert own.post("/questions", {**ASKED, **change}).status_code == 422
    assert len(own.desk.ledger.records(Question)) == 1


def test_adding_leaves_the_claims_of_other_reports(own):
    before = {c.id for c in own.desk.ledger.records(Claim)}
    own.post("/documents", REPORT)
    assert before < {c.id for c in own.desk.ledger.records(Claim)}
    assert len(own.desk.ledger.records(Document)) == 8


def archive():
    from tests.read.archives import http, packed, pages, record

    return packed([*pages(2), record(http(b"GIF", "image/gif"))])


def test_a_file_that_holds_many_reports_gives_them_all(own):
    sent = {"name": "../ferry.warc.gz", "data": base64.b64encode(archive()).decode()}
    told = own.post("/documents", sent)
    assert told.status_code == 201, told.text
    answer = told.json()
    assert answer["document"]["url"] == "https://harbour.example/0"
    assert [one["document"]["url"] for one in answer["further"]] == ["https://harbour.example/1"]
    (notice,) = answer["refused"]
    assert (notice["reason"], notice["location"].endswith(": ferry.warc.gz")) == ("notice", True)
    again = own.post("/documents", sent)
    assert (again.status_code, again.json()["new"]) == (200, False)


def test_a_file_that_cannot_be_read_is_refused(own):
    for data in (b"%PDF-1.7", archive()[:50], b"\x00"):
        told = own.post("/documents", {"name": "a.bin", "data": base64.b64encode(data).decode()})
        assert (told.status_code, told.json()["type"]) == (422, "urn:sayso:problem:refused")
    told = own.post("/documents", {"name": "a.bin", "data": "A"})
    assert 400 <= told.status_code < 500


def test_a_page_of_an_archive_that_was_refused_names_no_folder_of_this_machine():
    from sayso.api.shapes.held import RefusalRow

    why = Refusal("/home/ana/secret/a.warc.gz#https://a.example/x", RefusalReason.EMPTY, "no words")
    assert RefusalRow.of(why).location == "a.warc.gz#https://a.example/x"
