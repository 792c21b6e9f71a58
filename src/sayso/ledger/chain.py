"""The chain: each row's link is a SHA-256 over the link before it and everything the row says.

A payload enters the chain as a digest with a random salt of its own. When a person's data is erased, payload
and salt go and the digest stays: the chain still proves, and nobody can guess the words from the digest.
"""

import hashlib
import secrets
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from sayso.model import digest

GENESIS = "0" * 64
"""The link before the first row, and so the head of an empty desk file."""


class Row(NamedTuple):
    """One row of the desk file as it stands on disk; `recorded_to` is empty while the row is current."""

    seq: int
    kind: str
    id: str
    document: str
    title: str
    outlet: str
    recorded_from: str
    recorded_to: str
    payload: str
    salt: str
    digest: str
    link: str


def new_salt() -> str:
    """Return 128 random bits as 32 hexadecimal digits."""
    return secrets.token_hex(16)


def salted(salt: str, payload: str) -> str:
    """Return the SHA-256 of salt, line feed and payload (JSON on one line, so no two pairs are alike).

    >>> salted("00", "{}") == salted("01", "{}")
    False
    """
    return hashlib.sha256(f"{salt}\n{payload}".encode("utf-8", "surrogatepass")).hexdigest()


def link(previous: str, row: Row) -> str:
    """Return the link of a row: it covers what stands before it, its number, names, time and digest.

    Title and outlet follow from the payload, `recorded_to` from the retraction row; `verify` proves both.
    """
    # A torn file may hold bytes in any column: as text they fit no link, and the walk goes on.
    said = (previous, row.kind, row.id, row.document, row.recorded_from, row.digest)
    return digest([row.seq, *map(str, said)])


def proven(row: Row) -> bool:
    """True when the payload is the one whose digest the chain holds."""
    return salted(row.salt, row.payload) == row.digest


@dataclass(slots=True)
class Chain:
    """The end of the chain while it is walked: as it is stored, and as it should be by what is stored."""

    rows: int = 0
    number: int = 0
    stored: str = GENESIS
    computed: str = GENESIS
    holes: dict[int, str] = field(default_factory=dict)

    def faults(self, row: Row) -> Iterator[str]:
        """Yield what is wrong with a row's place in the chain, and go on from it."""
        self.rows += 1
        if row.seq < 1:
            yield f"rows are numbered from 1, this one {row.seq}"
            return
        if row.seq > self.number + 1:
            self.holes[self.number + 1] = self.stored
            yield from self._moved(row)
        fitting = link(self.stored, row)
        if row.seq == self.number + 1 and row.link not in (fitting, self._as_it_should(row)):
            yield "its link does not fit: its number, kind, id, document, time or digest was changed"
        self.computed, self.stored, self.number = fitting, row.link, row.seq

    def _as_it_should(self, row: Row) -> str:
        """The row's link if only the link before it was changed."""
        return "" if self.computed == self.stored else link(self.computed, row)

    def _moved(self, row: Row) -> Iterator[str]:
        for seq, before in self.holes.items():
            if row.link == link(before, row._replace(seq=seq)):
                yield f"its number was {seq}"
