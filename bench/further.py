"""Times a story of raw pages from nothing to the judgement, and each article that comes after.

python bench/further.py [--words tune] [--seed 4000] [--after 20]

A written world is told as pages and texts; all but the last `--after` articles are read by a fresh process's desk and judged (cold: with the models
loaded), then each further one is added and judged again on the same desk.
"""

import argparse
import statistics
import tempfile
import time
from io import BytesIO
from pathlib import Path

CLOCK = "2031-12-01"


def main() -> None:
    """Print the cold time, and the median and worst of a further article."""
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("--words", default="tune")
    ask.add_argument("--seed", type=int, default=4000)
    ask.add_argument("--after", type=int, default=20)
    given = ask.parse_args()
    with tempfile.TemporaryDirectory(prefix="sayso-world-") as place:
        written_to(Path(place), given.words, given.seed)
        cold, further, articles = timed(Path(place), given.after)
    print(f"{articles} articles: {cold:.1f} s from nothing to the judgement")
    print(
        f"each of {len(further)} further articles, read and judged: median {1000 * statistics.median(further):.0f} ms, "
        f"worst {1000 * max(further):.0f} ms"
    )


def written_to(place: Path, words: str, seed: int) -> None:
    """Write the world; this is not timed."""
    from sayso.worlds.news import WRITTEN, write_folder, written

    write_folder(written(WRITTEN, seed, words), words, place)


def timed(place: Path, after: int) -> tuple[float, list[float], int]:
    """Return the seconds of the first judgement, those of each further article, and how many articles stood in the first."""
    began = time.perf_counter()
    from sayso.desk import Desk
    from sayso.ledger import open_ledger
    from sayso.model import When
    from sayso.read import readings
    from sayso.rooms import Rooms
    from sayso.story import load_story

    items = list(readings([str(place)], stdin=BytesIO(), retrieved=When.unknown()))
    story = load_story(place)
    with open_ledger(place / "timed.sayso", lambda: When(CLOCK)) as ledger:
        desk = Desk(ledger, Rooms())
        list(desk.add(items[:-after]))
        question = desk.ask(story.question, story.sources)
        desk.judgement(question)
        cold = time.perf_counter() - began
        further = []
        for item in items[-after:]:
            began = time.perf_counter()
            list(desk.add([item]))
            desk.judgement(question)
            further.append(time.perf_counter() - began)
    return cold, further, len(items) - after


if __name__ == "__main__":
    main()
