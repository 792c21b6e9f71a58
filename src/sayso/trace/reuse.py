"""Finds reused passages: shared runs of three words, chained, extended and weighed.

Seeds as in winnowing (Schleimer et al. 2003) without dropping any; extension as in BLAST (Altschul et
al. 1990), on words. Common words weigh a quarter, so stock phrases make no passage.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from sayso.model import Document, Span
from sayso.trace.align import Positions, Run, chains, reach, runs
from sayso.trace.index import Index, index
from sayso.trace.words import Words, words

SHORTEST_WORDS = 12
LEAST_WEIGHT = 7.0
FEWEST_GRAMS = 3
FEWEST_CHAINED_WORDS = 6


@dataclass(frozen=True, slots=True)
class Passage:
    """Words of one document that stand in another as well, with the span on either side.

    `words` counts the words that agree; `own_words` those of them outside quotation marks on both
    sides; `own_weight` counts the latter with common words at a quarter.
    """

    left: Span
    right: Span
    words: int = 0
    own_words: int = 0
    own_weight: float = 0.0

    @property
    def copied(self) -> bool:
        """True when enough of it stands outside quotation marks to be copied rather than quoted."""
        return self.own_words >= SHORTEST_WORDS - 3 and self.own_weight >= LEAST_WEIGHT


def passages(documents: Sequence[Document]) -> tuple[Passage, ...]:
    """Return the passages any two of the documents share outside quotation marks, earlier one left."""
    return tuple(passage for passage in shared(documents) if passage.copied)


def shared(documents: Sequence[Document]) -> tuple[Passage, ...]:
    """Return the passages any two of the documents share, quoted ones too, earlier one left."""
    texts = [words(document) for document in documents]
    held = index(texts)
    found: list[Passage] = []
    for number, text in enumerate(texts):
        found.extend(_matches(held, text, number))
    return tuple(sorted(found, key=lambda p: (p.left, p.right)))


def found_in(query: Document, corpus: Index) -> tuple[Passage, ...]:
    """Return the passages of the corpus (left) that stand in the query (right), quoted ones too."""
    return tuple(_matches(corpus, words(query), len(corpus.texts)))


def corpus_of(documents: Sequence[Document]) -> Index:
    """Return the index in which `found_in` looks."""
    return index([words(document) for document in documents])


def _matches(held: Index, text: Words, before: int) -> list[Passage]:
    found: list[Passage] = []
    for number, here, there in held.partners(text, before):
        if len(here) >= FEWEST_GRAMS:
            found.extend(_align(held.texts[number], text, there, here))
    return found


def _align(a: Words, b: Words, left: Positions, right: Positions) -> list[Passage]:
    found = []
    for chain in chains(runs(left, right)):
        if sum(run.size for run in chain) >= FEWEST_CHAINED_WORDS:
            passage = _passage(a, b, chain)
            found.extend([passage] if passage is not None else [])
    return found


def _passage(a: Words, b: Words, chain: list[Run]) -> Passage | None:
    first, last = chain[0], chain[-1]
    back = reach(a, b, first.left - 1, first.right - 1, -1)
    on = reach(a, b, last.left + last.size, last.right + last.size, 1)
    pieces = [
        Run(first.left - back, first.right - back, back),
        *chain,
        Run(last.left + last.size, last.right + last.size, on),
    ]
    left, right = _matched(a, b, pieces)
    weight = float(a.weight[left].sum())
    size = last.left + last.size + on - first.left + back
    if size < SHORTEST_WORDS or weight < LEAST_WEIGHT:
        return None
    own = ~(a.quoted[left] | b.quoted[right])
    return Passage(
        a.span(first.left - back, last.left + last.size + on),
        b.span(first.right - back, last.right + last.size + on),
        len(left),
        int(own.sum()),
        float(a.weight[left][own].sum()),
    )


def _matched(a: Words, b: Words, pieces: list[Run]) -> tuple[Positions, Positions]:
    """Return the positions of the words that agree, each word of the left text once."""
    left = np.concatenate([np.arange(run.left, run.left + run.size) for run in pieces])
    right = np.concatenate([np.arange(run.right, run.right + run.size) for run in pieces])
    same = a.codes[left] == b.codes[right]
    left, once = np.unique(left[same], return_index=True)
    return left, right[same][once]
