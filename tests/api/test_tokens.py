"""Who may do what: every address against every kind of token; nothing without one."""

import re
import shutil
import stat
from datetime import date

import pytest
from click.testing import CliRunner

from sayso.api import May, load_tokens, new_token
from sayso.cli.main import main
from sayso.model import UsageError

BODIES = {
    "/documents": {"text": "Ana Belk said the road was open.", "outlet": "Ostry Mail"},
    "/questions": {
        "text": "Is it open?",
        "kind": "event",
        "hypotheses": [{"id": "a", "text": "Yes"}, {"id": "b", "text": "No"}],
    },
    "/decisions": {"kind": "accept", "claim": "CLAIM", "reason": "read it"},
}
NEEDS = {"get": "read", "/documents": "write", "/questions": "write", "/decisions": "review"}
HOLDS = {
    "reader": {"read"},
    "writer": {"read", "write"},
    "feeder": {"write"},
    "reviewer": {"read", "review"},
    "owner": {"read", "write", "review"},
    "last-day": {"read"},
}


def operations(served) -> list[tuple[str, str, str]]:
    """Return method, address and what each operation on a story needs."""
    found = []
    for path, methods in served.app.openapi()["paths"].items():
        tail = path.removeprefix("/api/v1/stories/{story}")
        if tail == path:
            continue
        for method in methods:
            needs = NEEDS["get"] if method == "get" else NEEDS[tail]
            found.append((method, tail, needs))
    return found


def filled(served, tail: str) -> str:
    claim = served.desk.evidence().claims[served.claim]
    names = {"question": served.question, "claim": claim.id, "document": claim.document}
    told = tail.format(**names, format="csv")
    return f"{told}?since=2026-01-20" if told.endswith("changes") else told


def sent(served, method: str, tail: str, **given):
    address = f"/api/v1/stories/velmora{filled(served, tail)}"
    if tail == "/events":
        address += "?seconds=1"
    if method == "get":
        return served.client.get(address, **given)
    body = {k: served.claim if v == "CLAIM" else v for k, v in BODIES[tail].items()}
    return served.client.post(address, json=body, **given)


def test_every_operation_asks_for_what_it_needs(guarded):
    for method, tail, needs in operations(guarded):
        for name, holds in HOLDS.items():
            told = sent(guarded, method, tail, headers=guarded.by(name))
            expected = (200, 201) if needs in holds else (403,)
            assert told.status_code in expected, (method, tail, name, told.text)


def test_a_token_for_one_story_sees_no_other(guarded):
    for method, tail, _ in operations(guarded):
        told = sent(guarded, method, tail, headers=guarded.by("neighbour"))
        nowhere = guarded.client.get(
            "/api/v1/stories/nowhere", headers=guarded.by("neighbour")
        ).json()
        assert told.status_code == 404, (method, tail)
        assert told.json()["detail"] == nowhere["detail"].replace("nowhere", "velmora")


def test_the_list_of_stories_is_that_of_the_token(guarded):
    for name, seen in (("reader", ["velmora"]), ("neighbour", ["ostry"])):
        told = guarded.client.get("/api/v1/stories", headers=guarded.by(name)).json()
        assert [one["name"] for one in told["items"]] == seen


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Authorization": "Bearer "},
        {"Authorization": "Bearer sayso_wrong"},
        {"Authorization": "Basic c2F5c286c2F5c28="},
        {"Authorization": "sayso_wrong"},
        {"Cookie": "sayso=sayso_wrong"},
    ],
)
def test_nobody_comes_in_without_a_token(guarded, headers):
    for method, tail, _ in operations(guarded):
        told = sent(guarded, method, tail, headers=headers)
        assert told.status_code == 401, (method, tail)
        assert told.headers["www-authenticate"].startswith('Bearer realm="sayso"')
        assert told.json()["type"] == "urn:sayso:problem:no-token"
    assert guarded.client.get("/api/v1/nothing-here", headers=headers).status_code == 401


def test_a_token_that_has_expired_opens_nothing(guarded):
    told = guarded.get("/claims", headers=guarded.by("old"))
    assert told.status_code == 401
    assert 'error="invalid_token"' in told.headers["www-authenticate"]
    assert guarded.get("/claims", headers=guarded.by("last-day")).status_code == 200


def test_a_token_is_known_by_its_digest_alone():
    given, entry = new_token("dashboard", frozenset({"velmora"}), frozenset({May.READ}))
    assert given not in entry.text
    assert len(given) > 40


