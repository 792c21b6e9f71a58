"""The claim network: how much of a fact a word is made, how a speaker knows, what is said of presence."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray

from sayso.model import EvidenceBasis, Observation
from sayso.text import weights
from sayso.text.pieces import CLS, SEP, Pieces, load_pieces, open_network, padded, threads_wanted
from sayso.text.words import words_of

if TYPE_CHECKING:
    from onnxruntime import InferenceSession

WEIGHTS = Path(__file__).parent / "weights"
MOST_PIECES = 160
BATCH = 16
BASES, OBSERVATIONS = tuple(EvidenceBasis), tuple(Observation)
Whole = NDArray[np.int64]
Passage = tuple[str, tuple[tuple[int, int], ...]]


class Said(NamedTuple):
    """What the network makes of a passage: a probability for every basis and for every observation.

    They are softmax values, not calibrated: only their order and "more than half" are used.
    """

    basis: dict[EvidenceBasis, float]
    observation: dict[Observation, float]


class ClaimNetwork(Protocol):
    """What the claim room asks a network."""

    def said(self, passages: Sequence[Passage]) -> list[Said]:
        """Return what each passage is taken for: a text, and the code points of what is said in it."""
        ...

    def factuality(self, text: str, starts: Sequence[int]) -> list[float]:
        """Return how much of a fact the words at code points are made: -3 certainly not so, 3 certainly so."""
        ...


def best_network() -> ClaimNetwork | None:
    """Return the claim network where its weights and onnxruntime are at hand, else None: the rules stand alone."""
    here = weights.have(WEIGHTS) and find_spec("onnxruntime") is not None
    return OnnxClaimNetwork(WEIGHTS) if here else None


@dataclass(frozen=True)
class OnnxClaimNetwork:
    """The network of a folder (`claims.onnx`, `tokenizer.json`); `threads` is how many cores it may use, 0 for all."""

    folder: Path
    threads: int = field(default_factory=threads_wanted)

    def said(self, passages: Sequence[Passage]) -> list[Said]:
        """Return what each passage is taken for; those of like length are read together."""
        read = [self._pieces(text, spans) for text, spans in passages]
        found: dict[int, Said] = {}
        for numbers in _alike([len(one[0]) for one in read]):
            _, basis, observation = self._run([read[n] for n in numbers])
            for number, first, second in zip(numbers, basis, observation, strict=True):
                found[number] = Said(
                    dict(zip(BASES, _softmax(first), strict=True)),
                    dict(zip(OBSERVATIONS, _softmax(second), strict=True)),
                )
        return [found[number] for number in range(len(passages))]

    def factuality(self, text: str, starts: Sequence[int]) -> list[float]:
        """Return the factuality of the words at code points; a word beyond what is read at once is taken for a fact."""
        if not starts:
            return []
        words = words_of(text)
        values = self._run([self._pieces(text, ())])[0][0]
        lengths = np.array([len(self._known.of(word)) for word in words.texts], np.int64)
        firsts = 1 + np.cumsum(lengths) - lengths
        places = np.maximum(np.searchsorted(words.starts, starts, side="right") - 1, 0)
        at = [int(firsts[place]) for place in places]
        return [float(np.clip(values[n], -3, 3)) if n < MOST_PIECES - 1 else 3.0 for n in at]

    def _pieces(self, text: str, spans: tuple[tuple[int, int], ...]) -> tuple[Whole, Whole, Whole]:
        """Return pieces, features and, piece by piece, whether it is said; cut after MOST_PIECES."""
        words = words_of(text)
        cut = [self._known.of(word) for word in words.texts]
        lengths = np.array([len(one) for one in cut], np.int64)
        told = np.zeros(len(words), np.int64)
        for span in spans:
            first, last = words.between(*span)
            told[first:last] = 1
        numbers = [CLS, *(n for one in cut for n in one)][: MOST_PIECES - 1]
        features = np.concatenate(([0], np.repeat(words.features, lengths)))[: MOST_PIECES - 1]
        marks = np.concatenate(([0], np.repeat(told, lengths)))[: MOST_PIECES - 1]
        return np.array([*numbers, SEP]), np.append(features, 0), np.append(marks, 0)

    def _run(self, read: Sequence[tuple[Whole, Whole, Whole]]) -> list[NDArray[np.float32]]:
        pieces, features, said = (padded([one[part] for one in read]) for part in range(3))
        mask = padded([np.ones(len(one[0]), np.int64) for one in read])
        given = {"pieces": pieces, "features": features, "mask": mask, "said": said}
        found: list[NDArray[np.float32]] = self._session.run(None, given)
        return found

    @cached_property
    def _known(self) -> Pieces:
        return load_pieces(self.folder / "tokenizer.json")

    @cached_property
    def _session(self) -> "InferenceSession":
        return open_network(self.folder / "claims.onnx", self.threads)


def _alike(lengths: Sequence[int]) -> Iterator[list[int]]:
    """Yield the numbers of texts in batches, those of like length together."""
    order = sorted(range(len(lengths)), key=lambda number: lengths[number])
    for first in range(0, len(order), BATCH):
        yield order[first : first + BATCH]


def _softmax(logits: NDArray[np.float32]) -> list[float]:
    odds = np.exp(logits - logits.max())
    return [float(share) for share in odds / odds.sum()]
