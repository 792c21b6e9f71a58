"""Word pieces, and the networks that read them: what every trained network of Sayso needs."""

import os
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from onnxruntime import InferenceSession

CLS, SEP = 101, 102
WORD_PIECES = 8
REMEMBERED_WORDS = 100_000


class Tokenizer(Protocol):
    """What we need of a word-piece tokenizer: the numbers of the pieces of one word."""

    def __call__(self, word: str) -> list[int]:
        """Return the numbers of the pieces of a word."""
        ...


@dataclass
class Pieces:
    """The piece numbers of words; remembers those it has met, at most eight pieces a word."""

    tokenizer: Tokenizer
    _known: dict[str, tuple[int, ...]] = field(default_factory=dict, repr=False)

    def of(self, word: str) -> tuple[int, ...]:
        """Return the numbers of the pieces of a word, at least one."""
        found = self._known.get(word)
        if found is None:
            if len(self._known) >= REMEMBERED_WORDS:
                self._known.clear()
            found = self._known[word] = tuple(self.tokenizer(word[:100])[:WORD_PIECES]) or (100,)
        return found


def load_pieces(tokenizer: Path) -> Pieces:
    """Return the pieces of a `tokenizer.json`."""
    from tokenizers import Tokenizer as Given

    given = Given.from_file(str(tokenizer))
    given.no_truncation()
    given.no_padding()
    return Pieces(lambda word: given.encode(word, add_special_tokens=False).ids)


def threads_wanted() -> int:
    """Return how many cores one call of a network may use: SAYSO_THREADS, 0 for all of the machine."""
    return int(os.environ.get("SAYSO_THREADS", "0"))


def open_network(path: Path, threads: int) -> "InferenceSession":
    """Return the network of an ONNX file, on the processor."""
    from onnxruntime import InferenceSession, SessionOptions

    options = SessionOptions()
    options.intra_op_num_threads = threads
    options.log_severity_level = 3
    if not _exact_bytes():
        # Without it, processors that lack VNNI let products of 8-bit numbers overflow, and answer otherwise than the others.
        options.add_session_config_entry("session.x64quantprecision", "1")
    return InferenceSession(str(path), options, providers=["CPUExecutionProvider"])


@cache
def _exact_bytes(cpuinfo: Path = Path("/proc/cpuinfo")) -> bool:
    """Return whether the processor is known to add products of 8-bit numbers without overflow (VNNI), which is twice as fast."""
    try:
        flags = cpuinfo.read_text(encoding="ascii", errors="replace")
    except OSError:
        return False
    return "avx512_vnni" in flags or "avx_vnni" in flags


def padded(rows: Sequence[NDArray[np.int64]]) -> NDArray[np.int64]:
    """Return rows of numbers as one array, zeros after the shorter ones."""
    out = np.zeros((len(rows), max(map(len, rows))), np.int64)
    for number, row in enumerate(rows):
        out[number, : len(row)] = row
    return out
