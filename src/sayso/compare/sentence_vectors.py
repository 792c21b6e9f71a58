"""Vectors of sentences that mean alike (all-MiniLM-L6-v2, Reimers and Gurevych 2019): they propose, and decide nothing."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import numpy as np
from numpy.typing import NDArray

from sayso.text import weights
from sayso.text.pieces import open_network, padded, threads_wanted

if TYPE_CHECKING:
    from onnxruntime import InferenceSession
    from tokenizers import Tokenizer

WEIGHTS = Path(__file__).parent / "weights"
MOST_PIECES = 128
BATCH = 32

Vectors = NDArray[np.float32]


class SentenceEncoder(Protocol):
    """Gives sentences vectors one unit long: the product of two is how alike they mean."""

    def vectors(self, sentences: Sequence[str]) -> Vectors:
        """Return (sentences, dimensions)."""
        ...


def best_encoder() -> SentenceEncoder | None:
    """Return the encoder where its weights and onnxruntime are at hand, else None: words alone decide."""
    return OnnxSentenceEncoder(WEIGHTS) if weights.usable(WEIGHTS) else None


def check_encoder() -> str:
    """Return how claims are matched here, in words for a user; raises `SaysoError` for weights that are not their manifest's."""
    return weights.checked(
        WEIGHTS, "the sentence encoder", used="words and meaning", unused="words alone"
    )


@dataclass(frozen=True)
class OnnxSentenceEncoder:
    """The encoder of a folder (`encoder.onnx`, `tokenizer.json`); `threads` is how many cores it may use, 0 for all."""

    folder: Path
    threads: int = field(default_factory=threads_wanted)

    def vectors(self, sentences: Sequence[str]) -> Vectors:
        """Return the vectors of sentences, cut to 128 pieces; those of like length are read together."""
        numbers = [
            np.array(one.ids, np.int64) for one in self._tokenizer.encode_batch(list(sentences))
        ]
        order = sorted(range(len(numbers)), key=lambda n: len(numbers[n]))
        found = np.zeros((len(numbers), 384), np.float32)
        for first in range(0, len(order), BATCH):
            rows = order[first : first + BATCH]
            given = {
                "pieces": padded([numbers[n] for n in rows]),
                "mask": padded([np.ones(len(numbers[n]), np.int64) for n in rows]),
            }
            found[rows] = self._network.run(None, given)[0]
        return found

    @cached_property
    def _tokenizer(self) -> "Tokenizer":
        from tokenizers import Tokenizer

        made = Tokenizer.from_file(str(self.folder / "tokenizer.json"))
        made.no_padding()
        made.enable_truncation(MOST_PIECES)
        return made

    @cached_property
    def _network(self) -> "InferenceSession":
        return open_network(self.folder / "encoder.onnx", self.threads)
