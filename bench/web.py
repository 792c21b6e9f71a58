"""Times the pages of the web desk at 10,000 and 100,000 claims, and what-if on 500.

python bench/web.py [CLAIMS ...]      each size in a desk file of its own, in a folder that is thrown away
python bench/web.py load              the ledger page under load while reports are being read, every answer checked (and by wrk, if it is here)
"""

import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path

import httpx
import numpy as np

from sayso.desk import Desk
from sayso.ledger import open_ledger
from sayso.model import (
    Attribution,
    Certainty,
    Claim,
    Document,
    Entity,
    EntityKind,
    EvidenceBasis,
    Hypothesis,
    Observation,
    Question,
    QuoteKind,
    Speaker,
    When,
)

FIRST, DAYS, SPEAKERS, PER_REPORT, ROUNDS, LOAD_SECONDS = date(2031, 1, 1), 120, 400, 10, 15, 20
NOW = When("2031-06-01T12:00Z")
QUESTION = Question(
    "Are Halmian troops still at Osk?",
    "presence",
    tuple(Hypothesis(s, f"They are {s}", s) for s in ("fighting", "regrouping", "withdrawn")),
    "Halmian troops",
    "Osk",
)
SAYINGS = (
    ("Halmian troops shelled the village of Lipnik near Osk", Observation.SIGHTING),
    ("no Halmian soldier was seen in the northern section", Observation.NON_OBSERVATION),
    ("Halmian troops hold the bridge at Osk", Observation.ASSERTED_PRESENCE),
    ("the bread price in the capital has risen again", Observation.NONE),
    ("talks on the dam will go on next week", Observation.NONE),
)
PAGES = (
    "overview",
    "claims",
    "claims?speaker=speaker 7&sure=certain",
    "claims?text=bridge&one=1",
    "claims?page=40",
    "matrix",
    "contradictions",
    "review",
    "sources",
    "timeline",
    "lineage",
    "map",
)


def main() -> None:
    """Fill, serve and time each size."""
    if sys.argv[1:] == ["load"]:
        loaded()
        return
    sizes = [int(a) for a in sys.argv[1:]] or [500, 10_000, 100_000]
    for count in sizes:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "desk.sayso"
            began = time.perf_counter()
            fill(path, count)
            print(f"{count:,} claims written in {time.perf_counter() - began:.0f} s", flush=True)
            timed(path)


