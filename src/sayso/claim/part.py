"""A part: the words of an attribution that make one claim, with the word that governs them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from sayso.claim.hedging import Hedge, hedge_of
from sayso.model import Attribution, Document, Span
from sayso.text import Parse, Token

SHORTEST_WORDS = 3
_CONTENT_WORDS = ("VERB", "AUX", "NOUN", "PROPN", "ADJ")


@dataclass(frozen=True, slots=True)
class Part:
    """One sentence of an attribution's content (or all of it), as tokens of the parse.

    `passage` is empty when the part is the whole content. `cues` are the lemmas of the attribution's cue.
    `pointed` is where what it says stands when it only points there ("similar claims"); `hedge` is the turn of phrase that hedges all of it.
    """

    attribution: Attribution
    passage: tuple[Span, ...]
    tokens: tuple[Token, ...]
    head: Token
    cues: frozenset[str]
    parse: Parse
    pointed: tuple[Span, ...] = ()
    hedge: Hedge | None = None

    @property
    def stated(self) -> tuple[Token, ...]:
        """The tokens without the hedge of them all."""
        return self.tokens[self.hedge.first : self.hedge.end] if self.hedge else self.tokens

    @property
    def spans(self) -> tuple[Span, ...]:
        """The spans of the part's words."""
        return self.pointed or self.passage or self.attribution.content

    def holds(self, span: Span) -> bool:
        """Return True when the span lies within the part."""
        return any(own.covers(span) for own in self.spans)

    def children(self, token: Token) -> list[Token]:
        """Return the children of a token that belong to the part."""
        inside = {t.index for t in self.tokens}
        return [self.parse.tokens[i] for i in self.parse.children[token.index] if i in inside]


def parts(
    document: Document, parse: Parse, attribution: Attribution, pointed: Sequence[Span] = ()
) -> Iterator[Part]:
    """Yield the parts of an attribution: one for each of its sentences of three words or more.

    One that points back to what another says (`pointed`) is one part, of the words it points to.
    """
    cues = frozenset(
        parse.tokens[i].lemma for s in attribution.cue for i in parse.between(s.start, s.end)
    )
    words = pointed or attribution.content
    tokens = [parse.tokens[i] for s in words for i in parse.between(s.start, s.end)]
    if pointed:
        yield _part(attribution, (), tokens, cues, parse, tuple(pointed))
        return
    sentences = [list(group) for _, group in groupby(tokens, key=lambda token: token.sentence)]
    long = [group for group in sentences if sum(map(_is_word, group)) >= SHORTEST_WORDS]
    if len(sentences) == 1 or not long:
        yield _part(attribution, (), tokens, cues, parse)
        return
    for group in long:
        passage = _passage(document, attribution, group)
        yield _part(attribution, passage, group, cues, parse)


def _part(
    attribution: Attribution,
    passage: tuple[Span, ...],
    tokens: list[Token],
    cues: frozenset[str],
    parse: Parse,
    pointed: tuple[Span, ...] = (),
) -> Part:
    hedge = hedge_of(tokens)
    head = _head(tokens[hedge.first : hedge.end] if hedge else tokens)
    return Part(attribution, passage, tuple(tokens), head, cues, parse, pointed, hedge)


def _is_word(token: Token) -> bool:
    return any(c.isalnum() for c in token.text)


def _passage(document: Document, attribution: Attribution, group: list[Token]) -> tuple[Span, ...]:
    spans = []
    for own in attribution.content:
        inside = [t for t in group if own.start <= t.start and t.end <= own.end]
        words = [t for t in inside if _is_word(t)]
        if words:
            spans.append(document.span(words[0].start, max(words[-1].end, _closed(inside))))
    return tuple(spans)


def _closed(tokens: list[Token]) -> int:
    """Return where the sentence ends with its own full stop or question mark."""
    return max((t.end for t in tokens if t.text in (".", "?", "!")), default=0)


def _head(tokens: list[Token]) -> Token:
    inside = {token.index for token in tokens}
    roots = [t for t in tokens if t.head not in inside or t.head == t.index]
    for kind in _CONTENT_WORDS:
        for token in roots:
            if token.pos == kind:
                return token
    return next((t for t in tokens if _is_word(t)), tokens[0])
