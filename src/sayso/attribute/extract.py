"""The extractor: drafts from the parse and from quotation marks, made into attributions and nested."""

from bisect import bisect_right
from dataclasses import replace

from sayso.attribute.draft import finish
from sayso.attribute.quotes import attach, quotations
from sayso.attribute.syntax import clauses
from sayso.model import Attribution, Document
from sayso.text import Parse

MOST_NEIGHBOURS = 50


def attributions(document: Document, parse: Parse) -> tuple[Attribution, ...]:
    """Return the attributions of a document in order of their content, each with its enclosing one."""
    drafts = attach(parse, quotations(parse), list(clauses(parse)))
    finished = (finish(document, parse, draft) for draft in drafts)
    unique = {item.id: item for item in finished if item is not None}
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
    if not holders:
        return inner
    return replace(inner, nested_in=min(holders, key=_size).id)


def _holds(outer: Attribution, inner: Attribution) -> bool:
    parts = inner.content + inner.cue
    return all(any(o.covers(p) for o in outer.content) for p in parts) and _size(outer) > _size(
        inner
    )


def _size(item: Attribution) -> int:
    return sum(span.end - span.start for span in item.content)
