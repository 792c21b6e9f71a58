"""The OpenAPI document says all that can happen: every status and shape that fuzzing meets is in it, and nothing breaks."""

import shutil
from pathlib import Path

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st
from schemathesis import GenerationMode
from schemathesis.checks import (
    content_type_conformance,
    not_a_server_error,
    response_schema_conformance,
    status_code_conformance,
)

from sayso.api.problems import TITLES

CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
]
CASES = 16


@pytest.fixture(scope="module")
def fuzzed(told_story, tmp_path_factory, door):
    path = tmp_path_factory.mktemp("fuzzed") / "velmora.sayso"
    with door.serving(shutil.copy(told_story, path), by_token=True) as found:
        yield found


def test_every_operation_documents_its_errors(api):
    for path, methods in api.app.openapi()["paths"].items():
        for method, told in methods.items():
            statuses = set(told["responses"])
            assert {"401", "403", "404", "422", "500"} <= statuses, path
            assert method == "get" or {"400", "413"} <= statuses, path
            assert method != "get" or path.endswith("/events") or "304" in statuses, path
            for status, one in told["responses"].items():
                problem = ["application/problem+json"]
                assert status < "400" or list(one["content"]) == problem, (path, status)


def test_it_is_openapi_3_1_and_every_reference_leads_somewhere(api):
    told = api.client.get("/api/v1/openapi.json").json()
    assert told["openapi"] == "3.1.0"
    shapes = told["components"]["schemas"]
    named = {
        part.split('"')[0]
        for part in str(told).replace("'", '"').split("#/components/schemas/")[1:]
    }
    assert named <= shapes.keys()
    assert "HTTPValidationError" not in shapes


def test_every_operation_has_a_name_of_its_own_and_a_sentence(api):
    told = [one for path in api.app.openapi()["paths"].values() for one in path.values()]
    names = [one["operationId"] for one in told]
    assert len(set(names)) == len(names) == 25
    assert all(one["description"].strip().endswith(".") for one in told)


def names_of(served) -> dict[str, list[str]]:
    """Return what is there to be asked for, so that fuzzing goes beyond 404."""
    view = served.desk.evidence()
    return {
        "story": ["velmora", "ostry"],
        "document": list(view.documents),
        "claim": list(view.claims)[:5],
        "question": [served.question],
        "format": ["json", "csv", "html"],
    }


def test_fuzzing_meets_no_failure_and_nothing_undocumented(fuzzed):
    schema = schemathesis.openapi.from_asgi("/api/v1/openapi.json", fuzzed.app)
    known, met = names_of(fuzzed), []
    for result in schema.get_all_operations():
        operation = result.ok()
        cases = [operation.as_strategy(generation_mode=mode) for mode in GenerationMode]

        @seed(20260301)
        @settings(
            max_examples=CASES,
            database=None,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        )
        @given(case=st.one_of(cases), data=st.data())
        def once(case, data):
            for name in case.path_parameters or {}:
                if data.draw(st.sampled_from([*[True] * 5, False, *[True] * 5])):
                    case.path_parameters[name] = data.draw(st.sampled_from(known[name]))
            told = case.call(headers=fuzzed.by("owner"))
            met.append(told.status_code)
            case.validate_response(told, checks=CHECKS)

        once()
    assert len(met) >= 300
    assert {200, 404, 422} <= set(met)
    assert max(met) < 500


def test_the_guide_names_every_address_and_problem(api):
    told = (Path(__file__).parents[2] / "docs" / "api.md").read_text(encoding="utf-8")
    assert [name for name in TITLES if f"`{name}`" not in told] == []
    parts = {part for path in api.app.openapi()["paths"] for part in path.split("/")}
    assert [part for part in parts if part not in told] == []
