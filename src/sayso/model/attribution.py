"""Attributions: who (source) says by which words (cue) what (content), as PARC and PolNeAR define them."""

from dataclasses import dataclass, field
from enum import StrEnum

from sayso.model.checks import require
from sayso.model.digest import short_id
from sayso.model.document import Span


class QuoteKind(StrEnum):
    """How the content is given."""

    DIRECT = "direct"
    INDIRECT = "indirect"
    MIXED = "mixed"


@dataclass(frozen=True, slots=True)
class Attribution:
    """One attribution of one document: sets of spans for source, cue and content.

    The sets may be discontinuous. An empty `source` is a claim nobody is named for ("reportedly").
    `nested_in` is the id of the attribution whose content holds this one, or empty. `points_to` are the ids of
    those whose content it repeats without saying it ("similar claims were made by ...").
    """

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    quote: QuoteKind
    nested_in: str = ""
    points_to: tuple[str, ...] = ()
    id: str = field(init=False)

    def __post_init__(self) -> None:
        require(bool(self.content), "an attribution needs at least one content span")
        documents = {span.document for span in self.source + self.cue + self.content}
        require(len(documents) == 1, "the spans of an attribution must lie in one document")
        for name in ("source", "cue", "content"):
            object.__setattr__(self, name, tuple(sorted(getattr(self, name))))
        key = [[[s.start, s.end] for s in spans] for spans in (self.source, self.cue, self.content)]
        object.__setattr__(self, "id", short_id("att", [self.document, *key]))

    @property
    def document(self) -> str:
        """The id of the document it stands in."""
        return self.content[0].document

    @property
    def start(self) -> int:
        """The first code point of its content."""
        return self.content[0].start

    @property
    def words(self) -> str:
        """The content as it stands in the text; parts that do not touch are joined by ' … '."""
        return " … ".join(span.quote for span in self.content)
