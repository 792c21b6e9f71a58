import pytest

from sayso.attribute import best_extractor
from sayso.model import Document


@pytest.fixture(scope="session")
def trained():
    """The extractor that ships; its weights are part of the package."""
    found = best_extractor()
    assert found.name == "trained networks"
    return found


@pytest.fixture
def told(trained):
    """Source, cue and content of each attribution of a text, as words, by its cue."""

    def read(text):
        found = trained.attributions(Document(text=text), lambda: None)
        return {
            " … ".join(s.quote for s in a.cue): tuple(
                " … ".join(s.quote for s in part) for part in (a.source, a.content)
            )
            for a in found
        }

    return read
