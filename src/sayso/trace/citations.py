"""Reads off a report's own words which outlets and agencies it draws on.

People who merely speak are not citations: whose word a claim is, attribution says. A report's own
outlet is none either. Patterns lie in `cues.toml`, names in `outlets.toml`; probabilities are priors.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from sayso.model import Document, Edge, EdgeKind, EdgeMethod
from sayso.text import load_lexicon
from sayso.trace import outlets

LINK_PROBABILITY = 0.5
BYLINE_PROBABILITY = 0.95
_PLACEHOLDER = re.compile(r"\{(name|names|before)\}")
_AND = re.compile(r",? and |, ")
_WORD = re.compile(r"[^ ]+")
_OWNER = re.compile(r"['’]s?$")


@dataclass(frozen=True, slots=True)
class Cue:
    """A compiled phrase: `reach` says whether it speaks for the whole document or for its passage.

    `kind` is what its name must be: any, outlet (known or shaped like one), or known.
    """

    pattern: re.Pattern[str]
    reach: str
    kind: str
    byline: bool
    before: bool
    probability: float


def citations(document: Document) -> tuple[Edge, ...]:
    """Return an edge for each outlet, agency or web host the document says it draws on, in text order.

    >>> [e.name for e in citations(Document(text="Roads are shut. Original Source: www.post.example"))]
    ['www.post.example']
    """
    own = {outlets.key(document.outlet), outlets.key(outlets.host_of(document.url))} - {""}
    found: dict[tuple[int, int], Edge] = {}
    for cue in cues():
        for match in cue.pattern.finditer(document.text):
            for start, end in names(match["name"], cue):
                at = (match.start("name") + start, match.start("name") + end)
                name = document.text[at[0] : at[1]]
                free = all(end <= at[0] or at[1] <= start for start, end in found)
                if free and outlets.key(name) not in own:
                    found[at] = _phrase(document, cue, match, name)
    edges = [edge for _, edge in sorted(found.items())]
    taken = {outlets.key(edge.name) for edge in edges} | own
    edges += [*_authors(document, taken), *_links(document, taken)]
    return tuple({edge.id: edge for edge in edges}.values())


@cache
def cues() -> tuple[Cue, ...]:
    """Return the phrases of the lexicon in order: the earlier one takes a name that two could take."""
    return tuple(
        Cue(
            _compiled(pattern),
            row["reach"],
            row["kind"],
            row.get("byline", False),
            "{before}" in pattern,
            row["probability"],
        )
        for row in load_lexicon("sayso.trace", "cues.toml")["phrases"]
        for pattern in row["patterns"]
    )


def whole(edge: Edge) -> bool:
    """Return True when a citation speaks for the whole document: a byline or an "Original Source" line."""
    if edge.method is EdgeMethod.BYLINE:
        return True
    quote = edge.spans[0].quote if edge.spans else ""
    return any(c.reach == "document" and c.pattern.fullmatch(quote) for c in cues())


def _compiled(pattern: str) -> re.Pattern[str]:
    word = r"(?:[A-ZÀ-ÞĀ-Ž](?:[\w&/-]|['’.](?=\w)){0,40}|\d{1,9})"
    name = rf"(?:[Tt]he )?{word}(?: (?:(?:of|de|della|la|di|du|for|&) )?{word}){{0,6}}"
    host = r"(?:https?://)?(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.){1,8}[a-z]{2,63}\b"
    more = rf"(?:(?:,? and |, ){name}){{0,4}}"
    kinds = "|".join(outlets.kinds())
    lead = rf"(?:(?:[\w'’-]+ ){{0,5}}?(?:{kinds}) )?"
    parts = {
        "name": rf"(?P<name>{host}|{name})",
        "names": rf"{lead}(?P<name>(?:{host}|{name}){more})",
        "before": rf"\b(?P<name>{name}{more})",
    }
    pieces = _PLACEHOLDER.split(pattern)
    lower = "(?-i:[a-z-]+)"
    texts = [f"(?i:{piece})".replace("{word}", lower) for piece in pieces[::2]]
    return re.compile(texts[0] + parts[pieces[1]] + texts[1])


def names(group: str, cue: Cue) -> Iterator[tuple[int, int]]:
    """Yield where the cited names stand in what a phrase took for names."""
    start = 0
    for gap in (*_AND.finditer(group), None):
        end = gap.start() if gap else len(group)
        if (name := _name(group[start:end], cue)) is not None:
            article = 4 if group.startswith("the ", start + name[0]) else 0
            yield start + name[0] + article, start + name[1]
        start = gap.end() if gap else end


def _name(piece: str, cue: Cue) -> tuple[int, int] | None:
    if piece.startswith(("http://", "https://")):
        return piece.index("//") + 2, len(piece)
    tokens = [match.span() for match in _WORD.finditer(piece)]
    while tokens and _no_name(piece[slice(*tokens[-1])]):
        tokens.pop()
    while tokens and _no_name(piece[slice(*tokens[0])]):
        tokens.pop(0)
    if not tokens:
        return None
    if cue.kind == "any":
        return tokens[0][0], tokens[-1][1]
    spans = _spans(piece, tokens, cue)
    known = next((span for span in spans if outlets.known(piece[slice(*span)])), None)
    if known is not None or cue.kind == "known":
        return known
    return next((span for span in spans if outlets.is_outlet(piece[slice(*span)])), None)


def _no_name(word: str) -> bool:
    return word.isdigit() or word in outlets.openers()


def _spans(piece: str, tokens: list[tuple[int, int]], cue: Cue) -> list[tuple[int, int]]:
    """Return the runs of words that may be the name: the longest first, one that ends at the verb first.

    A run does not cross an owner ("CNN's Jane Doe", "Ruritania's Harbour Post"), nor begin before "The".
    """
    runs = []
    for i in range(len(tokens)):
        for j in range(i, len(tokens)):
            word = piece[slice(*tokens[j])]
            if j > i and word == "The":
                break
            owner = _OWNER.search(word) if j < len(tokens) - 1 else None
            runs.append((i, j, tokens[j][0] + owner.start() if owner else tokens[j][1]))
            if owner:
                break
    if cue.before:
        runs = [run for run in runs if run[1] == len(tokens) - 1]
    return [(tokens[i][0], end) for i, _, end in sorted(runs, key=lambda r: (r[0], -r[1]))]


def _phrase(document: Document, cue: Cue, match: re.Match[str], name: str) -> Edge:
    start = match.start() + len(match[0]) - len(match[0].lstrip())
    return Edge(
        EdgeKind.CITES,
        document.id,
        EdgeMethod.BYLINE if cue.byline else EdgeMethod.CITATION,
        cue.probability,
        name=name,
        spans=(document.span(start, match.end()),),
    )


def _authors(document: Document, taken: set[str]) -> Iterator[Edge]:
    for author in document.authors:
        if outlets.known(author) and outlets.key(author) not in taken:
            yield Edge(
                EdgeKind.CITES, document.id, EdgeMethod.BYLINE, BYLINE_PROBABILITY, name=author
            )


def _links(document: Document, taken: set[str]) -> Iterator[Edge]:
    for start, end, target in document.links:
        host = outlets.host_of(target)
        if host and start < end and not outlets.says_nothing(host):
            if outlets.key(host) in taken:
                continue
            yield Edge(
                EdgeKind.CITES,
                document.id,
                EdgeMethod.CITATION,
                LINK_PROBABILITY,
                name=host,
                spans=(document.span(start, end),),
            )
