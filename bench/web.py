"""Times the pages of the web desk at 10,000 and 100,000 claims, and what-if on 500.

python bench/web.py [CLAIMS ...]      each size in a desk file of its own, in a folder that is thrown away
"""

import statistics
import subprocess
import sys
import tempfile
import time
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

FIRST, DAYS, SPEAKERS, PER_REPORT, ROUNDS = date(2031, 1, 1), 120, 400, 10, 15
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
    sizes = [int(a) for a in sys.argv[1:]] or [500, 10_000, 100_000]
    for count in sizes:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "desk.sayso"
            began = time.perf_counter()
            fill(path, count)
            print(f"{count:,} claims written in {time.perf_counter() - began:.0f} s", flush=True)
            timed(path, count)


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


def timed(path: Path, count: int) -> None:
    """Serve the desk in a process of its own and print the median time of each page."""
    sayso = Path(sys.executable).with_name("sayso")
    server = subprocess.Popen(
        [sayso, "serve", path, "--port", "0"],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    try:
        address = server.stdout.readline().strip()
        base = address.partition("/?")[0]
        with httpx.Client(base_url=base, timeout=3600, follow_redirects=True) as client:
            began = time.perf_counter()
            client.get(address).raise_for_status()
            print(f"  first page, all worked out: {time.perf_counter() - began:.1f} s", flush=True)
            for page in PAGES:
                took = []
                for _ in range(ROUNDS):
                    began = time.perf_counter()
                    answer = client.get(f"/s/desk/{page}")
                    took.append(1000 * (time.perf_counter() - began))
                    assert answer.status_code == 200
                    assert "<h1" in answer.text
                print(
                    f"  {page:<40} median {statistics.median(took):6.0f} ms  worst {max(took):6.0f} ms  {len(answer.content) // 1024:5} KB",
                    flush=True,
                )
            keys = [w["key"] for w in client.get("/s/desk/matrix.json").json()["data"]["witnesses"]]
            took = []
            for key in keys[:ROUNDS]:
                began = time.perf_counter()
                assert "supposed" in client.get(f"/s/desk/matrix?without={key}").text
                took.append(1000 * (time.perf_counter() - began))
            print(
                f"  what-if, a witness left out: median {statistics.median(took):.0f} ms of {len(took)}",
                flush=True,
            )
    finally:
        server.terminate()
        server.wait(30)


if __name__ == "__main__":
    main()
