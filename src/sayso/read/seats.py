"""The readers that are installed: those of Sayso and of other packages come in by one entry point, `sayso.readers`.

Whatever no reader takes is read as a page or a text. A reader that cannot be loaded is a refusal that everybody sees.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.metadata import EntryPoint, entry_points

from sayso.model import Document, Refusal, RefusalReason
from sayso.read import report
from sayso.read.input import Input, Reader
from sayso.read.unread import Unread

GROUP = "sayso.readers"
OWN = "sayso.read."


@dataclass(frozen=True, slots=True)
class Seat:
    """A reader under its name."""

    name: str
    reader: Reader

    def read(self, given: Input) -> Iterator[Document | Refusal]:
        """Yield what the reader makes of an input; its failure is a refusal, so that no input stops the next."""
        try:
            yield from self.reader.read(given)
        except Unread as why:
            yield why.refusal(given.location)
        except OSError:
            raise  # the file went away or its disk failed: no fault of the reader
        except Exception as error:  # noqa: BLE001 (the edge to readers of other packages)
            told = f"{type(error).__name__}: {error}"[:300]
            yield _failed(self.name, "failed on it; tell those who made it", told).refusal(
                given.location
            )


REST = Seat("report", report)


def seats() -> tuple[tuple[Seat, ...], tuple[Refusal, ...]]:
    """Return the readers in the order in which they are asked, our own first, and a refusal for each that cannot be loaded."""
    points = sorted(
        set(entry_points(group=GROUP)),
        key=lambda one: (not one.value.startswith(OWN), one.name, one.value),
    )
    found = [_load(point) for point in points]
    return (
        tuple(one for one in found if isinstance(one, Seat)),
        tuple(one for one in found if isinstance(one, Refusal)),
    )


def seat_for(given: Input, among: tuple[Seat, ...]) -> Seat:
    """Return the first reader that says it reads it, the one for texts and pages where none does."""
    head = given.head()
    for seat in among:
        try:
            if seat.reader.sniff(head):
                return seat
        except Exception as error:
            told = f"{type(error).__name__}: {error}"[:300]
            raise _failed(seat.name, "failed at its beginning; remove it", told) from error
    return REST


@cache
def _load(point: EntryPoint) -> Seat | Refusal:
    try:
        made = point.load()
    except Exception as error:  # noqa: BLE001 (the edge to readers of other packages)
        told = f"{type(error).__name__}: {error}"[:300]
        why = _failed(
            point.name, f"({point.value}) cannot be loaded; install it again or remove it", told
        )
        return why.refusal(f"reader {point.name}")
    if callable(getattr(made, "sniff", None)) and callable(getattr(made, "read", None)):
        return Seat(point.name, made)
    return _failed(
        point.name,
        f"({point.value}) has no sniff and read; sayso.testing.check_reader tells what is asked of it",
    ).refusal(f"reader {point.name}")


def _failed(name: str, what: str, evidence: str = "") -> Unread:
    because = f" ({evidence})" if evidence else ""
    return Unread(RefusalReason.FAILED, f"the reader {name!r} {what}{because}", evidence)
