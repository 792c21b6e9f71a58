"""Claims, reports, edges and witnesses as rows of an answer: the exact words, where they stand, and a link."""

from collections.abc import Sequence
from dataclasses import dataclass

from sayso.brief.passage import passage
from sayso.compare import untangle
from sayso.mcp.fence import PASSAGE_CHARS, QUOTATION_CHARS, Others, Value
from sayso.mcp.links import Links
from sayso.mcp.shelf import Look
from sayso.model import Claim, Document, Edge, Origin, Relation, Span
from sayso.wording import slot_words, speaker_words

CONTEXT_CHARS = 600
MOST_IDS = 20
MOST_SPANS = 3

Row = dict[str, Value]


@dataclass(frozen=True, slots=True)
class Rows:
    """Makes rows of what a desk holds on a day."""

    look: Look
    links: Links

    def claim(self, name: str) -> Row:
        """Return a claim with its exact words, its speaker and its report."""
        claim = self.look.view.claims[name]
        start, end = claim.place
        origin = self.look.origin_of.get(name)
        return {
            **self.cited(name),
            "speaker": Others(speaker_words(claim.speaker)),
            "report": self.report(self.look.view.documents[claim.document]),
            "characters": [start, end],
            "read_as": Others(slot_words(claim)),
            "counts": self.look.view.stands(claim),
            "witness": origin.id if origin else None,
        }

    def cited(self, name: str) -> Row:
        """Return a claim as a line cites it: its id, the link, the exact words."""
        words = self.look.view.claims[name].words
        return {
            "id": name,
            "link": self.links.claim(name),
            "quotation": Others(words, QUOTATION_CHARS),
        }

    def said(self, names: Sequence[str]) -> list[Value]:
        """Return the claims of these ids that the desk holds on the day."""
        return [self.claim(name) for name in names if name in self.look.view.claims]

    def report(self, document: Document) -> Row:
        """Return what is shown of a report beside a claim."""
        return {
            "link": self.links.report(document.id),
            "title": Others(document.name),
            "outlet": Others(document.outlet),
            "published": document.published.text or "no date",
            "address": Others(document.url),
            "taken_back": document.id in self.look.view.retracted,
        }

    def passage(self, claim: Claim) -> Others:
        """Return the words of a claim with the text around them."""
        pieces = passage(self.look.view.documents[claim.document], claim.content, CONTEXT_CHARS)
        return Others("".join(piece.text for piece in pieces), PASSAGE_CHARS)

    def relation(self, relation: Relation) -> Row:
        """Return a contradiction: both sides, the slot that decides, and the re-reading under which both hold."""
        left, right = (self.look.view.claims[c] for c in (relation.left, relation.right))
        reading = untangle(left, right, relation)
        way_out = Others(f"both can be true only {reading.words}") if reading else "none"
        return {
            "one_side": self.claim(left.id),
            "other_side": self.claim(right.id),
            "deciding_slot": relation.deciding_slot.value,
            "reason": Others(relation.reason),
            "way_out": way_out,
            "slots": [
                {
                    "slot": row.slot.value,
                    "one_side": Others(row.left) if row.left else "not given",
                    "other_side": Others(row.right) if row.right else "not given",
                    "verdict": row.verdict.value,
                }
                for row in relation.table
            ],
        }

    def edge(self, edge: Edge) -> Row:
        """Return one step of lineage: which report did what with which, with the passages that prove it."""
        documents = self.look.view.documents
        ruling = self.look.view.lineage.by.get(edge.id)
        return {
            "id": edge.id,
            "report": self.report(documents[edge.document]),
            "does": edge.kind.value,
            "of": self.report(documents[edge.target]) if edge.target else None,
            "of_named": Others(edge.name),
            "probability": round(edge.probability, 3),
            "found_by": edge.method.value,
            "direction_known": edge.directed,
            "passages": _quotes(edge.spans),
            "passages_there": _quotes(edge.target_spans),
            "ruled": {"what": ruling.kind.value, "why": Others(ruling.reason)} if ruling else None,
        }

    def origin(self, origin: Origin) -> Row:
        """Return one independent witness with the first claim, the claims that only repeat it, and why they are one."""
        claims = self.look.view.claims
        reports = {claims[c].document for c in origin.claims}
        return {
            "witness": origin.id,
            "name": Others(origin.name),
            "claims": len(origin.claims),
            "reports": len(reports),
            "outlets": Others(self._outlets(origin)),
            "first": self.claim(origin.claims[0]),
            "repeated_in": [
                {"id": c, "link": self.links.claim(c)} for c in origin.claims[1 : MOST_IDS + 1]
            ],
            "not_listed": max(0, len(origin.claims) - 1 - MOST_IDS),
            "why_one": Others(origin.reason),
        }

    def _outlets(self, origin: Origin) -> str:
        view = self.look.view
        names = (view.documents[view.claims[c].document].outlet for c in origin.claims)
        return "; ".join(dict.fromkeys(name or "no outlet" for name in names))


def _quotes(spans: Sequence[Span]) -> list[Value]:
    shown: list[Value] = [Others(span.quote, QUOTATION_CHARS) for span in spans[:MOST_SPANS]]
    left = len(spans) - len(shown)
    return [*shown, f"{left} more not shown"] if left else shown
