"""Every error is a problem document (RFC 9457) that says what was wrong and the way out."""

import pytest

from sayso.api.doorway import MOST_BODY_BYTES
from sayso.model import LedgerDamaged, LedgerError

PLACE = "/api/v1/stories/velmora"


def is_problem(told, status: int, name: str) -> dict:
    assert told.status_code == status, told.text
    assert told.headers["content-type"] == "application/problem+json"
    assert told.headers["x-content-type-options"] == "nosniff"
    found = told.json()
    assert found["type"] == f"urn:sayso:problem:{name}"
    assert found["status"] == status
    assert found["title"]
    assert found["detail"]
    return found


@pytest.mark.parametrize(
    "path",
    [
        "/api/v1/nothing",
        "/api/v1/stories/none",
        "/api/v1/stories/",
        f"{PLACE}/nothing",
        f"{PLACE}/claims/c-none",
        f"{PLACE}/claims/a%2Fb",
        f"{PLACE}/documents/{'0' * 64}",
        f"{PLACE}/questions/q-none",
        f"{PLACE}/questions/q-none/judgement",
        f"{PLACE}/claims?question=q-none",
        f"{PLACE}/questions/QUESTION/exports/xls",
        f"{PLACE}/questions/QUESTION/judgement?as_of=2020",
        f"{PLACE}/questions/QUESTION/changes?since=2020",
    ],
)
def test_what_is_not_there_is_not_found(api, path):
    found = is_problem(api.client.get(path.replace("QUESTION", api.question)), 404, "not-found")
    assert found["instance"] == path.replace("QUESTION", api.question).partition("?")[0].replace(
        "%2F", "/"
    )


@pytest.mark.parametrize(
    ("method", "path", "allowed"),
    [
        ("DELETE", f"{PLACE}/documents", "GET, POST"),
        ("PUT", f"{PLACE}/claims", "GET"),
        ("POST", f"{PLACE}/claims/c-1", "GET"),
        ("PATCH", f"{PLACE}/decisions", "GET, POST"),
        ("OPTIONS", "/api/v1/stories", "GET"),
        ("TRACE", "/api/v1/stories", "GET"),
    ],
)
def test_what_cannot_be_done_says_what_can(api, method, path, allowed):
    told = api.client.request(method, path)
    is_problem(told, 405, "no-such-method")
    assert told.headers["allow"] == allowed


@pytest.mark.parametrize(
    ("query", "where"),
    [
        ("as_of=tomorrow", "query.as_of"),
        ("as_of=2026-1-1", "query.as_of"),
        ("as_of=9999", "query.as_of"),
        ("limit=x", "query.limit"),
        ("speaker=" + "x" * 201, "query.speaker"),
    ],
)
def test_a_parameter_that_is_none_is_named(api, query, where):
    found = is_problem(api.get(f"/claims?{query}"), 422, "invalid")
    assert found["errors"][0]["where"] == where


def test_a_day_that_is_none_is_told(api):
    found = is_problem(api.get("/claims?as_of=2026-02-30"), 422, "invalid")
    assert "2026-02-30" in found["detail"]


def test_since_must_be_given(api):
    told = api.get(f"/questions/{api.question}/changes")
    assert is_problem(told, 422, "invalid")["errors"][0]["where"] == "query.since"


@pytest.mark.parametrize(
    ("body", "status", "name"),
    [
        (b"{", 422, "invalid"),
        (b"[" * 100_000, 400, "unreadable-body"),
        (b'{"text": "\xff"}', 400, "unreadable-body"),
        (b"null", 422, "invalid"),
        (b"", 422, "invalid"),
    ],
)
def test_a_body_that_is_no_json_is_told(api, body, status, name):
    told = api.client.post(
        f"{PLACE}/documents", content=body, headers={"Content-Type": "application/json"}
    )
    is_problem(told, status, name)


def test_a_body_beyond_the_cap_is_not_read(api):
    told = api.client.post(f"{PLACE}/documents", content=b" " * (MOST_BODY_BYTES + 1))
    is_problem(told, 413, "too-large")


def test_a_body_that_does_not_say_its_size_is_counted(api):
    parts = (b" " * 65_536 for _ in range(64))
    told = api.client.post(
        f"{PLACE}/documents", content=parts, headers={"Content-Type": "application/json"}
    )
    is_problem(told, 413, "too-large")


@pytest.mark.parametrize("key", ["two words", "x" * 256, "ключ".encode()])
def test_a_key_that_is_none_is_told(api, key):
    told = api.post("/documents", {"text": "He said so."}, headers={"Idempotency-Key": key})
    assert is_problem(told, 422, "invalid")["errors"][0]["where"] == "header.Idempotency-Key"


@pytest.mark.parametrize("error", [RuntimeError, LedgerError, LedgerDamaged])
def test_what_goes_wrong_here_tells_nothing_of_this_machine(own, error, monkeypatch):
    def broken() -> str:
        raise error("the file /secret/place.sayso: SELECT payload FROM entry")

    monkeypatch.setattr(own.desk.ledger, "head", broken)
    told = own.get("/claims")
    is_problem(told, 500, "failed")
    assert "secret" not in told.text
    assert "SELECT" not in told.text


def test_every_answer_is_kept_out_of_frames_and_shared_caches(api):
    for path in ("", "/claims", "/nothing", f"/questions/{api.question}/brief?format=markdown"):
        headers = api.get(path).headers
        assert headers["cache-control"] == "private, no-cache"
        assert "frame-ancestors 'none'" in headers["content-security-policy"]
