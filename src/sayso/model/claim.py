"""Claims: an attribution with its slots filled, ready to be compared and weighed."""

from dataclasses import dataclass, field

from sayso.model.attribution import Attribution
from sayso.model.checks import require, require_probability
from sayso.model.digest import short_id
from sayso.model.document import Span
from sayso.model.entity import EntityKind, Mention
from sayso.model.slots import (
    Certainty,
    EvidenceBasis,
    Observation,
    Place,
    Polarity,
    Quantity,
    Tense,
    TimeExpression,
)

UNKNOWN_SPEAKER = "unknown"
FOUND_ALONE = "attribution"


@dataclass(frozen=True, slots=True)
class Speaker:
    """Whose word a claim is: the resolved name, where it stands, and the chain of relays to us.

    `name` is the fullest name the document gives ("unknown" for nobody named); `span` is the mention
    in this attribution, None where there is none. `chain` lists the speakers outermost first and ends
    with this one: ("Harbour Post", "the ministry", "Petro Hai"). `probability` is how sure the naming is.
    """

    name: str
    kind: EntityKind = EntityKind.UNKNOWN
    entity: str = ""
    span: Span | None = None
    chain: tuple[str, ...] = ()
    affiliation: str = ""
    role: str = ""
    probability: float = 1.0

    def __post_init__(self) -> None:
        require_probability("a speaker's probability", self.probability)

    @property
    def known(self) -> bool:
        """True when the text names somebody."""
        return self.name != UNKNOWN_SPEAKER


@dataclass(frozen=True, slots=True)
class Claim:
    """What one source says in one place of one document, slot by slot. Unknown is a value, never a guess.

    `event` is a PLOVER category in capitals (RETREAT, FIGHT, ...) or empty; `predicate` is the lemma of
    the content's main verb. `places` are in order of the text. `relay_depth` counts the mouths between
    the claim's speaker and the document's author (0: the author heard it). `passage` is the part of the
    attribution's content that this claim is made of, such as one sentence of a long quotation; when it
    is empty the claim is the whole content. `by_network` names the slots that no word settled and the claim
    network filled; it begins with "attribution" where only a served extractor found that anything is said here.
    """

    attribution: Attribution
    speaker: Speaker
    predicate: str = ""
    event: str = ""
    actors: tuple[Mention, ...] = ()
    recipients: tuple[Mention, ...] = ()
    polarity: Polarity = Polarity.UNKNOWN
    certainty: Certainty = Certainty.UNKNOWN
    tense: Tense = Tense.UNKNOWN
    evidence_basis: EvidenceBasis = EvidenceBasis.UNKNOWN
    observation: Observation = Observation.NONE
    places: tuple[Place, ...] = ()
    time: TimeExpression | None = None
    quantities: tuple[Quantity, ...] = ()
    relay_depth: int = 0
    passage: tuple[Span, ...] = ()
    by_network: tuple[str, ...] = ()
    id: str = field(init=False)

    def __post_init__(self) -> None:
        require(self.relay_depth >= 0, f"relay_depth must not be negative, got {self.relay_depth}")
        for part in self.passage:
            inside = any(span.covers(part) for span in self.attribution.content)
            require(inside, f"a claim's passage must lie in its content, got {part.quote!r}")
        place = [[part.start, part.end] for part in self.passage]
        object.__setattr__(self, "id", short_id("c", [self.attribution.id, *place]))

    @property
    def document(self) -> str:
        """The id of the document it stands in."""
        return self.attribution.document

    @property
    def words(self) -> str:
        """The words of the claim as they stand in the document."""
        return " … ".join(span.quote for span in self.content)

    @property
    def content(self) -> tuple[Span, ...]:
        """The spans of those words."""
        return self.passage or self.attribution.content

    @property
    def found_alone(self) -> bool:
        """True when only a served extractor found that anything is said here."""
        return FOUND_ALONE in self.by_network

    @property
    def place(self) -> tuple[int, int]:
        """Where it stands in its document, by which a decision finds it again after reports are read anew."""
        return self.content[0].start, self.content[-1].end
