"""Which claims of a rewrite only say again what stands in the report it was made from.

A rewrite has no voice of its own: where its sentence answers to a sentence of the original, its claim is
the original's claim, whatever the new wording does to speaker, day or place. Only what the original does
not say, or a speaker it does not let speak there, is new.
"""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from sayso.model import Claim, Document, Edge, EdgeKind, Observation, Polarity, QuoteKind
from sayso.trace import outlets
from sayso.trace.agreement import sentence, sentences
from sayso.trace.alike import Gist, gist, telling
from sayso.trace.cited import cited_again
from sayso.trace.mouths import named, plain_name
from sayso.trace.words import words

REWRITTEN, MOSTLY = 0.3, 0.5
MOST_ORIGINALS = 5
CLAIM_WITHIN, SENTENCE_WITHIN, SENTENCE_SHARED = 0.75, 0.6, 0.35
FEWEST_WORDS = 3
COUNTERPART = 0.25
SAME_QUOTE = 0.8
_WORD = re.compile(r"[^\W_]+")
_NAME = re.compile(r"(?<=[\w,;] )[A-Z][^\W_]+|\d+")


@dataclass(frozen=True, slots=True)
class _Sentence:
    start: int
    end: int
    words: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Report:
    """A report with its sentences, its claims, and every word it has in lower case."""

    document: Document
    gists: tuple[Gist, ...]
    sentences: tuple[_Sentence, ...]
    vocabulary: frozenset[str]


@dataclass(frozen=True, slots=True, order=True)
class _Answer:
    """Where the words of a claim stand already: how alike they are, and the claim read there or ''."""

    likeness: float
    lead: str


def echoes(
    claims: Sequence[Claim], documents: Sequence[Document], edges: Sequence[Edge]
) -> dict[str, str]:
    """Return for each claim that a rewrite, or a citation by an outlet's name, says again the claim it answers to, both by id.

    "" stands for words of the original in which no claim was read: they are no news either. A claim that is
    not among the keys is its report's own. The order of what is given changes nothing.
    """
    held: dict[str, list[Claim]] = defaultdict(list)
    for claim in sorted(claims, key=lambda c: (c.content[0].start, c.id)):
        held[claim.document].append(claim)
    by_id = {document.id: document for document in documents}
    drawn = _drawn_on(edges, by_id)
    wanted = {*drawn, *(key for keys in drawn.values() for key in keys)}
    reports = {key: _report(by_id[key], held[key]) for key in sorted(wanted)}
    found: dict[str, str] = {}
    for key, originals in drawn.items():
        near = [reports[other] for other in originals]
        mostly = [reports[other] for other, share in originals.items() if share >= MOSTLY]
        found.update(_of_report(reports[key], near, mostly))
    found = cited_again(claims, documents, edges) | found
    return {claim: _first(claim, found) for claim in sorted(found)}


def _came_first(a: Document, b: Document) -> bool:
    """Return True when of two reports whose dates do not tell the first is likelier the original.

    Rewriting drops sentences and turns quotations into paraphrase, hardly ever the reverse; an original
    more often tells the hour. Else the one with the earlier middle of its date comes first.
    """
    return (*_made_first(a), _middle(a)) < (*_made_first(b), _middle(b))


def _made_first(document: Document) -> tuple[int, int, float]:
    text = words(document)
    when = document.published
    known = when.known
    spread = (when.latest - when.earliest).total_seconds() if known else float("inf")
    return (-len(sentences(document)), text.own - len(text), spread)


def _middle(document: Document) -> tuple[float, int, str]:
    when = document.published
    if not when.known:
        return (float("inf"), -len(document.text), document.id)
    middle = (when.earliest.timestamp() + when.latest.timestamp()) / 2
    return (middle, -len(document.text), document.id)


