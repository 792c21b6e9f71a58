"""What stands around a report and is nobody's reporting: notices, time stamps, widgets, and lines under pictures."""

import re
from functools import cache

from sayso.model import Span
from sayso.text import load_lexicon

LONGEST_CAPTION_CHARS = 600


def is_furniture(span: Span, text: str) -> bool:
    """Return True for a passage of a text that is a notice, or lies in a line under a picture.

    >>> from sayso.model import Document
    >>> page = Document(text="Roads shut. Copyright 2031. All rights reserved.")
    >>> is_furniture(page.span(12, 47), page.text)
    True
    """
    if _pattern("notices").search(span.quote):
        return True
    start = text.rfind("\n", 0, span.start) + 1
    end = text.find("\n", span.end)
    line = text[start : len(text) if end < 0 else end]
    return len(line) <= LONGEST_CAPTION_CHARS and _pattern("captions").search(line) is not None


@cache
def _pattern(kind: str) -> re.Pattern[str]:
    rows = load_lexicon("sayso.trace", "cues.toml")["furniture"][kind]
    text = "|".join(rows).replace(r"\s+", r"\s{1,4}").replace(r"\s*", r"\s{0,4}")
    return re.compile(text, re.IGNORECASE)
