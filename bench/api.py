"""Fuzzes the HTTP API with schemathesis: server errors, and statuses, media types and shapes that its description does not tell of.

python bench/api.py [CASES]      10,000 by default, in rounds on a fresh copy of the example story; exit code 1 where anything was found

Half of the cases keep to the description and half break it. The names of stories, reports, claims and questions are mostly such as are there, for
otherwise nearly every answer would be 404; every twentieth request comes without a token or with one that may only read.
"""

import asyncio
import io
import shutil
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import schemathesis
from fastapi import FastAPI
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st
from schemathesis import GenerationMode
from schemathesis.checks import (
    content_type_conformance,
    not_a_server_error,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)
from schemathesis.core.failures import FailureGroup

from sayso.api import ByToken, May, Tokens, application, new_token
from sayso.desk import Desk
from sayso.ledger import open_ledger
from sayso.model import Refusal, RefusalReason, When
from sayso.read import readings
from sayso.story import example_folder, load_story
from sayso.web.snapshot import Keeper

CASES, ROUND = 10_000, 500
SLOW_SECONDS = 60
NOON = When("2026-03-01T12:00Z")
CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
    response_headers_conformance,
]


def told_story(path: Path) -> None:
    """Add the example story's reports and ask its question."""
    folder = example_folder()
    with open_ledger(path, lambda: NOON) as ledger:
        desk = Desk(ledger)
        list(desk.add(readings([str(folder)], stdin=io.BytesIO(), retrieved=NOON)))
        story = load_story(folder)
        desk.ask(story.question, story.sources)


async def at_once(_seconds: float) -> None:
    """Pause for no time."""
    await asyncio.sleep(0)


@contextmanager
def served(path: Path) -> Iterator[tuple[FastAPI, dict[str, list[str]], dict[str, dict[str, str]]]]:
    """Yield the API over the story and an empty one, the names that are there, and headers by what they may."""
    with ExitStack() as stack:
        ledgers = [
            stack.enter_context(open_ledger(one, lambda: NOON))
            for one in (path, path.with_name("ostry.sayso"))
        ]
        keepers = {ledger.path.stem: Keeper(Desk(ledger), lambda: NOON) for ledger in ledgers}
        owner, first = new_token("owner", frozenset("*"), frozenset(May))
        reader, second = new_token("reader", frozenset({"velmora"}), frozenset({May.READ}))
        app = application(
            keepers,
            ByToken(Tokens((first, second)), lambda: NOON),
            lambda: NOON,
            fetch=lambda url, _: Refusal(url, RefusalReason.NETWORK, "there is no net here"),
            pause=at_once,
        )
        view = keepers["velmora"].now()[0].view
        names = {
            "story": ["velmora"] * 9 + ["ostry"],
            "document": list(view.documents),
            "claim": list(view.claims),
            "question": [q.id for q in keepers["velmora"].now()[0].questions],
            "edge": [e.id for e in view.edges],
            "answer": ["fighting", "withdrawn", "OTHER"],
            "format": ["json", "csv", "html", "stix", "pack", "parquet"],
        }
        bearers = {"owner": owner, "reader": reader}
        headers = {name: {"Authorization": f"Bearer {one}"} for name, one in bearers.items()}
        yield app, names, {**headers, "nobody": {}}
        for keeper in keepers.values():
            keeper.rest()


def mostly(chance: int) -> st.SearchStrategy[bool]:
    """Return true but for one in so many; what is rare stands in the middle, for hypothesis likes the ends."""
    half = [True] * (chance // 2)
    return st.sampled_from([*half, False, *half])


WHO = st.sampled_from([*["owner"] * 19, "reader", "nobody", *["owner"] * 19])


def led(case, data, names: dict[str, list[str]]) -> None:
    """Put names that are there into most cases, in the path and in the body, and leave out most days and cursors."""
    for part, chance in ((case.path_parameters, 20), (case.body, 3)):
        for name in part if isinstance(part, dict) else {}:
            if name in names and data.draw(mostly(chance)):
                part[name] = data.draw(st.sampled_from(names[name]))
    (case.headers or {}).pop("Authorization", None)
    for name in ("as_of", "cursor"):
        if case.query and name in case.query and data.draw(mostly(3)):
            del case.query[name]


def fuzzed(path: Path, cases: int, number: int, met: Counter[str], found: Counter[str]) -> None:
    """Send so many cases, spread over all operations; count statuses, and what was found by operation."""
    with served(path) as (app, names, headers):
        schema = schemathesis.openapi.from_asgi("/api/v1/openapi.json", app)
        operations = [one.ok() for one in schema.get_all_operations()]
        for place, operation in enumerate(operations):
            own = cases // len(operations) + (place < cases % len(operations))
            strategy = st.one_of([operation.as_strategy(generation_mode=m) for m in GenerationMode])

            @seed(number)
            @settings(
                max_examples=own,
                database=None,
                deadline=None,
                phases=[Phase.generate],
                suppress_health_check=list(HealthCheck),
            )
            @given(case=strategy, data=st.data())
            def once(case, data):
                led(case, data, names)
                who = data.draw(WHO)
                answer = case.call(headers=headers[who], timeout=SLOW_SECONDS)
                met[str(answer.status_code)] += 1
                try:
                    case.validate_response(answer, checks=CHECKS)
                except FailureGroup as group:
                    for failure in group.exceptions:
                        what = f"{case.operation.label}: {answer.status_code} {failure.title}"
                        found[what] += 1
                        if found[what] == 1:
                            print(failure.message[:600], case.as_curl_command()[:600], sep="\n")

            once()


def main() -> int:
    """Fuzz, and print what was met and found."""
    cases = int(sys.argv[1]) if len(sys.argv) > 1 else CASES
    met: Counter[str] = Counter()
    found: Counter[str] = Counter()
    began = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        told = Path(folder) / "told.sayso"
        told_story(told)
        for number, start in enumerate(range(0, cases, ROUND)):
            own = Path(folder) / str(number) / "velmora.sayso"
            own.parent.mkdir()
            shutil.copy(told, own)
            fuzzed(own, min(ROUND, cases - start), number, met, found)
            print(
                f"{met.total():,} cases, {time.monotonic() - began:.0f} s, {found.total()} found",
                flush=True,
            )
    print("by status:", dict(sorted(met.items())))
    errors = sum(n for status, n in met.items() if status >= "500")
    print(
        f"{met.total():,} cases: {errors} server errors, {found.total()} found against the description"
    )
    for what, count in found.most_common():
        print(f"  {count} {what}")
    return 1 if found or errors else 0


if __name__ == "__main__":
    sys.exit(main())