def _drawn_on(edges: Sequence[Edge], by_id: dict[str, Document]) -> dict[str, dict[str, float]]:
    """Return for each rewrite the reports it was made from, with the share of its text that each covers.

    Those nearest to the origin come first.
    """
    found: dict[str, dict[str, float]] = defaultdict(dict)
    for edge in edges:
        copied = edge.kind in (EdgeKind.COPIES, EdgeKind.UPDATES) and edge.coverage >= REWRITTEN
        if not copied or edge.document not in by_id or edge.target not in by_id:
            continue
        later, earlier, spans = edge.document, edge.target, edge.spans
        if not edge.directed and _came_first(by_id[later], by_id[earlier]):
            later, earlier, spans = earlier, later, edge.target_spans
        chars = sum(span.end - span.start for span in spans)
        found[later][earlier] = chars / len(by_id[later].text)
    nearest = {key: sorted(found[key], key=lambda d: _middle(by_id[d])) for key in sorted(found)}
    return {
        key: {other: found[key][other] for other in others[:MOST_ORIGINALS]}
        for key, others in nearest.items()
    }


def _report(document: Document, claims: Iterable[Claim]) -> _Report:
    text = document.text
    spans = (_Sentence(s, e, telling(text[s:e])) for s, e in sentences(document))
    every = f"{document.title} {document.outlet} {document.url} {text}"
    return _Report(
        document,
        tuple(gist(claim) for claim in claims),
        tuple(s for s in spans if s.words),
        frozenset(_WORD.findall(every.casefold())),
    )


def _of_report(
    here: _Report, originals: Sequence[_Report], mostly: Sequence[_Report]
) -> dict[str, str]:
    """Return the echoes of one rewrite: first by like words, then what is left by who says to see what."""
    found: dict[str, str] = {}
    for mine in here.gists:
        answers = (_answer(mine, here, there) for there in originals)
        if best := max((a for a in answers if a is not None), default=None):
            found[mine.claim.id] = best.lead
    for mine in here.gists:
        if mine.claim.id in found:
            continue
        sights = (_same_sight(mine, here, there, {*found.values()}) for there in mostly)
        best = next((a for a in sights if a), None) or _nobody_new(mine, here, mostly)
        if best is not None:
            found[mine.claim.id] = best.lead
    return found


def _nobody_new(mine: Gist, here: _Report, originals: Sequence[_Report]) -> _Answer | None:
    """Return the answer for what a rewrite concludes itself: it names nobody, and nobody new it could have heard."""
    known = mine.claim.speaker.known
    if known or not originals or all(_news(here, mine.claim, there) for there in originals):
        return None
    rows = [
        _Answer(_claim_likeness(mine, other), other.claim.id)
        for there in originals
        for other in there.gists
        if other.claim.observation is mine.claim.observation and not _turned_round(mine, other)
    ]
    return max((row for row in rows if row.likeness >= COUNTERPART), default=_Answer(0.0, ""))


def _same_sight(
    mine: Gist, here: _Report, there: _Report, taken: Collection[str]
) -> _Answer | None:
    """Return the claim in which the same speaker says to have seen, or not seen, the same in other words.

    It is alike, or else one to which no other claim of the rewrite answers (`taken` are ids).
    """
    claim = mine.claim
    if claim.observation is Observation.NONE or not named(claim) or _news(here, claim, there):
        return None
    name = plain_name(claim.speaker.name)
    rows = [
        _Answer(_claim_likeness(mine, other), other.claim.id)
        for other in there.gists
        if plain_name(other.claim.speaker.name) == name
        and other.claim.observation is claim.observation
        and mine.same_time(other)
    ]
    left = (row for row in rows if row.likeness >= COUNTERPART or row.lead not in taken)
    return max(left, default=None)


