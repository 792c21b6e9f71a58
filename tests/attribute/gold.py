"""Our own gold for attribution: short invented reports whose annotations quote the words they mean."""

import json
from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).parents[1] / "cases" / "attribution_gold"
TRAPS = (
    "nesting",
    "sourceless",
    "coordination",
    "multi_sentence",
    "floating",
    "headline",
    "relay",
    "back_reference",
    "pronoun",
    "surname",
    "role",
)


@dataclass(frozen=True)
class GoldAttribution:
    """Spans as code points; `speaker` is the name the text gives, None where it gives none."""

    source: tuple[tuple[int, int], ...]
    cue: tuple[tuple[int, int], ...]
    content: tuple[tuple[int, int], ...]
    speaker: str | None
    chain: tuple[str, ...]
    nested_in: int | None
    points_to: tuple[int, ...]


@dataclass(frozen=True)
class GoldReport:
    """One report and its attributions in the order given."""

    id: str
    traps: tuple[str, ...]
    text: str
    attributions: tuple[GoldAttribution, ...]


def load(name: str) -> list[GoldReport]:
    """Return the reports of one half; raises ValueError naming report and words where an annotation is unsound."""
    lines = (FOLDER / name).read_text(encoding="utf-8").splitlines()
    return [_report(json.loads(line)) for line in lines if line.strip()]


def _report(given: dict) -> GoldReport:
    text, where = given["text"], given["id"]
    unknown = set(given["traps"]) - set(TRAPS)
    if unknown:
        raise ValueError(f"{where}: traps {sorted(unknown)} are none of {TRAPS}")
    items = tuple(_attribution(where, text, item) for item in given["attributions"])
    for number, item in enumerate(items):
        for other in (*item.points_to, *([] if item.nested_in is None else [item.nested_in])):
            if not 0 <= other < len(items) or other == number:
                raise ValueError(f"{where}: attribution {number} points to {other}, which is none")
        if item.nested_in is not None:
            outer = items[item.nested_in]
            for a, b in item.cue:
                if not any(s <= a and b <= e for s, e in outer.content):
                    raise ValueError(
                        f"{where}: the cue of attribution {number} lies outside {item.nested_in}"
                    )
    return GoldReport(where, tuple(given["traps"]), text, items)


def _attribution(where: str, text: str, given: dict) -> GoldAttribution:
    parts = {
        role: tuple(sorted(_find(where, text, words) for words in given.get(role, [])))
        for role in ("source", "cue", "content")
    }
    if not parts["content"]:
        raise ValueError(f"{where}: an attribution without content: {given}")
    return GoldAttribution(
        **parts,
        speaker=given.get("speaker"),
        chain=tuple(given.get("chain", ())),
        nested_in=given.get("nested_in"),
        points_to=tuple(given.get("points_to", ())),
    )


def _find(where: str, text: str, words: str) -> tuple[int, int]:
    """Return where words stand; "words@@2" is their second occurrence. One that occurs often must say which."""
    plain, _, number = words.partition("@@")
    found, at = [], text.find(plain)
    while at >= 0:
        found.append(at)
        at = text.find(plain, at + 1)
    if not found:
        raise ValueError(f"{where}: the text does not hold {plain!r}")
    if len(found) > 1 and not number:
        raise ValueError(
            f"{where}: {plain!r} occurs {len(found)} times; say which with @@1, @@2, ..."
        )
    start = found[int(number or 1) - 1]
    return start, start + len(plain)
