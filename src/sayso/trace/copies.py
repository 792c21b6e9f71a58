"""Turns shared passages into copies between documents, with a direction where the evidence gives one."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from sayso.model import Document, Edge, EdgeKind, EdgeMethod, Span
from sayso.trace import outlets
from sayso.trace.furniture import is_furniture
from sayso.trace.reuse import Passage

CONTAINED = 0.8
LONGER = 1.5
BOILERPLATE_DOCUMENTS, BOILERPLATE_SHARE = 3, 0.75
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
    standing = _boilerplate(found, by_id)
    result = []
    for (a, b), shared in sorted(pairs.items()):
        kept = [p for p in shared if _text(p.left) not in standing]
        if any(_tells(passage, by_id) for passage in kept):
            words = sum(p.words for p in kept)
            share = [min(1.0, words / max(1, sizes[i])) for i in (a, b)]
            result.append(Reuse(by_id[a], by_id[b], tuple(kept), *share))
    return result


def _tells(passage: Passage, by_id: dict[str, Document]) -> bool:
    """Return True for a passage that alone shows copying; page furniture and lines under pictures never do."""
    if not passage.telling:
        return False
    sides = (passage.left, passage.right)
    return not any(is_furniture(span, by_id[span.document].text) for span in sides)


def _text(span: Span) -> str:
    return " ".join(span.quote.casefold().split())


def _boilerplate(found: Sequence[Passage], by_id: dict[str, Document]) -> set[str]:
    """Return passages that three documents of one outlet share, and hardly any other outlet's document has."""
    holders: dict[str, set[str]] = defaultdict(set)
    keys = {document: outlets.key(by_id[document].outlet) for document in by_id}
    for passage in found:
        holders[_text(passage.left)] |= {passage.left.document, passage.right.document}
    standing = set()
    for text, documents in holders.items():
        whose = Counter(keys[document] for document in documents if keys[document])
        most = max(whose.values(), default=0)
        if most >= BOILERPLATE_DOCUMENTS and most >= BOILERPLATE_SHARE * len(documents):
            standing.add(text)
    return standing


def copy_edge(reuse: Reuse, cites: frozenset[Pair], bylines: dict[str, Counter[str]]) -> Edge:
    """Return the edge of a reuse: from the later document to the one it came from.

    Direction: citation, then byline, then time of publication, then containment (a text that lies
    wholly in a much longer one came first); else only a common origin is known.
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
    if reuse.of_first >= CONTAINED and reuse.of_first >= LONGER * reuse.of_second:
        return b, a, EdgeMethod.CONTAINMENT
    if reuse.of_second >= CONTAINED and reuse.of_second >= LONGER * reuse.of_first:
        return a, b, EdgeMethod.CONTAINMENT
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
