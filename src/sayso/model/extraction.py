"""Extractions: how the attributions of a document were found, where it was not the built-in extractor alone that was asked."""

from dataclasses import dataclass

from sayso.model.checks import require, require_text


@dataclass(frozen=True, slots=True)
class Extraction:
    """What a served extractor was asked of one document, and what became of its answers. A document without one was read by the built-in extractor alone.

    `recipe` is the digest of all that was asked besides the text: instructions, schema, settings. `found` attributions were placed in the text,
    `known` of them where the built-in extractor had found something already, `alone` are the others. `dropped` counts the rest by reason.
    `fallback` says why no answer was used, '' where the answers were.
    """

    document: str
    extractor: str
    model: str
    recipe: str
    found: int = 0
    known: int = 0
    alone: int = 0
    dropped: tuple[tuple[str, int], ...] = ()
    fallback: str = ""

    def __post_init__(self) -> None:
        require_text("an extraction's extractor", self.extractor)
        require(self.document != "", "an extraction needs its document's id")
        counts = (self.found, self.known, self.alone, *(count for _, count in self.dropped))
        require(min(counts) >= 0, f"an extraction's counts must not be negative, got {counts}")
        require(
            self.found == self.known + self.alone,
            f"what was found is known or alone: {self.found} is not {self.known} + {self.alone}",
        )

    @property
    def id(self) -> str:
        """The id of its document: a document has one extraction at a time."""
        return self.document

    @property
    def notice(self) -> str:
        """What a reader must know of it, in one line.

        >>> Extraction("d", "served", "m-7b", "r", 3, 2, 1, (("not in the text", 4),)).notice
        'm-7b: 3 placed (2 where the built-in extractor found something, 1 found by it alone), 4 dropped (not in the text: 4)'
        """
        if self.fallback:
            return f"{self.model}: not used, read by the built-in extractor alone: {self.fallback}"
        told = (
            f"{self.model}: {self.found} placed ({self.known} where the built-in extractor found something, "
            f"{self.alone} found by it alone)"
        )
        reasons = ", ".join(f"{reason}: {count}" for reason, count in self.dropped)
        lost = sum(count for _, count in self.dropped)
        return f"{told}, {lost} dropped ({reasons})" if lost else told
