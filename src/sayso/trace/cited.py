"""Which report of the desk a cited outlet's name means, and which claims only say again what stands there.

A citation by name is a passage on somebody else's report: "The Lantern reported that the bridge is shut" is no word of
its own beside the Lantern's report. Claims tell more surely than words whether that report says so: "had left
the town" answers to "have abandoned Dolna".
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
    EdgeMethod,
    EntityKind,
)
from sayso.trace import outlets
from sayso.trace.agreement import sentence
from sayso.trace.alike import Gist, gist, most_alike, says_the_same
from sayso.trace.copies import before, outlet_keys
from sayso.trace.mouths import named

SPOKEN_PROBABILITY = 0.85
_NEW = re.compile(r"(?<=[\w,;] )[A-Z][^\W_]+|\d+")
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Shelf:
    """The reports of a desk by the outlet they are of: by all keys of its name and host, and by its name alone."""

    by_key: Mapping[str, Sequence[Document]]
    names: Mapping[str, str]

    @classmethod
    def of(cls, documents: Iterable[Document]) -> "Shelf":
        """Return the shelf of some documents."""
        by_key: dict[str, list[Document]] = defaultdict(list)
        names: dict[str, str] = {}
        for document in documents:
            for key in sorted(outlet_keys(document)):
                by_key[key].append(document)
            if document.outlet:
                names.setdefault(outlets.key(document.outlet), document.outlet)
        return cls(dict(by_key), names)

    def key(self, name: str) -> str:
        """Return the key of the one outlet that a name means, in full or short ("the Osprey"); '' for none or several."""
        full = outlets.key(name)
        if full in self.by_key:
            return full
        short = [key for key, long in self.names.items() if outlets.is_short_for(name, long)]
        return short[0] if len(short) == 1 else ""

    def reports(self, name: str) -> Sequence[Document]:
        """Return the reports of the outlet that a name means."""
        return self.by_key.get(self.key(name), ())


def outlet_names(documents: Iterable[Document]) -> tuple[str, ...]:
    """Return the names of the outlets of some reports; a body's own channel ("Ministry of Health") is none.

    >>> outlet_names([Document(text="A.", outlet="The Lantern"), Document(text="B.", outlet="Health Ministry")])
    ('The Lantern',)
    """
    held = dict.fromkeys(d.outlet for d in documents if d.outlet)
    return tuple(name for name in held if not outlets.speaks_for_itself(name))


def is_held(name: str, documents: Iterable[Document]) -> bool:
    """Return True where a name means an outlet of which a report is at hand.

    >>> is_held("osprey-daily.example", [Document(text="A.", outlet="Osprey Daily")])
    True
    """
    return bool(Shelf.of(documents).reports(name))


def spoken_citations(
    claims: Sequence[Claim], documents: Sequence[Document], citations: Sequence[Edge]
) -> Iterator[Edge]:
    """Yield a citation where a claim's speaker, or who passes it on, is an outlet of another report and no phrase told so."""
    shelf = Shelf.of(documents)
    by_id = {document.id: document for document in documents}
    told = {(e.document, shelf.key(e.name)) for e in citations if e.kind is EdgeKind.CITES}
    for claim in claims:
        document = by_id.get(claim.document)
        if document is None or not claim.speaker.known:
            continue
        for name in dict.fromkeys((*claim.speaker.chain, claim.speaker.name)):
            key = shelf.key(name)
            if not key or key in outlet_keys(document) or (document.id, key) in told:
                continue
            told.add((document.id, key))
            place = sentence(document, claim.content[0].start, claim.content[-1].end)
            yield Edge(
                EdgeKind.CITES,
                document.id,
                EdgeMethod.CITATION,
                SPOKEN_PROBABILITY,
                name=name,
                spans=(document.span(*place),),
            )


def gists_held(claims: Iterable[Claim]) -> Mapping[str, Sequence[Gist]]:
    """Return the gists of the claims by document."""
    held: dict[str, list[Gist]] = defaultdict(list)
    for claim in claims:
        held[claim.document].append(gist(claim))
    return held


def passing_on(gists: Iterable[Gist], document: Document, edge: Edge) -> list[Gist]:
    """Return those of a document's claims that a citation in it covers and that are no named person's own word."""
    return [
        one for one in gists if _covered(one.claim, document, edge) and _passes_on(one.claim, edge)
    ]


def answer(mine: Gist, theirs: Sequence[Gist], original: Document) -> Claim | None:
    """Return the claim of the cited report that says what a claim of the citing one says; None where none does.

    A name or a number that the cited report has nowhere is news, and no answer to it is looked for.
    """
    text = f"{original.title} {original.outlet} {original.text}".casefold()
    known = frozenset(_WORD.findall(text))
    told = {w.casefold() for span in mine.claim.content for w in _NEW.findall(span.quote)}
    if told - known:
        return None
    near = most_alike(mine, theirs, lambda _: True)
    if near is not None:
        return near
    rows = [
        (mine.share(other), other.claim.id, other.claim)
        for other in theirs
        if says_the_same(mine, other)
    ]
    return max(rows, key=lambda row: row[:2], default=(0.0, "", None))[2]


def cited_again(
    claims: Sequence[Claim], documents: Sequence[Document], edges: Sequence[Edge]
) -> dict[str, str]:
    """Return for each claim that only cites another report of the desk the claim it says again, both by id."""
    by_id = {document.id: document for document in documents}
    held = gists_held(claims)
    found: dict[str, str] = {}
    for edge in sorted(edges, key=lambda e: (-e.probability, e.target, e.id)):
        here, there = by_id.get(edge.document), by_id.get(edge.target)
        if edge.kind is not EdgeKind.CITES or here is None or there is None or before(here, there):
            continue
        for mine in passing_on(held.get(here.id, ()), here, edge):
            lead = answer(mine, held.get(there.id, ()), there)
            if lead is not None and not _leads_back(lead.id, mine.claim.id, found):
                found.setdefault(mine.claim.id, lead.id)
    return found


def _leads_back(lead: str, claim: str, found: Mapping[str, str]) -> bool:
    """Return True where the lead itself says the claim again: two reports of one day that cite each other."""
    while lead != claim and lead in found:
        lead = found[lead]
    return lead == claim


def _covered(claim: Claim, document: Document, edge: Edge) -> bool:
    if edge.whole:
        return True
    start, end = sentence(document, claim.content[0].start, claim.content[-1].end)
    return any(span.start < end and start < span.end for span in edge.spans)


def _passes_on(claim: Claim, edge: Edge) -> bool:
    """Return True for a claim of nobody known, of an outlet, or of whom the citation names."""
    if not named(claim) or claim.speaker.kind is EntityKind.OUTLET:
        return True
    return outlets.key(claim.speaker.name) == outlets.key(edge.name)
