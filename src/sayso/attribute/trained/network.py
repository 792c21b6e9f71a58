"""The two trained networks behind one port: what every word is, and what every word is to a given cue."""

from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray

from sayso.text.pieces import Pieces, load_pieces, open_network, padded, threads_wanted

if TYPE_CHECKING:
    from onnxruntime import InferenceSession

Floats = NDArray[np.float32]
Whole = NDArray[np.int64]
NEAR_WORDS, BUCKETS_A_SIDE = 8, 19


class Seen(NamedTuple):
    """What the encoder says of the words of one window, one row a word.

    `tags` are logits of outside, then begin and inside of source, cue and content; `cues` and `words` are
    the states the pivot takes.
    """

    tags: Floats
    cues: Floats
    words: Floats


class Network(Protocol):
    """The networks an extractor needs."""

    @property
    def pieces(self) -> Pieces:
        """The word pieces the encoder was trained on."""
        ...

    def see(self, windows: list[tuple[Whole, Whole, Whole]]) -> list[Seen]:
        """Return what the encoder says of windows given as (pieces, features, first pieces)."""
        ...

    def pivot(self, cues: Floats, words: Floats, buckets: Whole) -> Floats:
        """Return what each word is to each cue: logits of outside, begin and inside of its source, of its content.

        `cues` (cues, width) and `words` (words, width) are states of one window, `buckets` (cues, words) from
        `buckets_of`.
        """
        ...


@dataclass(frozen=True)
class OnnxNetwork:
    """The networks of a folder of ONNX files (`encoder.onnx`, `pivot.onnx`, `tokenizer.json`).

    `threads` is how many cores one call may use, 0 for all of the machine; SAYSO_THREADS sets it.
    """

    folder: Path
    threads: int = field(default_factory=threads_wanted)

    @cached_property
    def pieces(self) -> Pieces:
        """The word pieces of `tokenizer.json`."""
        return load_pieces(self.folder / "tokenizer.json")

    def see(self, windows: list[tuple[Whole, Whole, Whole]]) -> list[Seen]:
        """Return what the encoder says of each window."""
        pieces, features, firsts = (padded([w[part] for w in windows]) for part in range(3))
        mask = padded([np.ones(len(w[0]), np.int64) for w in windows])
        given = {"pieces": pieces, "features": features, "mask": mask, "firsts": firsts}
        tags, cues, words = self._encoder.run(None, given)
        lengths = [len(window[2]) for window in windows]
        return [Seen(tags[n, :k], cues[n, :k], words[n, :k]) for n, k in enumerate(lengths)]

    def pivot(self, cues: Floats, words: Floats, buckets: Whole) -> Floats:
        """Return the logits of each word for each cue."""
        given = {"cues": cues, "words": words, "buckets": buckets}
        labels: Floats = self._pivot.run(None, given)[0]
        return labels

    @cached_property
    def _encoder(self) -> "InferenceSession":
        return open_network(self.folder / "encoder.onnx", self.threads)

    @cached_property
    def _pivot(self) -> "InferenceSession":
        return open_network(self.folder / "pivot.onnx", self.threads)


def buckets_of(offsets: Whole) -> Whole:
    """Return the bucket of signed distances in words from a cue: exact to 8, then bands of half a doubling.

    0 is in the cue, 1 to 19 right of it, 20 to 38 left of it.

    >>> buckets_of(np.array([0, 1, 8, 9, 13, 400, -1, -8])).tolist()
    [0, 1, 8, 9, 10, 19, 20, 27]
    """
    size = np.abs(offsets)
    bands = np.floor(np.log2(np.maximum(size, NEAR_WORDS + 1) / (NEAR_WORDS + 1)) * 2).astype(
        np.int64
    )
    far = NEAR_WORDS + 1 + np.minimum(bands, BUCKETS_A_SIDE - NEAR_WORDS - 1)
    near = np.where(size <= NEAR_WORDS, size, far)
    return np.where(offsets < 0, near + BUCKETS_A_SIDE, near)
