"""The event model: whether a thing happened. What has happened does not change while we ask."""

from sayso.assess.models.rivals import rivals
from sayso.assess.models.table import Table
from sayso.model import Question

KIND, OTHER_START = "event", 0.05


def table(question: Question) -> Table:
    """Return a table in which every answer is equally likely and stays as it is."""
    return rivals(KIND, question, OTHER_START)
