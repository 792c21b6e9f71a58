"""What a later version of a report says anew, and what it says no longer, sentence by sentence."""

from dataclasses import dataclass
from difflib import SequenceMatcher

from sayso.model import Document, Span
from sayso.trace.agreement import sentences

MOST_SENTENCES = 2_000


@dataclass(frozen=True, slots=True)
class Differences:
    """Sentences of the earlier version that are gone, and of the later version that are new or changed."""

    gone: tuple[Span, ...]
    new: tuple[Span, ...]


def differences(earlier: Document, later: Document) -> Differences:
    """Return the sentence difference of two versions; blanks and capitals count for nothing, sentences beyond 2,000 neither.

    >>> versions = Document(text="It rained. Four died."), Document(text="It rained. Five died.")
    >>> [span.quote.strip() for span in differences(*versions).new]
    ['Five died.']
    """
    texts = [_cut(version) for version in (earlier, later)]
    first, second = ([_plain(span) for span in spans] for spans in texts)
    matcher = SequenceMatcher(None, first, second, autojunk=False)
    gone: list[Span] = []
    new: list[Span] = []
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag != "equal":
            gone += texts[0][a:b]
            new += texts[1][c:d]
    return Differences(tuple(gone), tuple(new))


def _cut(version: Document) -> list[Span]:
    rows = sentences(version)[:MOST_SENTENCES]
    return [version.span(start, end) for start, end in rows if version.text[start:end].strip()]


def _plain(span: Span) -> str:
    return " ".join(span.quote.casefold().split())
