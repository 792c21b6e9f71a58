"""Later versions of a report by the same outlet, and texts that take an earlier report back."""

import re
from collections import defaultdict
from collections.abc import Sequence
from functools import cache
from itertools import pairwise

from sayso.model import Document, Edge, EdgeKind, EdgeMethod, Span
from sayso.text import load_lexicon
from sayso.trace import outlets
from sayso.trace.agreement import Vocabulary, body, paragraph
from sayso.trace.copies import Reuse, before, outlet_keys

SAME_TEXT = 0.6
SAME_STORY = 0.2
RETRACTION_SHARE = 0.4
NOTICE_WORDS = 150
TITLE_WORDS = 4
_MARKS = (("“", "”"), ('"', '"'), ("‘", "’"), ("«", "»"), ("„", "“"))
_WORD = re.compile(r"[^\W_]+")


def updates(documents: Sequence[Document], found: Sequence[Reuse]) -> tuple[Edge, ...]:
    """Return an edge from each later version to the version before it.

    Versions share their URL, or their outlet and nearly all of the shorter text, or their outlet, their
    title and a fifth of the text. Where no date tells which is later, the edge is undirected.
    """
    pairs: dict[tuple[str, str], Reuse | None] = {}
    by_url: dict[str, list[Document]] = defaultdict(list)
    for document in documents:
        if document.url:
            by_url[document.url.partition("#")[0].rstrip("/")].append(document)
    for same in by_url.values():
        for earlier, later in pairwise(same):
            pairs[earlier.id, later.id] = None
    for reuse in found:
        if outlet_keys(reuse.first) & outlet_keys(reuse.second) and _one_story(reuse):
            pairs.setdefault((reuse.first.id, reuse.second.id), reuse)
    shared = {(reuse.first.id, reuse.second.id): reuse for reuse in found}
    by_id = {document.id: document for document in documents}
    return tuple(_update(by_id[a], by_id[b], shared.get((a, b))) for a, b in sorted(pairs))


def _one_story(reuse: Reuse) -> bool:
    titles = [frozenset(_WORD.findall(d.title.casefold())) for d in (reuse.first, reuse.second)]
    alike = len(titles[0] & titles[1]) >= 0.8 * max(1, len(titles[0] | titles[1]))
    both_long = min(reuse.of_first, reuse.of_second) >= SAME_TEXT
    return both_long or (alike and reuse.coverage >= SAME_STORY)


def _update(first: Document, second: Document, reuse: Reuse | None) -> Edge:
    newer = before(second, first) or first.version_of == second.id
    later, earlier = (first, second) if newer else (second, first)
    dated = before(earlier, later) or later.version_of == earlier.id
    passages = reuse.passages if reuse else ()
    spans = [(p.right, p.left) if later is second else (p.left, p.right) for p in passages]
    return Edge(
        EdgeKind.UPDATES,
        later.id,
        EdgeMethod.TIME if dated else EdgeMethod.UNDIRECTED,
        0.95 if dated else 0.7,
        target=earlier.id,
        spans=tuple(mine for mine, _ in spans),
        target_spans=tuple(theirs for _, theirs in spans),
        coverage=reuse.coverage if reuse else 0.0,
        directed=dated,
    )


def retractions(
    documents: Sequence[Document], vocabulary: Vocabulary, updated: Sequence[Edge]
) -> tuple[Edge, ...]:
    """Return an edge from each text that takes a report back to the earlier report of its outlet it means.

    The report meant is the one it links to or names by its title, or the version it updates, or the one that has most of the
    telling words of the passage that takes it back (for a short notice, of it or of the whole notice): four in ten
    at least. Another outlet's report is never taken back.
    """
    by_outlet: dict[str, list[Document]] = defaultdict(list)
    for document in documents:
        for key in outlet_keys(document):
            by_outlet[key].append(document)
    versions = {(edge.document, edge.target) for edge in updated}
    found: list[Edge] = []
    for document in documents:
        span = _retraction(document)
        if span is not None:
            earlier = {
                other.id: other
                for key in sorted(outlet_keys(document))
                for other in by_outlet[key]
                if before(other, document)
            }
            meant = _meant(document, span, list(earlier.values()), vocabulary, versions)
            found.extend(_retracts(document, span, other, sure) for other, sure in meant)
    return tuple(found)


