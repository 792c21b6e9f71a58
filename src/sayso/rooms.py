"""The one place that knows the order of the rooms: a `Reading` is what they make of one document.

Parse, attribute, resolve, claim, trace: each room is run when it is first asked for. `sayso.desk` keeps readings.
"""

from dataclasses import dataclass, field, replace
from functools import cached_property

from sayso.attribute import Extracted, Extractor, best_extractor, extract, told_apart
from sayso.claim import ClaimNetwork, best_network, claims, quantities, times
from sayso.compare import (
    PairNetwork,
    ReadingNetwork,
    SentenceEncoder,
    best_encoder,
    best_pairs,
    best_readings,
    read_relation,
    sentence_relation,
)
from sayso.model import (
    FOUND_ALONE,
    UNKNOWN_SPEAKER,
    Attribution,
    Claim,
    Document,
    Edge,
    Extraction,
    Mention,
    Place,
    Quantity,
    QuoteKind,
    Speaker,
    TimeExpression,
    When,
    canonical_text,
)
from sayso.resolve import Gazetteer, load_gazetteer, mentions, nationalities, places, speakers
from sayso.text import Parse, Parser, SpacyParser
from sayso.trace import CitationNetwork, best_citing, citations

SOME_DAY = When("2020-07-01")
"""Stands for today where two bare sentences are compared: only whether their dates differ matters."""


class Reading:
    """What the rooms make of one document, each room run when it is first asked for."""

    def __init__(self, document: Document, rooms: "Rooms") -> None:
        self.document = document
        self._rooms = rooms

    @cached_property
    def parse(self) -> Parse:
        """The text as tokens with their syntax."""
        return self._rooms.parser.parse(self.document.text)

    @cached_property
    def _extracted(self) -> Extracted:
        found = extract(self._rooms.extractor, self.document, lambda: self.parse)
        names = [edge.name for edge in self.citations]
        apart = told_apart(self.document, found.attributions, names)
        return replace(found, attributions=apart)

    @property
    def extraction(self) -> Extraction | None:
        """The account of a served extractor; None where the built-in one was asked alone."""
        return self._extracted.extraction

    @cached_property
    def attributions(self) -> tuple[Attribution, ...]:
        """Who says what, by which cue."""
        found = self._extracted
        if not found.alone:
            return found.attributions
        return tuple(sorted((*found.attributions, *found.alone), key=lambda a: (a.start, a.id)))

    @cached_property
    def speakers(self) -> dict[str, Speaker]:
        """The speaker of each attribution, by its id; what a served extractor alone found changes nobody else's."""
        found = self._extracted
        own = speakers(self.document, self.parse, found.attributions)
        if not found.alone:
            return own
        return speakers(self.document, self.parse, self.attributions) | own

    @cached_property
    def mentions(self) -> tuple[Mention, ...]:
        """Persons and forces named in the text."""
        return mentions(self.document, self.parse)

    @cached_property
    def places(self) -> tuple[Place, ...]:
        """Every place named in the text."""
        return places(self.document, self.parse, self._rooms.gazetteer)

    @cached_property
    def nationalities(self) -> tuple[Place, ...]:
        """Nationalities named in the text, each with its country; none of them is a place of a claim."""
        return nationalities(self.document, self.parse, self._rooms.gazetteer)

    @cached_property
    def times(self) -> tuple[TimeExpression, ...]:
        """Every time expression of the text."""
        return times(self.document, self.parse)

    @cached_property
    def quantities(self) -> tuple[Quantity, ...]:
        """Every quantity of the text."""
        return quantities(self.document, self.parse, self.times)

    @cached_property
    def citations(self) -> tuple[Edge, ...]:
        """Whom the document itself says it has this from."""
        return citations(self.document, self._rooms.citation_network)

    @cached_property
    def claims(self) -> tuple[Claim, ...]:
        """The claims, in order of their attributions; those of what a served extractor alone found are marked, and change no other."""
        found = self._extracted
        own = self._claims(found.attributions)
        if not found.alone:
            return own
        alone = [
            replace(claim, by_network=(FOUND_ALONE, *claim.by_network))
            for claim in self._claims(found.alone)
        ]
        return tuple(sorted((*own, *alone), key=lambda claim: (claim.place, claim.id)))

    def _claims(self, attributions: tuple[Attribution, ...]) -> tuple[Claim, ...]:
        return claims(
            self.document,
            self.parse,
            attributions,
            self.speakers,
            mentions=self.mentions,
            places=self.places,
            times=self.times,
            quantities=self.quantities,
            network=self._rooms.claim_network,
        )


@dataclass
class Rooms:
    """The rooms in their order, over one parser, extractor and gazetteer, each loaded when first needed."""

    parser: Parser = field(default_factory=SpacyParser)
    extractor: Extractor = field(default_factory=best_extractor)
    claim_network: ClaimNetwork | None = field(default_factory=best_network)
    citation_network: CitationNetwork | None = field(default_factory=best_citing)
    pair_network: PairNetwork | None = field(default_factory=best_pairs)
    reading_network: ReadingNetwork | None = field(default_factory=best_readings)
    sentence_encoder: SentenceEncoder | None = field(default_factory=best_encoder)

    @cached_property
    def gazetteer(self) -> Gazetteer:
        """Every place that may be named."""
        return load_gazetteer()

    def reading(self, document: Document) -> Reading:
        """Return what the rooms make of a document."""
        return Reading(document, self)

    def relation(self, left: str, right: str) -> tuple[str, float]:
        """Return how two sentences stand (contradict, agree or neutral) and how probable it is that they contradict."""
        sides = (self.sentence(left), self.sentence(right))
        if self.pair_network is None:
            return sentence_relation(*sides)
        (verdict,) = self.pair_network.verdicts([(canonical_text(left), canonical_text(right))])
        return read_relation(verdict, *sides)

    def sentence(self, text: str) -> Claim:
        """Return a sentence as a claim of nobody: all of it is content."""
        document = Document(text=canonical_text(text), published=SOME_DAY)
        reading = self.reading(document)
        span = document.span(0, len(document.text))
        whole = Attribution((), (), (span,), QuoteKind.INDIRECT)
        alone = {whole.id: Speaker(UNKNOWN_SPEAKER)}
        return claims(
            document,
            reading.parse,
            (whole,),
            alone,
            mentions=reading.mentions,
            places=reading.places,
            times=reading.times,
            quantities=reading.quantities,
        )[0]
