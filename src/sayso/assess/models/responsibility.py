"""The responsibility model: who did it. It does not change while we ask, and it may well be nobody named."""

from sayso.assess.models.rivals import rivals
from sayso.assess.models.table import Table
from sayso.model import Question

KIND, OTHER_START = "responsibility", 0.2


def table(question: Question) -> Table:
    """Return a table in which every answer is equally likely and stays as it is."""
    return rivals(KIND, question, OTHER_START)
