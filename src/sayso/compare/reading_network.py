"""The reading network: what a saying is of somebody's presence somewhere, by what is asked, what is said and the report around it at once."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray

from sayso.compare.reading_pieces import reading_pieces
from sayso.model import Claim, Document
from sayso.text import weights
from sayso.text.pieces import Pieces, load_pieces, open_network, threads_wanted

if TYPE_CHECKING:
    from onnxruntime import InferenceSession

WEIGHTS = Path(__file__).parent / "weights" / "readings"
REMEMBERED = 50_000
CHARS_BEFORE, CHARS_AFTER = 500, 200

Shares = tuple[float, ...]


class Asked(NamedTuple):
    """One row: whom and where is asked about, what is said, and the report around it."""

    asked: str
    said: str
    around: str


class ReadingNetwork(Protocol):
    """Says what sayings are of somebody's presence somewhere."""

    def kinds(self, rows: Sequence[Asked]) -> list[Shares]:
        """Return for each row a share for each of `PRESENCES`, which sum to 1 and are not calibrated."""
        ...


def presences(
    asked: Mapping[str, str],
    claims: Sequence[Claim],
    documents: Mapping[str, Document],
    network: ReadingNetwork,
) -> dict[str, Shares]:
    """Return by claim id what each is of somebody's presence somewhere; a claim whose report is not at hand is left out.

    `asked` says by claim id of whom and where ("Tarvian troops at Ostry").
    """
    held = [claim for claim in claims if claim.document in documents]
    told: defaultdict[str, list[Claim]] = defaultdict(list)
    for claim in held:
        told[claim.document].append(claim)
    rows = [
        Asked(
            asked[claim.id],
            claim.words,
            around(claim, documents[claim.document], told[claim.document]),
        )
        for claim in held
    ]
    found = network.kinds(rows)
    return {claim.id: shares for claim, shares in zip(held, found, strict=True)}


def around(claim: Claim, document: Document, told: Sequence[Claim] = ()) -> str:
    """Return the title and the text before and after a claim, without what other speakers of `told` say there: it is none of this claim's.

    What its own speaker says beside it stays: whom "they" are is often told there alone.
    """
    others = [
        (span.start, span.end)
        for other in told
        if other.speaker.name != claim.speaker.name
        for span in other.content
        if not any(span.overlaps(mine) for mine in claim.content)
    ]
    return surroundings(document.title, document.text, claim.place, others)


def surroundings(
    title: str, text: str, place: tuple[int, int], others: Sequence[tuple[int, int]]
) -> str:
    """Return the title and what stands before and after a place of a text, without the passages `others`; places are code points."""
    first = max(
        text.rfind("\n", 0, max(place[0] - CHARS_BEFORE, 0)) + 1, place[0] - CHARS_BEFORE, 0
    )
    last = min(place[1] + CHARS_AFTER, len(text))
    kept = [True] * (last - first)
    for start, end in others:
        for at in range(max(start, first), min(end, last)):
            kept[at - first] = False
    near = "".join(c for c, keep in zip(text[first:last], kept, strict=True) if keep)
    return f"{title}. {near}"


def best_readings() -> ReadingNetwork | None:
    """Return the network where its weights and onnxruntime are at hand, else None: words and slots stand alone."""
    return OnnxReadingNetwork(WEIGHTS) if weights.usable(WEIGHTS) else None


def check_readings() -> str:
    """Return how bearing is read here, in words for a user; raises `SaysoError` for weights that are not their manifest's."""
    return weights.checked(
        WEIGHTS, "the reading network", used="words, slots and a network", unused="words and slots"
    )


@dataclass(frozen=True)
class OnnxReadingNetwork:
    """The network of a folder (`readings.onnx`, `tokenizer.json`); `threads` is how many cores it may use, 0 for all.

    What it has read it remembers, up to `REMEMBERED` rows, so that a judgement that is asked for again reads only what is new.
    """

    folder: Path
    threads: int = field(default_factory=threads_wanted)
    _known: dict[Asked, Shares] = field(default_factory=dict, compare=False, repr=False)

    def kinds(self, rows: Sequence[Asked]) -> list[Shares]:
        """Return for each row a share for each of `PRESENCES`."""
        new = list(dict.fromkeys(row for row in rows if row not in self._known))
        if len(self._known) + len(new) > REMEMBERED:
            self._known.clear()
            new = list(dict.fromkeys(rows))
        self._known.update(zip(new, self._read(new), strict=True))
        return [self._known[row] for row in rows]

    def _read(self, rows: Sequence[Asked]) -> list[Shares]:
        """Return the shares of each row, read alone: the scale of 8-bit numbers is that of all that is read together."""
        return [self._run(*reading_pieces(self._pieces, *row)) for row in rows]

    def _run(self, pieces: NDArray[np.int64], features: NDArray[np.int64]) -> Shares:
        given = {"pieces": pieces[None], "features": features[None]}
        logits = self._network.run(None, given | {"mask": np.ones_like(given["pieces"])})[0][0]
        odds = np.exp(logits.astype(np.float64) - logits.max())
        return tuple(map(float, odds / odds.sum()))

    @cached_property
    def _pieces(self) -> Pieces:
        return load_pieces(self.folder / "tokenizer.json")

    @cached_property
    def _network(self) -> "InferenceSession":
        return open_network(self.folder / "readings.onnx", self.threads)
