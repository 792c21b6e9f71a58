"""What lineage looks like on a terminal: every edge with the passages of both sides, utterances, and the witnesses left."""

from collections import defaultdict
from typing import TYPE_CHECKING

from sayso.cli.show import Screen
from sayso.model import Document, Edge, EdgeKind, Span
from sayso.trace import differences, is_held, told_anew, utterances
from sayso.wording import count_of, document_line

if TYPE_CHECKING:
    from sayso.evidence import Evidence

LEAST_COVERAGE = 0.1
PASSAGE_CHARS = 160
MOST_SENTENCES = 4


def show_lineage(screen: Screen, evidence: "Evidence", *, every: bool = False) -> None:
    """Print who copied, quoted, cited, updated or took back whom, with the passages that prove it.

    Unless `every` edge is wanted, of the reports a text shares words with only the one it shares most with is shown.
    """
    by_document: defaultdict[str, list[Edge]] = defaultdict(list)
    for edge in (*evidence.edges, *evidence.lineage.cut):
        by_document[edge.document].append(edge)
    for document in sorted(evidence.documents.values(), key=lambda d: (d.published.text, d.id)):
        edges = by_document[document.id]
        cut = [edge for edge in edges if edge in evidence.lineage.cut]
        standing = [edge for edge in edges if edge not in cut]
        chosen, others = (standing, 0) if every else _telling(standing)
        chosen = [*chosen, *cut]
        if chosen:
            screen.line(document_line(document), style="bold")
        for edge in chosen:
            _edge(screen, evidence, edge)
        if others:
            screen.line(f"and shares words with {others} more (--every shows them)", 4, "dim")


def _telling(edges: list[Edge]) -> tuple[list[Edge], int]:
    """Return the edges to show: all citations and retractions, and of shared words the largest share.

    A copy of a copy shares words with every other copy; a list of them all hides the one that counts.
    """
    shared = [e for e in edges if e.kind in (EdgeKind.COPIES, EdgeKind.QUOTES)]
    large = [e for e in shared if e.kind is EdgeKind.COPIES and e.coverage >= LEAST_COVERAGE]
    best = max(large, key=lambda e: e.coverage, default=None)
    named = [e for e in edges if e not in shared]
    targets = {e.target for e in shared} - {e.target for e in (*named, *([best] if best else []))}
    return [*named, *([best] if best else [])], len(targets) if named or best else 0


def _edge(screen: Screen, evidence: "Evidence", edge: Edge) -> None:
    screen.line(_edge_words(evidence, edge), 4)
    pairs = list(zip(edge.spans, edge.target_spans, strict=False))
    mine, theirs = max(pairs, key=lambda pair: pair[0].end - pair[0].start, default=(None, None))
    if mine is None and edge.spans:
        mine = edge.spans[0]
    if mine is not None:
        screen.line(f"here   {_passage(mine)}", 8, "dim")
    if theirs is not None:
        screen.line(f"there  {_passage(theirs)}", 8, "dim")
    if len(pairs) > 1:
        screen.line(f"and {count_of(len(pairs) - 1, 'further passage')}", 8, "dim")
    earlier = evidence.documents.get(edge.target)
    if edge.kind is EdgeKind.UPDATES and earlier is not None:
        _changes(screen, earlier, evidence.documents[edge.document])


def _changes(screen: Screen, earlier: Document, later: Document) -> None:
    found = differences(earlier, later)
    for mark, spans in (("gone", found.gone), ("new", found.new)):
        for span in spans[:MOST_SENTENCES]:
            screen.line(f"{mark:<6} {_passage(span)}", 8)
        if len(spans) > MOST_SENTENCES:
            screen.line(
                f"and {count_of(len(spans) - MOST_SENTENCES, f'{mark} sentence')} more", 8, "dim"
            )


def _passage(span: Span) -> str:
    words = " ".join(span.quote.split())
    short = words if len(words) <= PASSAGE_CHARS else words[: PASSAGE_CHARS - 1] + "…"
    return f"“{short}” (characters {span.start} to {span.end})"


def _edge_words(evidence: "Evidence", edge: Edge) -> str:
    target = evidence.documents.get(edge.target)
    name = document_line(target) if target else _unheld(evidence, edge)
    share = f", {100 * edge.coverage:.0f} % of the shorter text" if edge.coverage else ""
    way = edge.method.value if edge.directed else "shared words: nothing tells which came first"
    ruling = evidence.lineage.by.get(edge.id)
    if ruling is not None:
        who = f" by {ruling.person}" if ruling.person else ""
        done = "CUT" if edge in evidence.lineage.cut else "confirmed"
        return f"{edge.id}  {done}{who} ({ruling.reason}): {edge.kind.value} {name}{share}"
    return (
        f"{edge.id}  {edge.kind.value} {name}{share} ({100 * edge.probability:.0f} % sure by {way})"
    )


def _unheld(evidence: "Evidence", edge: Edge) -> str:
    """Return a cited name with why it leads to no report: its outlet has none here, or none that says so."""
    held = is_held(edge.name, evidence.documents.values())
    why = "no report of it here is seen to say this" if held else "not among the reports"
    return f"{edge.name} ({why})"


def show_utterances(screen: Screen, evidence: "Evidence") -> int:
    """Print the quoted words that several reports carry, one utterance each; return how many."""
    found = utterances(evidence.edges, evidence.claims.values())
    for one in found:
        reports = sorted({evidence.documents[span.document].outlet or "?" for span in one.spans})
        speaker = one.speaker if one.speaker != "unknown" else "nobody named"
        words = " ".join(one.words.split()).strip('“”"')
        screen.line(f"{speaker}: “{words[:PASSAGE_CHARS]}”", 0)
        screen.line(
            f"one utterance in {count_of(len(one.spans), 'report')}: {', '.join(reports)}", 4, "dim"
        )
    return len(found)


def show_echoes(screen: Screen, evidence: "Evidence") -> int:
    """Print the witnesses whose word stands in more than one report; return how many."""
    rows: list[tuple[str, ...]] = []
    for origin in evidence.origins:
        reports = {evidence.claims[c].document for c in origin.claims}
        if len(reports) > 1:
            outlets = sorted({evidence.documents[d].outlet or "?" for d in reports})
            expected = f"{origin.expected:.2f}"
            rows.append(
                (origin.name, str(len(reports)), expected, ", ".join(outlets), origin.reason)
            )
    rows += _told_anew(evidence)
    if not rows:
        return 0
    columns = {
        "witness": "left",
        "reports": "right",
        "counts as": "right",
        "carried by": "left",
        "why one": "left",
    }
    screen.table(columns, sorted(rows, key=lambda row: (-int(row[1]), row[0])))
    count, total = len(evidence.origins), sum(o.expected for o in evidence.origins)
    words = (
        f"{count_of(count, 'origin')} in all; {total:.1f} to be expected, as no edge is quite sure."
    )
    screen.line(words, style="dim")
    return len(rows)


def _told_anew(evidence: "Evidence") -> list[tuple[str, ...]]:
    """Return the rows of speakers who say the same again on other days."""
    rows: list[tuple[str, ...]] = []
    for name, claims in told_anew(tuple(evidence.claims.values()), evidence.origins).items():
        reports = {claim.document for claim in claims}
        outlets = ", ".join(sorted({evidence.documents[d].outlet or "?" for d in reports}))
        why = "one speaker says the same on several days: each is weighed on its day, within the bound of one source"
        rows.append((name, str(len(reports)), "1 source", outlets, why))
    return rows
