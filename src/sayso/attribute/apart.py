"""Outlets named together are told apart: "The Lantern and the Osprey both reported" is two attributions."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from sayso.model import Attribution, Document, Span

_GAP = re.compile(r",? and (?:also )?|, ")
_BOTH = re.compile(r"(?:both|each)\s+| both$| each$", re.IGNORECASE)


def told_apart(
    document: Document, attributions: Sequence[Attribution], outlets: Iterable[str]
) -> tuple[Attribution, ...]:
    """Return the attributions, each whose source lists nothing but cited `outlets` once for each of them.

    Other lists stay whole: "the mayor and her deputy said" may be one statement. What stood in the words
    of a list stands in those of its first outlet.
    """
    known = frozenset(map(_bare, outlets))
    found: list[Attribution] = []
    first: dict[str, str] = {}
    for item in attributions:
        names = [*_names(document, item, known)]
        parts = [replace(item, source=(name,)) for name in names] or [item]
        first[item.id] = parts[0].id
        found += parts
    return tuple(
        replace(item, nested_in=first.get(item.nested_in, item.nested_in)) for item in found
    )


def _names(document: Document, item: Attribution, known: frozenset[str]) -> Iterator[Span]:
    """Yield where the outlets of a list stand; nothing where it is no list of outlets alone."""
    if len(item.source) != 1:
        return
    whole = item.source[0]
    words = _BOTH.sub(lambda match: " " * len(match[0]), whole.quote)
    ends = [(m.start(), m.end()) for m in _GAP.finditer(words)]
    starts = [0, *(end for _, end in ends)]
    pieces = list(zip(starts, [*(start for start, _ in ends), len(words)], strict=True))
    if len(pieces) < 2 or not all(_bare(words[a:b]) in known for a, b in pieces):
        return
    for a, b in pieces:
        inner = words[a:b]
        start = whole.start + a + len(inner) - len(inner.lstrip())
        yield document.span(start, start + len(inner.strip()))


def _bare(name: str) -> str:
    return " ".join(name.split()).casefold().removeprefix("the ")
