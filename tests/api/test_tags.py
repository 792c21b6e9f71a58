"""ETags: the same until the ledger grows, another for another address, and 304 for whoever holds the answer."""

import pytest

PATHS = ("", "/documents", "/claims", "/edges", "/questions", "/decisions", "/claims?speaker=orvik")


@pytest.mark.parametrize("path", PATHS)
def test_who_holds_the_answer_is_told_so(api, path):
    first = api.get(path)
    again = api.get(path, headers={"If-None-Match": first.headers["etag"]})
    assert again.status_code == 304
    assert again.content == b""
    assert again.headers["etag"] == first.headers["etag"]


def test_one_of_several_tags_is_enough_and_a_weak_one_counts(api):
    tag = api.get("/claims").headers["etag"]
    told = api.get("/claims", headers={"If-None-Match": f'"other", W/{tag}'})
    assert told.status_code == 304


def test_each_address_has_its_own_tag(api):
    tags = [api.get(path).headers["etag"] for path in PATHS]
    assert len(set(tags)) == len(tags)


def test_the_order_of_filters_changes_no_tag(api):
    one, two = (
        api.get(f"/claims?{q}").headers["etag"] for q in ("speaker=a&text=b", "text=b&speaker=a")
    )
    assert one == two


def test_briefs_and_exports_have_tags_too(api):
    for path in ("brief", "brief?format=markdown", "exports/csv", "judgement", "contributions"):
        told = api.get(f"/questions/{api.question}/{path}")
        held = {"If-None-Match": told.headers["etag"]}
        assert api.get(f"/questions/{api.question}/{path}", headers=held).status_code == 304


def test_the_list_of_stories_has_a_tag(own):
    tag = own.client.get("/api/v1/stories").headers["etag"]
    held = {"If-None-Match": tag}
    assert own.client.get("/api/v1/stories", headers=held).status_code == 304
    own.post("/decisions", {"kind": "accept", "claim": own.claim, "reason": "read it"})
    assert own.client.get("/api/v1/stories", headers=held).status_code == 200


def test_a_ledger_that_has_grown_makes_the_answer_new(own):
    first = own.get("/claims")
    own.post("/decisions", {"kind": "reject", "claim": own.claim, "reason": "no claim"})
    again = own.get("/claims", headers={"If-None-Match": first.headers["etag"]})
    assert again.status_code == 200
    assert again.headers["etag"] != first.headers["etag"]
    assert again.json()["items"][0]["checked"] == "rejected"
