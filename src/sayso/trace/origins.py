"""Counts independent witnesses: which claims go back to one mouth, and whose it is.

One mouth is one witness however many reports carry it. Claims are tied by one speaker who says one
thing, by copied words, by shared quotation, and by relays that name nobody themselves.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from sayso.model import (
    Claim,
    Document,
    Edge,
    EdgeKind,
    EntityKind,
    Observation,
    Origin,
    OriginTie,
    Span,
)
from sayso.text import of_nobody
from sayso.trace import outlets
from sayso.trace.agreement import sentence
from sayso.trace.alike import POSTINGS, Gist, gist, most_alike, same_things, says_the_same
from sayso.trace.echoes import echoes
from sayso.trace.edges import age
from sayso.trace.mouths import bodies, mouths, named, plain_name
from sayso.trace.retold import retold
from sayso.trace.ties import Ties

_NAME = re.compile(r"(?<=[a-z,] )[A-Z][\w'’-]+")
COVERED = 0.6
REWRITTEN = 0.5
_COPY = "the words are copied from one report into another"
_ECHO = "a rewrite says again what its original says"
_CITED = "a report that is cited by its outlet's name is only passed on"
_QUOTE = "reports quote the same words of one mouth"
_SPEAKER = "one speaker says the same thing"
_BODY = "a body speaks through its spokesman"
_RELAY = "a source that is not named passes on what the cited report says"
_POOL = "the report names no source"
_NOBODY = "nobody in particular says so, and nothing tells one from the other"
_HEARSAY = "a speaker passes on what everybody says"
ONE_NEWS_DAYS, ONE_WEEK_DAYS = 1, 7


@dataclass(frozen=True, slots=True)
class _Evidence:
    """What the ties are read from, the claims in order of nearness to their origin."""

    claims: tuple[Claim, ...]
    gists: dict[str, Gist]
    held: dict[str, list[Gist]]
    documents: dict[str, Document]
    edges: tuple[Edge, ...]
    cited: dict[str, list[Edge]]


def origins(
    claims: Sequence[Claim], documents: Sequence[Document], edges: Sequence[Edge]
) -> tuple[Origin, ...]:
    """Return the independent witnesses of the claims; every claim is in exactly one.

    Claims of a report that was taken back are among them: leave out those of `retracted(edges)`.
    The order of what is given changes nothing.
    """
    repeated = echoes(claims, documents, edges)
    evidence = _evidence([c for c in claims if c.id not in repeated], documents, edges)
    ties = Ties(mouths(evidence.claims))
    _tie_speakers(ties, evidence)
    _tie_passages(ties, evidence)
    _tie_rewrites(ties, evidence)
    _tie_relays(ties, evidence)
    _tie_siblings(ties, evidence)
    _tie_hearsay(ties, evidence)
    _tie_nobody(ties, evidence)
    _tie_unnamed(ties, evidence)
    every = _evidence(claims, documents, edges)
    _tie_echoes(ties, repeated, every)
    return _gathered(ties, every)


def _evidence(
    claims: Sequence[Claim], documents: Sequence[Document], edges: Sequence[Edge]
) -> _Evidence:
    by_id = {document.id: document for document in documents}
    unique = {claim.id: claim for claim in claims}.values()
    ordered = tuple(sorted(unique, key=lambda claim: _nearness(claim, by_id)))
    gists = {claim.id: gist(claim) for claim in ordered}
    held: dict[str, list[Gist]] = defaultdict(list)
    for claim in ordered:
        held[claim.document].append(gists[claim.id])
    sure = tuple(sorted({e.id: e for e in edges}.values(), key=lambda e: (-e.probability, e.id)))
    return _Evidence(ordered, gists, held, by_id, sure, _cited(sure))


def _nearness(claim: Claim, by_id: dict[str, Document]) -> tuple[str, str, int, int, str]:
    document = by_id.get(claim.document)
    when = age(document) if document else ("~", claim.document)
    return (*when, claim.relay_depth, claim.content[0].start, claim.id)


def _cited(edges: Iterable[Edge]) -> dict[str, list[Edge]]:
    """Return the citations of each document, those that speak for the whole document first."""
    found: dict[str, list[Edge]] = defaultdict(list)
    for edge in edges:
        if edge.kind is EdgeKind.CITES and edge.name:
            found[edge.document].append(edge)
    for items in found.values():
        items.sort(key=lambda e: (not e.whole, -e.probability, e.spans[:1], e.id))
    return found


def _tie_speakers(ties: Ties, evidence: _Evidence) -> None:
    by_mouth: dict[str, list[Gist]] = defaultdict(list)
    for claim in evidence.claims:
        if claim.id in ties.mouths:
            by_mouth[ties.mouths[claim.id]].append(evidence.gists[claim.id])
    for one_mouth in by_mouth.values():
        for a, b in (*same_things(one_mouth), *_told_again(one_mouth, evidence)):
            ties.join(a.id, b.id, _SPEAKER)
    for body in bodies(evidence.claims).values():
        for a, b in same_things([evidence.gists[claim.id] for claim in body]):
            if bool(a.speaker.affiliation) != bool(b.speaker.affiliation):
                ties.join_mouths(a.id, b.id, _BODY)


def _told_again(one_mouth: Sequence[Gist], evidence: _Evidence) -> Iterator[tuple[Claim, Claim]]:
    """Yield pairs in which one speaker tells two reports the same, of which one may leave the place out.

    Who is where is said anew after a day or two: each is weighed on its day, within the bound of one source. A deed
    told twice within a week is one telling.
    """
    for mine, other in retold(one_mouth):
        a, b = mine.claim, other.claim
        one_place = not mine.places or not other.places
        days = (
            ONE_NEWS_DAYS
            if a.observation is b.observation is not Observation.NONE
            else ONE_WEEK_DAYS
        )
        if one_place and _within(days, a, b, evidence):
            yield b, a


def _tie_passages(ties: Ties, evidence: _Evidence) -> None:
    for edge in evidence.edges:
        if edge.kind not in (EdgeKind.COPIES, EdgeKind.UPDATES, EdgeKind.QUOTES):
            continue
        for mine, theirs in zip(edge.spans, edge.target_spans, strict=False):
            earlier = [g for g in evidence.held.get(edge.target, []) if _covered(g.claim, theirs)]
            tied = {ties.root(g.claim.id) for g in earlier}
            for later in evidence.held.get(edge.document, []):
                known = not earlier or ties.root(later.claim.id) in tied
                if not known and _covered(later.claim, mine):
                    _tie_passage(ties, edge, (later, mine), (earlier, theirs))


def _tie_rewrites(ties: Ties, evidence: _Evidence) -> None:
    """Tie what a rewrite says in its own words, or under another name, to what its original says.

    Most of the report is copied, so a claim of the same gist is no second voice: "according to the special
    forces" in the copy is "their spokesman said" in the original. A speaker the original does not speak of,
    or hears as somebody else, keeps its own claims.
    """
    for edge in evidence.edges:
        drawn = edge.kind in (EdgeKind.COPIES, EdgeKind.UPDATES) and edge.coverage >= REWRITTEN
        if not drawn or not edge.target:
            continue
        theirs = evidence.held.get(edge.target, [])
        known = {ties.mouths[g.claim.id] for g in theirs if g.claim.id in ties.mouths}
        for mine in evidence.held.get(edge.document, []):
            if ties.mouths.get(mine.claim.id) in known or not _spoken_of(
                mine.claim, edge, evidence
            ):
                continue
            other = most_alike(mine, theirs, lambda _: True)
            if other is not None:
                ties.join_mouths(other.id, mine.claim.id, _COPY, edge.id)


def _spoken_of(claim: Claim, edge: Edge, evidence: _Evidence) -> bool:
    """Return True when the claim's speaker is nobody known, or stands in the text that is drawn on."""
    original = evidence.documents.get(edge.target)
    if not named(claim):
        return True
    return original is not None and plain_name(claim.speaker.name) in original.text.casefold()


