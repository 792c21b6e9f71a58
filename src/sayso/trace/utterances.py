"""The same words of one mouth in several reports: one utterance, however many carry it."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sayso.model import UNKNOWN_SPEAKER, Claim, Edge, EdgeKind, Span


@dataclass(frozen=True, slots=True)
class Utterance:
    """Quoted words as each report has them, the earliest in the order of the edges first, and whose they are ('unknown' where nobody says)."""

    speaker: str
    spans: tuple[Span, ...]

    @property
    def words(self) -> str:
        """The words as the report that has most of them gives them."""
        return max((span.quote for span in self.spans), key=len)


def utterances(edges: Sequence[Edge], claims: Iterable[Claim]) -> tuple[Utterance, ...]:
    """Return the utterances that quotation edges join, each with the speaker most of its claims name."""
    leader: dict[Span, Span] = {}

    def root(span: Span) -> Span:
        while (after := leader.setdefault(span, span)) != span:
            leader[span] = leader.setdefault(after, after)
            span = leader[span]
        return span

    for edge in edges:
        if edge.kind is EdgeKind.QUOTES:
            for mine, theirs in zip(edge.spans, edge.target_spans, strict=True):
                leader[root(mine)] = root(theirs)
    members: dict[Span, list[Span]] = defaultdict(list)
    for span in leader:
        members[root(span)].append(span)
    spoken: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        if claim.speaker.known:
            spoken[claim.document].append(claim)
    found = [
        Utterance(_speaker(group, spoken), tuple(sorted(group)))
        for group in members.values()
        if len({span.document for span in group}) > 1
    ]
    return tuple(sorted(found, key=lambda u: (-len(u.spans), u.spans)))


def _speaker(group: Sequence[Span], spoken: dict[str, list[Claim]]) -> str:
    names = [
        claim.speaker.name
        for span in group
        for claim in spoken.get(span.document, [])
        if any(part.start < span.end and span.start < part.end for part in claim.content)
    ]
    return max(sorted(set(names)), key=names.count, default=UNKNOWN_SPEAKER)