def _meant(
    document: Document,
    span: Span,
    earlier: Sequence[Document],
    vocabulary: Vocabulary,
    versions: set[tuple[str, str]],
) -> list[tuple[Document, float]]:
    """Return the report that is taken back with the probability that it is this one, or nothing."""
    for other in earlier:
        if other.url and other.url != document.url and _links_to(document, other.url):
            return [(other, 0.98)]
    titled = [other for other in earlier if _names_title(document, other)]
    if len(titled) == 1:
        return [(titled[0], 0.97)]
    replaced = [(other, 0.95) for other in earlier if (document.id, other.id) in versions]
    if replaced:
        return replaced
    short = len(vocabulary.texts[document.id]) <= NOTICE_WORDS
    parts = [paragraph(document, span), *([body(document)] if short else [])]
    rows = [
        (max(vocabulary.share(part, other.id) for part in parts), other.id, other)
        for other in earlier
    ]
    share, _, best = max(rows, key=lambda row: row[:2], default=(0.0, "", document))
    return [(best, 0.5 + 0.45 * share)] if share >= RETRACTION_SHARE else []


def _retracts(document: Document, span: Span, target: Document, probability: float) -> Edge:
    return Edge(
        EdgeKind.RETRACTS,
        document.id,
        EdgeMethod.CITATION,
        probability,
        target=target.id,
        name=target.outlet or outlets.host_of(target.url),
        spans=(span,),
    )


def _names_title(document: Document, other: Document) -> bool:
    """Return True when the text names the other report by its title: of four words or more, or in quotation marks."""
    title, text = other.title.strip().casefold(), document.text.casefold()
    marked = any(f"{a}{title}{b}" in text for a, b in _MARKS)
    return bool(title) and ((len(title.split()) >= TITLE_WORDS and title in text) or marked)


def _links_to(document: Document, url: str) -> bool:
    return url in document.text or any(target == url for _, _, target in document.links)


def _retraction(document: Document) -> Span | None:
    """Return the words by which a text takes a report of its outlet back, None where it takes none back."""
    for pattern in _patterns():
        match = pattern.search(document.text)
        if match is not None:
            return document.span(*match.span())
    return _of_its_own(document)


def _of_its_own(document: Document) -> Span | None:
    """Return the words by which a text takes back what it calls its own outlet's report: "The Larn Post reported that … That report was wrong".

    Such words count where the text itself speaks: not in a quotation, and not where somebody else is told to have said so.
    """
    names = "|".join(re.escape(name) for name in _own_names(document.outlet))
    for form in load_lexicon("sayso.trace", "cues.toml")["retractions"]["own"]:
        for match in re.finditer(
            form.replace("{own}", f"(?:{names})"), document.text, re.IGNORECASE
        ):
            if not _quoted(document.text, match.start(), match.end()):
                return document.span(*match.span())
    return None


def _own_names(outlet: str) -> list[str]:
    """Return what a text may call its own outlet: its name with and without "the", and the last word of it behind "the"."""
    bare = re.sub(r"^the\s+", "", outlet.strip(), flags=re.IGNORECASE)
    words = bare.split()
    short = [f"the {words[-1]}"] if len(words) > 1 and words[-1][:1].isupper() else []
    return [
        *([bare] if bare else []),
        *short,
        *load_lexicon("sayso.trace", "cues.toml")["retractions"]["selves"],
    ]


def _quoted(text: str, start: int, end: int) -> bool:
    """Return whether words stand in quotation marks, or their sentence goes on to tell who said them."""
    line = text.rfind("\n", 0, start) + 1
    before = text[line:start]
    opened = before.count("“") > before.count("”") or before.count('"') % 2 == 1
    rest = re.split(r"[.:;\n]", text[end:], maxsplit=1)[0]
    return (
        opened
        or re.search(r"\b(?:said|says|according to|told|insisted|claimed)\b", rest) is not None
    )


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    rows = load_lexicon("sayso.trace", "cues.toml")["retractions"]["patterns"]
    return tuple(re.compile(pattern, re.IGNORECASE) for pattern in rows)