def _covered(claim: Claim, span: Span) -> bool:
    size = sum(part.end - part.start for part in claim.content)
    inside = sum(
        max(0, min(part.end, span.end) - max(part.start, span.start)) for part in claim.content
    )
    return inside >= COVERED * size


def _tie_passage(
    ties: Ties, edge: Edge, mine: tuple[Gist, Span], theirs: tuple[list[Gist], Span]
) -> None:
    """Tie a claim to the one that stands in its place on the other side of a passage.

    It is the one with the same words; else, for a claim that names nobody, the nearest that names
    nobody either and observes the same. The same quoted words are one mouth even where reports name it differently.
    """
    (later, span), (earlier, other_span) = mine, theirs
    if edge.kind is EdgeKind.QUOTES:
        quoted = most_alike(later, earlier, lambda o: _one_mouth(later.claim, o))
        if quoted is not None:
            ties.join_mouths(quoted.id, later.claim.id, _QUOTE, edge.id)
        return
    heard = ties.heard(later.claim.id)
    found = most_alike(
        later,
        earlier,
        lambda o: not heard or not ties.heard(o.id) or bool(heard & ties.heard(o.id)),
    )
    if found is None and not named(later.claim):
        place = _place(later.claim, span)
        seen = later.claim.observation
        free = [g.claim for g in earlier if not named(g.claim) and g.claim.observation is seen]
        found = min(free, key=lambda c: (abs(_place(c, other_span) - place), c.id), default=None)
    if found is not None:
        ties.join(found.id, later.claim.id, _COPY, edge.id)


