"""Finding a reused passage: quotations of 30 to 60 words planted in rewrites of one event, with 0, 5, 15 and 30 % of their words edited.

The articles are made here from a chain of the words of our own reports (tests/cases, examples), seeded: three hundred events of ten articles
each, of which every article rewrites half of its event's sentences and has as many of its own. A control is a host without
a plant. Found is a plant of which the passages naming its source cover 40 % of the characters; a false alarm is a
control in which a passage names the article whose sentence would have been planted. The peer is sentence MinHash (rensa), in its own
environment, over the same articles.

python bench/plants.py [--articles 3000] [--queries 200] [--open FOLDER] [--out FOLDER]
"""

import argparse
import json
import random
import re
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from sayso.model import Document
from sayso.trace import PackedIndex, words

ROOT = Path(__file__).parents[1]
PEERS = ROOT / ".venv-peers" / "bin" / "python"
LEVELS = {"exact": 0.0, "5": 0.05, "15": 0.15, "30": 0.30, "control": 0.0}
REWRITTEN = 0.5
COVERED = 0.4
ARTICLES_OF_AN_EVENT, SENTENCES = 10, 24
Row = dict[str, Any]


class Writer:
    """Writes sentences word by word, each word after the two before it as in our own reports."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        self.after: dict[tuple[str, str], list[str]] = defaultdict(list)
        self.words: list[str] = []
        for sentence in _own_sentences():
            row = ["", "", *sentence, ""]
            self.words += sentence
            for a, b, c in zip(row, row[1:], row[2:], strict=False):
                self.after[a, b].append(c)

    def sentence(self) -> list[str]:
        """Return the words of a new sentence of 12 to 30 words, one in five of them any word at all."""
        row: list[str] = ["", ""]
        size = self.random.randint(12, 30)
        while len(row) < size + 2:
            choices = self.after.get((row[-2], row[-1]), [""])
            word = self.random.choice(choices)
            row.append(
                word if word and self.random.random() > 0.2 else self.random.choice(self.words)
            )
        return row[2:]

    def edited(self, sentence: list[str], share: float) -> list[str]:
        """Return a sentence with that share of its words replaced, dropped or added to, each as often."""
        row: list[str] = []
        for word in sentence:
            chance = self.random.random()
            if chance >= share:
                row.append(word)
            elif chance < share / 3:
                row.append(self.random.choice(self.words))
            elif chance < 2 * share / 3:
                row += [word, self.random.choice(self.words)]
        return row or sentence


def _own_sentences() -> Iterator[list[str]]:
    files = [
        *(ROOT / "train" / "passages").glob("*.jsonl"),
        *(ROOT / "tests" / "cases").rglob("*.jsonl"),
    ]
    for path in sorted(files):
        for line in path.read_text(encoding="utf-8").splitlines():
            for sentence in re.split(r"(?<=[.!?])\s", json.loads(line).get("text", "")):
                found = re.findall(r"[^\W_]+(?:['’][^\W_]+)*", sentence)
                if len(found) > 5:
                    yield found


def made(articles: int, seed: int = 11) -> list[Row]:
    """Return articles as {"id", "text"}, ten to an event."""
    writer, rows = Writer(seed), []
    for event in range(articles // ARTICLES_OF_AN_EVENT):
        told = [writer.sentence() for _ in range(SENTENCES)]
        for number in range(ARTICLES_OF_AN_EVENT):
            shared = [
                writer.edited(s, REWRITTEN) for s in writer.random.sample(told, SENTENCES // 2)
            ]
            own = [writer.sentence() for _ in range(SENTENCES - len(shared))]
            sentences = [*shared, *own]
            writer.random.shuffle(sentences)
            rows.append({"id": f"e{event}-{number}", "text": _text(sentences)})
    return rows


def _text(sentences: list[list[str]]) -> str:
    return " ".join(" ".join(sentence).capitalize() + "." for sentence in sentences)


def queries(articles: list[Row], count: int, seed: int = 12) -> list[Row]:
    """Return `count` plants at each level, and as many controls."""
    writer, rows = Writer(seed), []
    for level, share in LEVELS.items():
        for number in range(count):
            host, donor = _strangers(articles, writer.random)
            passage = _passage(donor["text"], writer.random)
            edited = " ".join(writer.edited(passage.split(), share))
            sentences = host["text"].split(". ")
            at = writer.random.randrange(len(sentences))
            before = "".join(f"{sentence}. " for sentence in sentences[:at])
            planted = "" if level == "control" else f"{edited}. "
            plants = [
                {"source": donor["id"], "start": len(before), "end": len(before) + len(edited)}
            ]
            rows.append(
                {
                    "id": f"{level}-{number}",
                    "level": level,
                    "host": host["id"],
                    "probe": donor["id"],
                    "text": before + planted + ". ".join(sentences[at:]),
                    "plants": [] if level == "control" else plants,
                }
            )
    return rows


def _strangers(articles: list[Row], chance: random.Random) -> tuple[Row, Row]:
    """Return two articles that share no run of eight words, so that what is found was planted."""
    while True:
        host, donor = chance.sample(articles, 2)
        mine, theirs = (_runs(row["text"]) for row in (host, donor))
        if mine.isdisjoint(theirs):
            return host, donor


def _runs(text: str) -> set[str]:
    row = re.findall(r"\w+", text.casefold())
    return {" ".join(row[at : at + 8]) for at in range(len(row) - 7)}


def _passage(text: str, chance: random.Random) -> str:
    """Return two sentences in a row that have 30 to 60 words together; the first fit after a random place."""
    sentences = text.split(". ")
    start = chance.randrange(len(sentences))
    for step in range(len(sentences)):
        at = (start + step) % (len(sentences) - 1)
        found = ". ".join(sentences[at : at + 2])
        if 30 <= len(found.split()) <= 60:
            return found
    return " ".join(text.split()[:45])


def scored(gold: list[Row], found: dict[str, list[Row]]) -> dict[str, float]:
    """Return the recall of each level and the share of false alarms."""
    hits: dict[str, list[bool]] = defaultdict(list)
    for row in gold:
        matches = [m for m in found.get(row["id"], []) if m["source"] == row["probe"]]
        if row["level"] == "control":
            hits["false alarms"].append(bool(matches))
        for plant in row["plants"]:
            covered = {c for m in matches for c in range(m["start"], m["end"])}
            size = plant["end"] - plant["start"]
            inside = sum(c in covered for c in range(plant["start"], plant["end"]))
            hits[row["level"]].append(inside >= COVERED * size)
    return {level: sum(rows) / len(rows) for level, rows in hits.items()}


def ours(articles: list[Row], asked: list[Row]) -> tuple[dict[str, list[Row]], float, float]:
    """Return what Sayso finds, the CPU seconds of building, and the CPU milliseconds of a query."""
    with tempfile.TemporaryDirectory() as folder:
        began = time.process_time()
        packed = PackedIndex(Path(folder))
        packed.add(
            (row["id"], words(Document(text=row["text"], title=row["id"]))) for row in articles
        )
        searcher = packed.searcher()
        built = time.process_time() - began
        began = time.process_time()
        found = {
            row["id"]: list(searcher.find(words(Document(text=row["text"], title=row["id"]))))
            for row in asked
        }
        spent = (time.process_time() - began) / len(asked) * 1000
    rows = {
        key: [{"source": f.name, "start": f.start, "end": f.end} for f in matches]
        for key, matches in found.items()
    }
    return rows, built, spent


def _show(
    name: str, gold: list[Row], found: dict[str, list[Row]], built: float, spent: float
) -> None:
    marks = "  ".join(
        f"{level} {100 * share:.1f} %" for level, share in scored(gold, found).items()
    )
    print(f"{name}: {marks}; {spent:.2f} CPU ms a query, {built:.1f} CPU s to build", flush=True)


def _peer(articles: list[Row], asked: list[Row]) -> None:
    if not PEERS.exists():
        print("rensa skipped: make peers sets it up")
        return
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for file, rows in (("articles", articles), ("queries", asked)):
            lines = "".join(json.dumps(row) + "\n" for row in rows)
            (folder / f"{file}.jsonl").write_text(lines, encoding="utf-8")
        command = [PEERS, Path(__file__).with_name("peer_rensa.py"), folder]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode:
            print(f"rensa failed: {done.stderr.strip().splitlines()[-1:]}")
            return
        given = json.loads(done.stdout)
        _show(given["name"], asked, given["found"], given["built"], given["spent"])


def main() -> None:
    """Make the articles and plants, let both systems look, and print the scores."""
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("--articles", type=int, default=3000)
    ask.add_argument("--queries", type=int, default=200)
    ask.add_argument("--open", type=Path, help="a folder with articles as JSONL: id, text")
    given = ask.parse_args()
    if given.open and not given.open.is_dir():
        print(f"skipped: no articles at {given.open}")
        return
    articles = _open_articles(given.open) if given.open else made(given.articles)
    asked = queries(articles, given.queries)
    size = sum(len(row["text"].split()) for row in articles) / len(articles)
    print(
        f"{len(articles)} articles of {size:.0f} words, {given.queries} queries a level", flush=True
    )
    _show("sayso", asked, *ours(articles, asked))
    _peer(articles, asked)


def _open_articles(folder: Path) -> list[Row]:
    rows = []
    for file in ("helsinki", "background"):
        for line in (folder / f"{file}.jsonl").open(encoding="utf-8"):
            row = json.loads(line)
            if len(row["text"].split()) > 120 and row["text"].count(". ") > 4:
                rows.append({"id": row["id"], "text": " ".join(row["text"].split())})
    return rows


if __name__ == "__main__":
    sys.exit(main())
