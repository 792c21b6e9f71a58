"""Claims that fall with a report that was taken back: those of reports that only repeat it."""

from collections.abc import Mapping, Sequence

from sayso.model import Claim, Edge, EdgeKind, Origin
from sayso.trace.edges import retracted

_DRAWS = frozenset({EdgeKind.COPIES, EdgeKind.CITES, EdgeKind.UPDATES})


def fallen(
    claims: Mapping[str, Claim], origins: Sequence[Origin], edges: Sequence[Edge]
) -> dict[str, str]:
    """Return each claim that falls with a retracted report it is not in, and the id of that report.

    A claim falls where its report draws on a report in which the same origin's claim has fallen or was taken back, and
    on none in which it still stands; a report that heard the speaker for itself draws on nobody and keeps its claim.
    """
    drawn: dict[str, set[str]] = {}
    for edge in edges:
        if edge.kind in _DRAWS and edge.target and edge.directed:
            drawn.setdefault(edge.document, set()).add(edge.target)
    taken_back = retracted(edges)
    notices = {edge.document for edge in edges if edge.kind is EdgeKind.RETRACTS}
    found: dict[str, str] = {}
    for origin in origins:
        reports = {claims[claim].document for claim in origin.claims}
        if not reports.isdisjoint(taken_back):
            found |= _of_one(origin, claims, drawn, reports - notices, taken_back)
    return found


def _of_one(
    origin: Origin,
    claims: Mapping[str, Claim],
    drawn: Mapping[str, set[str]],
    may_fall: set[str],
    taken_back: frozenset[str],
) -> dict[str, str]:
    """Return the fallen claims of one origin, each with the report taken back; one that takes another back never falls with it."""
    reports = {claims[claim].document for claim in origin.claims}
    down = {report: report for report in reports & taken_back}
    waiting = sorted(may_fall - set(down))
    grown = True
    while grown:
        grown = False
        left = []
        for report in waiting:
            sources = drawn.get(report, set()) & reports
            if sources and sources <= down.keys():
                down[report] = down[min(sources)]
                grown = True
            else:
                left.append(report)
        waiting = left
    return {
        claim: down[claims[claim].document]
        for claim in origin.claims
        if claims[claim].document in down and claims[claim].document not in taken_back
    }
