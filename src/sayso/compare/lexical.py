"""BM25 (Robertson and Zaragoza 2009) over terms of any kind, as one sparse product for many queries."""

from collections import Counter
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

K1 = 1.2
MOST_OF_A_TERM = 2

Scores = NDArray[np.float64]


class Bm25:
    """The weights of each term in each text; `lengths` (0 to 1) says how much long texts are marked down."""

    def __init__(self, texts: Sequence[Sequence[str]], lengths: float = 0.75) -> None:
        counts = [Counter(text) for text in texts]
        self._terms = {term: n for n, term in enumerate(sorted({t for c in counts for t in c}))}
        size = np.array([max(1, len(text)) for text in texts], dtype=np.float64)
        rows = np.repeat(np.arange(len(texts)), [len(count) for count in counts])
        columns = np.array([self._terms[t] for c in counts for t in c], dtype=np.int64)
        held = np.array([n for count in counts for n in count.values()], dtype=np.float64)
        holders = np.bincount(columns, minlength=len(self._terms))
        rare = np.log(1 + (len(texts) - holders + 0.5) / (holders + 0.5))
        long = 1 - lengths + lengths * size / max(1.0, float(size.mean()) if len(size) else 1.0)
        weights = rare[columns] * held * (K1 + 1) / (held + K1 * long[rows])
        shape = (len(self._terms), len(texts))
        self._weights = csr_array((weights, (columns, rows)), shape=shape)

    def scores(self, query: Sequence[str]) -> Scores:
        """Return the score of each text, 1 for the best where any shares a term, else 0."""
        counts = {self._terms[t]: n for t, n in Counter(query).items() if t in self._terms}
        if not counts:
            return np.zeros(self._weights.shape[1])
        held = np.minimum(np.array(list(counts.values()), dtype=np.float64), MOST_OF_A_TERM)
        found = np.asarray(held @ self._weights[list(counts)])
        best = float(found.max())
        return found / best if best > 0 else found
