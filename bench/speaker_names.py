"""Scores who is named as the speaker on our own reports (tests/cases/speaker_names).

A statement counts when an attribution's content begins where the gold's does, or holds its first word. A name is right
when it is the gold's; of a body's spokesman without a name, when the body is the speaker or its affiliation. A
speaker whom the text leaves without a name is right when no name of the text is given for it.

python bench/speaker_names.py [open|second] [--show]
"""

import json
import sys
from collections import Counter
from pathlib import Path
from typing import Any

from sayso.model import Attribution, Document, EntityKind, Speaker
from sayso.rooms import Reading, Rooms

CASES = Path(__file__).parents[1] / "tests" / "cases" / "speaker_names"
LEAD_CHARS = 3


def load(name: str) -> list[dict[str, Any]]:
    """Return the reports of a half."""
    text = (CASES / name).read_text(encoding="utf-8")
    return [json.loads(line) for line in text.splitlines()]


def holding(reading: Reading, at: int) -> Attribution | None:
    """Return the attribution whose content begins nearest to a code point that it holds."""
    fitting = [
        item
        for item in reading.attributions
        if any(span.start - LEAD_CHARS < at + 1 < span.end + 1 for span in item.content)
    ]
    return min(fitting, key=lambda a: (abs(a.content[0].start - at), len(a.words)), default=None)


def is_right(speaker: Speaker, gold: dict[str, Any]) -> bool:
    """Return True when a speaker is the gold's."""

    def plain(name: str) -> str:
        return name.lower().removeprefix("the ")

    wanted = plain(gold["name"])
    if not wanted:
        full = " " in speaker.name and speaker.name.istitle()
        return not (speaker.kind is EntityKind.PERSON and full)
    if gold.get("by_spokesman") and wanted in plain(f"{speaker.name} {speaker.affiliation}"):
        return True
    return plain(speaker.name) == wanted


def score(report: dict[str, Any], reading: Reading) -> tuple[Counter[str], list[str]]:
    """Return the counts of one report, and what is wrong in words."""
    counts: Counter[str] = Counter()
    wrong = []
    for gold in report["speakers"]:
        item = holding(reading, report["text"].index(gold["said"]))
        kind = "named" if gold["name"] else "left open"
        if item is None:
            counts["missed"] += 1
            continue
        speaker = reading.speakers[item.id]
        counts[kind] += 1
        counts[kind + " right"] += is_right(speaker, gold)
        if not is_right(speaker, gold):
            wrong.append(f"{gold['source']}: {gold['name'] or 'nobody'}, not {speaker.name}")
    return counts, wrong


def main() -> None:
    """Print the score of a half."""
    half = next((word for word in sys.argv[1:] if not word.startswith("--")), "open")
    rooms = Rooms()
    total: Counter[str] = Counter()
    for report in load(f"{half}.jsonl"):
        counts, wrong = score(report, rooms.reading(Document(text=report["text"])))
        total += counts
        if "--show" in sys.argv:
            print(report["id"], *wrong, sep="\n  ")
    share = 100 * total["named right"] / total["named"]
    print(
        f"{half}: {share:.1f} % of {total['named']} speakers named right; {total['left open right']} of "
        f"{total['left open']} whom the text leaves unnamed left so; {total['missed']} statements missed"
    )


if __name__ == "__main__":
    main()