def fill(path: Path, count: int) -> None:
    """Write reports of ten claims each, by 400 speakers over 120 days; two claims in five bear on the question."""
    rng = np.random.default_rng(7)
    with open_ledger(path, lambda: NOW, create=True) as ledger:
        rows: list = []
        for number in range(count // PER_REPORT):
            document, claims = report(rng, number)
            rows += [document, *claims]
            if len(rows) > 5_000:
                ledger.add(rows)
                rows = []
        ledger.add(rows)
        Desk(ledger).ask(QUESTION)


def report(rng: np.random.Generator, number: int) -> tuple[Document, list[Claim]]:
    """Return a report and its claims, which stand where they say."""
    sentences, parts = [], []
    for line in range(PER_REPORT):
        who = f"Speaker {rng.integers(SPEAKERS)}"
        words, seen = SAYINGS[rng.integers(len(SAYINGS))]
        words = f"{words}, report {number} line {line}"
        sentences.append(f"{who} said that {words}.")
        parts.append((who, words, seen))
    day = FIRST + timedelta(days=int(rng.integers(DAYS)))
    outlet = f"Outlet {rng.integers(60)}"
    document = Document(" ".join(sentences), f"Report {number}", outlet, published=When.of(day))
    claims, cursor = [], 0
    for who, words, seen in parts:
        at = document.text.index(words, cursor)
        name = document.text.index(who, cursor)
        cue = document.span(name + len(who) + 1, name + len(who) + 5)
        source, content = document.span(name, name + len(who)), document.span(at, at + len(words))
        cursor = at + len(words)
        entity = Entity(who, EntityKind.PERSON).id
        speaker = Speaker(who, EntityKind.PERSON, entity, source, (who,))
        claims.append(
            Claim(
                Attribution((source,), (cue,), (content,), QuoteKind.INDIRECT),
                speaker,
                certainty=(Certainty.CERTAIN, Certainty.POSSIBLE)[int(rng.integers(2))],
                evidence_basis=(EvidenceBasis.DIRECT, EvidenceBasis.UNKNOWN)[int(rng.integers(2))],
                observation=seen,
            )
        )
    return document, claims


def timed(path: Path) -> None:
    """Print the median time of each page, and of what-if."""
    began = time.perf_counter()
    with served(path) as (_, client):
        print(f"  started, all worked out: {time.perf_counter() - began:.1f} s", flush=True)
        for page in PAGES:
            took = [asked(client, f"/s/desk/{page}", "<h1") for _ in range(ROUNDS)]
            print(
                f"  {page:<40} median {statistics.median(took):6.0f} ms  worst {max(took):6.0f} ms",
                flush=True,
            )
        keys = [w["key"] for w in client.get("/s/desk/matrix.json").json()["data"]["witnesses"]]
        took = [asked(client, f"/s/desk/matrix?without={key}", "supposed") for key in keys[:ROUNDS]]
        print(f"  what-if, a witness left out: median {statistics.median(took):.0f} ms", flush=True)


def asked(client: httpx.Client, address: str, holds: str) -> float:
    """Return the milliseconds of an answer, whose status and body are checked."""
    began = time.perf_counter()
    answer = client.get(address)
    took = 1000 * (time.perf_counter() - began)
    assert answer.status_code == 200
    assert holds in answer.text
    return took


@contextmanager
def served(path: Path) -> Iterator[tuple[str, httpx.Client]]:
    """Serve a desk in a process of its own; yield its address and a client with a session."""
    sayso = Path(sys.executable).with_name("sayso")
    command = [sayso, "serve", path, "--port", "0"]
    server = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    try:
        address = server.stdout.readline().strip()
        base = address.partition("/?")[0]
        with httpx.Client(base_url=base, timeout=3600, follow_redirects=True) as client:
            client.get(address).raise_for_status()
            yield base, client
    finally:
        server.terminate()
        server.wait(30)


def loaded() -> None:
    """Ask for the ledger page from eight threads while two hundred reports are being added, and check every answer."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "desk.sayso"
        fill(path, 10_000)
        rng = np.random.default_rng(11)
        files = [
            (
                "files",
                (
                    f"new{n}.txt",
                    f"Title: New {n}\nPublished: 2031-04-01\n\n{report(rng, 10_000 + n)[0].text}".encode(),
                ),
            )
            for n in range(200)
        ]
        with served(path) as (base, client):
            page = client.get("/s/desk/add").text
            key = re.search(r'name="key" value="([0-9a-f]+)"', page)[1]
            client.post("/s/desk/do/add", data={"key": key}, files=files).raise_for_status()
            session, took, wrong = client.cookies["sayso"], [], []

            def ask(_: int) -> None:
                with httpx.Client(base_url=base, cookies={"sayso": session}, timeout=120) as own:
                    end = time.perf_counter() + LOAD_SECONDS
                    while time.perf_counter() < end:
                        began = time.perf_counter()
                        answer = own.get("/s/desk/claims")
                        took.append(1000 * (time.perf_counter() - began))
                        if answer.status_code != 200 or "</html>" not in answer.text:
                            wrong.append(answer.status_code)

            with ThreadPoolExecutor(8) as pool:
                list(pool.map(ask, range(8)))
            told = client.get("/s/desk/add").text
            read = told.count('<span class="chip good">read</span>')
            print(
                f"{len(took)} answers of the ledger page in {LOAD_SECONDS} s while {read} of 200 reports were read: {len(wrong)} wrong, "
                f"median {statistics.median(took):.0f} ms, worst {max(took):.0f} ms"
            )
            if wrk := shutil.which("wrk"):
                command = [
                    wrk,
                    "-t2",
                    "-c8",
                    f"-d{LOAD_SECONDS}s",
                    "-H",
                    f"Cookie: sayso={session}",
                    f"{base}/s/desk/claims",
                ]
                print(subprocess.run(command, capture_output=True, text=True, check=True).stdout)


if __name__ == "__main__":
    main()
