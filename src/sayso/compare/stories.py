"""Puts articles into stories: TF-IDF of their words, average linkage cut at one threshold (UPGMA, Sokal and Michener 1958)."""

from collections import Counter
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.cluster.hierarchy import fcluster, linkage
from scipy.sparse import coo_array, csr_array
from scipy.sparse.csgraph import connected_components

from sayso.compare.terms import terms

ONE_STORY = 0.14
RELATED = 0.06
LARGEST_PART = 4_000


def stories(texts: Sequence[str], alike: float = ONE_STORY) -> list[int]:
    """Return the number of the story of each text, numbered as they come; the order of the texts changes nothing else.

    Two stories are joined while their texts are `alike` (cosine, 0 to 1) on average.
    Texts that no chain of pairs a little alike (0.06) connects are never one story, so that each connected part is
    worked out alone; a part of more than 4,000 texts is cut by a higher threshold first, and is one story where
    that leaves more than 4,000 all but the same.
    """
    if not texts:
        return []
    order = sorted(range(len(texts)), key=lambda n: texts[n])
    rows = _tf_idf([terms(texts[n]) for n in order])
    sorted_labels = np.zeros(len(texts), dtype=np.int64)
    for part in _parts(rows, np.arange(len(texts)), min(RELATED, alike)):
        sorted_labels[part] = sorted_labels.max() + 1 + _cut(rows[part], alike)
    labels = np.zeros(len(texts), dtype=np.int64)
    labels[order] = sorted_labels
    numbers: dict[int, int] = {}
    return [numbers.setdefault(label, len(numbers)) for label in labels.tolist()]


def _parts(rows: csr_array, among: NDArray[np.int64], least: float) -> list[NDArray[np.int64]]:
    """Return the texts in connected parts, none larger than `LARGEST_PART` unless its texts are all but the same."""
    alike = _alike(rows[among], least)
    _, labels = connected_components(alike, directed=False)
    found: list[NDArray[np.int64]] = []
    for label in range(labels.max() + 1):
        part = among[labels == label]
        small = len(part) <= LARGEST_PART or least * 1.5 >= 1
        found += [part] if small else _parts(rows, part, least * 1.5)
    return found


def _alike(rows: csr_array, least: float) -> coo_array:
    """Return the pairs of texts at least so alike, a block of texts at a time."""
    blocks = []
    for first in range(0, rows.shape[0], 1_000):
        block = (rows[first : first + 1_000] @ rows.T).tocoo()
        kept = block.data >= least
        blocks.append((block.coords[0][kept] + first, block.coords[1][kept]))
    left, right = (np.concatenate([block[side] for block in blocks]) for side in (0, 1))
    return coo_array((np.ones(len(left)), (left, right)), shape=(rows.shape[0], rows.shape[0]))


def _cut(rows: csr_array, alike: float) -> NDArray[np.int64]:
    """Return the story of each text of a connected part, from 0."""
    if rows.shape[0] == 1 or rows.shape[0] > LARGEST_PART:
        return np.zeros(rows.shape[0], dtype=np.int64)
    apart = 1 - (rows @ rows.T).toarray()
    above = np.triu_indices(rows.shape[0], 1)
    joined = linkage(np.clip(apart[above], 0, None), "average")
    return np.asarray(fcluster(joined, 1 - alike, "distance") - 1, dtype=np.int64)


def _tf_idf(texts: Sequence[Sequence[str]]) -> csr_array:
    """Return (texts, terms), each row one unit long: (1 + ln tf) ln(1 + N / df)."""
    counts = [Counter(text) or Counter([f"\x00{n}"]) for n, text in enumerate(texts)]
    known = {term: n for n, term in enumerate(sorted({t for c in counts for t in c}))}
    rows = np.repeat(np.arange(len(texts)), [len(count) for count in counts])
    columns = np.array([known[t] for count in counts for t in count], dtype=np.int64)
    held = np.array([n for count in counts for n in count.values()], dtype=np.float64)
    rare = np.log(1 + len(texts) / np.bincount(columns, minlength=len(known)))
    weights = (1 + np.log(held)) * rare[columns]
    size = np.sqrt(np.bincount(rows, weights**2, minlength=len(texts)))
    return csr_array((weights / size[rows], (rows, columns)), shape=(len(texts), len(known)))
