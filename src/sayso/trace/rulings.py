"""What a person ruled of lineage: this edge is cut, this one is confirmed.

A ruling is keyed by the later report, the characters of the edge's passages in it, and kind and target of the edge,
so that it holds after the reports are read anew. The last ruling on an edge counts.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from sayso.model import Decision, DecisionKind, Edge, EdgeKind, When

CONFIRMED = 1.0
_KINDS = (DecisionKind.CUT, DecisionKind.CONFIRM)


@dataclass(frozen=True, slots=True)
class Ruled:
    """The edges that stand, confirmed ones at probability 1, and those that were cut; `by` gives the ruling of an edge's id."""

    standing: tuple[Edge, ...]
    cut: tuple[Edge, ...]
    by: dict[str, Decision]


def ruling(edge: Edge, kind: DecisionKind, *, person: str, reason: str, made: When) -> Decision:
    """Return the decision to cut or to confirm an edge."""
    start, end = _place(edge)
    return Decision(
        kind, edge.document, start, end, edge.kind.value, _target(edge), person, reason, made
    )


def ruled(edges: Sequence[Edge], decisions: Iterable[Decision]) -> Ruled:
    """Return the edges as a person's rulings leave them; `decisions` come in the order they were made."""
    rulings: dict[tuple[str, str, str], list[Decision]] = {}
    for one in decisions:
        if one.kind in _KINDS:
            rulings.setdefault((one.document, one.field_name, one.value), []).append(one)
    standing, cut, by = [], [], {}
    for edge in edges:
        found = rulings.get((edge.document, edge.kind.value, _target(edge)), ())
        last = next((one for one in reversed(found) if _same_place(one, edge)), None)
        if last is not None:
            by[edge.id] = last
        if last is None:
            standing.append(edge)
        elif last.kind is DecisionKind.CUT:
            cut.append(edge)
        else:
            standing.append(replace(edge, probability=CONFIRMED))
    return Ruled(tuple(standing), tuple(cut), by)


def _target(edge: Edge) -> str:
    """Return what an edge leads to; of a citation the cited name, which stays when its report is added later."""
    return edge.name if edge.kind is EdgeKind.CITES else edge.target or edge.name


def _place(edge: Edge) -> tuple[int, int]:
    if not edge.spans:
        return 0, 0
    return min(span.start for span in edge.spans), max(span.end for span in edge.spans)


def _same_place(one: Decision, edge: Edge) -> bool:
    """Return True when ruling and edge lie at places that touch, or neither has one."""
    start, end = _place(edge)
    return (one.start, one.end) == (start, end) or (one.start < end and start < one.end)
