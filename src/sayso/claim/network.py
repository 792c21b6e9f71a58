"""The claim network: how much of a fact a word is made and how it is put, how a speaker knows, what is said of presence."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, Protocol, TypeVar

import numpy as np
from numpy.typing import NDArray

from sayso.model import Certainty, EvidenceBasis, Observation, Polarity, Tense
from sayso.text import weights
from sayso.text.pieces import CLS, SEP, Pieces, load_pieces, open_network, padded, threads_wanted
from sayso.text.words import Words, words_of

if TYPE_CHECKING:
    from onnxruntime import InferenceSession

WEIGHTS = Path(__file__).parent / "weights"
MOST_PIECES = 160
NEAR_PIECES = 80
BATCH = 16
BASES, OBSERVATIONS = tuple(EvidenceBasis), tuple(Observation)
CERTAINTIES, POLARITIES, TENSES = tuple(Certainty), tuple(Polarity), tuple(Tense)
Whole = NDArray[np.int64]
States = NDArray[np.float32]
L = TypeVar("L", bound=StrEnum)


class Passage(NamedTuple):
    """What the network reads of a claim: a text, the code points of what is said in it, and where its main word starts."""

    text: str
    said: tuple[tuple[int, int], ...]
    main: int


class Put(NamedTuple):
    """How an event is put: a probability for every certainty, polarity and tense (softmax, not calibrated)."""

    certainty: dict[Certainty, float]
    polarity: dict[Polarity, float]
    tense: dict[Tense, float]


class Said(NamedTuple):
    """What the network makes of a passage: a probability for every basis and every observation, and how its event is put.

    They are softmax values, not calibrated: only their order and "more than half" are used.
    """

    basis: dict[EvidenceBasis, float]
    observation: dict[Observation, float]
    put: Put


class ClaimNetwork(Protocol):
    """What the claim room asks a network."""

    def said(self, passages: Sequence[Passage]) -> list[Said]:
        """Return what each passage is taken for."""
        ...

    def factuality(self, text: str, starts: Sequence[int]) -> list[float]:
        """Return how much of a fact the words at code points are made: -3 certainly not so, 3 certainly so."""
        ...

    def put(self, text: str, starts: Sequence[int]) -> list[Put]:
        """Return how the events at code points are put: how sure, so or not so, ahead or not."""
        ...


def best_network() -> ClaimNetwork | None:
    """Return the claim network where its weights and onnxruntime are at hand, else None: the rules stand alone."""
    return OnnxClaimNetwork(WEIGHTS) if weights.usable(WEIGHTS) else None


def check_network() -> str:
    """Return how claims are read here, in words for a user; raises `SaysoError` for weights that are not their manifest's."""
    return weights.checked(
        WEIGHTS,
        "the claim network",
        used="rules, and a network where they are silent",
        unused="rules alone",
    )


