"""Which attribution stands inside the content of which other one: the tree of a document."""

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import replace

from sayso.model import Attribution

MOST_NEIGHBOURS = 50


def nested(attributions: Iterable[Attribution]) -> tuple[Attribution, ...]:
    """Return the attributions in order of their content, each once and with its enclosing one."""
    unique = {item.id: item for item in attributions}
    ordered = sorted(unique.values(), key=lambda a: (a.start, -a.content[-1].end, a.id))
    starts = [item.start for item in ordered]
    return tuple(
        _nested(item, ordered[max(0, at - MOST_NEIGHBOURS) : bisect_right(starts, item.start)])
        for at, item in enumerate(ordered)
    )


def _nested(inner: Attribution, before: list[Attribution]) -> Attribution:
    """Return inner with the smallest attribution whose content holds its cue and content.

    What holds it begins no later, and is among the fifty attributions before it.
    """
    holders = [outer for outer in before if outer.id != inner.id and _holds(outer, inner)]
    return replace(inner, nested_in=min(holders, key=_size).id) if holders else inner


def _holds(outer: Attribution, inner: Attribution) -> bool:
    parts = inner.content + inner.cue
    held = all(any(o.covers(p) for o in outer.content) for p in parts)
    return held and _size(outer) > _size(inner)


def _size(item: Attribution) -> int:
    return sum(span.end - span.start for span in item.content)
