"""What a hypothesis model is made of: states with their numbers, and the rates between them."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class State:
    """One state of a model.

    `start` is its share of the prior. `on` and `off` are rates per day at which activity that can be seen
    begins and ends in a sector. `presence` and `absence` are the probabilities that a reliable source
    which says anything of it says "they are there" or "they are gone".
    """

    name: str
    start: float
    on: float = 0.0
    off: float = 0.0
    presence: float = 0.5
    absence: float = 0.5

    @property
    def occupancy(self) -> float:
        """The share of time in which activity can be seen in a sector; 0 where the state knows none."""
        return self.on / (self.on + self.off) if self.on + self.off else 0.0


@dataclass(frozen=True, slots=True)
class Table:
    """A model: its states (OTHER last) and the rates per day of going from one to another.

    `sectors` says whether what is seen in a place counts; without sectors only assertions do.
    """

    kind: str
    states: tuple[State, ...]
    rates: Mapping[tuple[str, str], float] = field(default_factory=dict)
    sectors: bool = False

    def state(self, name: str) -> State | None:
        """Return the state of that name, None where the model has no such state."""
        return next((state for state in self.states if state.name == name), None)
