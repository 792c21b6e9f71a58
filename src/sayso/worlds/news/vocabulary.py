"""The words a written world is told in: vocabularies that share next to no cue, hedge, name or structure.

The rooms may be mended by looking at those whose name begins with `tune`; `frozen` is scored in sum alone.
"""

from dataclasses import dataclass
from functools import cache
from typing import Any, TypeVar

from numpy.random import Generator

from sayso.text import load_lexicon

VOCABULARIES = ("tune", "tune-b", "tune-c", "frozen")
T = TypeVar("T")


@dataclass(frozen=True)
class Vocabulary:
    """A table of words by room of the sentence; `tables` is the TOML file as it stands."""

    name: str
    tables: dict[str, Any]

    def words(self, table: str, key: str) -> list[str]:
        """Return a list of the table."""
        found: list[str] = self.tables[table][key]
        return found

    def sayings(self, says: str) -> list[dict[str, str]]:
        """Return the ways to say one thing: `we` in the speaker's own mouth, `they` reported."""
        found: list[dict[str, str]] = self.tables["sayings"][says]
        return found


@cache
def vocabulary(name: str) -> Vocabulary:
    """Return a vocabulary by its name; raises KeyError for one there is not."""
    if name not in VOCABULARIES:
        raise KeyError(f"no vocabulary {name!r}; choose one of {', '.join(VOCABULARIES)}")
    return Vocabulary(name, load_lexicon("sayso.worlds.news", f"{name}.toml"))


def one_of(random: Generator, choices: list[T]) -> T:
    """Return one of the choices."""
    return choices[int(random.integers(len(choices)))]
