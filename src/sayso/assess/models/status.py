"""The status model: what is the case (alive, closed, in office). It changes once in two months on the average."""

from sayso.assess.models.rivals import rivals
from sayso.assess.models.table import Table
from sayso.model import Question

KIND, OTHER_START = "status", 0.1
CHANGES_PER_DAY = 1 / 60


def table(question: Question) -> Table:
    """Return a table in which any answer may give way to any other."""
    return rivals(KIND, question, OTHER_START, CHANGES_PER_DAY)
