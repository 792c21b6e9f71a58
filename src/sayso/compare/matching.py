"""Finds the claims that a message may be about: by words, by runs of characters, and by meaning where an encoder is at hand."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from sayso.compare.lexical import Bm25, Scores
from sayso.compare.sentence_vectors import SentenceEncoder, Vectors
from sayso.compare.terms import char_grams, terms

WORDS_SHARE, CHARS_SHARE = 0.3, 0.3
CHAR_LENGTHS = 0.5
MOST = 20
_LINK = re.compile(r"https?://\S+|\b(?:pic\.)?twitter\.com/\S+")
_SIGNATURE = re.compile(r"\s{0,4}—[^—\n]{0,80}\(@\w{1,30}\)[^—\n]{0,40}\d{4}\s{0,4}$")


@dataclass(frozen=True, slots=True)
class Claimed:
    """A claim to look for: its id, what it says, and the title it goes under ('' for none)."""

    id: str
    text: str
    title: str = ""


class Matcher:
    """The claims to look in; what it gives is an order, no probability."""

    def __init__(self, claims: Sequence[Claimed], encoder: SentenceEncoder | None) -> None:
        self._ids = [claim.id for claim in claims]
        whole = [f"{claim.title}. {claim.text}" if claim.title else claim.text for claim in claims]
        self._words = Bm25([terms(text) for text in whole])
        self._chars = Bm25([char_grams(text) for text in whole], CHAR_LENGTHS)
        self._encoder = encoder
        self._vectors: list[Vectors] = []
        if encoder is not None and claims:
            titles = [claim.title or claim.text for claim in claims]
            kinds = ([claim.text for claim in claims], titles, whole)
            self._vectors = [encoder.vectors(kind) for kind in kinds]

    def ranked(self, message: str, most: int = MOST) -> list[tuple[str, float]]:
        """Return the ids of the claims nearest to a message, best first, with their scores."""
        if not self._ids:
            return []
        scores = self._scores(plain(message))
        best = np.lexsort((np.arange(len(scores)), -scores))[:most]
        return [(self._ids[n], float(scores[n])) for n in best]

    def _scores(self, message: str) -> Scores:
        found = WORDS_SHARE * self._words.scores(terms(message))
        found = found + CHARS_SHARE * self._chars.scores(char_grams(message))
        if self._encoder is not None:
            (mine,) = self._encoder.vectors([message])
            found = found + np.max([vectors @ mine for vectors in self._vectors], axis=0)
        return found


def plain(message: str) -> str:
    """Return a message without links and without the signature of a quoted post; as it is where nothing else is left."""
    return _SIGNATURE.sub("", _LINK.sub("", message)).strip() or message
