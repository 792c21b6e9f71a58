"""What a later version of a report says anew, and what it says no longer, sentence by sentence."""

from collections import Counter
from dataclasses import dataclass
from difflib import SequenceMatcher

from sayso.model import Document, Span
from sayso.trace.agreement import sentences

MOST_SENTENCES = 2_000
MOST_EQUAL_PAIRS = 20_000


@dataclass(frozen=True, slots=True)
class Differences:
    """Sentences of the earlier version that are gone, and of the later version that are new or changed."""

    gone: tuple[Span, ...]
    new: tuple[Span, ...]


def differences(earlier: Document, later: Document) -> Differences:
    """Return the sentence difference of two versions; blanks and capitals count for nothing, sentences beyond 2,000 neither.

    Where the same sentences come again and again they are only counted.

    >>> versions = Document(text="It rained. Four died."), Document(text="It rained. Five died.")
    >>> [span.quote.strip() for span in differences(*versions).new]
    ['Five died.']
    """
    texts = [_cut(version) for version in (earlier, later)]
    first, second = ([_plain(span) for span in spans] for spans in texts)
    counts = Counter(first), Counter(second)
    if sum(number * counts[1][line] for line, number in counts[0].items()) > MOST_EQUAL_PAIRS:
        gone_lines, new_lines = counts[0] - counts[1], counts[1] - counts[0]
        return Differences(
            tuple(s for s, line in zip(texts[0], first, strict=True) if line in gone_lines),
            tuple(s for s, line in zip(texts[1], second, strict=True) if line in new_lines),
        )
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
