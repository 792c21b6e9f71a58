"""A story's evidence as it would be if one room had read without error: slots, lineage or bearing as they are in truth."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from sayso.evaluation.gold import Saying, answers
from sayso.evidence import Evidence
from sayso.model import (
    Attribution,
    Bearing,
    Certainty,
    Claim,
    Document,
    Entity,
    EntityKind,
    Observation,
    Origin,
    Place,
    Polarity,
    QuoteKind,
    Speaker,
    Tense,
    TimeExpression,
    TimeType,
    When,
)
from sayso.text import Parse

Sayings = Mapping[str, Sequence[Saying]]

OBSERVED = {
    "sighting": Observation.SIGHTING,
    "non-observation": Observation.NON_OBSERVATION,
    "fighting": Observation.ASSERTED_PRESENCE,
    "withdrawn": Observation.ASSERTED_ABSENCE,
}


@dataclass(frozen=True, slots=True)
class GoldExtractor:
    """An extractor that knows who says what; `sayings` are by document id."""

    sayings: Sayings
    name: str = "gold"

    def attributions(
        self, document: Document, parse: Callable[[], Parse]
    ) -> tuple[Attribution, ...]:
        """Return the attributions of a document as they are in truth; it needs no parse."""
        del parse
        return tuple(_attribution(one, document) for one in self.sayings.get(document.id, ()))


def _attribution(one: Saying, document: Document) -> Attribution:
    source = (document.span(*one.source),) if one.source else ()
    content = (document.span(*one.content),)
    return Attribution(source, (document.span(*one.cue),), content, QuoteKind(one.quote))


def entity_of(name: str) -> str:
    """Return the id that a speaker of this name has as a source."""
    return Entity(name, EntityKind.UNKNOWN).id


def right_slots(view: Evidence, sayings: Sayings) -> Evidence:
    """Return the evidence with speaker, observation, polarity, certainty, time and place of each claim as they are in truth."""
    matched = answers(view.claims.values(), sayings)
    claims = {
        key: _right(claim, matched[key]) if key in matched else claim
        for key, claim in view.claims.items()
    }
    return replace(view, claims=claims)


def _right(claim: Claim, one: Saying) -> Claim:
    speaker = Speaker(
        one.speaker,
        claim.speaker.kind,
        entity_of(one.speaker),
        claim.speaker.span,
        (*claim.speaker.chain[:-1], one.speaker),
    )
    if not one.bears:
        return replace(claim, speaker=speaker, observation=Observation.NONE)
    at = claim.content[0]
    seen = one.observation != "non-observation"
    day = one.day.isoformat() if one.day else ""
    return replace(
        claim,
        speaker=speaker,
        observation=OBSERVED.get(one.state or one.observation, Observation.NONE),
        polarity=Polarity.POSITIVE if seen else Polarity.NEGATIVE,
        certainty=Certainty(one.certainty),
        tense=Tense.NON_FUTURE,
        places=(Place(at, one.sector, precision=2),) if one.sector else (),
        time=TimeExpression(at, TimeType.DATE, day, When(day), When(day), 1) if day else None,
    )


def right_lineage(view: Evidence, sayings: Sayings) -> Evidence:
    """Return the evidence with the claims of one report as one origin; claims that no saying answers to stay as they were read."""
    matched = {
        key: one for key, one in answers(view.claims.values(), sayings).items() if one.origin
    }
    rank = {document: number for number, document in enumerate(view.documents)}
    groups: defaultdict[str, list[Claim]] = defaultdict(list)
    for key, one in matched.items():
        groups[one.origin].append(view.claims[key])
    origins = []
    for members in groups.values():
        ordered = sorted(members, key=lambda c: (rank[c.document], c.content[0].start, c.id))
        origins.append(Origin(matched[ordered[0].id].speaker, tuple(c.id for c in ordered)))
    for origin in view.origins:
        rest = tuple(key for key in origin.claims if key not in matched)
        if rest:
            origins.append(Origin(origin.name, rest))
    return replace(view, origins=tuple(origins), edges=())


def right_bearing(
    found: Sequence[Bearing], view: Evidence, sayings: Sayings
) -> tuple[Bearing, ...]:
    """Return the bearings with whether a claim bears, and as what, as it is in truth; where, when and how surely stay as they were read."""
    matched = answers(view.claims.values(), sayings)
    return tuple(_bearing(b, view.claims[b.claim], matched.get(b.claim)) for b in found)


def _bearing(b: Bearing, claim: Claim, one: Saying | None) -> Bearing:
    if one is None or not one.bears:
        return replace(b, bears=False)
    sector = b.sector or next((p.name for p in claim.places if p.name and p.precision), "")
    first, last = (b.first_day, b.last_day) if b.bears else _days(claim, b.published)
    return replace(
        b,
        bears=True,
        observation=one.observation,
        state=one.state,
        sector="" if one.state else sector,
        first_day=first,
        last_day=last,
        probability=b.probability if b.bears else 1.0,
    )


def _days(claim: Claim, published: int) -> tuple[int, int]:
    time = claim.time
    if time is None or not (time.earliest.known and time.latest.known):
        return published, published
    low, high = (when.latest.date().toordinal() for when in (time.earliest, time.latest))
    return min(low, published), min(max(high, low), published)


def gold_bearings(
    sayings: Sayings, documents: Mapping[str, Document], out: frozenset[str]
) -> tuple[Bearing, ...]:
    """Return a bearing for each saying as it is in truth; those of documents in `out`, and of what was first told there, are left out.

    Where the text gives no day, it is the day on which its report first came out.
    """
    every = [one for told in sayings.values() for one in told]
    first: dict[str, Saying] = {}
    for one in sorted(every, key=lambda s: (_published(documents[s.document]), s.name)):
        first.setdefault(one.origin, one)
    return tuple(
        _gold(one, first[one.origin], documents)
        for one in every
        if one.bears and one.document not in out and first[one.origin].document not in out
    )


def _gold(one: Saying, first: Saying, documents: Mapping[str, Document]) -> Bearing:
    day = (one.day or _published(documents[first.document])).toordinal()
    return Bearing(
        claim=one.name,
        bears=True,
        reason="gold",
        source=entity_of(one.speaker),
        origin=one.origin,
        observation=one.observation,
        sector=one.sector,
        state=one.state,
        first_day=day,
        last_day=day,
        published=_published(documents[one.document]).toordinal(),
        strength={"certain": 1.0, "probable": 0.6, "possible": 0.3}[one.certainty],
    )


def _published(document: Document) -> date:
    return document.published.latest.date()
