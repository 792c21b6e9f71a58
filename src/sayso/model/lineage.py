"""Lineage: who copied, quoted, cited or updated whom, and the origins that are left."""

from dataclasses import dataclass, field
from enum import StrEnum

from sayso.model.checks import require, require_probability, require_text
from sayso.model.digest import short_id
from sayso.model.document import Span


class EdgeKind(StrEnum):
    """What the later node did with the earlier one."""

    COPIES = "copies"
    QUOTES = "quotes"
    CITES = "cites"
    UPDATES = "updates"
    RETRACTS = "retracts"


class EdgeMethod(StrEnum):
    """How the edge, and its direction, became known."""

    CITATION = "citation"
    BYLINE = "byline"
    TIME = "time"
    CONTAINMENT = "containment"
    UNDIRECTED = "undirected"


@dataclass(frozen=True, slots=True)
class Edge:
    """One step of lineage from a later document to what it came from.

    `document` is the later one's id. `target` is a document's id when resolved, else empty; `name` is
    the cited name as the text gives it. `spans` are the passages of the later document that prove it,
    `target_spans` the passages of the target they answer to, pair by pair. `coverage` is the share of
    the shorter text's words that are reused (0 to 1). `directed` is False where only a common origin is known. `whole` is
    True for a citation that speaks for the whole report: a byline, an "Original Source" line.
    """

    kind: EdgeKind
    document: str
    method: EdgeMethod
    probability: float
    target: str = ""
    name: str = ""
    spans: tuple[Span, ...] = ()
    target_spans: tuple[Span, ...] = ()
    coverage: float = 0.0
    directed: bool = True
    whole: bool = False
    id: str = field(init=False)

    def __post_init__(self) -> None:
        require_probability("an edge's probability", self.probability)
        require_probability("an edge's coverage", self.coverage)
        require(bool(self.target or self.name), "an edge needs a target document or a cited name")
        require(self.target != self.document, "a document cannot come from itself")
        for span in self.spans:
            require(span.document == self.document, "an edge's spans lie in its own document")
        for span in self.target_spans:
            require(span.document == self.target, "an edge's target spans lie in its target")
        place = [[s.start, s.end] for s in self.spans]
        key = [self.kind.value, self.document, self.target, self.name, *place]
        object.__setattr__(self, "id", short_id("edge", key))


@dataclass(frozen=True, slots=True)
class OriginTie:
    """Why two claims of an origin are one voice: the edge that says so ('' where the speaker does), and how sure (0 to 1)."""

    claim: str
    other: str
    probability: float
    edge: str = ""

    def __post_init__(self) -> None:
        require_probability("a tie's probability", self.probability)


@dataclass(frozen=True, slots=True)
class Origin:
    """One independent witness: the claims that, as far as the evidence shows, go back to one mouth.

    `claims` are ids, the claim nearest to the origin first; `edges` are the ids that tie them together;
    `name` is the speaker (or outlet, or cited source) they go back to; `reason` says so in words. `ties` join all its
    claims, each once (a tree).
    """

    name: str
    claims: tuple[str, ...]
    edges: tuple[str, ...] = ()
    reason: str = ""
    ties: tuple[OriginTie, ...] = ()
    id: str = field(init=False)

    def __post_init__(self) -> None:
        require_text("an origin's name", self.name)
        require(bool(self.claims), "an origin needs at least one claim")
        object.__setattr__(self, "id", short_id("origin", list(self.claims)))

    @property
    def expected(self) -> float:
        """The number of witnesses to be expected behind it: 1, and for each tie the chance that it is none."""
        return 1.0 + sum(1.0 - tie.probability for tie in self.ties)
