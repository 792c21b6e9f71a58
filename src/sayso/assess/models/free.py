"""The free model: rival answers of any kind, without a mechanism; they do not change while we ask."""

from sayso.assess.models.rivals import rivals
from sayso.assess.models.table import Table
from sayso.model import Question

KIND, OTHER_START = "free", 0.1


def table(question: Question) -> Table:
    """Return a table in which every answer is equally likely and stays as it is."""
    return rivals(question.kind, question, OTHER_START)