@dataclass(frozen=True)
class OnnxClaimNetwork:
    """The network of a folder (`encoder.onnx`, `labels.onnx`, `put.onnx`, `tokenizer.json`); `threads` is how many cores it may use, 0 for all."""

    folder: Path
    threads: int = field(default_factory=threads_wanted)

    def said(self, passages: Sequence[Passage]) -> list[Said]:
        """Return what each passage is taken for; a text that several passages share is read once."""
        if not passages:
            return []
        read = {one.text: self._read(one.text) for one in passages}
        states = self._states(read)
        pooled = np.stack([_pooled(states[p.text], read[p.text].marks(p.said)) for p in passages])
        mains = np.stack([states[p.text][read[p.text].place(p.main)] for p in passages])
        labels = zip(*self._labels.run(None, {"pooled": pooled}), self._puts(mains), strict=True)
        return [Said(_shares(BASES, a), _shares(OBSERVATIONS, b), put) for a, b, put in labels]

    def factuality(self, text: str, starts: Sequence[int]) -> list[float]:
        """Return the factuality of the words at code points; of a long text each word is read with what is near it."""
        return [float(np.clip(value, -3, 3)) for value, _ in self._at(text, starts)]

    def put(self, text: str, starts: Sequence[int]) -> list[Put]:
        """Return how the events at code points are put; of a long text each word is read with what is near it."""
        states = [state for _, state in self._at(text, starts)]
        return self._puts(np.stack(states)) if states else []

    def _at(self, text: str, starts: Sequence[int]) -> list[tuple[float, States]]:
        """Return the factuality and the state of the words at code points."""
        words = words_of(text)
        at = np.maximum(np.searchsorted(words.starts, starts, side="right") - 1, 0)
        lengths = np.array([len(self._known.of(word)) for word in words.texts], np.int64)
        ends = np.cumsum(lengths)
        parts = [_around(ends, int(word)) for word in at]
        read = {p: self._read(text[words.starts[p[0]] : words.ends[p[1] - 1]]) for p in parts}
        found = {part: self._run([one]) for part, one in read.items()}
        places = [read[p].firsts[word - p[0]] for p, word in zip(parts, at, strict=True)]
        rows = zip(parts, places, strict=True)
        return [(float(found[p][0][0][place]), found[p][1][0][place]) for p, place in rows]

    def _puts(self, states: States) -> list[Put]:
        rows = zip(*self._put.run(None, {"words": states}), strict=True)
        return [
            Put(_shares(CERTAINTIES, a), _shares(POLARITIES, b), _shares(TENSES, c))
            for a, b, c in rows
        ]

    def _read(self, text: str) -> "_Read":
        words = words_of(text)
        cut = [self._known.of(word) for word in words.texts]
        lengths = np.array([len(one) for one in cut], np.int64)
        numbers = [CLS, *(n for one in cut for n in one)][: MOST_PIECES - 1]
        features = np.concatenate(([0], np.repeat(words.features, lengths)))[: MOST_PIECES - 1]
        firsts = 1 + np.cumsum(lengths) - lengths
        return _Read(words, firsts, np.array([*numbers, SEP]), np.append(features, 0))

    def _states(self, read: dict[str, "_Read"]) -> dict[str, States]:
        """Return the states of the pieces of each text; texts of like length are read together."""
        order = sorted(read, key=lambda text: len(read[text].pieces))
        found = {}
        for first in range(0, len(order), BATCH):
            batch = order[first : first + BATCH]
            states = self._run([read[text] for text in batch])[1]
            for text, rows in zip(batch, states, strict=True):
                found[text] = rows[: len(read[text].pieces)]
        return found

    def _run(self, read: Sequence["_Read"]) -> list[States]:
        mask = padded([np.ones(len(one.pieces), np.int64) for one in read])
        pieces, features = padded([r.pieces for r in read]), padded([r.features for r in read])
        given = {"pieces": pieces, "features": features, "mask": mask}
        found: list[States] = self._encoder.run(None, given)
        return found

    @cached_property
    def _known(self) -> Pieces:
        return load_pieces(self.folder / "tokenizer.json")

    @cached_property
    def _encoder(self) -> "InferenceSession":
        return open_network(self.folder / "encoder.onnx", self.threads)

    @cached_property
    def _labels(self) -> "InferenceSession":
        return open_network(self.folder / "labels.onnx", self.threads)

    @cached_property
    def _put(self) -> "InferenceSession":
        return open_network(self.folder / "put.onnx", self.threads)


class _Read(NamedTuple):
    """A text as the network takes it: its words, the first piece of each, pieces and features, cut to fit."""

    words: Words
    firsts: Whole
    pieces: Whole
    features: Whole

    def marks(self, spans: Sequence[tuple[int, int]]) -> Whole:
        """Return 1 for every piece of code point ranges, 0 for the others."""
        marks = np.zeros(len(self.pieces), np.int64)
        ends = np.append(self.firsts, len(self.pieces) - 1)
        for span in spans:
            first, last = self.words.between(*span)
            marks[ends[first] : ends[last]] = 1
        return marks

    def place(self, start: int) -> int:
        """Return the first piece of the word at a code point, the last piece where the text was cut before it."""
        word = max(int(np.searchsorted(self.words.starts, start, side="right")) - 1, 0)
        return min(int(self.firsts[word]), len(self.pieces) - 1)


def _around(ends: Whole, word: int) -> tuple[int, int]:
    """Return the words [first, last + 1) read with a word: all of a short text, else those near it, most of them before it.

    `ends` counts the pieces up to the end of each word. Words near each other are read with the same ones.
    """
    if ends[-1] <= MOST_PIECES - 2:
        return 0, len(ends)
    room = NEAR_PIECES
    step = room // 4
    wanted = min(int(ends[word]) // step * step + 2 * step, int(ends[-1]))
    last = max(int(np.searchsorted(ends, wanted, side="right")), word + 1)
    begun = ends[last - 1] - room
    first = 0 if begun <= 0 else int(np.searchsorted(ends, begun, side="left")) + 1
    return min(first, word), last


def _pooled(states: States, said: Whole) -> States:
    """Return the mean state of what is said and of what stands around it, side by side."""
    parts = [(states * part[:, None]).sum(0) / max(int(part.sum()), 1) for part in (said, 1 - said)]
    return np.concatenate(parts).astype(np.float32)


def _shares(labels: tuple[L, ...], logits: States) -> dict[L, float]:
    """Return the share of each label: the softmax of its logit."""
    odds = np.exp(logits - logits.max())
    return dict(zip(labels, map(float, odds / odds.sum()), strict=True))
