"""The gazetteer's file: names sorted for bisection and columns of places, read in place from a memory map.

Little-endian. `MAGIC`, five counts, a table of (offset, length) for `SECTIONS`, then the sections at
multiples of eight bytes. Rows are countries, first- and second-order divisions, then populated places.
`keys`, `names` and `codes` are lines; `*_offsets` holds where every `BLOCK`-th line starts. A posting is
twice a row's number, plus one where the key is another spelling than the main name; with the high bit
set it is the place in `overflow` of a list that begins with its length. Nothing is decoded at opening,
so opening takes a millisecond and only the pages asked for are read.
"""

import mmap
import struct
import sys
from array import array
from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from sayso.model import InvalidRecord

MAGIC = b"SAYSOGZ1"
BLOCK = 16
CITY_LEVEL = 3
NO_PARENT = 0xFFFF
_HIGH_BIT = 1 << 31
_COLUMNS = {
    "key_offsets": "I",
    "postings": "I",
    "overflow": "I",
    "geonameids": "I",
    "lats": "f",
    "lons": "f",
    "populations": "I",
    "parents": "H",
    "radii": "f",
    "capitals": "I",
    "code_offsets": "I",
    "name_offsets": "I",
}
_CASTS: dict[str, Callable[[memoryview], Sequence[float]]] = {
    "I": lambda part: part.cast("I"),
    "H": lambda part: part.cast("H"),
    "f": lambda part: part.cast("f"),
}
SECTIONS = ("keys", *_COLUMNS, "codes", "names")


class Lines:
    """Lines of one section; `line(n)` reads the n-th without reading those of other blocks."""

    def __init__(self, blob: memoryview, offsets: Sequence[int]) -> None:
        self._blob, self._offsets = blob, offsets

    def block(self, number: int) -> list[str]:
        """Return the lines of one block."""
        last = number + 1 == len(self._offsets)
        end = len(self._blob) if last else self._offsets[number + 1]
        return bytes(self._blob[self._offsets[number] : end]).decode().split("\n")[:-1]

    def line(self, number: int) -> str:
        """Return the n-th line."""
        return self.block(number // BLOCK)[number % BLOCK]

    def head(self, count: int) -> list[str]:
        """Return the first lines."""
        blocks = range(-(-count // BLOCK))
        return [line for number in blocks for line in self.block(number)][:count]

    def find(self, text: str) -> int:
        """Return the number of the line that is the text, -1 when none is; the lines must be sorted."""
        wanted = text.encode()
        number = bisect_right(range(len(self._offsets)), wanted, key=self._first) - 1
        if number < 0:
            return -1
        lines = self.block(number)
        return BLOCK * number + lines.index(text) if text in lines else -1

    def _first(self, number: int) -> bytes:
        start = self._offsets[number]
        head = bytes(self._blob[start : start + 256])
        return head.partition(b"\n")[0]


@dataclass(frozen=True, eq=False)
class Packed:
    """The open file: counts, columns and lines."""

    countries: int
    admin1: int
    admin2: int
    cities: int
    columns: dict[str, Sequence[float]]
    keys: Lines
    names: Lines
    codes: Lines

    @classmethod
    def open(cls, path: Path) -> "Packed":
        """Return the file opened for reading; raises `InvalidRecord` when it is not a gazetteer."""
        with path.open("rb") as file:
            view = memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))
        if bytes(view[: len(MAGIC)]) != MAGIC:
            raise InvalidRecord(f"{path.name} must begin with {MAGIC!r}; build it anew")
        counts = struct.unpack_from("<5I", view, len(MAGIC))
        parts = {}
        for number, name in enumerate(SECTIONS):
            start, length = struct.unpack_from("<2I", view, len(MAGIC) + 20 + 8 * number)
            parts[name] = view[start : start + length]
        columns = {name: _column(parts[name], code) for name, code in _COLUMNS.items()}
        lines = {
            name: Lines(parts[f"{name}s"], [int(o) for o in columns[f"{name}_offsets"]])
            for name in ("key", "name", "code")
        }
        countries, admin1, admin2, cities = counts[:4]
        return cls(
            countries, admin1, admin2, cities, columns, lines["key"], lines["name"], lines["code"]
        )

    def postings(self, key: str) -> list[tuple[int, bool]]:
        """Return (row, whether the key is another spelling) for every place with this key."""
        number = self.keys.find(key)
        if number < 0:
            return []
        posting = int(self.columns["postings"][number])
        if not posting & _HIGH_BIT:
            return [(posting >> 1, bool(posting & 1))]
        start = posting & ~_HIGH_BIT
        overflow = self.columns["overflow"]
        chosen = range(start + 1, start + 1 + int(overflow[start]))
        return [(int(overflow[i]) >> 1, bool(int(overflow[i]) & 1)) for i in chosen]

    def level(self, row: int) -> int:
        """Return 0 for a country, 1 or 2 for a division, 3 for a populated place."""
        bounds = (self.countries, self.admin1, self.admin2)
        for level, count in enumerate(bounds):
            if row < count:
                return level
            row -= count
        return CITY_LEVEL


def _column(part: memoryview, code: str) -> Sequence[float]:
    if sys.byteorder == "little":
        return _CASTS[code](part)
    swapped = array(code, bytes(part))
    swapped.byteswap()
    return swapped
