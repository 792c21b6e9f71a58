"""Scores an extractor on our own attribution gold: relations with nesting, speaker names, invented names.

A relation is right when its content shares half of its words with the gold's (Jaccard), the head of the source agrees or
both have none, and it is nested exactly when the gold is, in an attribution that is itself the right one. A
speaker is right when it is the gold's name; a name is invented when some word of it stands nowhere in the text.
"""

import re
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
from scipy.optimize import linear_sum_assignment

sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "attribute"))
import gold

from sayso.attribute import RuleExtractor, best_extractor
from sayso.model import Attribution, Document, Speaker
from sayso.rooms import Reading, Rooms

_WORD = re.compile(r"\w+")
_HEAD_ENDS = frozenset(
    [
        "who",
        "that",
        "which",
        "whose",
        "of",
        "for",
        "from",
        "in",
        "at",
        "on",
        "with",
        "to",
        "by",
        "and",
        "or",
        "as",
    ]
)
HALF = 0.5


def words(text: str, spans: list[tuple[int, int]]) -> frozenset[int]:
    """Return where the words of the spans begin."""
    return frozenset(
        start + m.start() for start, end in spans for m in _WORD.finditer(text[start:end])
    )


def head(text: str, spans: list[tuple[int, int]]) -> str:
    """Return the last word of a source before its first comma, preposition or relative."""
    found = ""
    for start, end in spans[:1]:
        for word in re.findall(r"\w+|[^\w\s]", text[start:end]):
            if found and (word in ",(—–" or word.lower() in _HEAD_ENDS):
                break
            if word[0].isalpha() and word.lower() not in _HEAD_ENDS:
                found = word.lower()
    return found


def named_person(name: str) -> bool:
    """Return True for a name, False for "A doctor in Zarinka"."""
    return name[0].isupper() and name.split(maxsplit=1)[0].lower() not in (
        "a",
        "an",
        "the",
        "two",
        "three",
    )


def spans(item: Attribution, role: str) -> list[tuple[int, int]]:
    """Return the code points of one role."""
    return [(s.start, s.end) for s in getattr(item, role)]


def score(report: gold.GoldReport, reading: Reading) -> tuple[Counter, list[str]]:
    """Return the counts of one report, and lines that say what is wrong."""
    text, found = report.text, reading.attributions
    pairs = matched(report, found)
    counts, lines = Counter(gold=len(report.attributions), found=len(found)), []
    for row, wanted in enumerate(report.attributions):
        told = " … ".join(text[a:b] for a, b in wanted.content)[:90]
        if row not in pairs:
            lines.append(f"missed  {wanted.speaker}: {told}")
            continue
        item = found[pairs[row]]
        for count, line in (
            *nesting(wanted, item, pairs, found),
            *naming(wanted, reading.speakers[item.id]),
        ):
            counts[count] += 1
            if line:
                lines.append(f"{line}: {told}")
    for column, item in enumerate(found):
        name = reading.speakers[item.id].name
        if reading.speakers[item.id].known and any(w not in text for w in _WORD.findall(name)):
            counts["invented"] += 1
            lines.append(f"invented {name}")
        if column not in pairs.values():
            said = [[s.quote for s in part] for part in (item.source, item.cue)]
            lines.append(f"wrong   {said}: {item.words[:90]}")
    return counts, lines


def matched(report: gold.GoldReport, found: Sequence[Attribution]) -> dict[int, int]:
    """Return the best one-to-one assignment of gold attributions to those found that are right."""
    text = report.text
    match = np.zeros((len(report.attributions), len(found)))
    for row, wanted in enumerate(report.attributions):
        theirs = words(text, list(wanted.content))
        for column, item in enumerate(found):
            mine = words(text, spans(item, "content"))
            share = len(mine & theirs) / max(len(mine | theirs), 1)
            same = head(text, spans(item, "source")) == head(text, list(wanted.source))
            match[row, column] = (share >= HALF and same) * (1 + share / 10)
    rows, columns = linear_sum_assignment(-match)
    return {int(r): int(c) for r, c in zip(rows, columns, strict=True) if match[r, c]}


def nesting(
    wanted: gold.GoldAttribution,
    item: Attribution,
    pairs: dict[int, int],
    found: Sequence[Attribution],
) -> Iterator[tuple[str, str]]:
    """Yield what counts of a right relation, and what is wrong about its place."""
    order = {other.id: number for number, other in enumerate(found)}
    outer = order.get(item.nested_in) if item.nested_in else None
    nest = None if wanted.nested_in is None else pairs.get(wanted.nested_in, -1)
    yield "right", ""
    if wanted.nested_in is not None:
        yield "nested", ""
    if outer != nest:
        yield "misplaced", "nesting"
        return
    yield "nested right", ""
    if wanted.nested_in is not None:
        yield "nested found", ""


def naming(wanted: gold.GoldAttribution, speaker: Speaker) -> Iterator[tuple[str, str]]:
    """Yield what counts of a speaker's name and relays, and what is wrong about them."""
    if wanted.speaker:
        yield "named", ""
        right = speaker.name == wanted.speaker
        yield (
            ("named right", "")
            if right
            else ("misnamed", f"name    {wanted.speaker}, not {speaker.name}")
        )
    elif speaker.known and speaker.kind == "person" and named_person(speaker.name):
        yield "overnamed", f"name    nobody, not {speaker.name}"
    if wanted.chain:
        yield "relayed", ""
        right = wanted.chain == speaker.chain[-1 - len(wanted.chain) : -1]
        yield (
            ("relayed right", "")
            if right
            else ("misrelayed", f"chain   {wanted.chain}, not {speaker.chain}")
        )


def main() -> None:
    """Score one half; with --rules by the rule extractor, with --show print what is wrong."""
    half = next((a for a in sys.argv[1:] if not a.startswith("-")), "open")
    total = Counter()
    rooms = Rooms(extractor=RuleExtractor() if "--rules" in sys.argv else best_extractor())
    for report in gold.load(f"{half}.jsonl"):
        counts, lines = score(report, rooms.reading(Document(text=report.text)))
        total += counts
        if "--show" in sys.argv:
            print(f"\n{report.id} {', '.join(report.traps)}", *lines, sep="\n  ")
    show(half, rooms.extractor.name, total)


def show(half: str, name: str, total: Counter) -> None:
    """Print the figures."""
    for key in ("right", "nested right"):
        p, r = total[key] / max(total["found"], 1), total[key] / total["gold"]
        print(
            f"{half}, {name}: relations {key}: F1 {200 * p * r / max(p + r, 1e-9):.1f} (P {100 * p:.1f}, R {100 * r:.1f}, n = {total['gold']})"
        )
    print(
        f"nested ones found in their place {total['nested found']} of {total['nested']} matched; "
        f"speaker named right {100 * total['named right'] / max(total['named'], 1):.1f} % of {total['named']}; "
        f"persons named where the text leaves it open {total['overnamed']}; invented names {total['invented']}; "
        f"relays right {total['relayed right']} of {total['relayed']}"
    )


if __name__ == "__main__":
    main()
