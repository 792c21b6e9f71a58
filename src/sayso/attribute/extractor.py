"""The port every extractor keeps, and the best one that runs here."""

from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from sayso.attribute.rules import RuleExtractor
from sayso.model import Attribution, Document
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
