"""Entities that reports mention, and sources: entities whose word is weighed."""

from dataclasses import dataclass, field
from enum import StrEnum

from sayso.model.checks import require, require_text
from sayso.model.digest import short_id
from sayso.model.document import Span


class EntityKind(StrEnum):
    """What kind of thing an entity is."""

    PERSON = "person"
    UNIT = "unit"
    ORGANISATION = "organisation"
    GOVERNMENT = "government"
    OUTLET = "outlet"
    PLACE = "place"
    GROUP = "group"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Entity:
    """A person, unit, agency, outlet or group under its fullest name in the evidence.

    `affiliation` is the name of the body it speaks for, `role` its office as the reports give it.
    """

    name: str
    kind: EntityKind
    aliases: tuple[str, ...] = ()
    affiliation: str = ""
    role: str = ""
    id: str = field(init=False)

    def __post_init__(self) -> None:
        require_text("an entity's name", self.name)
        key = " ".join(self.name.casefold().split())
        object.__setattr__(self, "id", short_id("ent", [key]))


@dataclass(frozen=True, slots=True)
class Mention:
    """A stretch of text that names an entity. `entity` is the entity's id, empty when unresolved."""

    span: Span
    kind: EntityKind
    name: str
    entity: str = ""


class Grade(StrEnum):
    """The source letter of the Admiralty code (AJP-2.1, FM 2-22.3): a prior that a person may edit."""

    A = "A"
    B = "B"
    C = "C"
    D = "D"
    E = "E"
    F = "F"


class SourceKind(StrEnum):
    """What part a source plays: it was there, it comments, or it passes on."""

    WITNESS = "witness"
    COMMENTATOR = "commentator"
    OUTLET = "outlet"


@dataclass(frozen=True, slots=True)
class Source:
    """An entity as a source: its letter, its part, and what it would like to be believed.

    `interests` are ids of hypotheses, or states of a question's model, that serve it.
    `reason` says why it has this letter, in words for the reader.
    """

    entity: str
    name: str
    kind: SourceKind
    grade: Grade = Grade.F
    interests: tuple[str, ...] = ()
    reason: str = ""

    def __post_init__(self) -> None:
        require_text("a source's name", self.name)
        require(self.entity != "", f"the source {self.name!r} needs its entity's id")
