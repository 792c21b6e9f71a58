"""Scores the whole chain, from raw articles to probability, on written worlds, beside the same judge given the gold and simple judges given our claims.

python bench/written.py [--words frozen] [--worlds 200] [--first 1000] [--each 60] [--tuning 100] [--keep FILE] [--plot FILE]

Worlds of the frozen vocabulary are scored; the simple judges are recalibrated on worlds of the tuning vocabulary. In the first `--each` worlds
every room is made right in turn as well: the error budget. What is done is kept in `--keep` (JSON lines), from which a stopped run goes on.
"""

import argparse
import json
import os
import sys
import tempfile
import time
from dataclasses import asdict
from multiprocessing import Pool
from pathlib import Path

import numpy as np
from judges import JUDGES, fitted, recalibrated, scored

os.environ.setdefault("SAYSO_THREADS", "1")

from sayso.evaluation import Layers, budget
from sayso.evaluation.budget import GOLD_CLAIMS, RAW, ROOMS
from sayso.model import When
from sayso.rooms import Rooms
from sayso.worlds import HYPOTHESES
from sayso.worlds.news import WRITTEN, write_folder, written

FROM_DAY = 3
CLOCK = When("2031-06-01")
TUNE_SEED = 50_000
_rooms: list[Rooms] = []


def main() -> None:
    """Read and judge the worlds that are left, and print all."""
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("--words", default="frozen")
    ask.add_argument("--worlds", type=int, default=200)
    ask.add_argument("--first", type=int, default=1000)
    ask.add_argument("--each", type=int, default=60)
    ask.add_argument("--tuning", type=int, default=100)
    ask.add_argument("--keep", type=Path, default=Path("out/written.jsonl"))
    ask.add_argument("--plot", type=Path)
    ask.add_argument("--cores", type=int, default=2)
    given = ask.parse_args()
    wanted = [(given.words, given.first + n, n < given.each) for n in range(given.worlds)]
    wanted += [("tune", TUNE_SEED + n, False) for n in range(given.tuning)]
    held = kept(given.keep)
    left = [one for one in wanted if one not in held]
    began = time.time()
    given.keep.parent.mkdir(parents=True, exist_ok=True)
    with Pool(given.cores) as pool, given.keep.open("a", encoding="utf-8") as file:
        for number, row in enumerate(pool.imap_unordered(read, left), 1):
            file.write(json.dumps(row) + "\n")
            file.flush()
            held[row["words"], row["seed"], row["each"]] = row
            if number % 10 == 0:
                print(
                    f"{number} of {len(left)} worlds, {time.time() - began:.0f} s", file=sys.stderr
                )
    scored_rows = [held[one] for one in wanted if one[1] < TUNE_SEED]
    told(scored_rows, [held[one] for one in wanted if one[1] >= TUNE_SEED], given.plot)


def kept(path: Path) -> dict[tuple[str, int, bool], dict]:
    """Return what an earlier run has kept."""
    if not path.exists():
        return {}
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    return {(row["words"], row["seed"], row["each"]): row for row in rows}


def read(what: tuple[str, int, bool]) -> dict:
    """Write one world as news, read it and judge it."""
    words, seed, each = what
    if not _rooms:
        _rooms.append(Rooms())
    began = time.time()
    with tempfile.TemporaryDirectory(prefix="sayso-world-") as place:
        write_folder(written(WRITTEN, seed, words), words, Path(place))
        found = budget(Path(place), _rooms[0], lambda: CLOCK, each=each)
    return {
        "words": words,
        "seed": seed,
        "each": each,
        "reports": found.reports,
        "seconds": time.time() - began,
        "truth": list(found.truth),
        "hypotheses": list(found.hypotheses),
        "rows": {name: [list(row) for row in rows] for name, rows in found.rows.items()},
        "layers": asdict(found.layers),
        "claims": story_row(found),
    }


def story_row(found) -> dict:
    """Return what was read, reduced to the claims that simple judges take: the shape of `sayso label judgement`."""
    first = found.days[0].toordinal()
    claims = []
    for b in found.bearings:
        if not b.bears or b.observation == "denial":
            continue
        state = b.state or {"asserted-presence": "fighting", "asserted-absence": "withdrawn"}.get(
            b.observation, ""
        )
        row = {
            "source": b.source,
            "published": b.published - first,
            "origin": b.origin,
            "observation": "none",
        }
        claims.append(row | ({"hypothesis": state} if state else {"observation": b.observation}))
    claims.sort(key=lambda c: c["published"])
    sources = [{"id": key, "grade": source.grade.value} for key, source in found.sources.items()]
    graded = {source["id"] for source in sources}
    sources += [{"id": c["source"], "grade": "F"} for c in claims if c["source"] not in graded]
    return {"days": len(found.days), "claims": claims, "sources": sources}


