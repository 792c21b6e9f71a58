"""An answer has an end: rows from a place on, as many as were asked for and fit, and where to go on."""

from collections.abc import Callable, Sequence
from typing import TypeVar

from sayso.mcp.fence import Value, chars
from sayso.model import UsageError

MOST_ROWS = 50
DEFAULT_ROWS = 20
ANSWER_CHARS = 40_000
"""After so many characters an answer takes no further row; it holds one row at least."""

Item = TypeVar("Item")


def paged(
    items: Sequence[Item], start: int, most: int, row: Callable[[Item], Value]
) -> dict[str, Value]:
    """Return the rows from `start` (0 is the first) with how many there are, and `next_start`, None where none is left.

    Raises `UsageError` for a start or a number of rows out of bounds.

    >>> paged("abc", 1, 1, str)
    {'count': 3, 'start': 1, 'rows': ['b'], 'next_start': 2}
    """
    if not 1 <= most <= MOST_ROWS:
        raise UsageError(f"most must lie between 1 and {MOST_ROWS}, got {most}")
    if not 0 <= start <= len(items):
        raise UsageError(f"start must lie between 0 and {len(items)}, got {start}")
    rows: list[Value] = []
    used = 0
    for item in items[start : start + most]:
        made = row(item)
        used += chars(made)
        if rows and used > ANSWER_CHARS:
            break
        rows.append(made)
    end = start + len(rows)
    return {
        "count": len(items),
        "start": start,
        "rows": rows,
        "next_start": end if end < len(items) else None,
    }


def first(items: Sequence[Item], most: int, row: Callable[[Item], Value]) -> dict[str, Value]:
    """Return the first rows of what stands beside an answer, with how many there are and how many are not shown.

    >>> first("abc", 2, str)
    {'count': 3, 'rows': ['a', 'b'], 'not_shown': 1}
    """
    rows = [row(item) for item in items[:most]]
    return {"count": len(items), "rows": rows, "not_shown": len(items) - len(rows)}
