"""The records of the desk: frozen, checked when built, importing the standard library only.

Every room takes records and gives records; nothing else passes between rooms. A record is built
complete or not at all: a broken rule raises `InvalidRecord`.
"""

from sayso.model.attribution import Attribution, QuoteKind
from sayso.model.claim import FOUND_ALONE, UNKNOWN_SPEAKER, Claim, Speaker
from sayso.model.decision import Decision, DecisionKind, in_force
from sayso.model.digest import Plain, canonical_json, canonical_text, digest, short_id
from sayso.model.document import Document, Refusal, RefusalReason, Span
from sayso.model.entity import Entity, EntityKind, Grade, Mention, Source, SourceKind
from sayso.model.errors import (
    InvalidRecord,
    LedgerDamaged,
    LedgerError,
    NothingMatched,
    SaysoError,
    UsageError,
)
from sayso.model.extraction import Extraction
from sayso.model.lineage import Edge, EdgeKind, EdgeMethod, Origin, OriginTie
from sayso.model.question import (
    OTHER,
    PRESENCES,
    Bearing,
    Effect,
    Estimate,
    Hypothesis,
    Influence,
    Judgement,
    Prospect,
    Question,
    Step,
    Worth,
)
from sayso.model.relation import Relation, RelationKind, Slot, SlotRow, SlotVerdict
from sayso.model.slots import (
    Bound,
    Certainty,
    EvidenceBasis,
    Observation,
    Place,
    PlaceRelation,
    Polarity,
    Quantity,
    QuantityRole,
    Scope,
    Tense,
    TimeExpression,
    TimeType,
    Trend,
)
from sayso.model.watching import Alert, Indicator, Look, Seen, Visit, Watched, WatchedKind
from sayso.model.when import Precision, When

__all__ = [
    "FOUND_ALONE",
    "OTHER",
    "PRESENCES",
    "UNKNOWN_SPEAKER",
    "Alert",
    "Attribution",
    "Bearing",
    "Bound",
    "Certainty",
    "Claim",
    "Decision",
    "DecisionKind",
    "Document",
    "Edge",
    "EdgeKind",
    "EdgeMethod",
    "Effect",
    "Entity",
    "EntityKind",
    "Estimate",
    "EvidenceBasis",
    "Extraction",
    "Grade",
    "Hypothesis",
    "Indicator",
    "Influence",
    "InvalidRecord",
    "Judgement",
    "LedgerDamaged",
    "LedgerError",
    "Look",
    "Mention",
    "NothingMatched",
    "Observation",
    "Origin",
    "OriginTie",
    "Place",
    "PlaceRelation",
    "Plain",
    "Polarity",
    "Precision",
    "Prospect",
    "Quantity",
    "QuantityRole",
    "Question",
    "QuoteKind",
    "Refusal",
    "RefusalReason",
    "Relation",
    "RelationKind",
    "SaysoError",
    "Scope",
    "Seen",
    "Slot",
    "SlotRow",
    "SlotVerdict",
    "Source",
    "SourceKind",
    "Span",
    "Speaker",
    "Step",
    "Tense",
    "TimeExpression",
    "TimeType",
    "Trend",
    "UsageError",
    "Visit",
    "Watched",
    "WatchedKind",
    "When",
    "Worth",
    "canonical_json",
    "canonical_text",
    "digest",
    "in_force",
    "short_id",
]
