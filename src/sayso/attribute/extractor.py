"""The port every extractor keeps, and the best one that runs here."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol, runtime_checkable

from sayso.attribute.rules import RuleExtractor
from sayso.model import Attribution, Document, Extraction
from sayso.text import Parse, weights

WEIGHTS = Path(__file__).parent / "weights"


class Extractor(Protocol):
    """Finds who says what; the same document gives the same attributions."""

    @property
    def name(self) -> str:
        """What it is, in words for a user."""
        ...

    def attributions(
        self, document: Document, parse: Callable[[], Parse]
    ) -> tuple[Attribution, ...]:
        """Return the attributions of a document, nested; `parse` gives its parse to those who need one."""
        ...


@dataclass(frozen=True, slots=True)
class Extracted:
    """The attributions of a document as the built-in extractor finds them, and what a served one found `alone`, with the record of it."""

    attributions: tuple[Attribution, ...]
    alone: tuple[Attribution, ...] = ()
    extraction: Extraction | None = None


@runtime_checkable
class Accountable(Protocol):
    """An extractor that gives account of what it was told and what it dropped."""

    def extract(self, document: Document, parse: Callable[[], Parse]) -> Extracted:
        """Return the attributions, those it found alone apart, and the account."""
        ...


def extract(extractor: Extractor, document: Document, parse: Callable[[], Parse]) -> Extracted:
    """Return what an extractor finds in a document, with its account where it gives one."""
    if isinstance(extractor, Accountable):
        return extractor.extract(document, parse)
    return Extracted(extractor.attributions(document, parse))


def best_extractor() -> Extractor:
    """Return the trained extractor where its weights and onnxruntime are at hand, else the rules."""
    if not weights.usable(WEIGHTS):
        return RuleExtractor()
    from sayso.attribute.trained import OnnxNetwork, TrainedExtractor

    return TrainedExtractor(OnnxNetwork(WEIGHTS))


def check_extractor() -> str:
    """Return the name of the extractor that runs here.

    Raises `SaysoError` when its weights are not those of their manifest.
    """
    name = best_extractor().name
    return weights.checked(WEIGHTS, "the extractor", used=name, unused=name)
