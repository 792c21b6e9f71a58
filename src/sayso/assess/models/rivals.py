"""Rival answers without a mechanism, moved only by what sources assert: what the simple models share."""

from sayso.assess.models.table import State, Table
from sayso.model import OTHER, Question


def rivals(kind: str, question: Question, other: float, changes: float = 0.0) -> Table:
    """Return a table with one state for each hypothesis, equally likely, and OTHER.

    `other` is OTHER's share at the start, `changes` the rate per day at which an answer gives way to some other.
    """
    names = [hypothesis.id for hypothesis in question.hypotheses if hypothesis.id != OTHER]
    rate = changes / len(names)
    states = (*(State(name, (1.0 - other) / len(names)) for name in names), State(OTHER, other))
    pairs = {(a.name, b.name): rate for a in states for b in states if a is not b}
    return Table(kind, states, pairs)