def _one_mouth(a: Claim, b: Claim) -> bool:
    """Return whether the same quoted words may be one mouth's: of two that are named, only where they name the same things.

    "We saw nobody at Zelnik" and "we saw nobody at Strezhin" of two spokesmen are two voices that put it alike.
    """
    if not (named(a) and named(b)) or plain_name(a.speaker.name) == plain_name(b.speaker.name):
        return True
    return _names_in(a) == _names_in(b)


def _names_in(claim: Claim) -> frozenset[str]:
    return frozenset(w for span in claim.content for w in _NAME.findall(span.quote))


def _place(claim: Claim, span: Span) -> float:
    return (claim.content[0].start - span.start) / (span.end - span.start)


def _tie_echoes(ties: Ties, repeated: Mapping[str, str], evidence: _Evidence) -> None:
    """Put each echo with the claim it says again; it has no mouth of its own, so it ties nothing else.

    Echoes of words in which no claim was read stay together by report.
    """
    silent: dict[str, str] = {}
    reports = {claim.id: claim.document for claim in evidence.claims}
    drawn = {(edge.document, edge.target): edge for edge in reversed(evidence.edges)}
    for claim in evidence.claims:
        if claim.id in repeated:
            lead = repeated[claim.id] or silent.setdefault(claim.document, claim.id)
            if lead != claim.id:
                edge = drawn.get((claim.document, reports.get(lead, "")))
                cites = edge is not None and edge.kind is EdgeKind.CITES
                reason = _CITED if cites else _ECHO
                ties.join_mouths(lead, claim.id, reason, edge.id if edge else "")


def _tie_relays(ties: Ties, evidence: _Evidence) -> None:
    """Tie claims of nobody known to what the report they draw on says; the surest edge comes first."""
    tied: set[str] = set()
    for edge in evidence.edges:
        draws = edge.kind in (EdgeKind.COPIES, EdgeKind.UPDATES, EdgeKind.CITES)
        if not draws or not edge.target:
            continue
        for mine in evidence.held.get(edge.document, []):
            if named(mine.claim) or mine.claim.id in tied:
                continue
            other = most_alike(mine, evidence.held.get(edge.target, []), lambda _: True)
            if other is not None:
                tied.add(mine.claim.id)
                _join_relay(ties, other, mine.claim, edge)


def _join_relay(ties: Ties, other: Claim, mine: Claim, edge: Edge) -> None:
    """Join a relay to what it relays; "officials" of the one report are "officials" of the other."""
    if mine.speaker.known and not named(other):
        ties.join_mouths(other.id, mine.id, _RELAY, edge.id)
    else:
        ties.join(other.id, mine.id, _RELAY, edge.id)


def _tie_siblings(ties: Ties, evidence: _Evidence) -> None:
    """Tie claims of nobody known in reports that all draw on one outlet, whose own report may be missing."""
    groups: dict[str, dict[str, str]] = defaultdict(dict)
    for document, items in evidence.cited.items():
        for edge in items:
            if edge.whole:
                groups[outlets.key(edge.name)].setdefault(document, edge.id)
    for _, members in sorted(groups.items()):
        gists = [
            g
            for claim in evidence.claims
            if claim.document in members and not named(claim)
            for g in [evidence.gists[claim.id]]
        ]
        for a, b in same_things(gists):
            ties.join_mouths(a.id, b.id, _RELAY, members[b.document])


def _tie_hearsay(ties: Ties, evidence: _Evidence) -> None:
    """Tie what a named speaker heard from nobody in particular ("everybody says") to that speaker: it is no second source."""
    for items in evidence.held.values():
        outer = [g.claim for g in items if named(g.claim)]
        for mine in items:
            if not (mine.claim.speaker.known and of_nobody(mine.claim)):
                continue
            around = [c for c in outer if _holds(c, mine.claim)]
            if around:
                ties.join_mouths(around[0].id, mine.claim.id, _HEARSAY)


def _holds(outer: Claim, inner: Claim) -> bool:
    """Return True where the words of a claim are the inner attribution of another's."""
    nested = inner.attribution.nested_in == outer.attribution.id
    return nested and any(_covered(inner, own) for own in outer.content)


def _tie_nobody(ties: Ties, evidence: _Evidence) -> None:
    """Tie claims of nobody in particular that say the same in reports of one week: "sources", "several media"."""
    latest: list[Gist] = []
    for claim in evidence.claims:
        if not of_nobody(claim):
            continue
        mine = evidence.gists[claim.id]
        near = (g for g in reversed(latest) if _within(ONE_WEEK_DAYS, claim, g.claim, evidence))
        other = next((g for g in near if says_the_same(mine, g)), None)
        if other is not None:
            ties.join_mouths(other.claim.id, claim.id, _NOBODY)
        latest = [*latest[1 - POSTINGS :], mine]


