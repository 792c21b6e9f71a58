"""Pages: everything exactly once, whatever is added in between, and no cursor of another list."""

import pytest

from sayso.model import Document, When

LISTS = ("documents", "claims", "edges", "origins", "contradictions", "decisions", "refusals")


def walked(api, path: str, limit: int) -> list[str]:
    cursor, found = "", []
    while cursor is not None:
        mark = "&" if "?" in path else "?"
        told = api.get(f"{path}{mark}limit={limit}" + (f"&cursor={cursor}" if cursor else ""))
        page = told.json()
        assert 0 < len(page["items"]) <= limit or page["count"] == 0
        found += [row["id"] for row in page["items"]]
        cursor = page["next"]
    assert len(found) == page["count"]
    return found


@pytest.mark.parametrize("name", LISTS)
@pytest.mark.parametrize("limit", [1, 3, 200])
def test_every_row_comes_exactly_once(api, name, limit):
    found = walked(api, f"/{name}", limit)
    assert len(set(found)) == len(found)
    whole = api.get(f"/{name}?limit=200").json()["items"]
    assert found == [row["id"] for row in whole]


def test_filtered_claims_come_exactly_once(api):
    path = f"/claims?question={api.question}&speaker=o"
    found = walked(api, path, 2)
    assert len(found) == len(set(found)) > 4


def test_what_is_added_between_two_pages_moves_no_row(own):
    before = [row["id"] for row in own.get("/claims?limit=200").json()["items"]]
    page = own.get("/claims?limit=5").json()
    early = Document(
        text="Colonel Petra Holm said the road to Korlavets was open.", published=When("2026-01-01")
    )
    list(own.desk.add([early]))
    rest = own.get(f"/claims?limit=200&cursor={page['next']}").json()["items"]
    assert [row["id"] for row in (*page["items"], *rest)] == before


@pytest.mark.parametrize("cursor", ["x", "bm90IGpzb24", "W10", "WyJhIl0", "ÿ", "eyJhIjoxfQ"])
def test_a_cursor_that_is_none_is_a_problem(api, cursor):
    told = api.get("/claims", params={"cursor": cursor})
    assert told.status_code == 422
    assert told.json()["errors"][0]["where"] == "query.cursor"


def test_a_cursor_of_other_filters_is_a_problem(api):
    cursor = api.get("/claims?limit=1").json()["next"]
    assert api.get(f"/claims?limit=1&cursor={cursor}").status_code == 200
    assert api.get(f"/claims?limit=1&speaker=orvik&cursor={cursor}").status_code == 422
    assert api.get(f"/documents?limit=1&cursor={cursor}").status_code == 422


@pytest.mark.parametrize("limit", ["0", "201", "-1", "many"])
def test_a_limit_out_of_bounds_is_a_problem(api, limit):
    told = api.get(f"/claims?limit={limit}")
    assert told.status_code == 422
    assert told.json()["errors"][0]["where"] == "query.limit"
