"""The citation network: which names of a report are outlets it draws on, by what stands around them."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray

from sayso.text import weights
from sayso.text.pieces import CLS, SEP, Pieces, load_pieces, open_network, padded, threads_wanted
from sayso.text.windows import windows
from sayso.text.words import Words, words_of

if TYPE_CHECKING:
    from onnxruntime import InferenceSession

WEIGHTS = Path(__file__).parent / "weights"
WINDOW_PIECES = 256
BATCH = 8
BEGIN, INSIDE = 1, 2

Ints = NDArray[np.int64]
Shares = NDArray[np.float64]


class Name(NamedTuple):
    """A name a report may draw on: its code points, and how sure the network is (0 to 1, not calibrated)."""

    start: int
    end: int
    score: float


class CitationNetwork(Protocol):
    """Finds the names of outlets that a text draws on."""

    def names(self, text: str) -> list[Name]:
        """Return the names in order of the text; those below the network's own floor are left out."""
        ...


def best_citing() -> CitationNetwork | None:
    """Return the network where its weights and onnxruntime are at hand, else None: the phrases stand alone."""
    return OnnxCitationNetwork(WEIGHTS) if weights.usable(WEIGHTS) else None


def check_citing() -> str:
    """Return how citations are found here, in words for a user; raises `SaysoError` for weights that are not their manifest's."""
    return weights.checked(
        WEIGHTS, "the citation network", used="phrases, and a network", unused="phrases alone"
    )


@dataclass(frozen=True)
class OnnxCitationNetwork:
    """The network of a folder (`encoder.onnx`, `tokenizer.json`); `threads` is how many cores it may use, 0 for all."""

    folder: Path
    threads: int = field(default_factory=threads_wanted)

    def names(self, text: str) -> list[Name]:
        """Return the names of a text; each window of whole paragraphs is read alone."""
        words = words_of(text)
        if not len(words):
            return []
        cut = [self._pieces.of(word) for word in words.texts]
        lengths = np.array([len(one) for one in cut], np.int64)
        parts = list(windows(words, lengths, (0, len(words)), WINDOW_PIECES))
        shares = np.concatenate(
            [
                shares
                for at in range(0, len(parts), BATCH)
                for shares in self._shares(words, cut, lengths, parts[at : at + BATCH])
            ]
        )
        articles = np.array([word in ARTICLES for word in words.texts])
        return [
            Name(int(words.starts[a]), int(words.ends[b - 1]), score)
            for a, b, score in spans(shares, articles)
        ]

    def _shares(
        self, words: Words, cut: list[tuple[int, ...]], lengths: Ints, parts: list[tuple[int, int]]
    ) -> Iterator[Shares]:
        """Yield (words, tags) for each part: the share of outside, begin and inside of a name."""
        pieces, features, firsts = [], [], []
        for a, b in parts:
            pieces.append(np.array([CLS, *(n for one in cut[a:b] for n in one), SEP], np.int64))
            inner = np.repeat(words.features[a:b], lengths[a:b])
            features.append(np.concatenate(([0], inner, [0])))
            firsts.append(1 + np.cumsum(lengths[a:b]) - lengths[a:b])
        given = {
            "pieces": padded(pieces),
            "features": padded(features),
            "mask": padded([np.ones(len(one), np.int64) for one in pieces]),
            "firsts": padded(firsts),
        }
        for (a, b), logits in zip(parts, self._network.run(None, given)[0], strict=True):
            odds = np.exp(logits[: b - a] - logits[: b - a].max(1, keepdims=True))
            yield odds / odds.sum(1, keepdims=True)

    @cached_property
    def _pieces(self) -> Pieces:
        return load_pieces(self.folder / "tokenizer.json")

    @cached_property
    def _network(self) -> "InferenceSession":
        return open_network(self.folder / "encoder.onnx", self.threads)


FLOOR = 0.2
ARTICLES = frozenset({"the", "a", "an"})


def spans(shares: Shares, articles: NDArray[np.bool_]) -> Iterator[tuple[int, int, float]]:
    """Yield the names [first, last) of words that begin or go on one with at least the floor's share, with their mean share.

    No name begins with one of the `articles` ("told the Gazette").
    """
    named = shares[:, BEGIN] + shares[:, INSIDE]
    first = None
    for at in range(len(shares) + 1):
        inside = at < len(shares) and named[at] >= FLOOR
        inside = inside and not (first is None and articles[at])
        begins = inside and shares[at, BEGIN] > shares[at, INSIDE]
        if first is not None and (not inside or begins):
            yield first, at, float(named[first:at].mean())
            first = None
        if inside and first is None:
            first = at