def _within(days: int, a: Claim, b: Claim, evidence: _Evidence) -> bool:
    """Return True for claims of reports published within so many days; an undated report is near to all."""
    dates = []
    for claim in (a, b):
        document = evidence.documents.get(claim.document)
        if document is None or not document.published.known:
            return True
        dates.append(document.published.earliest.date())
    return abs((dates[0] - dates[1]).days) <= days


def _tie_unnamed(ties: Ties, evidence: _Evidence) -> None:
    """Tie claims nobody is named for, if still on their own: to the cited outlet's or their own outlet's."""
    pools: dict[str, Claim] = {}
    for claim in evidence.claims:
        if claim.speaker.known or ties.heard(claim.id):
            continue
        edge = _source_of(claim, evidence)
        first = pools.setdefault(_pool(claim, edge, evidence), claim)
        if first is not claim:
            ties.join(first.id, claim.id, _RELAY if edge else _POOL, edge.id if edge else "")


def _pool(claim: Claim, edge: Edge | None, evidence: _Evidence) -> str:
    document = evidence.documents.get(claim.document)
    if edge is not None:
        return outlets.key(edge.name)
    if document is None:
        return claim.document
    name = document.outlet or outlets.host_of(document.url)
    return outlets.key(name) or document.id


def _source_of(claim: Claim, evidence: _Evidence) -> Edge | None:
    """Return the citation an unnamed claim goes back to: one in its own sentence, else the document's."""
    mine = evidence.cited.get(claim.document, [])
    document = evidence.documents.get(claim.document)
    passing = [edge for edge in mine if not edge.whole]
    if document is not None and passing:
        start, end = sentence(document, claim.content[0].start, claim.content[-1].end)
        for edge in passing:
            if any(start <= span.start and span.end <= end for span in edge.spans):
                return edge
    return next((edge for edge in mine if edge.whole), None)


def _gathered(ties: Ties, evidence: _Evidence) -> tuple[Origin, ...]:
    members: dict[str, list[Claim]] = defaultdict(list)
    for claim in evidence.claims:
        members[ties.root(claim.id)].append(claim)
    reasons: dict[str, set[str]] = defaultdict(set)
    proofs: dict[str, set[str]] = defaultdict(set)
    sure = {edge.id: edge.probability for edge in evidence.edges}
    trees: dict[str, list[OriginTie]] = defaultdict(list)
    for tie in ties.made:
        reasons[ties.root(tie.claim)].add(tie.reason)
        proofs[ties.root(tie.claim)].update({tie.edge} - {""})
        if tie.other != tie.claim:
            probability = sure.get(tie.edge, 1.0)
            trees[ties.root(tie.claim)].append(
                OriginTie(tie.claim, tie.other, probability, tie.edge)
            )
    result = []
    for root, group in members.items():
        name, why, proof = _name(group, evidence)
        used = tuple(sorted(proofs[root] | ({proof} - {""})))
        reason = "; ".join((why, *sorted(reasons[root])))
        tree = tuple(sorted(trees[root], key=lambda t: (t.claim, t.other)))
        result.append(Origin(name, tuple(claim.id for claim in group), used, reason, tree))
    return tuple(result)


def _passes_on(claim: Claim) -> bool:
    return claim.speaker.kind is EntityKind.OUTLET and not of_nobody(claim)


def _is_somebody(claim: Claim) -> bool:
    return named(claim) and not _passes_on(claim)


def _name(group: Sequence[Claim], evidence: _Evidence) -> tuple[str, str, str]:
    """Return the origin's name, why it has it, and the edge that proves it or an empty text."""
    spoken = [claim for claim in group if claim.speaker.known]
    spoken.sort(key=_passes_on)
    if spoken:
        name = next((c for c in spoken if _is_somebody(c)), spoken[0]).speaker.name
        return name, f"{name} says so", ""
    for claim in group:
        edge = _source_of(claim, evidence)
        if edge is not None:
            name = _own_name(edge, group, evidence)
            return name, f"nobody is named, and the report draws on {name}", edge.id
    document = evidence.documents.get(group[0].document)
    if document is None:
        return "unknown", "nobody is named", ""
    name = document.outlet or outlets.host_of(document.url) or document.name
    return name, f"nobody is named; the earliest report is by {name}", ""


def _own_name(edge: Edge, group: Sequence[Claim], evidence: _Evidence) -> str:
    """Return the cited outlet's own name where its report is at hand, else the name as it is cited."""
    key = outlets.key(edge.name)
    held = [evidence.documents[c.document] for c in group if c.document in evidence.documents]
    return next((d.outlet for d in held if d.outlet and outlets.key(d.outlet) == key), edge.name)
