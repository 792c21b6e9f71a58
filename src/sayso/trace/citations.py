"""Reads off a report's own words which outlets and agencies it draws on.

People who merely speak are not citations: whose word a claim is, attribution says. A report's own
outlet is none either. Patterns lie in `cues.toml`, names in `outlets.toml`; probabilities are priors.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sayso.model import Document, Edge, EdgeKind, EdgeMethod
from sayso.trace import outlets
from sayso.trace.agreement import sentence
from sayso.trace.citing import CitationNetwork, Name
from sayso.trace.phrases import Cue, called_an_outlet, cues

LINK_PROBABILITY = 0.5
READ_PROBABILITY = 0.9
SURE = 0.9
BYLINE_PROBABILITY = 0.95
_GAP = re.compile(r",? and (?:to |by |in |on )?(?:the )?|, |/")
_WORD = re.compile(r"[^ ]+")
_OWNER = re.compile(r"['’]s?$")


@dataclass(frozen=True, slots=True)
class _Named:
    """A name that a phrase may cite: where it stands, its phrase, and whether the text beside it calls it an outlet."""

    start: int
    end: int
    cue: Cue
    match: re.Match[str]
    called: bool


def citations(document: Document, network: CitationNetwork | None = None) -> tuple[Edge, ...]:
    """Return an edge for each outlet, agency or web host the document says it draws on, in text order.

    A name that one phrase shows to be an outlet is one in every other phrase of the document. Where a network
    is given, it adds names that it is sure of, and drops those of open phrases that it is sure are none.

    >>> [e.name for e in citations(Document(text="Roads are shut. Original Source: www.post.example"))]
    ['www.post.example']
    """
    own = {outlets.key(document.outlet), outlets.key(outlets.host_of(document.url))} - {""}
    groups = [
        list(_named(match, cue)) for cue in cues() for match in cue.pattern.finditer(document.text)
    ]
    shown = {
        outlets.key(_text(document, one))
        for group in groups
        for one in group
        if _accepted(document, one, frozenset())
    }
    told = network.names(document.text) if network else []
    found: dict[tuple[int, int], Edge] = {}
    for group in groups:
        taken = [one for one in group if _accepted(document, one, shown)]
        listed = taken and not taken[0].cue.before
        for one in group if listed else taken:
            free = all(one.end <= start or end <= one.start for start, end in found)
            name = _text(document, one)
            fits = one in taken or not outlets.speaks_for_itself(name)
            doubted = network is not None and _doubted(one, name, told)
            if free and fits and not doubted and _citable(name, own):
                found[one.start, one.end] = _phrase(document, one.cue, one.match, name)
    for start, end, score in told:
        free = all(end <= a or b <= start for a, b in found)
        name = document.text[start:end]
        if free and score >= SURE and _citable(name, own):
            found[start, end] = _read(document, start, end, score)
    edges = [edge for _, edge in sorted(found.items())]
    taken_keys = {outlets.key(edge.name) for edge in edges} | own
    edges += [*_authors(document, taken_keys), *_links(document, taken_keys)]
    return tuple({edge.id: edge for edge in edges}.values())


def _citable(name: str, own: set[str]) -> bool:
    """Return True unless the name is the report's own outlet or a network on which anybody writes."""
    return outlets.key(name) not in own and not outlets.is_platform(name)


def _doubted(one: _Named, name: str, told: Sequence[Name]) -> bool:
    """Return True for a name that neither looks like an outlet's nor is one by the network's reading."""
    if outlets.is_outlet(name) or one.called or one.cue.byline or one.cue.reach == "document":
        return False
    return not any(start < one.end and one.start < end for start, end, _ in told)


def _read(document: Document, start: int, end: int, score: float) -> Edge:
    """Return the citation of a name that the network found; its sentence is what proves it."""
    first, last = sentence(document, start, end)
    return Edge(
        EdgeKind.CITES,
        document.id,
        EdgeMethod.CITATION,
        READ_PROBABILITY * score,
        name=document.text[start:end],
        spans=(document.span(first, last),),
    )


def _text(document: Document, one: _Named) -> str:
    return document.text[one.start : one.end]


def _accepted(document: Document, one: _Named, shown: frozenset[str] | set[str]) -> bool:
    name = _text(document, one)
    if outlets.is_outlet(name) or one.called or outlets.key(name) in shown:
        return True
    if one.cue.kind == "known" or outlets.speaks_for_itself(name):
        return False
    return one.cue.kind == "any" or outlets.may_be_outlet(name)


