"""Attributions in the making: sets of token indices, before they become spans."""

from dataclasses import dataclass

from sayso.attribute.binding import Range, bind
from sayso.model import Attribution, Document
from sayso.text import Parse


@dataclass(frozen=True, slots=True)
class Draft:
    """One attribution as token indices of source, cue and content; empty source: nobody is named."""

    source: frozenset[int]
    cue: frozenset[int]
    content: frozenset[int]


def finish(document: Document, parse: Parse, draft: Draft) -> Attribution | None:
    """Return the attribution of a draft, None when nothing but punctuation would be its content."""
    return bind(
        document, *(_runs(parse, part) for part in (draft.source, draft.cue, draft.content))
    )


def _runs(parse: Parse, indices: frozenset[int]) -> list[Range]:
    runs: list[list[int]] = []
    for index in sorted(indices):
        if runs and index == runs[-1][1] + 1:
            runs[-1][1] = index
        else:
            runs.append([index, index])
    return [(parse.tokens[first].start, parse.tokens[last].end) for first, last in runs]
