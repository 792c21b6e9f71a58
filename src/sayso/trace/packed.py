"""An index of word runs in a folder, for more texts than memory should hold.

Texts are indexed in segments of some thousand; sealing merges the segments, one range of codes after the
other, into arrays that are mapped into memory and not read. A segment appears whole or not at all, so a
killed run goes on where the last whole segment ends, and ends with the same bytes.
"""

import json
import os
import shutil
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from sayso.model import SaysoError
from sayso.trace.index import MOST_TEXTS, PLACE_BITS, Index, Postings, index, postings
from sayso.trace.reuse import matches
from sayso.trace.words import Words

SEGMENT_TEXTS = 5_000
RANGE_ROWS = 4_000_000
_KINDS = {
    "codes": np.uint64,
    "bounds": np.int64,
    "places": np.int64,
    "words": np.uint64,
    "offsets": np.int64,
    "starts": np.uint32,
    "ends": np.uint32,
}

Arrays = dict[str, NDArray[Any]]


class PackedIndex:
    """The index in a folder: names of its texts, where their words stand, and the `Index` once sealed."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)
        self._clear()
        self.names: list[str] = [name for part in self._parts() for name in _names(part)]

    def add(
        self, texts: Iterable[tuple[str, Words]], told: Callable[[int], None] = lambda _: None
    ) -> None:
        """Index the texts whose name is not held yet, and tell how many are held after each segment."""
        held = set(self.names)

        def unheld() -> Iterator[tuple[str, Words]]:
            for name, text in texts:
                if name not in held:
                    held.add(name)
                    yield name, text

        fresh = unheld()
        while segment := list(islice(fresh, SEGMENT_TEXTS)):
            self._write(f"segment{len(self._segments()):06d}", partial(_write_segment, segment))
            self.names += [name for name, _ in segment]
            told(len(self.names))

    def seal(self) -> None:
        """Merge the segments into the whole, where there are any."""
        parts = self._parts()
        if self._segments():
            self._write(f"whole{self._generation() + 1:06d}", partial(_merge, parts))
            self._clear()

    def searcher(self) -> "Searcher":
        """Return what looks in the index, sealed first; raises `SaysoError` where its files do not fit together."""
        self.seal()
        parts = self._parts()
        held = _read(parts[0]) if parts else _arrays_of(index(()), (), ())
        postings_of = Postings(held["codes"], held["bounds"], held["places"])
        found = Index(postings_of, held["words"], held["offsets"])
        return Searcher(tuple(self.names), found, held["starts"], held["ends"])

    def _clear(self) -> None:
        """Delete what a stopped run left: parts half written, and what the newest whole holds already."""
        for left_over in (*self.folder.glob("*.part"), *self._wholes()[:-1]):
            shutil.rmtree(left_over)
        held = set(_names(self._wholes()[-1])) if self._wholes() else set()
        for segment in self._segments():
            if held.issuperset(_names(segment)):
                shutil.rmtree(segment)

    def _wholes(self) -> list[Path]:
        return sorted(p for p in self.folder.glob("whole*") if p.suffix != ".part")

    def _segments(self) -> list[Path]:
        return sorted(p for p in self.folder.glob("segment*") if p.suffix != ".part")

    def _parts(self) -> list[Path]:
        return self._wholes()[-1:] + self._segments()

    def _generation(self) -> int:
        return int(self._wholes()[-1].name.removeprefix("whole")) if self._wholes() else 0

    def _write(self, name: str, write: Callable[[Path], None]) -> None:
        """Write a part of the index beside its place, and put it there in one step."""
        part = self.folder / f"{name}.part"
        shutil.rmtree(part, ignore_errors=True)
        part.mkdir()
        write(part)
        for file in part.iterdir():
            with file.open("rb+") as opened:
                os.fsync(opened.fileno())
        part.rename(self.folder / name)


class Found(NamedTuple):
    """A passage of a query that stands in the text `name`: code points on both sides, and how many words agree."""

    name: str
    start: int
    end: int
    name_start: int
    name_end: int
    words: int


@dataclass(frozen=True, slots=True, eq=False)
class Searcher:
    """A sealed index, its arrays mapped from disk, with the name of each text and the places of its words."""

    names: tuple[str, ...]
    index: Index
    starts: NDArray[np.uint32]
    ends: NDArray[np.uint32]

    def find(self, query: Words) -> Iterator[Found]:
        """Yield the passages that the query shares with the texts, in order of text."""
        found = matches(self.index, query, len(self.index))
        offset = self.index.offsets[found.text]
        columns = (
            found.text,
            query.starts[found.here],
            query.ends[found.here_end - 1],
            self.starts[offset + found.there],
            self.ends[offset + found.there_end - 1],
            found.words,
        )
        for number, *rest in zip(*(column.tolist() for column in columns), strict=True):
            yield Found(self.names[number], *rest)


def _names(part: Path) -> list[str]:
    lines = (part / "names").read_text(encoding="ascii").splitlines()
    return [str(json.loads(line)) for line in lines]


def _named(names: Iterable[str]) -> str:
    """Return names as lines of JSON, so that a name may hold any character."""
    return "".join(f"{json.dumps(name)}\n" for name in names)


def _read(part: Path) -> Arrays:
    try:
        return _mapped(part)
    except (OSError, ValueError) as error:
        raise SaysoError(
            f"the index in {part} is damaged ({error}); delete the folder and build it again"
        ) from error


def _mapped(part: Path) -> Arrays:
    held = {
        name: np.asarray(np.memmap(part / name, kind, "r"))
        if (part / name).stat().st_size
        else np.zeros(0, kind)
        for name, kind in _KINDS.items()
    }
    fits = (
        len(held["bounds"]) == len(held["codes"]) + 1
        and held["bounds"][-1] == len(held["places"])
        and len(held["offsets"]) == len(_names(part)) + 1
        and held["offsets"][-1] == len(held["words"]) == len(held["starts"]) == len(held["ends"])
    )
    if not fits:
        raise SaysoError(
            f"the index in {part} is damaged: its files do not fit together; delete the folder and build it again"
        )
    return held


def _write_segment(segment: Sequence[tuple[str, Words]], folder: Path) -> None:
    texts = [text for _, text in segment]
    arrays = _arrays_of(index(texts), [t.starts for t in texts], [t.ends for t in texts])
    for name, array in arrays.items():
        array.tofile(folder / name)
    (folder / "names").write_text(_named(name for name, _ in segment), encoding="ascii")


def _arrays_of(held: Index, starts: Sequence[Any], ends: Sequence[Any]) -> Arrays:
    none = np.zeros(0, np.uint32)
    return {
        "codes": held.postings.codes,
        "bounds": held.postings.bounds,
        "places": held.postings.places,
        "words": held.words,
        "offsets": held.offsets,
        "starts": np.concatenate([*starts, none]).astype(np.uint32),
        "ends": np.concatenate([*ends, none]).astype(np.uint32),
    }


def _merge(parts: Sequence[Path], folder: Path) -> None:
    held = [_read(part) for part in parts]
    first = np.cumsum([0, *(len(part["offsets"]) - 1 for part in held)])
    if first[-1] > MOST_TEXTS:
        raise SaysoError(
            f"an index holds at most {MOST_TEXTS:,} texts, got {first[-1]:,}; split the corpus"
        )
    rows = 0
    with (
        (folder / "codes").open("wb") as codes,
        (folder / "bounds").open("wb") as bounds,
        (folder / "places").open("wb") as places,
    ):
        np.zeros(1, np.int64).tofile(bounds)
        for merged in _ranges(held, first):
            merged.codes.tofile(codes)
            (merged.bounds[1:] + rows).tofile(bounds)
            merged.places.tofile(places)
            rows += len(merged.places)
    for name in ("words", "starts", "ends"):
        with (folder / name).open("wb") as file:
            for part in held:
                part[name].tofile(file)
    ends = np.cumsum([0, *(len(part["words"]) for part in held)])
    offsets = [part["offsets"][1:] + end for part, end in zip(held, ends[:-1], strict=True)]
    np.concatenate([np.zeros(1, np.int64), *offsets]).tofile(folder / "offsets")
    names = _named(name for part in parts for name in _names(part))
    (folder / "names").write_text(names, encoding="ascii")


def _ranges(held: Sequence[Arrays], first: NDArray[np.int64]) -> Iterator[Postings]:
    """Yield the postings of all parts together, from one range of codes after the other."""
    count = sum(len(part["places"]) for part in held) // RANGE_ROWS + 1
    edges = [(n * (1 << 64) // count) for n in range(1, count)]
    cuts = [
        [
            0,
            *np.searchsorted(part["codes"], np.array(edges, np.uint64)).tolist(),
            len(part["codes"]),
        ]
        for part in held
    ]
    for number in range(count):
        codes, places = [], []
        for part, cut, text in zip(held, cuts, first.tolist(), strict=False):
            low, high = cut[number], cut[number + 1]
            bounds = part["bounds"][low : high + 1]
            codes.append(np.repeat(part["codes"][low:high], np.diff(bounds)))
            places.append(part["places"][bounds[0] : bounds[-1]] + (text << PLACE_BITS))
        yield postings(np.concatenate(codes), np.concatenate(places))
