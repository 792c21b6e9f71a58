"""Parts of an article that fit one request: runs of whole paragraphs, each with a little of what stands before it."""

from collections.abc import Iterator
from dataclasses import dataclass

from sayso.attribute.served.terms import Terms

_SENTENCE_ENDS = (". ", "! ", "? ", ".” ", '." ', ".\n")


@dataclass(frozen=True, slots=True)
class Window:
    """A part [start, end) of a text in code points; [context, start) is shown before it, to tell who speaks.

    What begins in a part is read from that part alone, so nothing is read twice.
    """

    context: int
    start: int
    end: int


def windows(text: str, terms: Terms) -> Iterator[Window]:
    """Yield the parts of a text in order; together they cover it.

    A paragraph that does not fit is cut after the last sentence that does, else at a blank, else at the limit.

    >>> [(w.start, w.end) for w in windows("One.\\nTwo.\\nThree.", Terms(window_chars=11, context_chars=5))]
    [(0, 10), (10, 16)]
    """
    start = 0
    while start < len(text):
        end = _cut(text, start, start + terms.window_chars)
        if text[start:end].strip():
            yield Window(_context(text, start, terms.context_chars), start, end)
        start = end


def _cut(text: str, start: int, limit: int) -> int:
    if len(text) <= limit:
        return len(text)
    line = text.rfind("\n", start, limit) + 1
    if line > start:
        return line
    sentence = max(text.rfind(end, start, limit) + len(end) for end in _SENTENCE_ENDS)
    if sentence > start + max(map(len, _SENTENCE_ENDS)):
        return sentence
    blank = text.rfind(" ", start, limit) + 1
    return blank if blank > start else limit


def _context(text: str, start: int, most: int) -> int:
    """Return where the context of a part begins: at a line or a word, at most so many code points before it."""
    if start <= most:
        return 0
    earliest = start - most
    line = text.find("\n", earliest, start - 1)
    if line >= 0:
        return line + 1
    blank = text.find(" ", earliest, start)
    return blank + 1 if blank >= 0 else earliest
