"""The presence model asks whether a force is fighting here, regrouping, or gone.

All rates are per day. They are priors of our judgement, not estimates from data; `parameters()` shows
them to the reader. Mean dwell: fighting 24 days, regrouping 9.5, withdrawn 40.
"""

from sayso.assess.models.table import State, Table
from sayso.model import OTHER, Question

FIGHTING, REGROUPING, WITHDRAWN = "fighting", "regrouping", "withdrawn"

TO_OTHER_PER_DAY = 1 / 400
FROM_OTHER_PER_DAY = 1 / 90

TABLE = Table(
    kind="presence",
    sectors=True,
    states=(
        State(FIGHTING, start=0.7, on=0.25, off=0.06, presence=0.9, absence=0.1),
        State(REGROUPING, start=0.2, on=0.06, off=0.40, presence=0.5, absence=0.4),
        State(WITHDRAWN, start=0.1, on=0.01, off=0.60, presence=0.1, absence=0.9),
        State(OTHER, start=0.05, on=0.06, off=0.30, presence=0.5, absence=0.5),
    ),
    rates={
        (FIGHTING, REGROUPING): 1 / 40,
        (FIGHTING, WITHDRAWN): 1 / 60,
        (REGROUPING, FIGHTING): 1 / 14,
        (REGROUPING, WITHDRAWN): 1 / 30,
        (WITHDRAWN, FIGHTING): 1 / 80,
        (WITHDRAWN, REGROUPING): 1 / 80,
        **{(state, OTHER): TO_OTHER_PER_DAY for state in (FIGHTING, REGROUPING, WITHDRAWN)},
        **{(OTHER, state): FROM_OTHER_PER_DAY for state in (FIGHTING, REGROUPING, WITHDRAWN)},
    },
)


def table(_: Question) -> Table:
    """Return the table, which is the same for every question."""
    return TABLE
