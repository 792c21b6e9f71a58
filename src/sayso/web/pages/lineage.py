"""Lineage: witnesses left, the outlets that carry them right; each edge opens both passages."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from sayso.brief.visible import visible
from sayso.evidence import Evidence
from sayso.model import Document, Edge, EdgeKind, NothingMatched, Span
from sayso.web.drawing.layers import Arrow, Node, layers
from sayso.web.page import Asked, Page

MOST_WITNESSES, MOST_NODES, LEAST_COVERAGE, COPIES_SHOWN = 24, 150, 0.1, 6
DASHED = (EdgeKind.COPIES, EdgeKind.QUOTES)
TELLS = {
    EdgeKind.COPIES: "copies",
    EdgeKind.QUOTES: "has quotations in common with",
    EdgeKind.CITES: "cites",
    EdgeKind.UPDATES: "updates",
    EdgeKind.RETRACTS: "takes back",
}


def page(asked: Asked) -> Page:
    """Return the graph of witnesses and reports, its list, and the edge in view with both passages."""
    view = asked.snapshot.view
    edges = asked.snapshot.once("telling", lambda: telling(view.edges))
    graph, hidden = asked.snapshot.once("graph", lambda: _graph(view, edges))
    rows = asked.snapshot.once(
        "edges", lambda: [_row(view, e) for e in (*edges, *view.lineage.cut)]
    )
    chosen = next(
        (e for e in (*view.edges, *view.lineage.cut) if e.id == asked.query.get("edge")), None
    )
    if asked.query.get("edge") and chosen is None:
        raise NothingMatched(f"no edge {asked.query['edge']!r} in this desk")
    values = {
        "graph": graph,
        "hidden": hidden,
        "rows": rows,
        "claims": len(view.claims),
        "reports": len(view.documents),
        "origins": len(view.origins),
        "expected": asked.snapshot.once("expected", lambda: sum(o.expected for o in view.origins)),
        "edge": _shown(view, chosen) if chosen else None,
        "echoes": asked.snapshot.once("echoes", lambda: _echoes(view)),
    }
    return Page("lineage.html.jinja", "Lineage", values, rows, rows)


def telling(edges: Iterable[Edge]) -> list[Edge]:
    """Return the edges worth drawing: citations of reports held, updates, retractions, and of shared words the largest share.

    A copy of a copy shares words with every other copy; all of them hide the one that counts.
    """
    by_document: defaultdict[str, list[Edge]] = defaultdict(list)
    for edge in edges:
        by_document[edge.document].append(edge)
    found = []
    for own in by_document.values():
        shared = [e for e in own if e.kind is EdgeKind.COPIES and e.coverage >= LEAST_COVERAGE]
        best = max(shared, key=lambda e: (e.coverage, e.id), default=None)
        found += [e for e in own if e.kind not in DASHED]
        found += [best] if best else []
    return found


def _graph(view: Evidence, edges: Sequence[Edge]) -> tuple[Any, int]:
    """Return the picture, and how many reports it leaves out: those nobody copied or cited, and copies beyond a handful."""
    tied = [e for e in edges if e.target]
    depth = _depths(tied)
    copies = Counter(e.target for e in tied)
    inside = _kept(tied, copies)
    carried = _carried(view, inside)
    nodes = [Node(f"w {name}", 0, visible(name), "witness") for name in carried]
    nodes += [
        Node(d, depth.get(d, 0) + 1, visible(view.documents[d].outlet or view.documents[d].name))
        for d in sorted(inside, key=lambda d: (view.documents[d].published.text, d))
    ]
    arrows = [
        Arrow(f"w {name} {document}", f"w {name}", document)
        for name, documents in carried.items()
        for document in documents
    ]
    arrows += [
        Arrow(e.id, e.target, e.document, e.kind in DASHED)
        for e in tied
        if e.document in inside and e.target in inside
    ]
    return layers(nodes, arrows) if nodes else None, len(view.documents) - len(inside)


def _kept(tied: Sequence[Edge], copies: Counter[str]) -> set[str]:
    """Return the reports to draw: the ends of edges, of many copies of one only the first few."""
    seen: Counter[str] = Counter()
    kept: set[str] = set()
    for edge in sorted(tied, key=lambda e: (-copies[e.target], e.target, e.document)):
        seen[edge.target] += 1
        if seen[edge.target] <= COPIES_SHOWN and len(kept) < MOST_NODES:
            kept |= {edge.target, edge.document}
    return kept


def _depths(tied: Sequence[Edge]) -> dict[str, int]:
    """Return how many steps of lineage each report lies from one that has none; a circle is walked once."""
    before: defaultdict[str, set[str]] = defaultdict(set)
    for edge in tied:
        before[edge.document].add(edge.target)
    depth: dict[str, int] = {}

    def of(document: str, path: frozenset[str]) -> int:
        if document in path:
            return 0
        if document not in depth:
            steps = [of(one, path | {document}) + 1 for one in before.get(document, ())]
            depth[document] = max(steps, default=0)
        return depth[document]

    for edge in sorted(tied, key=lambda e: e.id):
        of(edge.document, frozenset())
        of(edge.target, frozenset())
    return depth


def _carried(view: Evidence, inside: set[str]) -> dict[str, list[str]]:
    """Return the witnesses who speak in the reports drawn, those in most reports first, each with the earliest report."""
    reports: defaultdict[str, list[str]] = defaultdict(list)
    for origin in view.origins:
        held = [view.claims[c].document for c in origin.claims if view.claims[c].document in inside]
        if held:
            reports[origin.name] += held
    order = sorted(reports, key=lambda name: (-len(set(reports[name])), name))
    return {
        name: [min(reports[name], key=lambda d: (view.documents[d].published.text, d))]
        for name in order[:MOST_WITNESSES]
    }


def _row(view: Evidence, edge: Edge) -> dict[str, Any]:
    target = view.documents.get(edge.target)
    ruling = view.lineage.by.get(edge.id)
    return {
        "edge": edge.id,
        "later": _named(view.documents[edge.document]),
        "later_id": edge.document,
        "how": TELLS[edge.kind],
        "earlier": _named(target) if target else edge.name,
        "earlier_id": edge.target,
        "share": round(edge.coverage, 3),
        "sure": round(edge.probability, 3),
        "by": edge.method.value if edge.directed else "shared words alone",
        "ruled": ("cut" if edge in view.lineage.cut else "confirmed") if ruling else "",
    }


def _named(document: Document) -> str:
    return visible(
        f"{document.outlet or 'no outlet'}, {document.published.text[:10] or 'no date'}: {document.name}"
    )


def _shown(view: Evidence, edge: Edge) -> dict[str, Any]:
    """Return an edge with the passages of both sides, the longest pair first."""
    pairs: list[tuple[Span, Span | None]] = [*zip(edge.spans, edge.target_spans, strict=False)]
    pairs = pairs or [(span, None) for span in edge.spans]
    pairs.sort(key=lambda pair: pair[0].start - pair[0].end)
    later, earlier = view.documents[edge.document], view.documents.get(edge.target)
    return {
        **_row(view, edge),
        "pairs": [
            (_around(later, a), _around(earlier, b) if b and earlier else None) for a, b in pairs
        ],
        "ruling": view.lineage.by.get(edge.id),
    }


def _around(document: Document, span: Span, context: int = 90) -> tuple[str, str, str]:
    """Return a passage with a little of what stands before and after it."""
    before = document.text[max(0, span.start - context) : span.start]
    after = document.text[span.end : span.end + context]
    return visible(before), visible(span.quote), visible(after)


def _echoes(view: Evidence) -> list[dict[str, Any]]:
    """Return the origins that stand in more than one report, the widest carried first."""
    rows: list[dict[str, Any]] = []
    for origin in view.origins:
        reports = list(dict.fromkeys(view.claims[c].document for c in origin.claims))
        if len(reports) > 1:
            outlets = sorted({visible(view.documents[d].outlet or "no outlet") for d in reports})
            rows.append(
                {
                    "origin": origin.id,
                    "name": visible(origin.name),
                    "reports": len(reports),
                    "outlets": outlets,
                    "expected": origin.expected,
                    "why": origin.reason,
                }
            )
    return sorted(rows, key=lambda row: (-row["reports"], row["name"]))[:100]