def told(worlds: list[dict], tuning: list[dict], plot: Path | None) -> None:
    """Print the scores, the layers and the budget."""
    reports = [w["reports"] for w in worlds]
    seconds = sum(w["seconds"] for w in worlds) / sum(reports)
    print(
        f"{len(worlds)} written worlds, {min(reports)} to {max(reports)} articles (median {np.median(reports):.0f}), {1000 * seconds:.0f} ms each"
    )
    raw = line("Sayso from raw text", worlds, RAW)
    gold = line("Sayso from gold claims", worlds, GOLD_CLAIMS)
    print(f"  the text costs {raw - gold:+.3f}")
    if tuning:
        best = judges(worlds, tuning)
        print(f"  better than the best of them by {best - raw:.3f}")
    layers = sum((Layers(**w["layers"]) for w in worlds), Layers())
    for name, share in layers.shares.items():
        print(f"  {name:45} {100 * share:5.1f} %")
    each = [w for w in worlds if w["each"]]
    if each:
        shown(each, plot)


def line(name: str, worlds: list[dict], key: str) -> float:
    """Print and return the Brier score of one way of reading."""
    rows, truth = _flat(worlds, key)
    found = scored(rows, truth)
    print(f"  {name:45} " + "  ".join(f"{k} {v:.4f}" for k, v in found.items()), flush=True)
    return found["brier"]


def judges(worlds: list[dict], tuning: list[dict]) -> float:
    """Print the simple judges, given the claims we read and recalibrated on the tuning worlds; return the best Brier score."""
    best = 9.0
    known, held = _truth(tuning), _truth(worlds)
    for name, judge in JUDGES.items():
        train = np.concatenate([judge(w["claims"])[FROM_DAY:] for w in tuning])
        test = np.concatenate([judge(w["claims"])[FROM_DAY:] for w in worlds])
        found = scored(recalibrated(test, fitted(train, known)), held)
        print(f"  {name + ', recalibrated':45} brier {found['brier']:.4f}")
        best = min(best, found["brier"])
    base = np.bincount(known, minlength=3) / len(known)
    print(f"  {'base rates':45} brier {scored(np.tile(base, (len(held), 1)), held)['brier']:.4f}")
    return best


def shown(each: list[dict], plot: Path | None) -> None:
    """Print the error budget, and draw it."""
    names = [
        RAW,
        *(f"gold {room}" for room in ROOMS),
        *(f"up to {room}" for room in ROOMS[1:]),
        GOLD_CLAIMS,
    ]
    print(f"error budget, {len(each)} worlds (Brier; what a room made right saves)")
    rows = []
    for name in names:
        flat, truth = _flat(each, name)
        rows.append((name, scored(flat, truth)["brier"]))
        saved = rows[0][1] - rows[-1][1]
        print(f"  {name:25} {rows[-1][1]:.4f}  {saved:+.4f}")
    if plot:
        plot.write_text(drawn(rows), encoding="utf-8")


def drawn(rows: list[tuple[str, float]]) -> str:
    """Return the budget as bars (SVG)."""
    top = max(score for _, score in rows) * 1.15
    parts = []
    for n, (name, score) in enumerate(rows):
        y, width = 12 + 30 * n, 360 * score / top
        shade = "#1f5f8b" if n == 0 else "#4a4a4a" if n == len(rows) - 1 else "#8fb3cc"
        parts.append(
            f'<text x="150" y="{y + 14}" text-anchor="end">{name}</text>'
            f'<rect x="160" y="{y}" width="{width:.1f}" height="20" fill="{shade}"/>'
            f'<text x="{168 + width:.1f}" y="{y + 14}">{score:.3f}</text>'
        )
    height = 24 + 30 * len(rows)
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 600 {height}" font-family="sans-serif" font-size="13" role="img">'
    title = "<title>Brier score of the judgement with each room made right</title>"
    return f"{head}{title}{''.join(parts)}</svg>\n"


def _flat(worlds: list[dict], key: str) -> tuple[np.ndarray, np.ndarray]:
    rows = [np.array(w["rows"][key])[FROM_DAY:] for w in worlds]
    return np.concatenate(rows), _truth(worlds)


def _truth(worlds: list[dict]) -> np.ndarray:
    return np.concatenate([[HYPOTHESES.index(t) for t in w["truth"][FROM_DAY:]] for w in worlds])


if __name__ == "__main__":
    main()
