"""Gathers the lineage of a set of documents: copies, quotations, citations, updates and retractions."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from sayso.model import Claim, Document, Edge, EdgeKind, EdgeMethod, Span
from sayso.trace import outlets
from sayso.trace.agreement import Vocabulary, body, paragraph
from sayso.trace.alike import Gist
from sayso.trace.cited import Shelf, answer, gists_held, passing_on, spoken_citations
from sayso.trace.copies import Reuse, before, copy_edge, reuses
from sayso.trace.quotations import Shared, by_pair, shared_quotations
from sayso.trace.reuse import shared
from sayso.trace.versions import retractions, updates

RESOLVED_SHARE = 0.5
QUOTES_PROBABILITY = 0.9


def edges(
    documents: Sequence[Document], citations: Sequence[Edge], claims: Sequence[Claim] = ()
) -> tuple[Edge, ...]:
    """Return the lineage among the documents, citations resolved to a document where one is meant.

    The documents are taken in order of publication, then id, so their order in the call changes
    nothing. A pair that is an update is no copy as well. Claims, where given, tell which report of a cited
    outlet says the same, and which outlets are cited by being a claim's speaker.
    """
    ordered = tuple(sorted({d.id: d for d in documents}.values(), key=age))
    vocabulary = Vocabulary.of(ordered)
    texts = [vocabulary.texts[document.id] for document in ordered]
    found = [passage for passage in shared(texts) if passage.copied]
    reused = reuses(ordered, found, {text.document.id: len(text) for text in texts})
    quoted = by_pair(shared_quotations(texts))
    spoken = [*spoken_citations(claims, ordered, citations)]
    related = _related(reused, quoted)
    cited = _resolved(ordered, citations, vocabulary, related, claims)
    cited += [e for e in _resolved(ordered, spoken, vocabulary, related, claims) if e.target]
    updated = updates(ordered, reused)
    result = [
        *_copies(reused, cited, {frozenset((e.document, e.target)) for e in updated}),
        *_quotes(quoted),
        *cited,
        *updated,
        *retractions(ordered, vocabulary, updated),
    ]
    unique = {edge.id: edge for edge in result}
    return tuple(sorted(unique.values(), key=lambda e: (e.document, e.kind, e.target, e.id)))


def retracted(found: Sequence[Edge]) -> frozenset[str]:
    """Return the ids of the documents whose own outlet has taken them back."""
    return frozenset(e.target for e in found if e.kind is EdgeKind.RETRACTS and e.target)


def age(document: Document) -> tuple[str, str]:
    """Return the key that puts documents in order of publication; unknown dates come last."""
    known = document.published.known
    return (document.published.earliest.isoformat() if known else "~", document.id)


def _related(
    reused: Sequence[Reuse], quoted: dict[tuple[str, str], list[Shared]]
) -> dict[str, set[str]]:
    related: dict[str, set[str]] = defaultdict(set)
    for a, b in [*((r.first.id, r.second.id) for r in reused), *quoted]:
        related[a].add(b)
        related[b].add(a)
    return related


def _copies(
    reused: Sequence[Reuse], cited: Sequence[Edge], updated: set[frozenset[str]]
) -> list[Edge]:
    cites = frozenset((e.document, e.target) for e in cited if e.target)
    bylines: dict[str, Counter[str]] = defaultdict(Counter)
    for edge in cited:
        if edge.whole:
            bylines[edge.document][outlets.key(edge.name)] += 1
    return [
        copy_edge(reuse, cites, bylines)
        for reuse in reused
        if frozenset((reuse.first.id, reuse.second.id)) not in updated
    ]


def _quotes(quoted: dict[tuple[str, str], list[Shared]]) -> list[Edge]:
    return [
        Edge(
            EdgeKind.QUOTES,
            later,
            EdgeMethod.UNDIRECTED,
            QUOTES_PROBABILITY,
            target=earlier,
            spans=tuple(item.later for item in found),
            target_spans=tuple(item.earlier for item in found),
            directed=False,
        )
        for (later, earlier), found in sorted(quoted.items())
    ]


def _resolved(
    documents: Sequence[Document],
    citations: Sequence[Edge],
    vocabulary: Vocabulary,
    related: dict[str, set[str]],
    claims: Sequence[Claim],
) -> list[Edge]:
    by_id = {document.id: document for document in documents}
    shelf = Shelf.of(documents)
    by_url = {document.url: document for document in reversed(documents) if document.url}
    held = gists_held(claims)
    result = []
    for edge in citations:
        citing = by_id.get(edge.document)
        if citing is None or edge.target:
            result.append(edge)
            continue
        linked = _linked(citing, edge, by_url)
        meant = linked or _meant(citing, edge, shelf.reports(edge.name), vocabulary, related, held)
        result.append(replace(edge, target=meant.id) if meant else edge)
    return result


def _linked(citing: Document, edge: Edge, by_url: dict[str, Document]) -> Document | None:
    for start, end, url in citing.links:
        target = by_url.get(url)
        touched = any(span.start < end and start < span.end for span in edge.spans)
        if touched and target is not None and target.id != citing.id:
            return target
    return None


def _meant(
    citing: Document,
    edge: Edge,
    candidates: Sequence[Document],
    vocabulary: Vocabulary,
    related: dict[str, set[str]],
    held: Mapping[str, Sequence[Gist]],
) -> Document | None:
    """Return the cited outlet's document that shares a passage or most telling words, or claims the same; the best such one.

    A document published after the citing one is never meant.
    """
    part: Span = body(citing)
    if edge.spans and not edge.whole:
        part = paragraph(citing, edge.spans[0])
    mine = passing_on(held.get(citing.id, ()), citing, edge)
    rows = []
    for candidate in candidates:
        if candidate.id == citing.id or before(citing, candidate):
            continue
        share = vocabulary.share(part, candidate.id)
        linked = candidate.id in related.get(citing.id, ())
        theirs = held.get(candidate.id, ())
        told = sum(answer(one, theirs, candidate) is not None for one in mine)
        if linked or share >= RESOLVED_SHARE or told:
            rows.append((linked, told, share, candidate))
    return max(rows, key=lambda row: (*row[:3], row[3].id), default=(0, 0, 0, None))[3]