def test_a_decision_bears_the_name_of_the_token(guarded):
    body = {"kind": "accept", "claim": guarded.claim, "reason": "read it"}
    by = guarded.by("reviewer")
    assert guarded.post("/decisions", body, headers=by).json()["person"] == "reviewer"
    named = {**body, "person": "Ana Belk"}
    told = guarded.post("/decisions", named, headers=by).json()["person"]
    assert told == "Ana Belk (token reviewer)"


def test_two_tokens_may_use_one_idempotency_key(guarded):
    for name in ("reviewer", "owner"):
        body = {"kind": "accept", "claim": guarded.claim, "reason": f"read by {name}"}
        headers = {**guarded.by(name), "Idempotency-Key": "same"}
        assert guarded.post("/decisions", body, headers=headers).status_code == 201


def test_the_description_is_open_and_names_the_scheme(guarded):
    told = guarded.client.get("/api/v1/openapi.json").json()
    assert told["components"]["securitySchemes"]["token"]["scheme"] == "bearer"


def test_without_tokens_only_this_machine_is_answered(own):
    from starlette.testclient import TestClient

    for host in ("192.0.2.7", "testclient", "::ffff:192.0.2.7"):
        client = TestClient(own.app, client=(host, 1))
        assert client.get("/api/v1/stories").status_code == 403
    assert TestClient(own.app, client=("::1", 1)).get("/api/v1/stories").status_code == 200


def run(*arguments: str):
    return CliRunner().invoke(main, list(arguments))


def test_sayso_token_enters_what_it_prints(tmp_path):
    path = tmp_path / "tokens.toml"
    first = run("token", "dashboard", "--story", "kursk", "--tokens", str(path))
    more = ("--story", "*", "--may", "read", "--may", "review", "--days", "30")
    second = run("token", 'Ana "the" Belk', *more, "--tokens", str(path))
    assert (first.exit_code, second.exit_code) == (0, 0)
    tokens = load_tokens(path)
    found = tokens.fitting(first.stdout.strip())
    assert (found.name, found.stories, found.may) == ("dashboard", {"kursk"}, {May.READ})
    found = tokens.fitting(second.stdout.strip())
    assert (found.name, found.may) == ('Ana "the" Belk', {May.READ, May.REVIEW})
    assert found.expires > date(2026, 1, 1)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert first.stdout.strip() not in path.read_text()


def test_sayso_token_takes_a_name_once(tmp_path):
    path = tmp_path / "tokens.toml"
    run("token", "dashboard", "--story", "kursk", "--tokens", str(path))
    before = path.read_text()
    again = run("token", "dashboard", "--story", "kursk", "--tokens", str(path))
    assert again.exit_code == 2
    assert "choose another name" in again.output
    assert path.read_text() == before


GOOD = 'name = "a"\nsha256 = "' + "0" * 64 + '"\nstories = ["k"]\nmay = ["read"]\n'


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("[[token]\n", "is not TOML"),
        ("[token]\n" + GOOD, "[[token]] entries"),
        ("[[tokens]]\n" + GOOD, "[[token]] entries"),
        ("[[token]]\n" + GOOD + 'secret = "x"\n', "may have"),
        ("[[token]]\n" + GOOD.replace('"read"', '"everything"'), "everything"),
        ("[[token]]\n" + GOOD.replace("0", "z"), "64 hexadecimal digits"),
        ("[[token]]\n" + GOOD.replace('["k"]', "[]"), "is for nothing"),
        ("[[token]]\n" + GOOD.replace('name = "a"\n', ""), "needs name"),
        ("[[token]]\n" + GOOD + 'expires = "soon"\n', "must expire on a day"),
        (("[[token]]\n" + GOOD) * 2, "two tokens 'a'"),
    ],
)
def test_a_file_of_tokens_that_is_none_is_told(tmp_path, text, says):
    path = tmp_path / "tokens.toml"
    path.write_text(text)
    with pytest.raises(UsageError, match=re.escape(says)):
        load_tokens(path)


def test_serve_tells_of_a_file_of_tokens_that_is_none(told_story, tmp_path):
    desk = shutil.copy(told_story, tmp_path / "velmora.sayso")
    told = run("serve", str(desk), "--port", "0", "--tokens", str(tmp_path / "none.toml"))
    assert told.exit_code == 2
    assert "sayso token makes one" in told.output
