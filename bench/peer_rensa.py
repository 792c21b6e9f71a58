"""Sentence MinHash (rensa, LSH at Jaccard .4, word 3-grams) over the articles of bench/plants.py: python bench/peer_rensa.py FOLDER."""

import json
import re
import sys
import time
from pathlib import Path

from rensa import RMinHash, RMinHashLSH

PERMUTATIONS, BANDS, THRESHOLD = 128, 32, 0.4
SENTENCE = re.compile(r"[^.!?\n]+[.!?]?")


def sentences(text):
    """Yield each sentence of five words or more, with where it stands."""
    for match in SENTENCE.finditer(text):
        words = re.findall(r"\w+", match[0].casefold())
        if len(words) >= 5:
            yield (
                match.start(),
                match.end(),
                [" ".join(words[i : i + 3]) for i in range(len(words) - 2)],
            )


def minhash(grams):
    """Return the signature of a sentence."""
    made = RMinHash(num_perm=PERMUTATIONS, seed=1)
    made.update(grams)
    return made


def main():
    """Index the sentences of all articles, then print what each query's sentences find, as JSON."""
    folder = Path(sys.argv[1])
    rows = {
        n: [json.loads(line) for line in (folder / f"{n}.jsonl").open()]
        for n in ("articles", "queries")
    }
    began = time.process_time()
    index, kept, owner = RMinHashLSH(THRESHOLD, PERMUTATIONS, BANDS), [], []
    for row in rows["articles"]:
        for _, _, grams in sentences(row["text"]):
            index.insert(len(kept), made := minhash(grams))
            kept.append(made)
            owner.append(row["id"])
    built, began = time.process_time() - began, time.process_time()
    found = {}
    for row in rows["queries"]:
        matches = found[row["id"]] = []
        for start, end, grams in sentences(row["text"]):
            made = minhash(grams)
            near = [n for n in index.query(made) if made.jaccard(kept[n]) >= THRESHOLD]
            matches.extend({"source": owner[n], "start": start, "end": end} for n in near)
    spent = (time.process_time() - began) / len(rows["queries"]) * 1000
    print(json.dumps({"name": "rensa, sentences", "found": found, "built": built, "spent": spent}))


if __name__ == "__main__":
    main()
