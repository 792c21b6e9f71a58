"""Turns shared passages into copies between documents, with a direction where the evidence gives one."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from sayso.model import Document, Edge, EdgeKind, EdgeMethod, Span
from sayso.trace import outlets
from sayso.trace.furniture import is_furniture
from sayso.trace.reuse import Passage

BOILERPLATE_DOCUMENTS = 3
RELATED_SHARE = 0.3
CERTAIN_WEIGHT = 40.0

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Reuse:
    """What two documents share: the passages (left lies in `first`), and the share of each text's words."""

    first: Document
    second: Document
    passages: tuple[Passage, ...]
    of_first: float
    of_second: float

    @property
    def coverage(self) -> float:
        """The share of the shorter text's words."""
        return max(self.of_first, self.of_second)

    @property
    def probability(self) -> float:
        """A prior, not a measured figure: from 0.5 for one telling sentence to 0.99 for forty telling words."""
        weight = sum(passage.own_weight for passage in self.passages)
        return 0.5 + 0.49 * min(1.0, weight / CERTAIN_WEIGHT)


def reuses(
    documents: Sequence[Document], found: Sequence[Passage], sizes: dict[str, int]
) -> list[Reuse]:
    """Return what each pair of documents shares, an outlet's own boilerplate left out."""
    by_id = {document.id: document for document in documents}
    pairs: dict[Pair, list[Passage]] = defaultdict(list)
    for passage in found:
        pairs[passage.left.document, passage.right.document].append(passage)
    shares = {pair: _shares(pair, shared, sizes) for pair, shared in pairs.items()}
    standing = _boilerplate(found, by_id, {pair: max(share) for pair, share in shares.items()})
    result = []
    for (a, b), shared in sorted(pairs.items()):
        kept = [p for p in shared if _text(p.left) not in standing]
        if any(_tells(passage, by_id) for passage in kept):
            share = _shares((a, b), kept, sizes)
            result.append(Reuse(by_id[a], by_id[b], tuple(kept), *share))
    return result


def _shares(pair: Pair, shared: Sequence[Passage], sizes: dict[str, int]) -> tuple[float, float]:
    """Return the share of the words of either text that stand in the passages."""
    words = sum(passage.words for passage in shared)
    first, second = (min(1.0, words / max(1, sizes[document])) for document in pair)
    return first, second


def _tells(passage: Passage, by_id: dict[str, Document]) -> bool:
    """Return True for a passage that alone shows copying; page furniture and lines under pictures never do."""
    if not passage.telling:
        return False
    sides = (passage.left, passage.right)
    return not any(is_furniture(span, by_id[span.document].text) for span in sides)


def _text(span: Span) -> str:
    return " ".join(span.quote.casefold().split())


def _boilerplate(
    found: Sequence[Passage], by_id: dict[str, Document], coverage: dict[Pair, float]
) -> set[str]:
    """Return passages that stand in three documents of one outlet which share little else.

    A copy of a report is related to it, so that no number of copies makes its sentences boilerplate.
    """
    holders: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    keys = {document: outlets.key(by_id[document].outlet) for document in by_id}
    for passage in found:
        for span in (passage.left, passage.right):
            holders[_text(passage.left)][keys[span.document]].add(span.document)
    return {
        text
        for text, owners in holders.items()
        if any(key and _strangers(documents, coverage) for key, documents in owners.items())
    }


def _strangers(documents: set[str], coverage: dict[Pair, float]) -> bool:
    """Return True when three of the documents share less than three tenths of the shorter one, pair by pair."""
    chosen: list[str] = []
    for document in sorted(documents):
        pairs = [(min(document, other), max(document, other)) for other in chosen]
        both = [max(coverage.get(p, 0.0), coverage.get(p[::-1], 0.0)) for p in pairs]
        if all(share < RELATED_SHARE for share in both):
            chosen.append(document)
    return len(chosen) >= BOILERPLATE_DOCUMENTS


def copy_edge(reuse: Reuse, cites: frozenset[Pair], bylines: dict[str, Counter[str]]) -> Edge:
    """Return the edge of a reuse: from the later document to the one it came from.

    Direction: citation, then byline, then time of publication; else only a common origin is known. That one text lies
    wholly in a longer one tells nothing: it may have been added to, or be an excerpt.
    """
    later, earlier, method = _direction(reuse, cites, bylines)
    flipped = later is reuse.first
    passages = sorted(reuse.passages, key=lambda p: (p.left, p.right))
    spans = [(p.left, p.right) if flipped else (p.right, p.left) for p in passages]
    return Edge(
        EdgeKind.COPIES,
        later.id,
        method,
        reuse.probability,
        target=earlier.id,
        spans=tuple(mine for mine, _ in spans),
        target_spans=tuple(theirs for _, theirs in spans),
        coverage=reuse.coverage,
        directed=method is not EdgeMethod.UNDIRECTED,
    )


def _direction(
    reuse: Reuse, cites: frozenset[Pair], bylines: dict[str, Counter[str]]
) -> tuple[Document, Document, EdgeMethod]:
    a, b = reuse.first, reuse.second
    for later, earlier in ((a, b), (b, a)):
        if (later.id, earlier.id) in cites and (earlier.id, later.id) not in cites:
            return later, earlier, EdgeMethod.CITATION
    for later, earlier in ((a, b), (b, a)):
        if _has_byline_of(later, earlier, bylines) and not _has_byline_of(earlier, later, bylines):
            return later, earlier, EdgeMethod.BYLINE
    if before(a, b):
        return b, a, EdgeMethod.TIME
    if before(b, a):
        return a, b, EdgeMethod.TIME
    return b, a, EdgeMethod.UNDIRECTED


def _has_byline_of(later: Document, earlier: Document, bylines: dict[str, Counter[str]]) -> bool:
    names = bylines.get(later.id, Counter())
    return any(key in names for key in outlet_keys(earlier))


def outlet_keys(document: Document) -> frozenset[str]:
    """Return the keys under which a document's outlet may be cited: its name's and its host's."""
    keys = (outlets.key(document.outlet), outlets.key(outlets.host_of(document.url)))
    return frozenset(keys) - {""}


def before(a: Document, b: Document) -> bool:
    """Return True when a was certainly published before b."""
    known = a.published.known and b.published.known
    return known and a.published.latest < b.published.earliest
