"""The pair network: how likely two sentences contradict each other, agree, or neither, by the words of both at once."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray

from sayso.compare.pair_pieces import pair_pieces
from sayso.text import weights
from sayso.text.pieces import Pieces, load_pieces, open_network, padded, threads_wanted

if TYPE_CHECKING:
    from onnxruntime import InferenceSession

WEIGHTS = Path(__file__).parent / "weights" / "pairs"
BATCH = 32

Ints = NDArray[np.int64]


class Verdict(NamedTuple):
    """The shares of the three labels of a pair; they sum to 1 and are not calibrated."""

    contradict: float
    agree: float
    neutral: float


class PairNetwork(Protocol):
    """Labels pairs of sentences."""

    def verdicts(self, pairs: Sequence[tuple[str, str]]) -> list[Verdict]:
        """Return a verdict for each pair; the order of the two sentences changes nothing."""
        ...


def best_pairs() -> PairNetwork | None:
    """Return the network where its weights and onnxruntime are at hand, else None: the slots stand alone."""
    return OnnxPairNetwork(WEIGHTS) if weights.usable(WEIGHTS) else None


def check_pairs() -> str:
    """Return how bare sentences are compared here, in words for a user; raises `SaysoError` for weights that are not their manifest's."""
    return weights.checked(
        WEIGHTS, "the pair network", used="slots, and a network", unused="slots alone"
    )


@dataclass(frozen=True)
class OnnxPairNetwork:
    """The network of a folder (`pairs.onnx`, `tokenizer.json`); `threads` is how many cores it may use, 0 for all."""

    folder: Path
    threads: int = field(default_factory=threads_wanted)

    def verdicts(self, pairs: Sequence[tuple[str, str]]) -> list[Verdict]:
        """Return a verdict for each pair: the softmax of the mean logits of both orders."""
        rows = [pair_pieces(self._pieces, *sides) for a, b in pairs for sides in ((a, b), (b, a))]
        order = sorted(range(len(rows)), key=lambda n: len(rows[n][0]))
        logits = np.zeros((len(rows), 3))
        for first in range(0, len(order), BATCH):
            batch = order[first : first + BATCH]
            logits[batch] = self._run([rows[n] for n in batch])
        means = (logits[0::2] + logits[1::2]) / 2
        odds = np.exp(means - means.max(1, keepdims=True)) if len(means) else means
        return [Verdict(*map(float, row / row.sum())) for row in odds]

    def _run(self, rows: Sequence[tuple[Ints, Ints]]) -> NDArray[np.float32]:
        given = {
            "pieces": padded([row[0] for row in rows]),
            "features": padded([row[1] for row in rows]),
            "mask": padded([np.ones(len(row[0]), np.int64) for row in rows]),
        }
        found: NDArray[np.float32] = self._network.run(None, given)[0]
        return found

    @cached_property
    def _pieces(self) -> Pieces:
        return load_pieces(self.folder / "tokenizer.json")

    @cached_property
    def _network(self) -> "InferenceSession":
        return open_network(self.folder / "pairs.onnx", self.threads)
