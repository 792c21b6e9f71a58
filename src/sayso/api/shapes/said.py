"""Claims: who says what, slot by slot, and the passage that proves it."""

from typing import Self

from pydantic import Field

from sayso.api.shapes.decided import DecisionRow
from sayso.api.shapes.plain import Day, Links, Passage, Shape, day
from sayso.api.site import Asked
from sayso.model import (
    Bearing,
    Bound,
    Certainty,
    Claim,
    Decision,
    DecisionKind,
    Document,
    EntityKind,
    EvidenceBasis,
    Observation,
    Place,
    Polarity,
    Quantity,
    QuantityRole,
    QuoteKind,
    Scope,
    Speaker,
    Tense,
    Trend,
)

AROUND_CHARS = 240


class SpeakerShape(Shape):
    """Whose word a claim is; `known` is false where the report names nobody. `chain` are the mouths it came through, the outermost first."""

    name: str
    known: bool
    kind: EntityKind
    entity: str
    role: str
    affiliation: str
    chain: list[str]

    @classmethod
    def of(cls, speaker: Speaker) -> Self:
        """Return a speaker."""
        return cls(
            name=speaker.name,
            known=speaker.known,
            kind=speaker.kind,
            entity=speaker.entity,
            role=speaker.role,
            affiliation=speaker.affiliation,
            chain=list(speaker.chain),
        )


class PlaceShape(Shape):
    """A place no finer than the report names it; coordinates (degrees, WGS 84) are null where it is on no map."""

    name: str
    sector: str
    country: str
    geonameid: int | None
    lat: float | None
    lon: float | None
    radius_km: float

    @classmethod
    def of(cls, place: Place) -> Self:
        """Return a place."""
        return cls(
            name=place.name,
            sector=place.sector,
            country=place.country,
            geonameid=place.geonameid or None,
            lat=place.lat,
            lon=place.lon,
            radius_km=place.radius_km,
        )


class QuantityShape(Shape):
    """A number with its bounds; an open end is null."""

    low: float | None
    best: float | None
    high: float | None
    bound: Bound
    noun: str
    role: QuantityRole
    unit: str
    trend: Trend
    scope: Scope
    side: str

    @classmethod
    def of(cls, quantity: Quantity) -> Self:
        """Return a quantity."""
        return cls(
            low=_end(quantity.low),
            best=_end(quantity.best),
            high=_end(quantity.high),
            bound=quantity.bound,
            noun=quantity.noun,
            role=quantity.role,
            unit=quantity.unit,
            trend=quantity.trend,
            scope=quantity.scope,
            side=quantity.side,
        )


def _end(value: float) -> float | None:
    return value if abs(value) != float("inf") else None


class BearingShape(Shape):
    """How a claim bears on a question, or why it does not; `state` is what it is taken to say, `probability` how sure it is that it bears."""

    bears: bool
    reason: str
    state: str
    observation: str
    sector: str
    probability: float

    @classmethod
    def of(cls, bearing: Bearing) -> Self:
        """Return a bearing."""
        return cls(
            bears=bearing.bears,
            reason=bearing.reason,
            state=bearing.state,
            observation=bearing.observation,
            sector=bearing.sector,
            probability=bearing.probability,
        )


class ClaimRow(Shape):
    """One claim. `stands` is false where its report was taken back or a person rejected it; `checked` is what a person made of it.

    `by_network` names the slots that no word settled, "attribution" among them where only a served extractor found that anything is said. `about` is the time it speaks of (EDTF, '' where it does not say). `bearing` is there
    where claims were asked for by question.
    """

    id: str
    document: str
    outlet: str
    published: Day
    speaker: SpeakerShape
    words: str
    start: int = Field(ge=0)
    end: int = Field(ge=0)
    page: int = Field(
        ge=0, description="The page its words begin on, 0 where the report has no pages."
    )
    event: str
    polarity: Polarity
    certainty: Certainty
    tense: Tense
    evidence_basis: EvidenceBasis
    observation: Observation
    about: str
    places: list[PlaceShape]
    quantities: list[QuantityShape]
    by_network: list[str]
    origin: str
    stands: bool
    checked: str = Field(description="open, accepted, corrected or rejected")
    bearing: BearingShape | None = None
    links: Links

    @classmethod
    def of(cls, claim: Claim, asked: Asked, bearing: Bearing | None = None) -> "ClaimRow":
        """Return a claim."""
        return ClaimRow.model_validate(_claim(claim, asked, bearing))


class ClaimPassage(ClaimRow):
    """One claim with its passage: its exact words, the words that name who speaks and that say so, and what stands around them."""

    quote_kind: QuoteKind
    content: list[Passage]
    source: list[Passage]
    cue: list[Passage]
    before: str
    after: str
    decisions: list[DecisionRow]

    @classmethod
    def of(cls, claim: Claim, asked: Asked, bearing: Bearing | None = None) -> "ClaimPassage":
        """Return a claim with its passage and what persons decided of it."""
        document, (start, end) = asked.look.view.documents[claim.document], claim.place
        return ClaimPassage.model_validate(
            {
                **_claim(claim, asked, bearing),
                "quote_kind": claim.attribution.quote,
                "content": [Passage.of(span) for span in claim.content],
                "source": [Passage.of(span) for span in claim.attribution.source],
                "cue": [Passage.of(span) for span in claim.attribution.cue],
                "before": document.text[max(0, start - AROUND_CHARS) : start],
                "after": document.text[end : end + AROUND_CHARS],
                "decisions": [DecisionRow.of(one, asked) for one in _decided(claim, asked)],
            }
        )


def _claim(claim: Claim, asked: Asked, bearing: Bearing | None) -> dict[str, object]:
    view = asked.look.view
    document: Document = view.documents[claim.document]
    origin = asked.look.origin_of.get(claim.id)
    return {
        "id": claim.id,
        "document": claim.document,
        "outlet": document.outlet,
        "published": day(document.published),
        "speaker": SpeakerShape.of(claim.speaker),
        "words": claim.words,
        "start": claim.place[0],
        "end": claim.place[1],
        "page": document.page_at(claim.place[0]),
        "event": claim.event,
        "polarity": claim.polarity,
        "certainty": claim.certainty,
        "tense": claim.tense,
        "evidence_basis": claim.evidence_basis,
        "observation": claim.observation,
        "about": claim.time.edtf if claim.time else "",
        "places": [PlaceShape.of(place) for place in claim.places],
        "quantities": [QuantityShape.of(quantity) for quantity in claim.quantities],
        "by_network": list(claim.by_network),
        "origin": origin.id if origin else "",
        "stands": view.stands(claim),
        "checked": _checked(claim, asked),
        "bearing": BearingShape.of(bearing) if bearing else None,
        "links": claim_links(claim.id, asked),
    }


def claim_links(claim: str, asked: Asked) -> Links:
    """Return where a claim stands."""
    return Links(self=asked.at(f"claims/{claim}"), page=asked.page(f"c/{claim}"))


def _checked(claim: Claim, asked: Asked) -> str:
    review = asked.look.view.review
    if claim.id in review.rejected:
        return "rejected"
    if claim.id in review.corrected:
        return "corrected"
    return "accepted" if claim.id in review.accepted else "open"


def _decided(claim: Claim, asked: Asked) -> list[Decision]:
    every = asked.look.every_decision
    return [one for one in every if one.kind is not DecisionKind.UNDO and one.concerns(claim)]
