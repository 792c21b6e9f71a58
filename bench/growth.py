"""Growth of the reuse index: build and query 10,000, 40,000 and 160,000 generated articles, and a build killed in the middle.

Articles have 400 words drawn from 50,000 by Zipf's law, seeded; one in ten copies sixty words of an earlier one. Each size is built in a
process of its own, so that its peak of memory is its own. The killed build is started again and must end in the same bytes.

python bench/growth.py [--sizes 10000 40000 160000] [--folder FOLDER]
"""

import argparse
import hashlib
import json
import os
import resource
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import numpy as np

from sayso.model import Document
from sayso.trace import PackedIndex, Words, words

VOCABULARY, ARTICLE_WORDS, COPIED_WORDS, QUERIES = 50_000, 400, 60, 300
SYLLABLES = [a + b for a in "bdfgklmnprstvz" for b in ("a", "e", "i", "o", "u", "an", "er", "ol")]


def vocabulary() -> list[str]:
    """Return made-up words, the most frequent first and shortest."""
    count = len(SYLLABLES)
    return [
        SYLLABLES[n % count]
        + SYLLABLES[n // count % count]
        + (SYLLABLES[n // count**2] if n >= count**2 else "")
        for n in range(VOCABULARY)
    ]


def articles(count: int, first: int = 0) -> Iterator[tuple[str, str]]:
    """Yield name and text of each article; the text of an article depends on its number alone."""
    known = vocabulary()
    chances = 1 / np.arange(1, VOCABULARY + 1)
    edges = np.cumsum(chances / chances.sum())
    for number in range(first, count):
        yield f"a{number}", " ".join(known[n] for n in _numbers(number, edges))


def _numbers(number: int, edges: np.ndarray) -> np.ndarray:
    chance = np.random.default_rng(number)
    row = np.minimum(np.searchsorted(edges, chance.random(ARTICLE_WORDS)), VOCABULARY - 1)
    if number and number % 10 == 0:
        other = np.random.default_rng(chance.integers(number))
        theirs = np.searchsorted(edges, other.random(ARTICLE_WORDS))
        row[100 : 100 + COPIED_WORDS] = theirs[200 : 200 + COPIED_WORDS]
    return np.minimum(row, VOCABULARY - 1)


def _words(count: int) -> Iterator[tuple[str, Words]]:
    for name, text in articles(count):
        yield name, words(Document(text=text, title=name))


def build(count: int, folder: Path) -> None:
    """Build the index of so many articles, query it, and print the figures as JSON."""
    began = time.process_time()
    for _ in articles(count):
        pass
    making = time.process_time() - began
    began = time.process_time()
    packed = PackedIndex(folder)
    packed.add(_words(count))
    searcher = packed.searcher()
    built = time.process_time() - began - making
    asked = [words(Document(text=text, title="q")) for _, text in articles(count + QUERIES, count)]
    for query in asked:
        list(searcher.find(query))
    began, found = time.process_time(), 0
    for query in asked:
        found += any(match.words > COPIED_WORDS // 2 for match in searcher.find(query))
    spent = (time.process_time() - began) / QUERIES * 1000
    figures = {
        "articles": count,
        "build CPU s": round(built, 1),
        "query CPU ms": round(spent, 3),
        "copies found": f"{found} of {QUERIES // 10}",
        "peak MiB": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
        "on disk MiB": sum(f.stat().st_size for f in folder.rglob("*") if f.is_file()) >> 20,
        "digest": digest(folder),
    }
    print(json.dumps(figures), flush=True)


def digest(folder: Path) -> str:
    """Return one digest over the files of a sealed index."""
    made = hashlib.blake2b(digest_size=8)
    (whole,) = folder.iterdir()
    for file in sorted(whole.iterdir()):
        with file.open("rb") as opened:
            for block in iter(lambda: opened.read(1 << 24), b""):
                made.update(block)
    return made.hexdigest()


def killed(count: int, folder: Path) -> str:
    """Start a build, kill it after its second segment, start it again, and return the digest of what it made."""
    command = [sys.executable, __file__, "--one", str(count), "--folder", str(folder)]
    running = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    while not (folder / "segment000001").exists() and running.poll() is None:
        time.sleep(0.02)
    os.kill(running.pid, signal.SIGKILL)
    running.wait()
    left = len(list(folder.glob("segment*")))
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return f"killed with {left} segments on disk, then {json.loads(done.stdout)['digest']}"


def main() -> None:
    """Build every size in a process of its own, then the smallest once more with a kill in the middle."""
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("--sizes", type=int, nargs="+", default=[10_000, 40_000, 160_000])
    ask.add_argument("--one", type=int, help="build this size here and print its figures")
    ask.add_argument("--folder", type=Path)
    given = ask.parse_args()
    if given.one:
        build(given.one, given.folder)
        return
    with tempfile.TemporaryDirectory(dir=given.folder) as name:
        rows = []
        for size in given.sizes:
            command = [sys.executable, __file__, "--one", str(size), "--folder", f"{name}/{size}"]
            done = subprocess.run(command, capture_output=True, text=True, check=True)
            rows.append(json.loads(done.stdout))
            print(rows[-1], flush=True)
        for small, large in pairwise(rows):
            ratios = [large[key] / small[key] for key in ("build CPU s", "query CPU ms")]
            print(
                f"{large['articles']:,} to {small['articles']:,}: build x {ratios[0]:.2f}, query x {ratios[1]:.2f}"
            )
        print(killed(given.sizes[1], Path(f"{name}/killed")), "against", rows[1]["digest"])


if __name__ == "__main__":
    main()
