"""The extractor: drafts from the parse and from quotation marks, made into attributions and nested."""

from dataclasses import replace

from sayso.attribute.draft import finish
from sayso.attribute.quotes import attach, quotations
from sayso.attribute.syntax import clauses
from sayso.model import Attribution, Document
from sayso.text import Parse


def attributions(document: Document, parse: Parse) -> tuple[Attribution, ...]:
    """Return the attributions of a document in order of their content, each with its enclosing one."""
    drafts = attach(parse, quotations(parse), list(clauses(parse)))
    finished = (finish(document, parse, draft) for draft in drafts)
    unique = {item.id: item for item in finished if item is not None}
    ordered = sorted(unique.values(), key=lambda a: (a.start, -a.content[-1].end, a.id))
    return tuple(_nested(item, ordered) for item in ordered)


def _nested(inner: Attribution, everyone: list[Attribution]) -> Attribution:
    """Return inner with the smallest attribution whose content holds its cue and content."""
    holders = [outer for outer in everyone if outer.id != inner.id and _holds(outer, inner)]
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
