"""An index of word runs: which texts hold the runs of three words of a text, and where.

A run keeps its first `HOLDERS` places only, so that a report copied a thousand times costs what two
hundred copies cost; later copies are found through the earlier ones.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from sayso.trace.words import Codes, Places, Words, grams

GRAM_WORDS = 3
HOLDERS = 200
PLACE_BITS = 20
MOST_WORDS = 1 << PLACE_BITS
MOST_TEXTS = 1 << 22
PLACES_A_TEXT = 4
LAST_PLACE = MOST_WORDS - 1
_NONE = np.zeros(0, dtype=np.int64)


@dataclass(frozen=True, slots=True, eq=False)
class Postings:
    """Runs of words in order of their code; run i stands at places[bounds[i] : bounds[i + 1]].

    A place is the number of a text and the position of a word in it, `text << 20 | position`.
    """

    codes: Codes
    bounds: Places
    places: Places


@dataclass(frozen=True, slots=True, eq=False)
class Index:
    """The postings of all texts, and their words: text n has words[offsets[n] : offsets[n + 1]], with flags."""

    postings: Postings
    words: Codes
    offsets: Places

    def __len__(self) -> int:
        return len(self.offsets) - 1


@dataclass(frozen=True, slots=True, eq=False)
class Hits:
    """Runs of three words that stand in a query at `here` and in text `text` at `there`.

    In order of text, of diagonal (here - there) and of place in the query.
    """

    text: Places
    here: Places
    there: Places


def index(texts: Sequence[Words]) -> Index:
    """Return the index of the texts; a text's number is its place in the sequence."""
    telling = [tellings(text) for text in texts]
    codes = np.concatenate([*(code for _, code in telling), np.zeros(0, dtype=np.uint64)])
    places = [at | number << PLACE_BITS for number, (at, _) in enumerate(telling)]
    flagged = np.concatenate([*(text.flagged for text in texts), np.zeros(0, dtype=np.uint64)])
    offsets = np.cumsum([0, *(len(text) for text in texts)])
    return Index(postings(codes, np.concatenate([*places, _NONE])), flagged, offsets)


def postings(codes: Codes, places: Places) -> Postings:
    """Return postings from codes and their places, the latter in order; of one text a run keeps its first four places."""
    order = np.argsort(codes, kind="stable")
    codes, places = codes[order], places[order]
    text = places >> PLACE_BITS
    fresh = np.flatnonzero(
        (np.diff(codes, prepend=~codes[:1]) != 0) | (np.diff(text, prepend=-1) != 0)
    )
    rank = np.arange(len(codes)) - np.repeat(fresh, np.diff(np.append(fresh, len(codes))))
    codes, places = codes[rank < PLACES_A_TEXT], places[rank < PLACES_A_TEXT]
    first = np.flatnonzero(np.diff(codes, prepend=~codes[:1]))
    return Postings(codes[first], np.append(first, len(codes)), places)


def tellings(text: Words) -> tuple[Places, Codes]:
    """Return position and code of the runs of three words that stand for the text.

    Left out are runs of common words alone and, of the others, each that is larger in code than both its
    neighbours (winnowing with a window of two). Of a text of more than a million words the first million count.
    """
    codes, common = text.codes[:MOST_WORDS], text.common[:MOST_WORDS]
    code = grams(codes, GRAM_WORDS)
    idle = common[: len(code)].copy()
    for offset in range(1, GRAM_WORDS):
        idle &= common[offset : offset + len(code)]
    at = np.flatnonzero(~idle)
    code = code[at]
    kept = np.ones(len(code), dtype=np.bool_)
    kept[1:-1] = (code[1:-1] <= code[2:]) | (code[1:-1] <= code[:-2])
    return at[kept], code[kept]


def hits(held: Index, query: Words, before: int) -> Hits:
    """Return the runs of the query that texts with a number below `before` hold."""
    postings = held.postings
    at, code = tellings(query)
    order = np.argsort(code)
    at, code = at[order], code[order]
    row = np.searchsorted(postings.codes, code)
    row[row == len(postings.codes)] = 0
    known = np.flatnonzero(postings.codes[row] == code) if len(postings.codes) else row[:0]
    row = row[known]
    first = postings.bounds[row]
    sizes = np.minimum(postings.bounds[row + 1] - first, HOLDERS)
    ends = np.cumsum(sizes)
    place = postings.places[np.arange(sizes.sum()) + np.repeat(first - ends + sizes, sizes)]
    here = np.repeat(at[known], sizes)
    text = place >> PLACE_BITS
    diagonal = here - (place & LAST_PLACE) + MOST_WORDS
    key = (text << 2 * PLACE_BITS + 1) | (diagonal << PLACE_BITS) | here
    if before < len(held):
        key = key[text < before]
    key.sort()
    here = key & LAST_PLACE
    diagonal = (key >> PLACE_BITS) & (2 * MOST_WORDS - 1)
    return Hits(key >> 2 * PLACE_BITS + 1, here, here - diagonal + MOST_WORDS)
