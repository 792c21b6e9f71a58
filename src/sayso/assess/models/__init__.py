"""Hypothesis models as tables: what each state starts with, how it changes, how it shows.

In goes a question; out comes the table its kind is judged by. What it refuses: nothing; a kind without
a table of its own is judged by the free one, in which only what a source asserts counts.
"""

from sayso.assess.models import free, presence
from sayso.assess.models.table import State, Table
from sayso.model import Question

__all__ = ["State", "Table", "table_of"]


def table_of(question: Question) -> Table:
    """Return the table the question's kind is judged by."""
    return presence.TABLE if question.kind == presence.TABLE.kind else free.table(question)
