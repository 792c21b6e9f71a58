"""What a person ruled of names: these two are one, this one stands alone, this claim is another's word.

A merge or a split of a name holds for the whole story: `field_name` is the name, `value` the name it goes
under. A split of one claim is keyed by its report and the characters it stands at, so that it holds after
the report is read anew. Later rulings go before earlier ones.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from sayso.model import (
    UNKNOWN_SPEAKER,
    Claim,
    Decision,
    DecisionKind,
    Entity,
    EntityKind,
    Mention,
    Speaker,
)


@dataclass(frozen=True)
class Rulings:
    """The rulings that stand: `names` leads each merged name to its other one, `alone` are not led anywhere."""

    names: dict[str, str] = field(default_factory=dict)
    alone: frozenset[str] = frozenset()
    claims: tuple[Decision, ...] = ()

    @staticmethod
    def of(decisions: Iterable[Decision]) -> "Rulings":
        """Return the rulings among decisions, which come in the order they were made."""
        names: dict[str, str] = {}
        alone: set[str] = set()
        claims: dict[tuple[str, int, int], Decision] = {}
        for one in decisions:
            if one.kind is DecisionKind.SPLIT and one.document:
                claims[one.document, one.start, one.end] = one
            elif one.kind is DecisionKind.SPLIT:
                names.pop(one.field_name, None)
                alone.add(one.field_name)
            elif one.kind is DecisionKind.MERGE:
                names[one.field_name] = one.value
                alone.discard(one.field_name)
        return Rulings(names, frozenset(alone), tuple(claims.values()))

    def name(self, name: str) -> str:
        """Return the name that a name goes under; merges that lead in a circle end where they began."""
        seen = {name}
        while (after := self.names.get(name, name)) not in seen:
            seen.add(after)
            name = after
        return name

    def spoken(self, claims: Sequence[Claim]) -> list[Claim]:
        """Return the claims, those that are another's word under that name."""
        return [self._spoken(claim) for claim in claims] if self.claims else list(claims)

    def _spoken(self, claim: Claim) -> Claim:
        for one in self.claims:
            if one.concerns(claim):
                return replace(claim, speaker=renamed(claim.speaker, one.value))
        return claim

    def mentioned(self, claim: Claim) -> Claim:
        """Return the claim with its actors and recipients under the names they go under."""
        if not self.names:
            return claim
        actors, recipients = (
            tuple(map(self._mention, items)) for items in (claim.actors, claim.recipients)
        )
        return replace(claim, actors=actors, recipients=recipients)

    def _mention(self, mention: Mention) -> Mention:
        name = self.name(mention.name)
        entity = Entity(name, mention.kind).id if mention.entity else ""
        return mention if name == mention.name else replace(mention, name=name, entity=entity)


def renamed(speaker: Speaker, name: str) -> Speaker:
    """Return a speaker under another name: what was known of the office of the old one is not known of it."""
    if name == UNKNOWN_SPEAKER:
        return Speaker(UNKNOWN_SPEAKER)
    chain = tuple(name if part == speaker.name else part for part in speaker.chain) or (name,)
    kind = EntityKind.PERSON if speaker.kind is EntityKind.UNKNOWN else speaker.kind
    entity = Entity(name, kind).id
    return Speaker(name, kind, entity, speaker.span, chain, probability=1.0)
