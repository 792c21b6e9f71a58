"""Hypothesis models as tables: what each state starts with, how it changes, how it shows.

In goes a question; out comes the table its kind is judged by. What it refuses: nothing; a kind without
a table of its own is judged by the free one, in which only what a source asserts counts. Other packages add kinds by entry points
(`sayso.hypotheses`: a name, and what gives a question its `Table`); the built-in ones come in by the same door.
"""

from collections.abc import Callable
from functools import cache
from importlib.metadata import entry_points

from sayso.assess.models import free, presence
from sayso.assess.models.table import State, Table
from sayso.model import Question

__all__ = ["State", "Table", "kinds", "table_of"]

SEAT = "sayso.hypotheses"


@cache
def kinds() -> dict[str, Callable[[Question], Table]]:
    """Return what gives each kind of question its table; of two with one name the built-in one stands."""
    found = {one.name: one.load() for one in entry_points(group=SEAT)}
    return found | {presence.TABLE.kind: presence.table}


def table_of(question: Question) -> Table:
    """Return the table the question's kind is judged by."""
    return kinds().get(question.kind, free.table)(question)
