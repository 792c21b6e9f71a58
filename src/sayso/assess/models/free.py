"""The free model: rival answers without a mechanism, moved only by what sources assert.

What happened, or who did it, does not change while we ask; what is the case (`status`) may.
"""

from sayso.assess.models.table import State, Table
from sayso.model import OTHER, Question

OTHER_START = 0.1
STATUS_CHANGES_PER_DAY = 1 / 60


def table(question: Question) -> Table:
    """Return a table with one state for each hypothesis, equally likely, and OTHER."""
    names = [hypothesis.id for hypothesis in question.hypotheses if hypothesis.id != OTHER]
    share = (1.0 - OTHER_START) / len(names)
    rate = STATUS_CHANGES_PER_DAY / len(names) if question.kind == "status" else 0.0
    states = (*(State(name, share) for name in names), State(OTHER, OTHER_START))
    pairs = {(a.name, b.name): rate for a in states for b in states if a is not b}
    return Table(question.kind, states, pairs)
