"""Articles of a written world, and the gold of what is said in them."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date

Spot = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Told:
    """One saying in a text: whose, where it stands (`source`, `cue`, `content` in code points of its line or article) and what it is.

    `report` is the simulated report it renders ('' for noise), `first` the one that goes back to; `says` an observation or a state.
    """

    speaker: str
    source: Spot | None
    cue: Spot
    content: Spot
    quote: str
    report: str = ""
    first: str = ""
    says: str = ""
    sector: str = ""
    firmness: str = "certain"
    day: date | None = None

    def moved(self, by: int) -> "Told":
        """Return the saying with its places moved."""

        def at(spot: Spot) -> Spot:
            return spot[0] + by, spot[1] + by

        source = at(self.source) if self.source else None
        return replace(self, source=source, cue=at(self.cue), content=at(self.content))


@dataclass(frozen=True, slots=True)
class Line:
    """One paragraph with the sayings in it."""

    text: str
    told: tuple[Told, ...] = ()


@dataclass(frozen=True, slots=True)
class Article:
    """One article as it is published. `source` names the article it copies, cites, updates or takes back, and `tie` which of these."""

    name: str
    outlet: str
    title: str
    published: date
    lines: tuple[Line, ...]
    source: str = ""
    tie: str = ""
    credited: bool = False
    html: bool = False
    told: tuple[Told, ...] = field(init=False)
    text: str = field(init=False)

    def __post_init__(self) -> None:
        text, told = joined(self.lines)
        object.__setattr__(self, "text", text)
        object.__setattr__(self, "told", told)


def joined(lines: Sequence[Line]) -> tuple[str, tuple[Told, ...]]:
    """Return paragraphs as one text, their sayings moved to where they stand in it."""
    told: list[Told] = []
    at = 0
    for line in lines:
        told += [one.moved(at) for one in line.told]
        at += len(line.text) + 2
    return "\n\n".join(line.text for line in lines), tuple(told)