def _answer(mine: Gist, here: _Report, there: _Report) -> _Answer | None:
    """Return where the claim's words stand in the other report, None when they do not."""
    claim = mine.claim
    start, end = sentence(here.document, claim.content[0].start, claim.content[-1].end)
    around = telling(here.document.text[start:end])
    rows = [(_likeness(mine, around, s), -s.start, s) for s in there.sentences]
    likeness, _, same = max(rows, default=(0.0, 0, None), key=lambda row: row[:2])
    if same is None or likeness <= 0.0 or _news(here, claim, there):
        return None
    said = [g for g in there.gists if _touches(g.claim, same)]
    best = max(said, default=None, key=lambda g: (_claim_likeness(mine, g), g.claim.id))
    if best is None or _claim_likeness(mine, best) < COUNTERPART:
        return None if _another_speaks(claim, there, same) else _Answer(likeness, "")
    one_mouth = plain_name(claim.speaker.name) == plain_name(best.claim.speaker.name)
    one_mouth = one_mouth or _same_quote(mine, best) or not _another_speaks(claim, there, same)
    own = not one_mouth or _turned_round(mine, best)
    return None if own else _Answer(likeness, best.claim.id)


def _likeness(mine: Gist, around: frozenset[str], other: _Sentence) -> float:
    """Return how nearly the claim, or the sentence it stands in, is the other sentence; 0 for not."""
    within = _within(mine.words, other.words) if len(mine.words) >= FEWEST_WORDS else 0.0
    whole = _within(around, other.words)
    shared = len(around & other.words) / max(1, len(around | other.words))
    alike = within >= CLAIM_WITHIN or (whole >= SENTENCE_WITHIN and shared >= SENTENCE_SHARED)
    return whole + shared + within if alike else 0.0


def _within(words: frozenset[str], others: frozenset[str]) -> float:
    return len(words & others) / len(words) if words else 0.0


def _claim_likeness(mine: Gist, other: Gist) -> float:
    fewer = min(len(mine.words), len(other.words))
    inside = len(mine.words & other.words) / fewer if fewer else 0.0
    return 0.5 * inside + 0.5 * mine.share(other)


def _touches(claim: Claim, at: _Sentence) -> bool:
    return any(part.start < at.end and at.start < part.end for part in claim.content)


def _news(here: _Report, claim: Claim, there: _Report) -> bool:
    """Return True when the claim has a number or a name that the other report has nowhere."""
    own = set(_WORD.findall(here.document.outlet.casefold()))
    told = {w.casefold() for span in claim.content for w in _NAME.findall(span.quote)}
    return bool(told - there.vocabulary - own)


def _same_quote(mine: Gist, other: Gist) -> bool:
    """Return True for a quotation both reports have word for word: it is one mouth whatever its name."""
    quoted = mine.claim.attribution.quote is QuoteKind.DIRECT
    return quoted and len(mine.words) >= FEWEST_WORDS and mine.share(other) >= SAME_QUOTE


def _turned_round(mine: Gist, other: Gist) -> bool:
    """Return True when one of the two denies what the other says; one observation is no denial of itself."""
    seen = mine.claim.observation
    if seen is not Observation.NONE and seen is other.claim.observation:
        return False
    return {mine.claim.polarity, other.claim.polarity} == {Polarity.POSITIVE, Polarity.NEGATIVE}


def _another_speaks(mine: Claim, there: _Report, at: _Sentence) -> bool:
    """Return True when the rewrite names in so many words a speaker the original has not speak there."""
    if not named(mine):
        return False
    name = plain_name(mine.speaker.name)
    if outlets.key(mine.speaker.name) == outlets.key(there.document.outlet):
        return False
    surname = name.split()[-1]
    mention = mine.speaker.span
    spelled = mention is None or surname in _WORD.findall(mention.quote.casefold())
    nearby = _WORD.findall(_lines(there.document, at).casefold())
    return spelled and surname not in nearby


def _lines(document: Document, at: _Sentence) -> str:
    """Return the paragraph of a sentence and the one before it."""
    text = document.text
    own = text.rfind("\n", 0, at.start) + 1
    start = text[:own].rstrip().rfind("\n") + 1
    end = text.find("\n", at.end)
    return text[start : len(text) if end < 0 else end]


def _first(claim: str, found: dict[str, str]) -> str:
    """Return the claim at the end of the row of echoes; reports that echo each other give the least id."""
    row = [claim]
    while (lead := found.get(row[-1])) is not None:
        if lead in row:
            return min(row)
        if not lead:
            return ""
        row.append(lead)
    return row[-1]