def _named(match: re.Match[str], cue: Cue) -> Iterator[_Named]:
    """Yield the names in what a phrase took for names; before a verb only the last, unless all are outlets."""
    group, called = match["name"], called_an_outlet(match)
    lead = match.groupdict().get("lead")
    titled = match.string.endswith("the ", 0, match.start("name"))  # "the Sunday Lantern"
    gaps = list(_GAP.finditer(group))
    group, gaps = _of_list(group, gaps)
    kind = match.string[: match.start("name")].rstrip().rpartition(" ")[2]
    single = lead or kind in outlets.kinds()
    if single and len(gaps) == 1 and not outlets.is_outlet(group[gaps[0].end() :]):
        gaps = []  # "the channel Rails and Sleepers"
    start = 0
    for gap in (*gaps, None):
        end = gap.start() if gap else len(group)
        if (name := _name(group[start:end], cue, titled)) is not None:
            first, last = (
                match.start("name") + start + name[0],
                match.start("name") + start + name[1],
            )
            yield _Named(first, last, cue, match, called)
        start = gap.end() if gap else end


def _of_list(group: str, gaps: list[re.Match[str]]) -> tuple[str, list[re.Match[str]]]:
    """Return the names up to a comma that no "and" follows: there the list is over, and the sentence goes on."""
    for number, gap in enumerate(gaps):
        if gap[0] == ", " and not any("and" in later[0] for later in gaps[number + 1 :]):
            return group[: gap.start()], gaps[:number]
    return group, gaps


def _name(piece: str, cue: Cue, titled: bool) -> tuple[int, int] | None:
    """Return where the name stands in a piece of a phrase: without what opens a sentence, up to an owner's mark."""
    if piece.startswith(("http://", "https://")):
        return piece.index("//") + 2, len(piece)
    tokens = [match.span() for match in _WORD.finditer(piece)]
    while tokens and _no_name(piece, tokens, -1):
        tokens.pop()
    while tokens and not titled and _no_name(piece, tokens, 0):
        tokens.pop(0)
    small = next((n for n, (start, _) in enumerate(tokens) if n and _begins_small(piece, start)), 0)
    tokens = tokens[small:] if cue.before else tokens
    for number, (start, end) in enumerate(tokens[:-1]):
        if owner := _OWNER.search(piece[start:end]):
            if outlets.is_outlet(
                piece[tokens[0][0] : start + owner.start()]
            ) and not outlets.is_outlet(piece[tokens[0][0] : tokens[-1][1]]):
                return tokens[0][0], start + owner.start()
            if cue.before:
                tokens = tokens[number + 1 :]
                break
    tokens = _known_end(piece, tokens)
    if not tokens:
        return None
    first = tokens[0][0] + (4 if piece.startswith("the ", tokens[0][0]) else 0)
    return (first, tokens[-1][1]) if first < tokens[-1][1] else None


def _known_end(piece: str, tokens: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the tokens of a known outlet's name that a person's stands beside: "Mark Landler New York Times"."""
    whole_name = piece[tokens[0][0] : tokens[-1][1]] if tokens else ""
    if agency := outlets.agency_before(whole_name):
        return tokens[: len(agency.split())]
    for first in range(1, len(tokens)):
        if outlets.known(piece[tokens[first][0] : tokens[-1][1]]):
            before = piece[tokens[0][0] : tokens[first - 1][1]]
            return tokens if outlets.is_outlet(before) else tokens[first:]
    return tokens


def _no_name(piece: str, tokens: list[tuple[int, int]], at: int) -> bool:
    """Return True for a word at either end that is no part of a name: an opener, a day, a year, a lone number."""
    word = piece[slice(*tokens[at])]
    if not word.isdigit():
        return word in outlets.openers()
    return len(word) > 2 or len(tokens) == 1


def _begins_small(piece: str, start: int) -> bool:
    return re.match(r"n-tv|dpa|taz", piece[start:]) is not None


def _phrase(document: Document, cue: Cue, match: re.Match[str], name: str) -> Edge:
    start = match.start() + len(match[0]) - len(match[0].lstrip())
    return Edge(
        EdgeKind.CITES,
        document.id,
        EdgeMethod.BYLINE if cue.byline else EdgeMethod.CITATION,
        cue.probability,
        name=name,
        spans=(document.span(start, match.end()),),
        whole=cue.byline or cue.reach == "document",
    )


def _authors(document: Document, taken: set[str]) -> Iterator[Edge]:
    for author in document.authors:
        if outlets.known(author) and outlets.key(author) not in taken:
            yield Edge(
                EdgeKind.CITES,
                document.id,
                EdgeMethod.BYLINE,
                BYLINE_PROBABILITY,
                name=author,
                whole=True,
            )


def _links(document: Document, taken: set[str]) -> Iterator[Edge]:
    for start, end, target in document.links:
        host = outlets.host_of(target)
        words = document.text[start:end]
        idle = outlets.says_nothing(host) or outlets.is_paper(host, words)
        if host and start < end and not idle and not outlets.is_own(host, document.outlet):
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
