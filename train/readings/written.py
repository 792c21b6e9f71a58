"""Writes rows from written worlds: what is said in their reports, with what it is in truth.

python -m readings.written OUT.jsonl [--words tune tune-b] [--seeds 6] [--most 2]

Each way of saying a thing stands in `--most` rows at most for each vocabulary; the frozen vocabulary is refused.
"""

import argparse
import json
import tempfile
from collections import Counter
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from sayso.evaluation.gold import Saying, load_gold
from sayso.model import Document, Question, When
from sayso.read import readings
from sayso.story import load_story
from sayso.worlds.news import WRITTEN, write_folder, written

FIRST_SEED = 70_000
OPENING = 3


def main() -> None:
    """Write the rows and say how many there are of each kind."""
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("out", type=Path)
    ask.add_argument("--words", nargs="+", default=["tune", "tune-b"])
    ask.add_argument("--seeds", type=int, default=6)
    ask.add_argument("--most", type=int, default=2)
    given = ask.parse_args()
    if "frozen" in given.words:
        ask.error("the frozen vocabulary measures and is not learnt from; name others")
    kinds = Counter[str]()
    with given.out.open("w", encoding="utf-8") as file:
        for words in given.words:
            met = Counter[tuple[str, ...]]()
            for seed in range(FIRST_SEED, FIRST_SEED + given.seeds):
                for row, way in rows(words, seed):
                    met[way] += 1
                    if met[way] <= given.most:
                        kinds[f"{row['observation']} {row['state']}"] += 1
                        file.write(json.dumps(row, ensure_ascii=False) + "\n")
    print(dict(kinds))


def rows(words: str, seed: int) -> Iterator[tuple[dict, tuple[str, ...]]]:
    """Yield the sayings of a world in the form of `tests/cases/bearing_gold`, each with its way of saying."""
    with tempfile.TemporaryDirectory(prefix="sayso-world-") as place:
        write_folder(written(WRITTEN, seed, words), words, Path(place))
        gold, question = load_gold(Path(place)), load_story(Path(place)).question
        items = list(readings([place], stdin=BytesIO(), retrieved=When.unknown()))
    documents = {Path(d.location).name: d for d in items if isinstance(d, Document)}
    for number, (key, told) in enumerate(gold.placed(documents).items()):
        document = next(d for d in documents.values() if d.id == key)
        for one in told:
            row = _row(question, document, one, told)
            if document.text.count(row["said"]) == 1:
                yield row | {"id": f"{words}-{seed}-{number}-{one.content[0]}"}, _way(one, row)


def _row(question: Question, document: Document, one: Saying, told: tuple[Saying, ...]) -> dict:
    others = [o for o in told if o.speaker != one.speaker]
    return {
        "id": "",
        "question": {
            "text": question.text,
            "kind": question.kind,
            "actor": question.actor,
            "place": f"{one.sector}, {question.place}" if one.sector else question.place,
        },
        "title": document.title,
        "outlet": document.outlet,
        "published": str(document.published.latest.date()),
        "text": document.text,
        "said": document.text[slice(*one.content)],
        "others": [document.text[slice(*o.content)] for o in others],
        "bears": one.bears,
        "observation": one.observation if one.bears else "",
        "state": one.state if one.bears else "",
    }


def _way(one: Saying, row: dict) -> tuple[str, ...]:
    """Return the words of a saying that are the same in whatever world it is said: the first in small letters."""
    words = [word for word in row["said"].split() if word[:1].islower()]
    return (one.observation, one.state, *words[:OPENING])


if __name__ == "__main__":
    main()
