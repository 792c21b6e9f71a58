"""The one place that knows the order of the rooms: parse, attribute, resolve."""

from dataclasses import dataclass, field

from sayso.attribute import attributions
from sayso.model import Attribution, Document, Speaker
from sayso.resolve import speakers
from sayso.text import Parse, Parser, SpacyParser


@dataclass(frozen=True, slots=True)
class Reading:
    """What the rooms made of one document; `speakers` is by attribution id."""

    document: Document
    parse: Parse
    attributions: tuple[Attribution, ...]
    speakers: dict[str, Speaker]


@dataclass
class Rooms:
    """The rooms in their order, over one parser."""

    parser: Parser = field(default_factory=SpacyParser)

    def reading(self, document: Document) -> Reading:
        """Return what the rooms make of a document."""
        parse = self.parser.parse(document.text)
        found = attributions(document, parse)
        return Reading(document, parse, found, speakers(document, parse, found))
