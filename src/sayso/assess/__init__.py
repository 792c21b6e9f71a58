"""What to make of it: how claims bear on a question, and how likely each answer is, day by day.

In go a question, claims with their origins, and sources; out come probabilities a day, the steps that
explain them, and how good the evidence is. What it refuses: to let copies, one source or a crowd of
unknown sources decide, and to leave out that it may be none of the answers.
"""

from sayso.assess.actor import named_in
from sayso.assess.aided import AIDED, NO_NUMBER, as_one_source
from sayso.assess.amounts import Amount
from sayso.assess.bearing import asked_of, bearing_parts, bearings
from sayso.assess.doubts import Doubt, doubts, points
from sayso.assess.evidence import Coverage, witnesses
from sayso.assess.judge import daily, judge, likely
from sayso.assess.mapped import STEPS, mapped
from sayso.assess.mapping import map_hypotheses
from sayso.assess.parameters import Parameter, parameters
from sayso.assess.postmortem import PostMortem, Record, post_mortem, record
from sayso.assess.quantity import Heard, judge_numbers, numbers_heard
from sayso.assess.ranges import range_of
from sayso.assess.row import judgement_row
from sayso.assess.suppose import Supposition, supposed
from sayso.assess.track import TrackRecord, track_records

__all__ = [
    "AIDED",
    "NO_NUMBER",
    "STEPS",
    "Amount",
    "Coverage",
    "Doubt",
    "Heard",
    "Parameter",
    "PostMortem",
    "Record",
    "Supposition",
    "TrackRecord",
    "as_one_source",
    "asked_of",
    "bearing_parts",
    "bearings",
    "daily",
    "doubts",
    "judge",
    "judge_numbers",
    "judgement_row",
    "likely",
    "map_hypotheses",
    "mapped",
    "named_in",
    "numbers_heard",
    "parameters",
    "points",
    "post_mortem",
    "range_of",
    "record",
    "supposed",
    "track_records",
    "witnesses",
]
