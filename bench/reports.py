"""Scores whole claims on our own short reports (tests/cases/claim/reports.json): of each slot the share that is right.

The claim whose content shares most characters with what is said counts. A place is right when the claim names it, a time when both days
are, a number when low, high, role, side and scope are. Every fourth case has not been looked at while rules were written.

python bench/reports.py [--show|--known]      shows the errors of the others, or writes what fails to known_failures.json
"""

import json
import math
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from evidence_gold import nearest

from sayso.model import Claim, Document, Quantity, When
from sayso.rooms import Rooms

CASES = Path(__file__).parents[1] / "tests" / "cases" / "claim" / "reports.json"
KNOWN = CASES.with_name("known_failures.json")
UNSEEN = 4
PLAIN = ("observation", "evidence_basis", "certainty", "polarity", "tense")


def load() -> list[dict[str, Any]]:
    """Return the cases."""
    found: list[dict[str, Any]] = json.loads(CASES.read_text(encoding="utf-8"))
    return found


def number(quantity: Quantity) -> dict[str, Any]:
    """Return a quantity in the form of the cases."""
    return {
        "low": round(quantity.low),
        "high": round(quantity.high) if math.isfinite(quantity.high) else None,
        "role": quantity.role.value,
        "side": quantity.side,
        "scope": quantity.scope.value,
    }


def found(claim: Claim | None, slot: str) -> Any:
    """Return a slot of a claim in the form of the cases, None without a claim."""
    if claim is None:
        return None
    if slot in PLAIN:
        return getattr(claim, slot).value
    if slot == "time":
        ends = (claim.time.earliest, claim.time.latest) if claim.time else ()
        return [end.text[:10] for end in ends]
    if slot == "quantities":
        return [number(quantity) for quantity in claim.quantities]
    if slot == "place":
        return [name for place in claim.places for name in (place.name, place.span.quote)]
    return [mention.name for mention in (*claim.actors, *claim.recipients)]


def right(slot: str, wanted: Any, got: Any) -> bool:
    """Return True when what was found is what was wanted; a name may be found in a longer one."""
    if got is None:
        return False
    if slot == "quantities":
        return all(one in got for one in wanted)
    if slot in ("place", "actor"):
        return any(wanted in name or name in wanted for name in got)
    return bool(wanted == got)


def verdicts(case: dict[str, Any], rooms: Rooms) -> Iterator[tuple[str, str, Any, Any]]:
    """Yield for each slot of each claim of a case: what is said, the slot, what is wanted, what was found."""
    document = Document(text=case["text"], published=When(case["published"]))
    reading = rooms.reading(document)
    for wanted in case["claims"]:
        start = case["text"].index(wanted["said"])
        claim = nearest(reading, start, start + len(wanted["said"]))
        yield wanted["said"], "speaker", wanted["speaker"], claim.speaker.name if claim else None
        for slot, value in wanted["slots"].items():
            yield wanted["said"], slot, value, found(claim, slot)


def score(cases: list[dict[str, Any]], rooms: Rooms, *, show: bool = False) -> dict[str, str]:
    """Return "right of all" for each slot."""
    hits, every = Counter[str](), Counter[str]()
    for case in cases:
        for said, slot, wanted, got in verdicts(case, rooms):
            every[slot] += 1
            hits[slot] += right(slot, wanted, got)
            if show and not right(slot, wanted, got):
                print(f"{case['label']} ({case['published']}): {slot} {wanted}, got {got}: {said}")
    return {slot: f"{hits[slot]} of {every[slot]}" for slot in every} | {
        "all": f"{hits.total()} of {every.total()}"
    }


def failures(case: dict[str, Any], rooms: Rooms) -> list[list[str]]:
    """Return what fails of a case: its label, what is said, the slot."""
    wrong = [(said, slot) for said, slot, a, b in verdicts(case, rooms) if not right(slot, a, b)]
    return [[case["label"], said, slot] for said, slot in wrong]


def main() -> None:
    """Print the scores of what was looked at and what was not."""
    rooms, cases = Rooms(), load()
    if "--known" in sys.argv:
        known = [row for case in cases for row in failures(case, rooms)]
        lines = ",\n".join(json.dumps(row, ensure_ascii=False) for row in known)
        KNOWN.write_text(f"[\n{lines}\n]\n", encoding="utf-8")
        return
    looked_at = [case for number, case in enumerate(cases) if number % UNSEEN != UNSEEN - 1]
    print("open", score(looked_at, rooms, show="--show" in sys.argv))
    print("unseen", score(cases[UNSEEN - 1 :: UNSEEN], rooms))


if __name__ == "__main__":
    main()
